#include "geo/polygon_algebra.h"

#include "fields/error.h"
#include "geo/geos_plane.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>

namespace shamal {

namespace {

using Geometry = GeosPlane::Geometry;

constexpr double kToleranceDegrees = 1e-9;
constexpr double kMendedShare = 1e-3;

[[noreturn]] void refuse(std::size_t part, const std::string& fault)
{
    throw InputError(fmt::format("Part {} of the polygon {}.", part + 1, fault));
}

/// Whether it runs along a pole all round: such rings may bulge beyond 360 degrees without covering twice.
bool closesOverPole(const Ring& ring)
{
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon next = ring[(i + 1) % ring.size()];
        if (std::abs(ring[i].latitude) == 90.0 && next.latitude == ring[i].latitude &&
            std::abs(std::abs(next.longitude - ring[i].longitude) - 360.0) < kToleranceDegrees)
            return true;
    }
    return false;
}

void requireRing(const Ring& ring, std::size_t part)
{
    double west = 1e9;
    double east = -1e9;
    std::set<std::pair<double, double>> distinct;
    for (const LatLon& corner : ring) {
        // The condition is false for what is not a number, too.
        if (!(std::abs(corner.latitude) <= 90.0) || !(std::abs(corner.longitude) <= 720.0))
            refuse(part,
                   "has corners off the globe: latitudes must lie within -90 .. 90 degrees, and "
                   "longitudes must not be far beyond 360");
        west = std::min(west, corner.longitude);
        east = std::max(east, corner.longitude);
        distinct.insert({corner.latitude, corner.longitude});
    }
    if (distinct.size() < 3)
        refuse(part, "has a ring of fewer than three different corners");
    if (east - west > 360.0 + kToleranceDegrees && !closesOverPole(ring))
        refuse(part, "is wider than 360 degrees");
}

double planeArea(const Ring& ring)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon next = ring[(i + 1) % ring.size()];
        sum += (ring[i].longitude - ring[0].longitude) * (next.latitude - ring[0].latitude) -
               (next.longitude - ring[0].longitude) * (ring[i].latitude - ring[0].latitude);
    }
    return 0.5 * sum;
}

double planeArea(const PolygonPart& part)
{
    double area = std::abs(planeArea(part.outer));
    for (const Ring& hole : part.holes)
        area -= std::abs(planeArea(hole));
    return area;
}

/// Whether GEOS takes it as it is, else where it does not and why.
std::string faultOf(GeosPlane& plane, const GEOSGeometry* geometry)
{
    char* reason = nullptr;
    GEOSGeometry* place = nullptr;
    const char valid = GEOSisValidDetail_r(plane.context(), geometry, 0, &reason, &place);
    std::string fault = valid == 1 ? "" : reason == nullptr ? "unknown fault" : reason;
    GEOSFree_r(plane.context(), reason);
    if (place != nullptr) {
        double x = 0.0, y = 0.0;
        GEOSGeomGetX_r(plane.context(), place, &x);
        GEOSGeomGetY_r(plane.context(), place, &y);
        GEOSGeom_destroy_r(plane.context(), place);
        fault += fmt::format(" near {:.4g} N, {:.4g} E", y, x);
    }
    return fault;
}

