#include "geo/polygon.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

double unsignedArea(const Ring& ring)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon a = ring[i];
        const LatLon b = ring[(i + 1) % ring.size()];
        const double half = 0.5 * (b.latitude - a.latitude) * kRadians;
        const double middle = 0.5 * (a.latitude + b.latitude) * kRadians;
        const double shrink = std::abs(half) < 1e-6 ? 1.0 - half * half / 6.0 : std::sin(half) / half;
        sum += (b.longitude - a.longitude) * kRadians * std::sin(middle) * shrink;
    }
    return std::abs(sum) * kEarthRadiusKm * kEarthRadiusKm;
}

LatLonBox boundsOf(const Ring& ring)
{
    LatLonBox box{90.0, -90.0, ring.front().longitude, ring.front().longitude};
    for (const LatLon& corner : ring)
        box = {std::min(box.south, corner.latitude), std::max(box.north, corner.latitude),
               std::min(box.west, corner.longitude), std::max(box.east, corner.longitude)};
    return box;
}

/// `box` with its west in 0..360.
LatLonBox turned(LatLonBox box)
{
    const double turn = 360.0 * std::floor(box.west / 360.0);
    box.west -= turn;
    box.east -= turn;
    return box;
}

}  // namespace

Polygon polygonOf(const LatLonBox& box)
{
    return {
        {{{{box.south, box.west}, {box.south, box.east}, {box.north, box.east}, {box.north, box.west}}, {}}}};
}

double areaKm2(const Polygon& polygon)
{
    double area = 0.0;
    for (const PolygonPart& part : polygon.parts) {
        area += unsignedArea(part.outer);
        for (const Ring& hole : part.holes)
            area -= unsignedArea(hole);
    }
    return area;
}

LatLonBox boundsOf(const Polygon& polygon)
{
    if (polygon.empty())
        return {0.0, 0.0, 0.0, 0.0};
    if (polygon.parts.size() == 1)
        return boundsOf(polygon.parts.front().outer);

    LatLonBox all{90.0, -90.0, 0.0, 0.0};
    std::vector<LatLonBox> boxes;
    for (const PolygonPart& part : polygon.parts) {
        boxes.push_back(turned(boundsOf(part.outer)));
        all.south = std::min(all.south, boxes.back().south);
        all.north = std::max(all.north, boxes.back().north);
    }
    std::ranges::sort(boxes, {}, &LatLonBox::west);

    // The widest stretch without a part, the one across the turn included.
    double reached = boxes.front().east;
    for (const LatLonBox& box : boxes)
        reached = std::max(reached, box.east);
    double covered = reached - 360.0;
    double widest = 0.0;
    for (const LatLonBox& box : boxes) {
        if (box.west - covered > widest) {
            widest = box.west - covered;
            all.west = box.west;
        }
        covered = std::max(covered, box.east);
    }
    if (widest <= 1e-9) {
        all.west = -180.0;
        all.east = 180.0;
        return all;
    }
    if (all.west >= 180.0)
        all.west -= 360.0;
    all.east = all.west + 360.0 - widest;
    return all;
}

}  // namespace shamal
