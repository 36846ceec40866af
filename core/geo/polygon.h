#pragma once
#include "fields/grid.h"

#include <vector>

namespace shamal {

/// Corners of a closed line, degrees; the last is joined to the first and not repeated. Edges are straight in
/// longitude and latitude, and longitudes are continuous: they may leave -180..180, and an edge never takes
/// the other way round. A ring round a pole runs along the pole's parallel from one end to the other.
using Ring = std::vector<LatLon>;

struct PolygonPart {
    Ring outer;
    std::vector<Ring> holes;
    bool operator==(const PolygonPart&) const = default;
};

/// One or several areas with holes. Sound when rings do not cross themselves or each other, holes lie in
/// their part, and parts do not overlap, longitudes taken modulo 360 (soundPolygon() makes it so). What the
/// functions below tell of polygons that are not sound is only defined where one says so.
struct Polygon {
    std::vector<PolygonPart> parts;
    bool empty() const { return parts.empty(); }
    bool operator==(const Polygon&) const = default;
};

/// The four corners of a box.
Polygon polygonOf(const LatLonBox& box);

/// On the sphere of kEarthRadiusKm, km^2, exact for edges straight in longitude and latitude: the integral
/// of sin(latitude) over longitude along the rings (Green's theorem). Rings may run either way.
double areaKm2(const Polygon& polygon);

/// The smallest box round all parts, whose longitudes are taken modulo 360: parts on both sides of 180
/// degrees are one stretch across it. Of a single part, its own longitudes. An empty polygon has the box
/// 0, 0, 0, 0.
LatLonBox boundsOf(const Polygon& polygon);

}  // namespace shamal
