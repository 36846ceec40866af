#include "downscale/module/day_predictor.h"

namespace shamal {

namespace {

/// Beyond six standard deviations an image is a fault of the network, and the sampler would amplify it.
constexpr double kLargestImage = 6.0;
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
    m_batch = std::max<std::size_t>(1, kCellsPerBatch / m_tiles.front().cells());
    ModelNetworks networks = package.networks;
    for (std::size_t first = 0; first < m_tiles.size(); first += m_batch) {
        const std::size_t count = std::min(m_batch, m_tiles.size() - first);
        m_features.push_back(networks->features(cutTiles(history, first, count)));
    }
    m_expectation = expectation();
    if (sampler.members > 0 && !package.card.spectralGain.gain.empty())
        m_filter.emplace(package.card.spectralGain, fieldExtent(package.card.fineGrid, rows, columns));
    if (networks->mean && networks->denoiser && sampler.members > 0) {
        m_shift = m_expectation;
        const std::vector<float> middle =
            evaluate([&](std::size_t, std::size_t, const torch::Tensor& conditions,
                         const torch::Tensor& features) { return networks->middle(conditions, features); });
        for (std::size_t i = 0; i < m_shift.size(); ++i)
            m_shift[i] -= middle[i];
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

std::vector<float> DayPredictor::evaluate(const OnTiles& network) const
{
    const torch::NoGradGuard noGradient;
    const bool whole = m_tiles.size() == 1;
    HaloHannStitcher stitcher(m_layout);
    std::size_t first = 0;
    for (const torch::Tensor& features : m_features) {
        const std::size_t count = std::min(m_batch, m_tiles.size() - first);
        const torch::Tensor image = network(first, count, cutTiles(m_conditions, first, count), features)
                                        .clamp(-kLargestImage, kLargestImage)
                                        .contiguous(at::MemoryFormat::Contiguous);
        const auto* values = image.data_ptr<float>();
        const std::size_t cells = m_tiles.front().cells();
        if (whole)
            return {values, values + cells};
        for (std::size_t i = 0; i < count; ++i)
            stitcher.add(m_tiles[first + i], {values + i * cells, cells});
        first += count;
    }
    return stitcher.field();
}

std::vector<float> DayPredictor::denoise(std::span<const float> noisy, const NoiseLevel& level) const
{
    const torch::Tensor image = images(noisy, 1, m_layout.rows, m_layout.columns);
    ModelNetworks networks = m_package.networks;
    return evaluate([&](std::size_t first, std::size_t count, const torch::Tensor& conditions,
                        const torch::Tensor& features) {
        return networks->denoise(cutTiles(image, first, count), conditions, features, level);
    });
}

std::vector<float> DayPredictor::expectation() const
{
    ModelNetworks networks = m_package.networks;
    return evaluate(
        [&](std::size_t, std::size_t, const torch::Tensor& conditions, const torch::Tensor& features) {
            return networks->expectation(conditions, features);
        });
}

std::vector<float> DayPredictor::toStandardised(std::vector<float> image) const
{
    if (!predictsResidual(m_package.card.method))
        return image;
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] = m_regression[i] + m_package.maps.residualScale * image[i];
    return image;
}

std::vector<float> DayPredictor::finish(std::vector<float> image) const
{
    if (!m_filter)
        return toStandardised(std::move(image));
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] -= m_expectation[i];
    image = m_filter->apply(image);
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] += m_expectation[i];
    return toStandardised(std::move(image));
}

std::vector<float> DayPredictor::mean() const
{
    return toStandardised(m_expectation);
}

std::vector<float> DayPredictor::member(std::vector<float> noise) const
{
    ModelNetworks networks = m_package.networks;
    if (networks->vae) {
        const torch::Tensor image = images(noise, 1, m_layout.rows, m_layout.columns);
        return finish(evaluate([&](std::size_t first, std::size_t count, const torch::Tensor& conditions,
                                   const torch::Tensor& features) {
            return networks->vae->decode(conditions, features,
                                         VaeNetworkImpl::latentOf(cutTiles(image, first, count)));
        }));
    }
    if (!networks->denoiser)
        return mean();
    const auto denoiser = [this](std::span<const float> noisy, const NoiseLevel& level) {
        return denoise(noisy, level);
    };
    std::vector<float> drawn =
        sample({}, denoiser, std::move(noise),
               samplingLevels(NoiseSchedule::cosine(), Spacing::Karras, m_sampler.steps));
    for (std::size_t i = 0; i < m_shift.size(); ++i)
        drawn[i] += m_shift[i];
    return finish(std::move(drawn));
}

}  // namespace shamal
