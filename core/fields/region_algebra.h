#pragma once
#include "fields/region.h"

#include <span>
#include <string>

namespace shamal {

/// Regions made of regions of any shape; polygons that are sound. Edges are straight in longitude and
/// latitude, ellipses taken by their corners. Throw InputError when nothing is left, and as the shapes do.
Region unionOf(std::string name, std::span<const Region> regions);
Region intersectionOf(std::string name, const Region& a, const Region& b);
Region differenceOf(std::string name, const Region& whole, const Region& taken);
/// Everything within `km` of a region, or below 0 what of it is farther than that from its outside; as
/// geo/polygon_buffer.h.
Region buffered(std::string name, const Region& region, double km);

}  // namespace shamal
