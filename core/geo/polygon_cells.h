#pragma once
#include "fields/grid.h"
#include "geo/polygon.h"

#include <vector>

namespace shamal {

/// 1 for cells whose centres lie inside, row-major, longitudes modulo 360. Of centres on an edge, those on a
/// western or southern one are inside and those on an eastern or northern one outside, but for the poles,
/// which belong to what reaches them. Costs a scanline per row: about the number of cells and of crossings.
std::vector<unsigned char> cellsInside(const Polygon& polygon, const Grid& grid);

/// How much of each cell lies inside, km^2 on the sphere, row-major, longitudes modulo 360. Exact for the
/// cells' edges and edges of the polygon straight in longitude and latitude: the signed areas east of the
/// edges within each cell are summed along rows, as anti-aliasing rasterisers do on a plane.
std::vector<double> areasInsideKm2(const Polygon& polygon, const Grid& grid);

/// The same of a box, which needs no scanlines.
std::vector<double> areasInsideKm2(const LatLonBox& box, const Grid& grid);

}  // namespace shamal
