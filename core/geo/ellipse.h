#pragma once
#include "geo/polygon.h"

#include <array>

namespace shamal {

/// An ellipse on the azimuthal equidistant plane about its centre: distances from the centre are those of
/// great circles on the sphere of kEarthRadiusKm.
struct Ellipse {
    LatLon centre;
    double semiMajorKm = 0.0;     ///< along `azimuthDegrees`; may be the shorter one
    double semiMinorKm = 0.0;     ///< across
    double azimuthDegrees = 0.0;  ///< clockwise from north
    bool operator==(const Ellipse&) const = default;
};

/// Its outline by 360 corners on it; closed over a pole that it holds. Throws InputError unless the centre is
/// on the globe, and the semi-axes are above 0 and below 10000 km (a quarter of the way round the Earth).
Polygon polygonOf(const Ellipse& ellipse);

/// Where its axes end: along the azimuth, across to the right, and those opposite of both.
std::array<LatLon, 4> axisEnds(const Ellipse& ellipse);
/// With that end of an axis taken to another place: the axes turn with it, the other one keeps its length.
/// Semi-axes stay within what an ellipse may have.
Ellipse withAxisEnd(Ellipse ellipse, std::size_t end, LatLon to);
/// The ellipse about `centre` with axes north and east whose rectangle on its plane has that corner.
Ellipse ellipseWithin(LatLon centre, LatLon corner);

}  // namespace shamal
