#include "downscale/module/published_predictor.h"

#include "downscale/fitted_maps_tensors.h"
#include "downscale/model_package.h"
#include "downscale/module/published_conditions.h"
#include "downscale/module/tile_tensors.h"

#include <cmath>

namespace shamal {

namespace {

constexpr std::size_t kTilesPerBatch = 16;

/// The step (0 .. 1999) nearest to a time, as the denoiser is told it: step i stands at time (i + 1) / 2000.
std::int64_t timeStep(double time)
{
    constexpr int kSteps = PublishedPredictor::kTimeSteps;
    return std::clamp<std::int64_t>(std::llround(time * kSteps) - 1, 0, kSteps - 1);
}

}  // namespace

PublishedPackage PublishedPackage::load(const ModelCard& card)
{
    const torch::NoGradGuard noGradient;  // networks made under it are those for inference
    const std::filesystem::path file = card.folder / kWeightsFile;
    const TensorMap tensors = readTensorFile(file);
    return {readMaps(tensors, card.fineGrid.rows(), card.fineGrid.columns(), file),
            PublishedEncoder::read(tensors, "encoder.", file),
            PublishedDenoiser::read(tensors, "denoiser.", file)};
}

PublishedPredictor::PublishedPredictor(const PublishedPackage& package, const DayInputs& inputs,
                                       std::size_t rows, std::size_t columns, int year,
                                       const SamplerOptions& options)
    : m_package(package)
{
    const torch::NoGradGuard noGradient;
    const SamplerOptions sampler = publishedSampling(options);
    m_levels = samplingLevels(NoiseSchedule::cappedCosine(kTimeSteps), sampler.spacing, sampler.steps);
    m_layout.rows = rows;
    m_layout.columns = columns;
    m_layout.tile = static_cast<std::size_t>(sampler.tile);
    m_layout.stride = static_cast<std::size_t>(sampler.stride);
    m_layout.halo = static_cast<std::size_t>(sampler.halo);
    m_tiles = m_layout.tiles();
    for (std::size_t first = 0; first < m_tiles.size(); first += kTilesPerBatch) {
        Batch batch{first, std::min(kTilesPerBatch, m_tiles.size() - first), {}};
        batch.prepared = package.denoiser.prepare(conditions(inputs, batch, year));
        m_batches.push_back(std::move(batch));
    }
}

std::span<const CellWindow> PublishedPredictor::tilesOf(const Batch& batch) const
{
    return std::span(m_tiles).subspan(batch.first, batch.count);
}

torch::Tensor PublishedPredictor::conditions(const DayInputs& inputs, const Batch& batch, int year) const
{
    const auto cut = [&](const std::vector<float>& values, std::int64_t channels) {
        return cutImages(imagesOf(values, 1, channels, m_layout.rows, m_layout.columns), tilesOf(batch));
    };
    return publishedConditions(m_package.encoder, cut(inputs.history, kHistoryDays),
                               cut(inputs.conditions, static_cast<std::int64_t>(kConditions)),
                               std::vector<int>(batch.count, year));
}

std::vector<float> PublishedPredictor::stitched(std::span<const float> noise,
                                                std::span<const NoiseLevel> levels) const
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor whole = imagesOf(noise, 1, 1, m_layout.rows, m_layout.columns);
    HaloHannStitcher stitcher(m_layout);
    const std::size_t cells = m_tiles.front().cells();
    for (const Batch& batch : m_batches) {
        const torch::Tensor start = cutImages(whole, tilesOf(batch)).contiguous();
        const auto denoiser = [&](std::span<const float> noisy, const NoiseLevel& level) {
            const torch::Tensor x = torch::from_blob(const_cast<float*>(noisy.data()), start.sizes());
            const torch::Tensor clean =
                m_package.denoiser.clean(x, batch.prepared, torch::full({1}, timeStep(level.time)));
            const auto* values = clean.data_ptr<float>();
            return std::vector<float>(values, values + clean.numel());
        };
        const auto* from = start.data_ptr<float>();
        const std::vector<float> clean = sample(Sampler{}, denoiser, {from, from + start.numel()}, levels);
        for (std::size_t i = 0; i < batch.count; ++i)
            stitcher.add(m_tiles[batch.first + i], {clean.data() + i * cells, cells});
    }
    return stitcher.field();
}

std::vector<float> PublishedPredictor::mean() const
{
    return stitched(std::vector<float>(m_layout.rows * m_layout.columns, 0.0F), std::span(m_levels).first(1));
}

std::vector<float> PublishedPredictor::member(const std::vector<float>& noise) const
{
    return stitched(noise, m_levels);
}

}  // namespace shamal
