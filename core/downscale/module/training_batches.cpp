#include "downscale/module/training_batches.h"

#include "downscale/module/inference_networks.h"
#include "downscale/module/large_buffers.h"

#include <optional>

namespace shamal {

namespace {

constexpr std::size_t kValidationPatches = 24;

torch::Tensor imageOf(const std::vector<float>& values, std::int64_t channels, const CellWindow& window)
{
    return torch::from_blob(
        const_cast<float*>(values.data()),
        {1, channels, static_cast<std::int64_t>(window.rows), static_cast<std::int64_t>(window.columns)});
}

/// Every other run is short, so that days soon after the truth are not rare.
std::int64_t drawRunLength(UniformStream& stream)
{
    const bool isShort = stream.next() < 0.5;
    return isShort ? 1 + static_cast<std::int64_t>(stream.below(12))
                   : 20 + static_cast<std::int64_t>(stream.below(56));
}

}  // namespace

BatchSource::BatchSource(TrainingSet& set, const ModelNetworks& networks, Method method, torch::Device device)
    : m_set(set),
      m_networks(networks),
      m_residual(predictsResidual(method)),
      m_device(device),
      m_patches(set),
      m_padded(networkWindow(set.grid.rows(), set.grid.columns()))
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

DayInputs BatchSource::inputsOnGrid(Date date, PastKnown past) const
{
    return gatherInputs(m_set.maps, m_set.fields, date, m_set.calendar, m_padded, past, &m_set.rollouts);
}

torch::Tensor BatchSource::featuresOnGrid(const DayInputs& inputs)
{
    return m_networks->features(imageOf(inputs.history, kHistoryDays, m_padded).to(m_device));
}

torch::Tensor BatchSource::cachedFeatures(const TrainingPatch& patch)
{
    const bool own = patch.past == PastKnown::OwnPredictions;
    torch::Tensor& whole = (own ? m_rolledOutFeatures : m_features)[dayNumber(patch.date, m_set.calendar)];
    if (!whole.defined())
        whole = featuresOnGrid(inputsOnGrid(patch.date, patch.past)).to(torch::kCPU, torch::kHalf);
    const auto quarter = [](std::size_t cells) { return static_cast<std::int64_t>(cells / 4); };
    const CellWindow& w = patch.window;
    return whole.slice(2, quarter(w.row), quarter(w.row + w.rows))
        .slice(3, quarter(w.column), quarter(w.column + w.columns))
        .to(m_device, torch::kFloat);
}

void BatchSource::rollOut(std::uint64_t seed, const Progress& progress, const std::stop_token& stop)
{
    const torch::NoGradGuard noGradient;
    std::int64_t first = dayNumber(m_set.days.train.front(), m_set.calendar);
    std::int64_t last = dayNumber(m_set.days.train.back(), m_set.calendar);
    for (const Date day : m_set.days.validation) {
        first = std::min(first, dayNumber(day, m_set.calendar));
        last = std::max(last, dayNumber(day, m_set.calendar));
    }
    m_set.rollouts = {};
    m_rolledOutFeatures.clear();
    std::optional<InferenceNetworks> onProcessor;  // the same networks, in their faster form
    if (m_device.is_cpu())
        onProcessor.emplace(m_networks);
    UniformStream stream(seed);
    std::int64_t start = first;
    std::int64_t end = first;  // one past the run
    for (std::int64_t day = first; day <= last; ++day) {
        throwIfStopped(stop);
        giveBackBuffers();
        if (day == end) {
            start = day;
            end += drawRunLength(stream);
        }
        const Date date = dateOfDay(day, m_set.calendar);
        progress.report(static_cast<double>(day - first) / static_cast<double>(last - first + 1),
                        "Rolling out " + toString(date));
        m_set.rollouts.starts[day] = start;
        const DayInputs inputs = inputsOnGrid(date, PastKnown::OwnPredictions);
        const torch::Tensor conditions =
            imageOf(inputs.conditions, static_cast<std::int64_t>(kConditions), m_padded).to(m_device);
        torch::Tensor features, told;
        if (onProcessor) {
            const InferenceNetworks::Day prepared =
                onProcessor->prepare(conditions, imageOf(inputs.history, kHistoryDays, m_padded));
            features = prepared.features;
            told = onProcessor->expectation(prepared).contiguous();
        } else {
            features = featuresOnGrid(inputs);
            told = m_networks->expectation(conditions, features).to(torch::kCPU).contiguous();
        }
        if (features.defined())
            m_rolledOutFeatures[day] = features.to(torch::kCPU, torch::kHalf);
        const std::span<const float> regression = inputs.condition(Condition::Regression);
        std::vector<float> field(regression.begin(), regression.end());
        const auto* image = told.data_ptr<float>();
        for (std::size_t i = 0; i < field.size(); ++i)
            field[i] += m_set.maps.residualScale * image[i];
        m_set.rollouts.predicted.setFine(day, {cutWindow(field, m_padded.rows, m_padded.columns,
                                                         {0, 0, m_set.grid.rows(), m_set.grid.columns()}),
                                               kTrustInPrediction});
    }
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
        const PastKnown past = patches[i].past;
        features.push_back(past == PastKnown::Everything || past == PastKnown::OwnPredictions
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
