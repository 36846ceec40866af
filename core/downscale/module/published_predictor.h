#pragma once
#include "downscale/day_inputs.h"
#include "downscale/downscaler.h"
#include "downscale/halo_hann.h"
#include "downscale/module/published_denoiser.h"
#include "downscale/module/published_encoder.h"
#include "downscale/sampler.h"

namespace shamal {

/// A package of the published profile in memory.
struct PublishedPackage {
    FittedMaps maps;  ///< on the fine grid of the card
    PublishedEncoder encoder;
    PublishedDenoiser denoiser;

    /// Throws InputError naming the tensor that is missing or of the wrong shape.
    static PublishedPackage load(const ModelCard& card);
};

/// Predicts one day on one window by the published networks, tile by tile: features of a tile are computed
/// once, a tile goes through all steps of the sampler by itself, and the clean tiles are stitched with
/// halo-Hann weights (METHOD.md, section 4).
class PublishedPredictor {
public:
    /// The noise schedule the published denoiser was trained on.
    static constexpr int kTimeSteps = 2000;

    /// `inputs` hold values in 0 .. 1 (Scaling::MinMax). Sides of the window are multiples of 4. Samples by
    /// publishedSampling(options).
    PublishedPredictor(const PublishedPackage& package, const DayInputs& inputs, std::size_t rows,
                       std::size_t columns, int year, const SamplerOptions& options);

    /// What the denoiser expects from no image at all, at the noisiest level; 0 .. 1.
    std::vector<float> mean() const;
    /// A draw from standard normal noise on the window, which every tile cuts its own from; 0 .. 1.
    std::vector<float> member(const std::vector<float>& noise) const;

private:
    /// Tiles that are evaluated together.
    struct Batch {
        std::size_t first = 0, count = 0;
        torch::Tensor prepared;
    };
    torch::Tensor conditions(const DayInputs& inputs, const Batch& batch, int year) const;
    std::span<const CellWindow> tilesOf(const Batch& batch) const;
    std::vector<float> stitched(std::span<const float> noise, std::span<const NoiseLevel> levels) const;

    const PublishedPackage& m_package;
    TileLayout m_layout;
    std::vector<CellWindow> m_tiles;
    std::vector<Batch> m_batches;
    std::vector<NoiseLevel> m_levels;
};

}  // namespace shamal
