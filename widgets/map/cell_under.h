#pragma once
#include "fields/grid.h"

#include <optional>

/// The cell a point lies in, longitude modulo 360; nothing outside the grid. A shared edge belongs to the
/// cell north or east of it.
std::optional<shamal::CellIndex> cellUnder(const shamal::Grid& grid, shamal::LatLon point);
