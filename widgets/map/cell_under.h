#pragma once
#include "fields/grid.h"

#include <cstddef>
#include <optional>

/// A cell of a grid, by its place in it.
struct CellIndex {
    std::size_t row = 0;     ///< from 0, southernmost first
    std::size_t column = 0;  ///< from 0, westernmost first
    bool operator==(const CellIndex&) const = default;
};

/// The cell a point lies in, longitude modulo 360; nothing outside the grid. A shared edge belongs to the
/// cell north or east of it.
std::optional<CellIndex> cellUnder(const shamal::Grid& grid, shamal::LatLon point);
