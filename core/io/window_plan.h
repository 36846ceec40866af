#pragma once
#include "fields/grid.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace shamal {

/// Neighbouring columns of a grid.
struct ColumnRun {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// Which rows and columns of a grid a window takes. A window across the seam of a global grid takes two runs.
struct WindowPlan {
    Grid grid;  ///< of the window; longitudes as the window counts them
    std::size_t firstRow = 0;
    std::vector<ColumnRun> runs;  ///< west to east
};

/// Cells whose centres lie in the window, as FieldSeries::window() takes them, but a regional grid is never
/// torn apart. Throws InputError naming `file` and what the grid covers when none does.
WindowPlan planWindow(const Grid& whole, const std::optional<LatLonBox>& window,
                      const std::filesystem::path& file);

}  // namespace shamal
