#pragma once
#include "downscale/cell_window.h"
#include "downscale/downscaler.h"

namespace shamal {

/// A checked request, and where on the model's grid it is answered.
struct RunPlan {
    DownscaleRunInfo info;
    CellWindow asked;     ///< of the model's fine grid: what is delivered
    CellWindow computed;  ///< what the network sees: `asked`, some cells around, sides of a multiple of 8;
                          ///< may pass the border

    /// The part of `computed` inside the model's grid.
    CellWindow computedInside() const;
    Grid computedInsideGrid() const;
};

/// As planDownscaling(), which see.
RunPlan planRun(const DownscaleRequest& request);

/// Values of `field` on the cells of `grid`, both on the same lattice; NaN where `from` does not reach.
/// Throws InputError when the lattices differ by more than a twentieth of a cell.
std::vector<float> alignOnLattice(std::span<const float> field, const Grid& from, const Grid& grid);

/// The cells of a grid whose centres lie in the box; nothing when none does.
std::optional<CellWindow> cellsInside(const Grid& grid, const LatLonBox& box);
Grid gridOf(const Grid& grid, const CellWindow& window);

}  // namespace shamal
