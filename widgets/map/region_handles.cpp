#include "map/region_handles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

using shamal::Ellipse;
using shamal::LatLon;
using shamal::LatLonBox;
using shamal::Polygon;
using shamal::RegionShape;
using shamal::Ring;

namespace {

using Kind = RegionHandle::Kind;

constexpr double kSamePlace = 1e-6;  // degrees, a tenth of a metre

LatLon middle(LatLon a, LatLon b)
{
    return {std::midpoint(a.latitude, b.latitude), std::midpoint(a.longitude, b.longitude)};
}

/// By how much to turn what begins at that longitude, to have it begin in -180..180.
double homeward(double west)
{
    return -360.0 * std::floor((west + 180.0) / 360.0);
}

std::vector<RegionHandle> handles(const LatLonBox& box)
{
    const double latitude = std::midpoint(box.south, box.north);
    const double longitude = std::midpoint(box.west, box.east);
    const std::array<LatLon, 8> places{{{box.south, box.west},
                                        {box.south, longitude},
                                        {box.south, box.east},
                                        {latitude, box.east},
                                        {box.north, box.east},
                                        {box.north, longitude},
                                        {box.north, box.west},
                                        {latitude, box.west}}};
    std::vector<RegionHandle> found;
    for (std::size_t i = 0; i < places.size(); ++i)
        found.push_back({i % 2 == 0 ? Kind::Corner : Kind::Side, i, places[i]});
    return found;
}

std::vector<RegionHandle> handles(const Polygon& polygon)
{
    std::vector<RegionHandle> found;
    std::size_t first = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            found.push_back({Kind::Corner, first + i, ring[i]});
            found.push_back({Kind::Midpoint, first + i, middle(ring[i], ring[(i + 1) % ring.size()])});
        }
        first += ring.size();
    };
    for (const auto& part : polygon.parts) {
        add(part.outer);
        std::ranges::for_each(part.holes, add);
    }
    return found;
}

std::vector<RegionHandle> handles(const Ellipse& ellipse)
{
    std::vector<RegionHandle> found{{Kind::Centre, 0, ellipse.centre}};
    const auto ends = axisEnds(ellipse);
    for (std::size_t end = 0; end < ends.size(); ++end)
        found.push_back({Kind::AxisEnd, end, ends[end]});
    return found;
}

/// The ring that holds a corner, and its number there.
std::pair<Ring*, std::size_t> cornerOf(Polygon& polygon, std::size_t corner)
{
    for (auto& part : polygon.parts) {
        if (corner < part.outer.size())
            return {&part.outer, corner};
        corner -= part.outer.size();
        for (Ring& hole : part.holes) {
            if (corner < hole.size())
                return {&hole, corner};
            corner -= hole.size();
        }
    }
    return {nullptr, 0};
}

RegionShape draggedTo(LatLonBox box, const RegionHandle& handle, LatLon to)
{
    const LatLonBox before = box;
    const std::size_t i = handle.index;
    if (i <= 2)
        box.south = to.latitude;
    if (i >= 4 && i <= 6)
        box.north = to.latitude;
    if (i == 0 || i >= 6)
        box.west = to.longitude;
    if (i >= 2 && i <= 4)
        box.east = to.longitude;
    if (box.south > box.north)
        std::swap(box.south, box.north);
    if (box.west > box.east)
        std::swap(box.west, box.east);
    if (box.south == box.north || box.west == box.east || box.east - box.west > 360.0)
        return before;
    const double turn = homeward(box.west);
    return LatLonBox{box.south, box.north, box.west + turn, box.east + turn};
}

RegionShape draggedTo(Polygon polygon, const RegionHandle& handle, LatLon to)
{
    const auto [ring, corner] = cornerOf(polygon, handle.index);
    if (ring == nullptr)
        return polygon;
    if (handle.kind == Kind::Midpoint)
        ring->insert(ring->begin() + static_cast<std::ptrdiff_t>(corner) + 1, to);
    else
        (*ring)[corner] = to;
    return polygon;
}

