#pragma once
#include "fields/grid.h"

#include <cstddef>
#include <optional>
#include <vector>

/// The cell a point lies in, longitude modulo 360; nothing outside the grid. A shared edge belongs to the
/// cell north or east of it.
std::optional<shamal::CellIndex> cellUnder(const shamal::Grid& grid, shamal::LatLon point);

/// Index of the cell between whose edges `x` lies; nothing outside. A shared edge belongs to the cell after
/// it.
std::optional<std::size_t> cellAt(const std::vector<double>& edges, double x);

/// `longitude` + k * 360 so that it is not west of `west` and less than a turn east of it.
double eastOf(double west, double longitude);
