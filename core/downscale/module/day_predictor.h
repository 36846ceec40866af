#pragma once
#include "downscale/downscaler.h"
#include "downscale/halo_hann.h"
#include "downscale/module/network_package.h"
#include "downscale/module/trained_model.h"
#include "downscale/sampler.h"

namespace shamal {

/// Evaluates the networks for one day on one window, whole or in tiles.
class DayPredictor : public PreparedDay {
public:
    /// Runs the encoder: once, whatever is asked later. Sides of the window are multiples of 8.
    DayPredictor(const NetworkPackage& package, const DayInputs& inputs, std::size_t rows,
                 std::size_t columns, const SamplerOptions& sampler);

    /// Standardised expectation of the fine field.
    std::vector<float> mean() const override;
    /// A standardised draw, from standard normal noise: of a denoiser that has a mean network beside it,
    /// moved by the difference of their expectations; of a VAE, decoded; else the mean.
    std::vector<float> member(std::vector<float> noise) const override;

private:
    /// What networks make of a batch of tiles from their conditions and features.
    using OnTiles =
        std::function<torch::Tensor(std::size_t first, std::size_t count, const torch::Tensor& conditions,
                                    const torch::Tensor& features)>;
    std::vector<float> evaluate(const OnTiles& network) const;
    std::vector<float> denoise(std::span<const float> noisy, const NoiseLevel& level) const;
    std::vector<float> expectation() const;
    std::vector<float> toStandardised(std::vector<float> image) const;
    /// A member as drawn, given the truth's variance at every scale.
    std::vector<float> finish(std::vector<float> image) const;
    torch::Tensor cutTiles(const torch::Tensor& images, std::size_t first, std::size_t count) const;

    const NetworkPackage& m_package;
    SamplerOptions m_sampler;
    TileLayout m_layout;
    std::vector<CellWindow> m_tiles;        ///< one as large as the window when not tiled
    torch::Tensor m_conditions;             ///< 1 x kConditions x rows x columns
    std::size_t m_batch = 1;                ///< tiles evaluated together
    std::vector<torch::Tensor> m_features;  ///< of each batch of tiles
    std::vector<float> m_regression;
    std::vector<float> m_expectation;
    std::optional<SpectralFilter> m_filter;  ///< of a member less the mean; none without a gain
    std::vector<float> m_shift;  ///< mean network's expectation less the denoiser's; empty without either
};

}  // namespace shamal
