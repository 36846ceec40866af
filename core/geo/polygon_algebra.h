#pragma once
#include "geo/polygon.h"

#include <span>
#include <vector>

namespace shamal {

/// The same area by rings that keep the rules of Polygon: parts that touch or overlap are one, also across
/// 180 degrees, and longitudes are those of the smallest box with its west in -180..180. Rings that cross
/// themselves a little (0.1 % of their area) are mended. Throws InputError naming part and fault: a ring with
/// fewer than three corners or without extent, corners off the globe, a part wider than 360 degrees, a ring
/// that crosses itself so that its inside is not told, holes outside of their part.
Polygon soundPolygon(const Polygon& drawn);

/// Booleans of sound polygons, exact for edges straight in longitude and latitude, longitudes modulo 360
/// (GEOS; the turn is cut where neither has anything, or else at 180 degrees). Sound; empty where nothing is.
Polygon unionOf(std::span<const Polygon> polygons);
Polygon differenceOf(const Polygon& whole, const Polygon& taken);
Polygon intersectionOf(const Polygon& a, const Polygon& b);

/// The polygon cut at every 180 degrees + 360 k, with longitudes -180..180, as RFC 7946 wants: outer rings
/// run counter-clockwise, holes clockwise.
Polygon cutAtDateLine(const Polygon& polygon);

}  // namespace shamal
