#pragma once
#include "downscale/cell_window.h"

#include <functional>
#include <vector>

namespace shamal {

/// How a field is cut into overlapping tiles and put together again (METHOD.md, halo-Hann stitching).
struct TileLayout {
    std::size_t rows = 0, columns = 0;  ///< of the field
    std::size_t tile = 0;               ///< side, cells
    std::size_t stride = 0;             ///< between neighbouring tiles
    std::size_t halo = 0;               ///< cut off every side that does not touch the field's border

    /// South-west corners in row-major order; the last tile of a row or column is moved back to end at the
    /// border. Along a side shorter than a tile there is one tile as long as that side.
    std::vector<CellWindow> tiles() const;
};

/// Throws InputError unless the halo leaves something of a tile, 2 * halo < tile, and the stride no gap:
/// 1 <= stride <= tile - 2 * halo.
void checkTiling(int tile, int stride, int halo);

/// Weight of each cell of a tile in the sum: the tile's separable Hann window, floored at 1e-6 so that a
/// border cell seen by one tile alone still counts; 0 in the halo.
std::vector<float> haloHannWeights(const TileLayout& layout, const CellWindow& tile);

/// Adds tiles up with their weights; the field is the sum divided by the summed weights.
class HaloHannStitcher {
public:
    explicit HaloHannStitcher(const TileLayout& layout);
    void add(const CellWindow& tile, std::span<const float> values);
    std::vector<float> field() const;

private:
    TileLayout m_layout;
    std::vector<double> m_sum, m_weight;
};

}  // namespace shamal
