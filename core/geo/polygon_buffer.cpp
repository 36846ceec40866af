#include "geo/polygon_buffer.h"

#include "fields/error.h"
#include "geo/azimuthal_plane.h"
#include "geo/geos_plane.h"
#include "geo/polygon_algebra.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace shamal {

namespace {

using Geometry = GeosPlane::Geometry;

constexpr double kFarthestKm = 5000.0;
constexpr double kStretchKm = 300.0;
constexpr double kStepKm = 25.0;
constexpr double kStepDegrees = 0.25;
constexpr int kSidesPerQuarter = 24;

bool isInside(const Polygon& polygon, LatLon place)
{
    bool inside = false;
    const auto cross = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const LatLon a = ring[i];
            const LatLon b = ring[(i + 1) % ring.size()];
            if ((a.latitude > place.latitude) == (b.latitude > place.latitude))
                continue;
            const double share = (place.latitude - a.latitude) / (b.latitude - a.latitude);
            if (place.longitude < a.longitude + share * (b.longitude - a.longitude))
                inside = !inside;
        }
    };
    for (const PolygonPart& part : polygon.parts) {
        cross(part.outer);
        for (const Ring& hole : part.holes)
            cross(hole);
    }
    return inside;
}

/// An edge that only closes a ring on the map: along a pole, or along a meridian with the polygon on both
/// sides, longitudes modulo 360.
bool isSeam(const Polygon& polygon, LatLon a, LatLon b)
{
    if (a.latitude == b.latitude && std::abs(a.latitude) == 90.0)
        return true;
    if (a.longitude != b.longitude)
        return false;
    const auto covered = [&](double longitude) {
        for (const double turn : {-360.0, 0.0, 360.0}) {
            if (isInside(polygon, {0.5 * (a.latitude + b.latitude), longitude + turn}))
                return true;
        }
        return false;
    };
    return covered(a.longitude - 1e-6) && covered(a.longitude + 1e-6);
}

/// The outline in stretches of about kStretchKm, points close enough to bend with the sphere; without seams.
std::vector<std::vector<LatLon>> stretchesOf(const Polygon& polygon, const Ring& ring)
{
    std::vector<std::vector<LatLon>> stretches;
    std::vector<LatLon> stretch;
    const auto finish = [&] {
        if (stretch.size() > 1)
            stretches.push_back(stretch);
        stretch.clear();
    };
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon a = ring[i];
        const LatLon b = ring[(i + 1) % ring.size()];
        const double degrees =
            std::max(std::abs(b.latitude - a.latitude), std::abs(b.longitude - a.longitude));
        const int steps = std::max(1, static_cast<int>(std::ceil(degrees / kStepDegrees)));
        if (isSeam(polygon, a, b)) {
            finish();
            continue;
        }
        // Never a whole ring: GEOS leaves a hole in the buffer of a closed line that is wider than the ring.
        if (i == ring.size() / 2)
            finish();
        if (stretch.empty())
            stretch.push_back(a);
        for (int step = 1; step <= steps; ++step) {
            const double share = static_cast<double>(step) / steps;
            const LatLon next = step == steps ? b
                                              : LatLon{a.latitude + share * (b.latitude - a.latitude),
                                                       a.longitude + share * (b.longitude - a.longitude)};
            stretch.push_back(next);
            if (greatCircleKm(stretch.front(), next) > kStretchKm) {
                finish();
                stretch.push_back(next);
            }
        }
    }
    finish();
    return stretches;
}

Ring onSphere(const AzimuthalPlane& plane, const Ring& ring)
{
    std::vector<LatLon> places;
    double twiceArea = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon next = ring[(i + 1) % ring.size()];
        twiceArea += ring[i].longitude * next.latitude - next.longitude * ring[i].latitude;
        places.push_back(plane.toSphere({ring[i].longitude, ring[i].latitude}));
    }
    if (twiceArea < 0.0)
        std::ranges::reverse(places);
    return closedOnSphere(std::move(places));
}

/// Everything within `km` of a line; x and y of GEOS are kilometres east and north.
Polygon aroundLine(GeosPlane& geos, const std::vector<LatLon>& line, double km)
{
    const AzimuthalPlane plane(line[line.size() / 2]);
    std::vector<LatLon> flat;
    for (const LatLon& place : line) {
        const OffsetKm point = plane.toPlane(place);
        flat.push_back({point.northKm, point.eastKm});
    }
    const Geometry around =
        geos.own(GEOSBuffer_r(geos.context(), geos.line(flat).get(), km, kSidesPerQuarter));
    // What is straight on the plane is not so in longitude and latitude.
    const double step = std::clamp(km / 8.0, 2.0, kStepKm);
    Polygon polygon = geos.polygonOf(geos.own(GEOSDensify_r(geos.context(), around.get(), step)).get());
    for (PolygonPart& part : polygon.parts) {
        part.outer = onSphere(plane, part.outer);
        for (Ring& hole : part.holes)
            hole = onSphere(plane, hole);
    }
    return soundPolygon(polygon);
}

}  // namespace

Polygon buffered(const Polygon& polygon, double km)
{
    if (!(std::abs(km) <= kFarthestKm))
        throw InputError(fmt::format("A buffer of {} km was asked for. It must lie within -{} .. {} km.", km,
                                     kFarthestKm, kFarthestKm));
    if (km == 0.0 || polygon.empty())
        return polygon;
    GeosPlane geos;
    std::vector<Polygon> rim;
    const auto add = [&](const Ring& ring) {
        for (const std::vector<LatLon>& stretch : stretchesOf(polygon, ring))
            rim.push_back(aroundLine(geos, stretch, std::abs(km)));
    };
    for (const PolygonPart& part : polygon.parts) {
        add(part.outer);
        for (const Ring& hole : part.holes)
            add(hole);
    }
    if (rim.empty())  // it has no outside
        return polygon;
    if (km > 0.0) {
        rim.push_back(polygon);
        return unionOf(rim);
    }
    return differenceOf(polygon, unionOf(rim));
}

}  // namespace shamal