RegionShape draggedTo(Ellipse ellipse, const RegionHandle& handle, LatLon to)
{
    if (handle.kind == Kind::AxisEnd)
        return withAxisEnd(ellipse, handle.index, to);
    ellipse.centre = {to.latitude, to.longitude + homeward(to.longitude)};
    return ellipse;
}

RegionShape movedBy(LatLonBox box, double north, double east)
{
    east += homeward(box.west + east);
    return LatLonBox{box.south + north, box.north + north, box.west + east, box.east + east};
}

RegionShape movedBy(Polygon polygon, double north, double east)
{
    const auto move = [north, east](Ring& ring) {
        for (LatLon& corner : ring)
            corner = {corner.latitude + north, corner.longitude + east};
    };
    for (auto& part : polygon.parts) {
        move(part.outer);
        std::ranges::for_each(part.holes, move);
    }
    return polygon;
}

RegionShape movedBy(Ellipse ellipse, double north, double east)
{
    const LatLon to{ellipse.centre.latitude + north, ellipse.centre.longitude + east};
    return draggedTo(ellipse, {Kind::Centre, 0, ellipse.centre}, to);
}

/// The latitudes that stay on the globe when it is moved.
std::pair<double, double> latitudesOf(const RegionShape& shape)
{
    if (const auto* ellipse = std::get_if<Ellipse>(&shape))
        return {ellipse->centre.latitude, ellipse->centre.latitude};
    const LatLonBox box = shamal::Region({}, shape).bounds();
    return {box.south, box.north};
}

}  // namespace

bool samePlace(LatLon a, LatLon b)
{
    return std::abs(a.latitude - b.latitude) < kSamePlace &&
           std::abs(std::remainder(a.longitude - b.longitude, 360.0)) < kSamePlace;
}

std::vector<RegionHandle> handlesOf(const RegionShape& shape)
{
    return std::visit([](const auto& kind) { return handles(kind); }, shape);
}

RegionShape dragged(const RegionShape& shape, const RegionHandle& handle, LatLon to)
{
    to.latitude = std::clamp(to.latitude, -90.0, 90.0);
    return std::visit([&](const auto& kind) { return draggedTo(kind, handle, to); }, shape);
}

RegionShape moved(const RegionShape& shape, LatLon from, LatLon to)
{
    const auto [south, north] = latitudesOf(shape);
    const bool touches = !std::holds_alternative<Ellipse>(shape) && (south <= -90.0 || north >= 90.0);
    const double up = touches ? 0.0 : std::clamp(to.latitude - from.latitude, -90.0 - south, 90.0 - north);
    const double east = to.longitude - from.longitude;
    return std::visit([&](const auto& kind) { return movedBy(kind, up, east); }, shape);
}

std::optional<RegionShape> withoutCorner(const RegionShape& shape, LatLon corner)
{
    if (!std::holds_alternative<Polygon>(shape))
        return std::nullopt;
    auto polygon = std::get<Polygon>(shape);
    const auto here = [corner](const LatLon& other) { return samePlace(other, corner); };
    for (std::size_t p = 0; p < polygon.parts.size(); ++p) {
        auto& part = polygon.parts[p];
        std::vector<Ring*> rings{&part.outer};
        for (Ring& hole : part.holes)
            rings.push_back(&hole);
        for (std::size_t r = 0; r < rings.size(); ++r) {
            const auto found = std::ranges::find_if(*rings[r], here);
            if (found == rings[r]->end())
                continue;
            if (rings[r]->size() > 3)
                rings[r]->erase(found);
            else if (r > 0)
                part.holes.erase(part.holes.begin() + static_cast<std::ptrdiff_t>(r) - 1);
            else
                polygon.parts.erase(polygon.parts.begin() + static_cast<std::ptrdiff_t>(p));
            return polygon.empty() ? std::nullopt : std::optional<RegionShape>(std::move(polygon));
        }
    }
    return std::nullopt;
}
