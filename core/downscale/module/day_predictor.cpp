#include "downscale/module/day_predictor.h"

namespace shamal {

namespace {

/// Beyond six standard deviations of the residual a clean image is a fault of the network, and the sampler
/// would amplify it.
constexpr double kLargestResidual = 6.0;
constexpr std::size_t kCellsPerBatch =
    96 * 1024;  ///< of tiles evaluated together: keeps buffers inside the cache

torch::Tensor images(std::span<const float> values, std::int64_t channels, std::size_t rows,
                     std::size_t columns)
{
    return torch::from_blob(const_cast<float*>(values.data()), {1, channels, static_cast<std::int64_t>(rows),
                                                                static_cast<std::int64_t>(columns)});
}

}  // namespace

DayPredictor::DayPredictor(const NetworkPackage& package, const DayInputs& inputs, std::size_t rows,
                           std::size_t columns, const SamplerOptions& sampler)
    : m_package(package), m_sampler(sampler)
{
    const torch::NoGradGuard noGradient;
    const bool tiled = sampler.tile > 0;
    m_layout.rows = rows;
    m_layout.columns = columns;
    m_layout.tile = tiled ? static_cast<std::size_t>(sampler.tile) : std::max(rows, columns);
    m_layout.stride = tiled ? static_cast<std::size_t>(sampler.stride) : m_layout.tile;
    m_layout.halo = tiled ? static_cast<std::size_t>(sampler.halo) : 0;
    m_tiles = m_layout.tiles();
    const std::span<const float> regression = inputs.condition(Condition::Regression);
    m_regression.assign(regression.begin(), regression.end());
    m_conditions = images(inputs.conditions, static_cast<std::int64_t>(kConditions), rows, columns).clone();

    const torch::Tensor history = images(inputs.history, kHistoryDays, rows, columns);
    const std::size_t batch = std::max<std::size_t>(1, kCellsPerBatch / m_tiles.front().cells());
    TransferEncoder encoder = package.encoder;
    for (std::size_t first = 0; first < m_tiles.size(); first += batch) {
        const std::size_t count = std::min(batch, m_tiles.size() - first);
        m_features.push_back(encoder->features(channelsLast(cutTiles(history, first, count))));
    }
}

torch::Tensor DayPredictor::cutTiles(const torch::Tensor& whole, std::size_t first, std::size_t count) const
{
    std::vector<torch::Tensor> parts;
    for (std::size_t i = first; i < first + count; ++i) {
        const CellWindow& tile = m_tiles[i];
        parts.push_back(whole
                            .slice(2, static_cast<std::int64_t>(tile.row),
                                   static_cast<std::int64_t>(tile.row + tile.rows))
                            .slice(3, static_cast<std::int64_t>(tile.column),
                                   static_cast<std::int64_t>(tile.column + tile.columns)));
    }
    return parts.size() == 1 ? parts.front() : torch::cat(parts, 0);
}

std::vector<float> DayPredictor::denoise(std::span<const float> noisy, const NoiseLevel& level) const
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor image = images(noisy, 1, m_layout.rows, m_layout.columns);
    const bool whole = m_tiles.size() == 1;
    HaloHannStitcher stitcher(m_layout);
    DenoiserNetwork network = m_package.denoiser;
    std::size_t first = 0;
    for (const torch::Tensor& features : m_features) {
        const auto count = static_cast<std::size_t>(features.size(0));
        const torch::Tensor time = torch::full({features.size(0)}, level.time);
        const torch::Tensor clean =
            network
                ->forward(cutTiles(image, first, count), cutTiles(m_conditions, first, count), features, time)
                .clamp(-kLargestResidual, kLargestResidual)
                .contiguous(at::MemoryFormat::Contiguous);
        const auto* values = clean.data_ptr<float>();
        const std::size_t cells = m_tiles.front().cells();
        if (whole)
            return {values, values + cells};
        for (std::size_t i = 0; i < count; ++i)
            stitcher.add(m_tiles[first + i], {values + i * cells, cells});
        first += count;
    }
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

std::vector<float> DayPredictor::member(std::vector<float> noise) const
{
    const auto denoiser = [this](std::span<const float> noisy, const NoiseLevel& level) {
        return denoise(noisy, level);
    };
    return toStandardised(sample({}, denoiser, std::move(noise),
                                 samplingLevels(NoiseSchedule::cosine(), Spacing::Karras, m_sampler.steps)));
}

}  // namespace shamal
