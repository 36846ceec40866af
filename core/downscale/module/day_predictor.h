#pragma once
#include "downscale/downscaler.h"
#include "downscale/halo_hann.h"
#include "downscale/module/network_package.h"
#include "downscale/sampler.h"

namespace shamal {

/// Evaluates the networks for one day on one window, whole or in tiles.
class DayPredictor {
public:
    /// Runs the encoder: once, whatever is asked later. Sides of the window are multiples of 8.
    DayPredictor(const NetworkPackage& package, const DayInputs& inputs, std::size_t rows,
                 std::size_t columns, const SamplerOptions& sampler);

    /// Standardised expectation of the fine field.
    std::vector<float> mean() const;
    /// A standardised draw, from standard normal noise.
    std::vector<float> member(std::vector<float> noise) const;

private:
    std::vector<float> denoise(std::span<const float> noisy, const NoiseLevel& level) const;
    std::vector<float> toStandardised(std::vector<float> residual) const;
    torch::Tensor cutTiles(const torch::Tensor& images, std::size_t first, std::size_t count) const;

    const NetworkPackage& m_package;
    SamplerOptions m_sampler;
    TileLayout m_layout;
    std::vector<CellWindow> m_tiles;        ///< one as large as the window when not tiled
    torch::Tensor m_conditions;             ///< 1 x kConditions x rows x columns
    std::vector<torch::Tensor> m_features;  ///< of each batch of tiles
    std::vector<float> m_regression;
};

}  // namespace shamal