Geometry mended(GeosPlane& plane, const GEOSGeometry* geometry)
{
    GEOSMakeValidParams* const params = GEOSMakeValidParams_create_r(plane.context());
    GEOSMakeValidParams_setMethod_r(plane.context(), params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSGeometry* const made = GEOSMakeValidWithParams_r(plane.context(), geometry, params);
    GEOSMakeValidParams_destroy_r(plane.context(), params);
    return plane.own(made);
}

/// Sound alone; throws when mending would change what it covers.
PolygonPart orMended(GeosPlane& plane, const PolygonPart& part, std::size_t index,
                     std::vector<PolygonPart>& more)
{
    const Geometry geometry = plane.part(part);
    const std::string fault = faultOf(plane, geometry.get());
    const double meant = planeArea(part);
    if (fault.empty() && meant > 0.0)
        return part;
    Polygon pieces = plane.polygonOf(mended(plane, geometry.get()).get());
    double area = 0.0;
    for (const PolygonPart& piece : pieces.parts)
        area += planeArea(piece);
    if (pieces.empty() || area <= 0.0)
        refuse(index, "has no extent");
    if (std::abs(area - meant) > kMendedShare * area)
        refuse(index, "does not tell what is inside (" + fault +
                          "): its outline must not cross itself, and "
                          "holes must lie within");
    for (std::size_t i = 1; i < pieces.parts.size(); ++i)
        more.push_back(std::move(pieces.parts[i]));
    return std::move(pieces.parts.front());
}

/// Longitude at which to cut the turn: amid the widest gap, else 180 degrees west.
double cutFor(std::span<const Polygon* const> polygons)
{
    Polygon all;
    for (const Polygon* polygon : polygons)
        all.parts.insert(all.parts.end(), polygon->parts.begin(), polygon->parts.end());
    const LatLonBox box = boundsOf(all);
    const double gap = 360.0 - (box.east - box.west);
    return gap > kToleranceDegrees ? box.west - 0.5 * gap : -180.0;
}

/// The polygon between `west` and `west` + 360.
Geometry inTurn(GeosPlane& plane, const Polygon& polygon, double west)
{
    std::vector<Geometry> pieces;
    const Geometry window = plane.box(west, -90.0, west + 360.0, 90.0);
    for (const PolygonPart& part : polygon.parts) {
        const LatLonBox box = boundsOf(Polygon{{{part.outer, {}}}});
        const int last = static_cast<int>(std::floor((west + 360.0 - box.west) / 360.0));
        for (int turn = static_cast<int>(std::ceil((west - box.east) / 360.0)); turn <= last; ++turn) {
            Geometry piece = plane.part(part, 360.0 * turn);
            if (box.west + 360.0 * turn < west || box.east + 360.0 * turn > west + 360.0)
                piece = plane.own(GEOSIntersection_r(plane.context(), piece.get(), window.get()));
            pieces.push_back(std::move(piece));
        }
    }
    return plane.unionOf(std::move(pieces));
}

void turn(Polygon& polygon, double degrees)
{
    for (PolygonPart& part : polygon.parts) {
        for (LatLon& corner : part.outer)
            corner.longitude += degrees;
        for (Ring& hole : part.holes) {
            for (LatLon& corner : hole)
                corner.longitude += degrees;
        }
    }
}

/// With the west of its box in -180..180.
Polygon homed(Polygon polygon)
{
    double west = 1e9;
    for (const PolygonPart& part : polygon.parts) {
        for (const LatLon& corner : part.outer)
            west = std::min(west, corner.longitude);
    }
    const double turns = std::floor((west + 180.0) / 360.0);
    if (!polygon.empty() && turns != 0.0)
        turn(polygon, -360.0 * turns);
    return polygon;
}

using Operation = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

Polygon combined(const Polygon& a, const Polygon& b, Operation operation)
{
    GeosPlane plane;
    const double west = cutFor(std::array{&a, &b});
    const Geometry left = inTurn(plane, a, west);
    const Geometry right = inTurn(plane, b, west);
    const Geometry result = plane.own(operation(plane.context(), left.get(), right.get()));
    return homed(plane.polygonOf(result.get()));
}

}  // namespace

Polygon soundPolygon(const Polygon& drawn)
{
    if (drawn.empty())
        throw InputError("The polygon has no part. Give at least one ring.");
    GeosPlane plane;
    Polygon parts;
    std::vector<PolygonPart> more;
    for (std::size_t i = 0; i < drawn.parts.size(); ++i) {
        requireRing(drawn.parts[i].outer, i);
        for (const Ring& hole : drawn.parts[i].holes)
            requireRing(hole, i);
        parts.parts.push_back(orMended(plane, drawn.parts[i], i, more));
    }
    parts.parts.insert(parts.parts.end(), more.begin(), more.end());
    return unionOf(std::array{parts});
}

Polygon unionOf(std::span<const Polygon> polygons)
{
    GeosPlane plane;
    std::vector<const Polygon*> all;
    for (const Polygon& polygon : polygons)
        all.push_back(&polygon);
    const double west = cutFor(all);
    std::vector<Geometry> pieces;
    for (const Polygon& polygon : polygons)
        pieces.push_back(inTurn(plane, polygon, west));
    return homed(plane.polygonOf(plane.unionOf(std::move(pieces)).get()));
}

Polygon differenceOf(const Polygon& whole, const Polygon& taken)
{
    return combined(whole, taken, GEOSDifference_r);
}

Polygon intersectionOf(const Polygon& a, const Polygon& b)
{
    return combined(a, b, GEOSIntersection_r);
}

Polygon cutAtDateLine(const Polygon& polygon)
{
    GeosPlane plane;
    Polygon cut = plane.polygonOf(inTurn(plane, polygon, -180.0).get());
    for (PolygonPart& part : cut.parts) {
        if (planeArea(part.outer) < 0.0)
            std::ranges::reverse(part.outer);
        for (Ring& hole : part.holes) {
            if (planeArea(hole) > 0.0)
                std::ranges::reverse(hole);
        }
    }
    return cut;
}

}  // namespace shamal
