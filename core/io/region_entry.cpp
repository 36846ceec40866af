#include "io/region_entry.h"

#include "fields/error.h"
#include "geo/polygon_algebra.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <utility>

namespace shamal {

namespace {

using std::filesystem::path;

constexpr double kTolerance = 1e-9;  // degrees

void requireDegrees(const path& file, const std::string& entry, const LatLonBox& box)
{
    if (!std::isfinite(box.south + box.north + box.west + box.east) || box.south < -90.0 || box.north > 90.0)
        refuseEntry(file, entry, "its latitudes are not within -90 .. 90 degrees",
                    "Give degrees north and east (WGS 84), not metres of a projection");
    if (std::abs(box.west) > 540.0 || std::abs(box.east) > 540.0)
        refuseEntry(file, entry, "its longitudes are far beyond 360 degrees",
                    "Give degrees north and east (WGS 84), not metres of a projection");
    if (!(box.south < box.north) || !(box.west < box.east) || box.east - box.west > 360.0 + kTolerance)
        refuseEntry(file, entry, "it has no extent, or one of more than 360 degrees",
                    "South must lie below north, and west before east");
}

/// The rectangle a ring is, with corners amid sides or without; nothing when it is another shape.
std::optional<LatLonBox> rectangleOf(const Ring& ring)
{
    const LatLonBox box = boundsOf(Polygon{{{ring, {}}}});
    const auto isOn = [](double value, double side) { return std::abs(value - side) < kTolerance; };
    std::array<bool, 4> corners{};
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto [y, x] = ring[i];
        const auto [nextY, nextX] = ring[(i + 1) % ring.size()];
        const bool alongSide = (isOn(x, nextX) && (isOn(x, box.west) || isOn(x, box.east))) ||
                               (isOn(y, nextY) && (isOn(y, box.south) || isOn(y, box.north)));
        if (!alongSide)
            return std::nullopt;
        corners[0] = corners[0] || (isOn(x, box.west) && isOn(y, box.south));
        corners[1] = corners[1] || (isOn(x, box.east) && isOn(y, box.south));
        corners[2] = corners[2] || (isOn(x, box.east) && isOn(y, box.north));
        corners[3] = corners[3] || (isOn(x, box.west) && isOn(y, box.north));
    }
    if (!(corners[0] && corners[1] && corners[2] && corners[3]))
        return std::nullopt;
    return box;
}

std::optional<LatLonBox> rectangleOf(const Polygon& polygon)
{
    if (polygon.parts.size() != 1 || !polygon.parts.front().holes.empty())
        return std::nullopt;
    return rectangleOf(polygon.parts.front().outer);
}

}  // namespace

void refuseEntry(const std::filesystem::path& file, const std::string& entry, const std::string& fault,
                 const std::string& remedy)
{
    throw InputError(file, entry + ": " + fault, remedy);
}

std::string colourOf(const std::string& text)
{
    const auto isDigit = [](unsigned char c) { return std::isxdigit(c) != 0; };
    if (!text.starts_with('#') || !std::all_of(text.begin() + 1, text.end(), isDigit))
        return {};
    if (text.size() == 4)
        return {'#', text[1], text[1], text[2], text[2], text[3], text[3]};
    return text.size() == 7 ? text : std::string();
}

Region regionOf(const std::filesystem::path& file, const std::string& entry, std::string name,
                const LatLonBox& box)
{
    requireDegrees(file, entry, box);
    return {std::move(name), box};
}

Region regionOf(const std::filesystem::path& file, const std::string& entry, std::string name,
                const Polygon& polygon)
{
    // A rectangle as it was drawn keeps its longitudes; one of two halves is known once they are joined.
    if (const auto box = rectangleOf(polygon))
        return regionOf(file, entry, std::move(name), *box);
    Polygon sound;
    try {
        sound = soundPolygon(polygon);
    } catch (const InputError& error) {
        std::string fault = error.what();
        if (fault.ends_with('.'))
            fault.pop_back();
        refuseEntry(file, entry, fault, "Mend it, for example with QGIS (Fix geometries)");
    }
    if (const auto box = rectangleOf(sound))
        return regionOf(file, entry, std::move(name), *box);
    return {std::move(name), std::move(sound)};
}

}  // namespace shamal
