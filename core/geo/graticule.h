#pragma once
#include "fields/grid.h"

#include <vector>

namespace shamal {

/// Parallels and meridians for a view: a step of 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45 or
/// 90 degrees, the one with which closest to `wanted` lines cross the shorter side.
struct Graticule {
    double stepDegrees = 10.0;
    std::vector<double> parallels;  ///< degrees north inside the view
    std::vector<double> meridians;  ///< degrees east inside the view, continuous with its west
};
Graticule graticule(const LatLonBox& view, int wanted = 5);

/// Length of the shortest path on the WGS84 ellipsoid (PROJ's geodesic), km.
double geodesicKm(LatLon a, LatLon b);

}  // namespace shamal
