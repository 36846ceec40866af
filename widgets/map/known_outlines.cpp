#include "map/known_outlines.h"

#include "fields/error.h"
#include "geo/country_finder.h"
#include "map/map_geometry.h"

#include <QDebug>

namespace {

constexpr double kSmallScaleMetres = 20'000.0;  // a pixel

/// What `read` gives, or nothing when it cannot be read.
template <typename Read>
auto readOrNone(const char* without, Read read) -> decltype(read())
{
    static const std::remove_cvref_t<decltype(read())> none;
    try {
        return read();
    } catch (const shamal::Error& error) {
        qWarning("Maps are drawn without %s: %s", without, error.what());
        return none;
    }
}

const std::vector<shamal::Outline>& outlinesOrNone(shamal::OutlineScale scale)
{
    return readOrNone("coastlines", [scale]() -> const std::vector<shamal::Outline>& {
        return shamal::naturalEarthOutlines(scale);
    });
}

}  // namespace

const std::vector<shamal::Outline>& knownOutlines(shamal::OutlineScale scale)
{
    if (scale == shamal::OutlineScale::Small) {
        static const std::vector<shamal::Outline>& small = outlinesOrNone(scale);
        return small;
    }
    static const std::vector<shamal::Outline>& medium = outlinesOrNone(scale);
    return medium;
}

shamal::OutlineScale outlineScaleOf(const MapGeometry& geometry)
{
    const auto metres = geometry.projection.metresPerUnit(geometry.centre);
    const bool small = !metres || *metres * geometry.unitsPerPixel > kSmallScaleMetres;
    return small ? shamal::OutlineScale::Small : shamal::OutlineScale::Medium;
}

const std::vector<shamal::Country>& knownCountries()
{
    static const std::vector<shamal::Country>& countries =
        readOrNone("the names of countries",
                   []() -> const std::vector<shamal::Country>& { return shamal::naturalEarthCountries(); });
    return countries;
}

std::optional<std::size_t> knownCountry(shamal::LatLon place)
{
    static shamal::CountryFinder finder(knownCountries());
    return finder.at(place);
}
