#include "downscale/module/coarse_training.h"

#include "fields/error.h"

#include <fmt/format.h>

namespace shamal {

namespace {

constexpr int kBatch = 16;
constexpr std::size_t kValidationDays = 64;

/// Days of the coarse record with 40 days right before them, by index.
std::vector<std::int64_t> daysWithHistory(const FieldSeries& series)
{
    std::vector<std::int64_t> days;
    for (std::size_t i = kHistoryDays; i < series.size(); ++i) {
        const auto back = static_cast<std::size_t>(kHistoryDays);
        if (dayNumber(series.steps()[i].date, series.calendar()) -
                dayNumber(series.steps()[i - back].date, series.calendar()) ==
            kHistoryDays)
            days.push_back(static_cast<std::int64_t>(i));
    }
    if (days.empty())
        throw InputError(fmt::format("The coarse series '{}' has no {} consecutive days. Open a longer one.",
                                     series.metadata().name, kHistoryDays + 1));
    return days;
}

/// days x rows x columns; missing cells are 0, the mean.
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
    const auto rows = static_cast<std::int64_t>(series.grid().rows());
    const auto columns = static_cast<std::int64_t>(series.grid().columns());
    const torch::Tensor record =
        torch::tensor(values).reshape({1, static_cast<std::int64_t>(series.size()), rows, columns});
    const auto missing = [](std::int64_t side) { return (8 - side % 8) % 8; };
    return torch::replication_pad2d(record, {0, missing(columns), 0, missing(rows)}).squeeze(0);
}

torch::Tensor errorOn(const torch::Tensor& record, const std::vector<std::int64_t>& days,
                      const NextDay& nextDay, torch::Device device)
{
    std::vector<torch::Tensor> inputs, targets;
    for (const std::int64_t day : days) {
        inputs.push_back(record.slice(0, day - kHistoryDays, day).flip({0}));
        targets.push_back(record.slice(0, day, day + 1));
    }
    return (nextDay(channelsLast(torch::stack(inputs).to(device))) - torch::stack(targets).to(device))
        .abs()
        .mean();
}

}  // namespace

StageRecord trainOnCoarseRecord(StageOptions options, const TrainingSet& set,
                                const std::vector<torch::Tensor>& parameters, const NextDay& nextDay,
                                torch::Device device, const Progress& progress, const std::stop_token& stop)
{
    const torch::Tensor record = standardisedRecord(set);
    std::vector<std::int64_t> days = daysWithHistory(set.coarseSeries);
    std::vector<std::int64_t> heldOut;
    if (options.validateEvery > 0 && days.size() >= 10) {
        const auto kept = static_cast<std::ptrdiff_t>(days.size() - days.size() / 10);
        const std::vector<std::int64_t> last(days.begin() + kept, days.end());
        const std::size_t stride = (last.size() + kValidationDays - 1) / kValidationDays;
        for (std::size_t i = 0; i < last.size(); i += stride)
            heldOut.push_back(last[i]);
        days.resize(static_cast<std::size_t>(kept));
    }
    const auto loss = [&](StepDraw& draw) {
        std::vector<std::int64_t> drawn;
        for (int i = 0; i < kBatch; ++i)
            drawn.push_back(days[draw.uniform.below(days.size())]);
        return errorOn(record, drawn, nextDay, device);
    };
    Validation validate;
    if (!heldOut.empty())
        validate = [&] { return errorOn(record, heldOut, nextDay, device).item<double>(); };
    return trainStage(options, parameters, loss, validate, progress, stop);
}

}  // namespace shamal
