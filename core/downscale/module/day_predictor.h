#pragma once
#include "downscale/downscaler.h"
#include "downscale/halo_hann.h"
#include "downscale/module/inference_networks.h"
#include "downscale/module/network_package.h"
#include "downscale/module/trained_model.h"

namespace shamal {

/// The gains of a model's card for fields of one size.
struct DayFilters {
    std::optional<SpectralFilter> mean;  ///< of the mean's deviation from the regression; none without a gain
    std::optional<SpectralFilter> member;  ///< of a member less the mean

    DayFilters(const ModelCard& card, std::size_t rows, std::size_t columns);
};

/// Evaluates the networks for one day on one window, whole or in tiles.
class DayPredictor : public PreparedDay {
public:
    /// Of tiles evaluated together: keeps buffers inside the cache.
    static constexpr std::size_t kCellsPerBatch = 96 * 1024;

    /// `networks`: those of the package. Runs the encoder: once, whatever is asked later. Sides of the window
    /// are multiples of 8. `filters`, for windows of this size: made here when not given.
    DayPredictor(const NetworkPackage& package, const InferenceNetworks& networks, const DayInputs& inputs,
                 std::size_t rows, std::size_t columns, const SamplerOptions& sampler,
                 std::size_t cellsPerBatch = kCellsPerBatch,
                 std::shared_ptr<const DayFilters> filters = nullptr);

    /// Standardised expectation of the fine field.
    std::vector<float> mean() const override;
    /// A standardised draw: of a denoiser that has a mean network beside it, moved by the difference of
    /// their expectations; of a VAE, decoded; else the mean.
    std::vector<float> member(const NoiseSource& noise) const override;

private:
    /// Tiles that are evaluated together, stacked.
    struct Batch {
        std::size_t first = 0, count = 0;  ///< of m_tiles
        InferenceNetworks::Day day;
    };
    std::vector<float> cutTiles(std::span<const float> field, const Batch& batch) const;
    void addTiles(HaloHannStitcher& stitcher, const Batch& batch, std::span<const float> tiles) const;
    std::vector<float> denoiseTiles(const Batch& batch, std::span<const float> noisy,
                                    const NoiseLevel& level) const;
    using OnBatch = std::function<torch::Tensor(const Batch& batch)>;
    std::vector<float> evaluate(const Batch& batch, const OnBatch& network) const;  ///< tiles
    std::vector<float> evaluate(const OnBatch& network) const;                      ///< the field
    std::vector<float> denoise(std::span<const float> noisy, const NoiseLevel& level) const;
    std::vector<float> toStandardised(std::vector<float> image) const;
    /// A member as drawn, given the truth's variance at every scale.
    std::vector<float> finish(std::vector<float> image) const;
    std::vector<float> drawn(const NoiseSource& noise) const;        ///< by the denoiser
    std::vector<float> decoded(std::span<const float> noise) const;  ///< of a VAE

    const NetworkPackage& m_package;
    const InferenceNetworks& m_networks;
    SamplerOptions m_sampler;
    std::vector<NoiseLevel> m_levels;
    TileLayout m_layout;
    std::vector<CellWindow> m_tiles;  ///< one as large as the window when not tiled
    std::vector<Batch> m_batches;
    std::vector<float> m_regression;
    std::shared_ptr<const DayFilters> m_filters;
    std::vector<float> m_expectation;  ///< of the networks, whole field, filtered
    std::vector<float> m_shift;  ///< mean network's expectation less the denoiser's; empty without either
};

}  // namespace shamal
