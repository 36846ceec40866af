#pragma once
#include "geo/polygon.h"

namespace shamal {

/// Everything within `km` of a sound polygon, or with `km` below 0 what of it is farther than that from its
/// outside; empty where nothing is left. Distances are great circles on the sphere of kEarthRadiusKm: pieces
/// of the outline of up to 300 km are buffered on azimuthal equidistant planes of their own and joined, so a
/// distance is true to 0.1 % up to 1000 km. Round corners have 96 sides to a turn. Throws InputError unless
/// |km| is at most 5000.
Polygon buffered(const Polygon& polygon, double km);

}  // namespace shamal
