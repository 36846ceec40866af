#pragma once
#include "geo/polygon.h"

#include <numbers>

namespace shamal {

/// A place on an azimuthal plane, by its distances from the centre.
struct OffsetKm {
    double eastKm = 0.0;
    double northKm = 0.0;
};

/// The azimuthal equidistant projection of the sphere of kEarthRadiusKm about a centre (Snyder, Map
/// Projections - A Working Manual, USGS 1987, eqs. 25-2 to 25-5 and 20-14, 20-15). Distances and directions
/// from the centre are true; at r km from it lengths across are stretched by (r/R) / sin(r/R).
class AzimuthalPlane {
public:
    explicit AzimuthalPlane(LatLon centre);
    OffsetKm toPlane(LatLon place) const;
    LatLon toSphere(OffsetKm point) const;  ///< longitude within 180 degrees of the centre's

private:
    LatLon m_centre;
    double m_sin, m_cos;
};

/// A ring that came from a plane: longitudes made continuous, and closed over the pole when it runs round
/// one. `places` run counter-clockwise, seen from above.
Ring closedOnSphere(std::vector<LatLon> places);

}  // namespace shamal
