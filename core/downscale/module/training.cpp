#include "downscale/module/training.h"

#include "downscale/gaussian_noise.h"
#include "downscale/module/optimiser.h"
#include "downscale/noise_schedule.h"

#include <fmt/format.h>
#include <cmath>

namespace shamal {

namespace {

constexpr int kEncoderBatch = 16;
constexpr int kDenoiserBatch = 6;
constexpr std::size_t kPatchSide = 96;
constexpr double kLargestWeight = 5.0;

/// Shares of training samples. The first two are what makes the model work without the past; the last is what
/// `mean` is read from.
constexpr double kCoarseOnlyShare = 0.14;
constexpr double kNothingShare = 0.06;
constexpr double kMeanShare = 0.25;

/// Days of the coarse record with 40 days right before them, by index.
std::vector<std::size_t> daysWithHistory(const FieldSeries& series)
{
    std::vector<std::size_t> days;
    for (std::size_t i = kHistoryDays; i < series.size(); ++i) {
        const auto back = static_cast<std::size_t>(kHistoryDays);
        if (dayNumber(series.steps()[i].date, series.calendar()) -
                dayNumber(series.steps()[i - back].date, series.calendar()) ==
            kHistoryDays)
            days.push_back(i);
    }
    if (days.empty())
        throw InputError(fmt::format("The coarse series '{}' has no {} consecutive days. Open a longer one.",
                                     series.metadata().name, kHistoryDays + 1));
    return days;
}

torch::Tensor standardisedRecord(const TrainingSet& set)
{
    const FieldSeries& series = set.coarseSeries;
    std::vector<float> values;
    values.reserve(series.size() * series.grid().cells());
    for (std::size_t i = 0; i < series.size(); ++i) {
        for (const float value : series.field(i)) {
            const float standardised = set.coarse.standardise(value);
            values.push_back(std::isnan(standardised) ? 0.0F : standardised);
        }
    }
    return torch::tensor(values).reshape({static_cast<std::int64_t>(series.size()),
                                          static_cast<std::int64_t>(series.grid().rows()),
                                          static_cast<std::int64_t>(series.grid().columns())});
}

/// Batches of patches for stage B.
class PatchSource {
public:
    PatchSource(const TrainingSet& set, std::uint64_t seed)
        : m_set(set),
          m_draw(seed),
          m_rows(patchSide(set.grid.rows())),
          m_columns(patchSide(set.grid.columns()))
    {
    }

    struct Batch {
        torch::Tensor conditions, history;
        torch::Tensor residual;  ///< fine minus regression, in residualScale; 0 where missing
        torch::Tensor present;   ///< 1 where the truth is known
    };
    Batch next()
    {
        std::vector<torch::Tensor> conditions, history, residual;
        for (int i = 0; i < kDenoiserBatch; ++i) {
            const Date date = m_set.days.train[m_draw.below(m_set.days.train.size())];
            const CellWindow patch{m_draw.below(m_set.grid.rows() - m_rows + 1),
                                   m_draw.below(m_set.grid.columns() - m_columns + 1), m_rows, m_columns};
            const DayInputs inputs =
                gatherInputs(m_set.maps, m_set.fields, date, m_set.calendar, patch, drawPast());
            conditions.push_back(tensor(inputs.conditions, static_cast<std::int64_t>(kConditions)));
            history.push_back(tensor(inputs.history, kHistoryDays));
            residual.push_back(tensor(truth(date, patch, inputs.condition(Condition::Regression)), 1));
        }
        const torch::Tensor target = torch::cat(residual, 0);
        return {torch::cat(conditions, 0), torch::cat(history, 0), target.nan_to_num(0.0),
                target.isfinite().to(torch::kFloat)};
    }
    UniformStream& draw() { return m_draw; }

private:
    static std::size_t patchSide(std::size_t side) { return std::min(kPatchSide, side / 8 * 8); }

    PastKnown drawPast()
    {
        const double choice = m_draw.next();
        if (choice < kNothingShare)
            return PastKnown::Nothing;
        return choice < kNothingShare + kCoarseOnlyShare ? PastKnown::CoarseOnly : PastKnown::Everything;
    }
    std::vector<float> truth(Date date, const CellWindow& patch, std::span<const float> regression) const
    {
        const auto& field = m_set.fields.fine(dayNumber(date, m_set.calendar))->values;
        std::vector<float> residual = cutWindow(field, m_set.grid.rows(), m_set.grid.columns(), patch);
        for (std::size_t i = 0; i < residual.size(); ++i)
            residual[i] = (residual[i] - regression[i]) / m_set.maps.residualScale;
        return residual;
    }
    torch::Tensor tensor(const std::vector<float>& values, std::int64_t channels) const
    {
        return torch::from_blob(
                   const_cast<float*>(values.data()),
                   {1, channels, static_cast<std::int64_t>(m_rows), static_cast<std::int64_t>(m_columns)})
            .clone();
    }

