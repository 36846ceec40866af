#pragma once
#include "geo/projection.h"

#include <span>
#include <vector>

namespace shamal {

/// The line through `points`, straight in latitude and longitude between them, on the plane: points are
/// added until it deviates less than `tolerance` units, and it is broken where it leaves what is shown or
/// crosses the projection's cut. Longitudes are continuous along the line. Where the plane repeats itself,
/// pieces lie in its bounds().
std::vector<std::vector<PlanePoint>> projectedLine(const Projection& projection,
                                                   std::span<const LatLon> points, double tolerance);

}  // namespace shamal
