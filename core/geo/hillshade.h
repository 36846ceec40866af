#pragma once
#include "fields/grid.h"

#include <span>
#include <vector>

namespace shamal {

/// Where the light comes from, and how much steeper than they are slopes are taken.
struct HillshadeLight {
    double azimuthDegrees = 315.0;  ///< clockwise from north
    double altitudeDegrees = 45.0;  ///< above the horizon
    double exaggeration = 1.0;
};

/// Light that falls on the ground, row-major: the cosine of the angle between the light and the normal of the
/// slope, 0 where it is turned away, sin(altitude) on flat ground; NaN where a neighbour's altitude is.
/// Slopes are Horn's gradient (Horn 1981, Hill shading and the reflectance map, Proc. IEEE 69, 14-47):
/// differences of weighted sums of the eight neighbours, metres on the sphere of kEarthRadiusKm; one-sided at
/// the edges of the grid. `metres`: altitude of each cell of a grid of two or more rows and columns.
std::vector<float> hillshade(const Grid& grid, std::span<const float> metres, const HillshadeLight& light);

}  // namespace shamal