    const TrainingSet& m_set;
    UniformStream m_draw;
    std::size_t m_rows, m_columns;
};

/// Noise levels of a batch as tensors that scale images.
struct DrawnLevels {
    torch::Tensor time;                   ///< N
    torch::Tensor signal, noise, weight;  ///< N x 1 x 1 x 1
};

DrawnLevels drawLevels(UniformStream& draw)
{
    std::vector<float> time, signal, noise, weight;
    for (int i = 0; i < kDenoiserBatch; ++i) {
        const bool forMean = draw.next() < kMeanShare;
        // The smallest drawn time keeps the signal-to-noise ratio finite.
        const NoiseLevel level =
            forMean ? noiseLevelOfSigma(kSigmaMax) : noiseLevelAt(5e-4 + (1.0 - 1e-3) * draw.next());
        time.push_back(static_cast<float>(level.time));
        // The mean is learnt, and later read, from no image at all: nothing there may depend on a draw.
        signal.push_back(forMean ? 0.0F : static_cast<float>(std::sqrt(level.alphaBar)));
        noise.push_back(forMean ? 0.0F : static_cast<float>(std::sqrt(1.0 - level.alphaBar)));
        weight.push_back(static_cast<float>(std::min(level.snr() + 1.0, kLargestWeight)));
    }
    const auto scale = [](const std::vector<float>& values) {
        return torch::tensor(values).reshape({-1, 1, 1, 1});
    };
    return {torch::tensor(time), scale(signal), scale(noise), scale(weight)};
}

std::string stepText(const char* stage, int step, int steps, double loss)
{
    return fmt::format("{}: step {} of {}, loss {:.3f}", stage, step, steps, loss);
}

}  // namespace

TransferEncoder trainEncoder(const TrainingSet& set, int steps, std::uint64_t seed, const Progress& progress,
                             const std::stop_token& stop)
{
    torch::manual_seed(seed);
    TransferEncoder network;
    TransferEncoder average;
    makeChannelsLast(*network);
    makeChannelsLast(*average);
    Optimiser optimiser(*network, *average, steps);
    const torch::Tensor record = standardisedRecord(set);
    const std::vector<std::size_t> days = daysWithHistory(set.coarseSeries);
    UniformStream draw(seed);
    double loss = 0.0;
    for (int step = 0; step < steps; ++step) {
        throwIfStopped(stop);
        std::vector<torch::Tensor> inputs, targets;
        for (int i = 0; i < kEncoderBatch; ++i) {
            const auto day = static_cast<std::int64_t>(days[draw.below(days.size())]);
            inputs.push_back(record.slice(0, day - kHistoryDays, day).flip({0}));
            targets.push_back(record.slice(0, day, day + 1));
        }
        const torch::Tensor error =
            (network->forward(channelsLast(torch::stack(inputs))) - torch::stack(targets)).abs().mean();
        optimiser.step(error);
        loss += (error.item<double>() - loss) / std::min(step + 1, 50);
        progress.report(static_cast<double>(step + 1) / steps,
                        stepText("Transfer encoder", step + 1, steps, loss));
    }
    for (torch::Tensor& parameter : average->parameters())
        parameter.set_requires_grad(false);
    return average;
}

DenoiserNetwork trainDenoiser(const TrainingSet& set, TransferEncoder encoder, int steps, std::uint64_t seed,
                              const Progress& progress, const std::stop_token& stop)
{
    torch::manual_seed(seed + 1);
    DenoiserNetwork network;
    DenoiserNetwork average;
    makeChannelsLast(*network);
    makeChannelsLast(*average);
    Optimiser optimiser(*network, *average, steps);
    PatchSource patches(set, seed + 1);
    double loss = 0.0;
    for (int step = 0; step < steps; ++step) {
        throwIfStopped(stop);
        const PatchSource::Batch batch = patches.next();
        const DrawnLevels levels = drawLevels(patches.draw());
        torch::Tensor features;
        {
            const torch::NoGradGuard frozen;
            features = encoder->features(channelsLast(batch.history));
        }
        const torch::Tensor noisy =
            levels.signal * batch.residual + levels.noise * torch::randn_like(batch.residual);
        const torch::Tensor clean = network->forward(noisy, batch.conditions, features, levels.time);
        const torch::Tensor error =
            (levels.weight * batch.present * (clean - batch.residual).square()).mean();
        optimiser.step(error);
        loss += (error.item<double>() - loss) / std::min(step + 1, 200);
        progress.report(static_cast<double>(step + 1) / steps, stepText("Denoiser", step + 1, steps, loss));
    }
    return average;
}

}  // namespace shamal
