#include "downscale/module/day_predictor.h"

#include "downscale/module/tile_tensors.h"

namespace shamal {

namespace {

/// Beyond six standard deviations an image is a fault of the network, and the sampler would amplify it.
constexpr double kLargestImage = 6.0;

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

DayFilters::DayFilters(const ModelCard& card, std::size_t rows, std::size_t columns)
{
    if (!card.meanGain.gain.empty())
        mean.emplace(card.meanGain, fieldExtent(card.fineGrid, rows, columns));
    if (!card.spectralGain.gain.empty())
        member.emplace(card.spectralGain, fieldExtent(card.fineGrid, rows, columns));
}

DayPredictor::DayPredictor(const NetworkPackage& package, const InferenceNetworks& networks,
                           const DayInputs& inputs, std::size_t rows, std::size_t columns,
                           const SamplerOptions& sampler, std::size_t cellsPerBatch,
                           std::shared_ptr<const DayFilters> filters)
    : m_package(package),
      m_networks(networks),
      m_sampler(decideStitching(sampler, rows * columns, availableMemory())),
      m_levels(samplingLevels(NoiseSchedule::cosine(), sampler.spacing, sampler.steps)),
      m_layout(layoutOf(m_sampler, rows, columns)),
      m_tiles(m_layout.tiles()),
      m_filters(filters ? std::move(filters) : std::make_shared<DayFilters>(package.card, rows, columns))
{
    const torch::NoGradGuard noGradient;
    const std::span<const float> regression = inputs.condition(Condition::Regression);
    m_regression.assign(regression.begin(), regression.end());
    const torch::Tensor conditions =
        imagesOf(inputs.conditions, 1, static_cast<std::int64_t>(kConditions), rows, columns);
    const torch::Tensor history = imagesOf(inputs.history, 1, kHistoryDays, rows, columns);
    const std::size_t perBatch = std::max<std::size_t>(1, cellsPerBatch / m_tiles.front().cells());
    for (std::size_t first = 0; first < m_tiles.size(); first += perBatch) {
        const std::size_t count = std::min(perBatch, m_tiles.size() - first);
        const std::span<const CellWindow> tiles(m_tiles.data() + first, count);
        m_batches.push_back(
            {first, count, networks.prepare(cutImages(conditions, tiles), cutImages(history, tiles))});
    }
    m_expectation = evaluate([&](const Batch& batch) { return networks.expectation(batch.day); });
    if (m_filters->mean)
        m_expectation = m_filters->mean->apply(m_expectation);
    if (networks.hasMean() && networks.hasDenoiser() && m_sampler.members > 0) {
        m_shift = m_expectation;
        const std::vector<float> middle =
            evaluate([&](const Batch& batch) { return networks.middle(batch.day); });
        for (std::size_t i = 0; i < m_shift.size(); ++i)
            m_shift[i] -= middle[i];
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

std::vector<float> DayPredictor::evaluate(const Batch& batch, const OnBatch& network) const
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor image =
        network(batch).clamp(-kLargestImage, kLargestImage).contiguous(at::MemoryFormat::Contiguous);
    const auto* values = image.data_ptr<float>();
    return {values, values + batch.count * m_tiles.front().cells()};
}

std::vector<float> DayPredictor::evaluate(const OnBatch& network) const
{
    if (m_tiles.size() == 1)
        return evaluate(m_batches.front(), network);
    HaloHannStitcher stitcher(m_layout);
    for (const Batch& batch : m_batches)
        addTiles(stitcher, batch, evaluate(batch, network));
    return stitcher.field();
}

std::vector<float> DayPredictor::denoiseTiles(const Batch& batch, std::span<const float> noisy,
                                              const NoiseLevel& level) const
{
    const torch::Tensor image = imagesOf(noisy, static_cast<std::int64_t>(batch.count), 1,
                                         m_tiles.front().rows, m_tiles.front().columns);
    return evaluate(batch, [&](const Batch& of) { return m_networks.denoise(image, of.day, level); });
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

std::vector<float> DayPredictor::toStandardised(std::vector<float> image) const
{
    if (!predictsResidual(m_package.card.method))
        return image;
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] = m_regression[i] + m_package.maps.residualScale * image[i];
    return image;
}

std::vector<float> DayPredictor::mean() const
{
    return toStandardised(m_expectation);
}

std::vector<float> DayPredictor::finish(std::vector<float> image) const
{
    if (!m_filters->member)
        return toStandardised(std::move(image));
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] -= m_expectation[i];
    image = m_filters->member->apply(image);
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] += m_expectation[i];
    return toStandardised(std::move(image));
}

std::vector<float> DayPredictor::decoded(std::span<const float> noise) const
{
    return finish(evaluate([&](const Batch& batch) {
        const std::vector<float> tiles = cutTiles(noise, batch);
        const torch::Tensor image = imagesOf(tiles, static_cast<std::int64_t>(batch.count), 1,
                                             m_tiles.front().rows, m_tiles.front().columns);
        return m_networks.decode(batch.day, VaeNetworkImpl::latentOf(image));
    }));
}

std::vector<float> DayPredictor::drawn(const NoiseSource& noise) const
{
    const Sampler sampler{m_sampler.sampler, m_sampler.eta};
    if (m_sampler.stitching != Stitching::SeparateTiles) {
        const auto denoiser = [this](std::span<const float> noisy, const NoiseLevel& level) {
            return denoise(noisy, level);
        };
        return sample(sampler, denoiser, noise(0), m_levels, noise);
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
    return stitcher.field();
}

std::vector<float> DayPredictor::member(const NoiseSource& noise) const
{
    if (m_networks.hasVae())
        return decoded(noise(0));
    if (!m_networks.hasDenoiser())
        return mean();
    std::vector<float> image = drawn(noise);
    for (std::size_t i = 0; i < m_shift.size(); ++i)
        image[i] += m_shift[i];
    return finish(std::move(image));
}

}  // namespace shamal
