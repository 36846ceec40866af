#include "downscale/module/day_predictor.h"

namespace shamal {

namespace {

/// Beyond six standard deviations of the residual a clean image is a fault of the network, and the sampler
/// would amplify it.
constexpr double kLargestResidual = 6.0;
constexpr std::size_t kCellsPerBatch =
    96 * 1024;  ///< of tiles evaluated together: keeps buffers inside the cache

torch::Tensor images(std::span<const float> values, std::int64_t count, std::int64_t channels,
                     const CellWindow& size)
{
    return torch::from_blob(
        const_cast<float*>(values.data()),
        {count, channels, static_cast<std::int64_t>(size.rows), static_cast<std::int64_t>(size.columns)});
}

torch::Tensor cut(const torch::Tensor& whole, std::span<const CellWindow> tiles)
{
    std::vector<torch::Tensor> parts;
    for (const CellWindow& tile : tiles)
        parts.push_back(whole
                            .slice(2, static_cast<std::int64_t>(tile.row),
                                   static_cast<std::int64_t>(tile.row + tile.rows))
                            .slice(3, static_cast<std::int64_t>(tile.column),
                                   static_cast<std::int64_t>(tile.column + tile.columns)));
    return torch::cat(parts, 0);
}

TileLayout layoutOf(const SamplerOptions& sampler, std::size_t rows, std::size_t columns)
{
    TileLayout layout;
    layout.rows = rows;
    layout.columns = columns;
    layout.tile = layout.stride = std::max(rows, columns);
    if (sampler.stitching != Stitching::Whole) {
        layout.tile = static_cast<std::size_t>(sampler.tile);
        layout.stride = static_cast<std::size_t>(sampler.stride);
        layout.halo = static_cast<std::size_t>(sampler.halo);
    }
    return layout;
}

}  // namespace

DayPredictor::DayPredictor(const NetworkPackage& package, const DayInputs& inputs, std::size_t rows,
                           std::size_t columns, const SamplerOptions& sampler)
    : m_package(package),
      m_sampler(decideStitching(sampler, rows * columns, availableMemory())),
      m_levels(samplingLevels(NoiseSchedule::cosine(), sampler.spacing, sampler.steps)),
      m_layout(layoutOf(m_sampler, rows, columns)),
      m_tiles(m_layout.tiles())
{
    const torch::NoGradGuard noGradient;
    const std::span<const float> regression = inputs.condition(Condition::Regression);
    m_regression.assign(regression.begin(), regression.end());
    const CellWindow whole{0, 0, rows, columns};
    const torch::Tensor conditions =
        images(inputs.conditions, 1, static_cast<std::int64_t>(kConditions), whole);
    const torch::Tensor history = images(inputs.history, 1, kHistoryDays, whole);
    const std::size_t perBatch = std::max<std::size_t>(1, kCellsPerBatch / m_tiles.front().cells());
    TransferEncoder encoder = package.encoder;
    for (std::size_t first = 0; first < m_tiles.size(); first += perBatch) {
        const std::size_t count = std::min(perBatch, m_tiles.size() - first);
        const std::span<const CellWindow> tiles(m_tiles.data() + first, count);
        m_batches.push_back(
            {first, count, cut(conditions, tiles), encoder->features(channelsLast(cut(history, tiles)))});
    }
}

std::vector<float> DayPredictor::cutTiles(std::span<const float> field, const Batch& batch) const
{
    const std::size_t cells = m_tiles.front().cells();
    std::vector<float> tiles(batch.count * cells);
    for (std::size_t i = 0; i < batch.count; ++i)
        copyWindow(field, m_layout.rows, m_layout.columns, m_tiles[batch.first + i],
                   std::span(tiles).subspan(i * cells, cells));
    return tiles;
}

void DayPredictor::addTiles(HaloHannStitcher& stitcher, const Batch& batch,
                            std::span<const float> tiles) const
{
    const std::size_t cells = m_tiles.front().cells();
    for (std::size_t i = 0; i < batch.count; ++i)
        stitcher.add(m_tiles[batch.first + i], tiles.subspan(i * cells, cells));
}

std::vector<float> DayPredictor::denoiseTiles(const Batch& batch, std::span<const float> noisy,
                                              const NoiseLevel& level) const
{
    const torch::NoGradGuard noGradient;
    const auto count = static_cast<std::int64_t>(batch.count);
    DenoiserNetwork network = m_package.denoiser;
    const torch::Tensor clean = network
                                    ->forward(images(noisy, count, 1, m_tiles.front()), batch.conditions,
                                              batch.features, torch::full({count}, level.time))
                                    .clamp(-kLargestResidual, kLargestResidual)
                                    .contiguous(at::MemoryFormat::Contiguous);
    const auto* values = clean.data_ptr<float>();
    return {values, values + noisy.size()};
}

std::vector<float> DayPredictor::denoise(std::span<const float> noisy, const NoiseLevel& level) const
{
    if (m_tiles.size() == 1)
        return denoiseTiles(m_batches.front(), noisy, level);
    HaloHannStitcher stitcher(m_layout);
    for (const Batch& batch : m_batches)
        addTiles(stitcher, batch, denoiseTiles(batch, cutTiles(noisy, batch), level));
    return stitcher.field();
}

std::vector<float> DayPredictor::toStandardised(std::vector<float> residual) const
{
    for (std::size_t i = 0; i < residual.size(); ++i)
        residual[i] = m_regression[i] + m_package.maps.residualScale * residual[i];
    return residual;
}

std::vector<float> DayPredictor::mean() const
{
    return toStandardised(
        denoise(std::vector<float>(m_regression.size(), 0.0F), noiseLevelOfSigma(kSigmaMax)));
}

std::vector<float> DayPredictor::member(const NoiseSource& noise) const
{
    const Sampler sampler{m_sampler.sampler, m_sampler.eta};
    if (m_sampler.stitching != Stitching::SeparateTiles) {
        const auto denoiser = [this](std::span<const float> noisy, const NoiseLevel& level) {
            return denoise(noisy, level);
        };
        return toStandardised(sample(sampler, denoiser, noise(0), m_levels, noise));
    }
    // Tiles share the noise of the cells they share: what they disagree in is their surroundings alone.
    HaloHannStitcher stitcher(m_layout);
    for (const Batch& batch : m_batches) {
        const auto denoiser = [&](std::span<const float> noisy, const NoiseLevel& level) {
            return denoiseTiles(batch, noisy, level);
        };
        const auto ofTiles = [&](int step) { return cutTiles(noise(step), batch); };
        addTiles(stitcher, batch, sample(sampler, denoiser, ofTiles(0), m_levels, ofTiles));
    }
    return toStandardised(stitcher.field());
}

}  // namespace shamal
