#pragma once
#include "downscale/downscaler.h"
#include "downscale/halo_hann.h"
#include "downscale/module/network_package.h"

namespace shamal {

/// Evaluates the networks for one day on one window, whole or in tiles.
class DayPredictor {
public:
    /// Runs the encoder: once, whatever is asked later. Sides of the window are multiples of 8.
    DayPredictor(const NetworkPackage& package, const DayInputs& inputs, std::size_t rows,
                 std::size_t columns, const SamplerOptions& sampler);

    /// Standardised expectation of the fine field.
    std::vector<float> mean() const;
    /// A standardised draw. `noise` gives standard normal fields of the window: that of step 0 is what a
    /// member starts from.
    std::vector<float> member(const NoiseSource& noise) const;

private:
    /// Tiles that are evaluated together, stacked.
    struct Batch {
        std::size_t first = 0, count = 0;  ///< of m_tiles
        torch::Tensor conditions;          ///< count x kConditions x tile rows x tile columns
        torch::Tensor features;
    };
    std::vector<float> cutTiles(std::span<const float> field, const Batch& batch) const;
    void addTiles(HaloHannStitcher& stitcher, const Batch& batch, std::span<const float> tiles) const;
    std::vector<float> denoiseTiles(const Batch& batch, std::span<const float> noisy,
                                    const NoiseLevel& level) const;
    std::vector<float> denoise(std::span<const float> noisy, const NoiseLevel& level) const;
    std::vector<float> toStandardised(std::vector<float> residual) const;

    const NetworkPackage& m_package;
    SamplerOptions m_sampler;
    std::vector<NoiseLevel> m_levels;
    TileLayout m_layout;
    std::vector<CellWindow> m_tiles;  ///< one as large as the window when not tiled
    std::vector<Batch> m_batches;
    std::vector<float> m_regression;
};

}  // namespace shamal
