#include "geo/countries.h"

#include "fields/error.h"
#include "fields/resources.h"
#include "geo/azimuthal_plane.h"
#include "geo/outline_bytes.h"
#include "geo/polygon_algebra.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shamal {

namespace {

Ring ringOf(OutlineBytes& bytes)
{
    std::vector<LatLon> places = bytes.points();
    if (places.size() < 3)
        bytes.refuse("A ring of a country has fewer than three corners");
    return closedOnSphere(std::move(places));
}

PolygonPart partOf(OutlineBytes& bytes)
{
    const std::uint32_t rings = bytes.varint();
    if (rings == 0)
        bytes.refuse("A part of a country has no outline");
    PolygonPart part{ringOf(bytes), {}};
    for (std::uint32_t hole = 1; hole < rings; ++hole)
        part.holes.push_back(ringOf(bytes));
    return part;
}

}  // namespace

std::vector<Country> readCountries(const std::filesystem::path& file)
{
    OutlineBytes bytes(file, "SHAMALCO");
    std::vector<Country> countries;
    for (std::uint32_t i = 0; i < bytes.entries(); ++i) {
        Country country{bytes.text(), {}};
        const std::uint32_t parts = bytes.varint();
        for (std::uint32_t part = 0; part < parts; ++part)
            country.shape.parts.push_back(partOf(bytes));
        countries.push_back(std::move(country));
    }
    bytes.requireEnd();
    return countries;
}

const std::vector<Country>& naturalEarthCountries()
{
    static const std::vector<Country> countries =
        readCountries(resourcesFolder() / "outlines" / "natural-earth-countries-50m.bin");
    return countries;
}

Polygon countriesPolygon(std::span<const std::string> names)
{
    if (names.empty())
        throw InputError("No country is named. Choose one or several.");
    std::vector<Polygon> shapes;
    for (const std::string& name : names) {
        const std::vector<Country>& all = naturalEarthCountries();
        const auto found = std::ranges::find(all, name, &Country::name);
        if (found == all.end())
            throw InputError(fmt::format(
                "There is no country \"{}\" among the outlines. Give its English name, like \"Kuwait\".",
                name));
        shapes.push_back(soundPolygon(found->shape));
    }
    return unionOf(shapes);
}

}  // namespace shamal
