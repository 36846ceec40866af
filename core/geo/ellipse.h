#pragma once
#include "geo/polygon.h"

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

}  // namespace shamal
