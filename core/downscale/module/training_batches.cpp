#include "downscale/module/training_batches.h"

namespace shamal {

namespace {

constexpr std::size_t kValidationPatches = 24;

torch::Tensor imageOf(const std::vector<float>& values, std::int64_t channels, const CellWindow& window)
{
    return torch::from_blob(
        const_cast<float*>(values.data()),
        {1, channels, static_cast<std::int64_t>(window.rows), static_cast<std::int64_t>(window.columns)});
}

std::size_t roundUpToEight(std::size_t side)
{
    return (side + 7) / 8 * 8;
}

}  // namespace

BatchSource::BatchSource(TrainingSet& set, const ModelNetworks& networks, Method method, torch::Device device)
    : m_set(set), m_networks(networks), m_residual(predictsResidual(method)), m_device(device), m_patches(set)
{
}

TrainingBatch BatchSource::collect(const std::vector<TrainingPatch>& patches) const
{
    std::vector<torch::Tensor> conditions, history, target;
    for (const TrainingPatch& patch : patches) {
        std::vector<float> wanted = patch.truth;
        if (m_residual) {
            const std::span<const float> regression = patch.inputs.condition(Condition::Regression);
            for (std::size_t i = 0; i < wanted.size(); ++i)
                wanted[i] = (wanted[i] - regression[i]) / m_set.maps.residualScale;
        }
        conditions.push_back(
            imageOf(patch.inputs.conditions, static_cast<std::int64_t>(kConditions), patch.window));
        history.push_back(imageOf(patch.inputs.history, kHistoryDays, patch.window));
        target.push_back(imageOf(wanted, 1, patch.window).clone());
    }
    TrainingBatch batch;
    batch.conditions = torch::cat(conditions, 0).to(m_device);
    batch.history = torch::cat(history, 0).to(m_device);
    const torch::Tensor truth = torch::cat(target, 0).to(m_device);
    batch.target = truth.nan_to_num(0.0);
    batch.present = truth.isfinite().to(torch::kFloat);
    return batch;
}

torch::Tensor BatchSource::cachedFeatures(const TrainingPatch& patch)
{
    torch::Tensor& whole = m_features[dayNumber(patch.date, m_set.calendar)];
    if (!whole.defined()) {
        const CellWindow grid{0, 0, roundUpToEight(m_set.grid.rows()), roundUpToEight(m_set.grid.columns())};
        const DayInputs inputs =
            gatherInputs(m_set.maps, m_set.fields, patch.date, m_set.calendar, grid, PastKnown::Everything);
        whole = m_networks->features(imageOf(inputs.history, kHistoryDays, grid).to(m_device))
                    .to(torch::kCPU, torch::kHalf);
    }
    const auto quarter = [](std::size_t cells) { return static_cast<std::int64_t>(cells / 4); };
    const CellWindow& w = patch.window;
    return whole.slice(2, quarter(w.row), quarter(w.row + w.rows))
        .slice(3, quarter(w.column), quarter(w.column + w.columns))
        .to(m_device, torch::kFloat);
}

TrainingBatch BatchSource::next(UniformStream& stream, bool frozenFeatures)
{
    std::vector<TrainingPatch> patches;
    for (int i = 0; i < kBatch; ++i)
        patches.push_back(m_patches.draw(stream));
    TrainingBatch batch = collect(patches);
    if (!frozenFeatures)
        return batch;
    const torch::NoGradGuard frozen;
    std::vector<torch::Tensor> features;
    for (std::size_t i = 0; i < patches.size(); ++i) {
        const auto n = static_cast<std::int64_t>(i);
        features.push_back(patches[i].past == PastKnown::Everything
                               ? cachedFeatures(patches[i])
                               : m_networks->features(batch.history.slice(0, n, n + 1)));
    }
    batch.features = channelsLast(torch::cat(features, 0));
    return batch;
}

std::vector<TrainingBatch> BatchSource::validation(std::uint64_t seed, bool frozenFeatures)
{
    const torch::NoGradGuard noGradient;
    std::vector<TrainingBatch> batches;
    const std::vector<TrainingPatch> patches = validationPatches(m_set, kValidationPatches, seed);
    for (std::size_t i = 0; i < patches.size(); i += kBatch) {
        batches.push_back(
            collect({patches.begin() + static_cast<std::ptrdiff_t>(i),
                     patches.begin() + static_cast<std::ptrdiff_t>(std::min(i + kBatch, patches.size()))}));
        if (frozenFeatures)
            batches.back().features = m_networks->features(batches.back().history);
    }
    return batches;
}

}  // namespace shamal
