#include "downscale/module/coarse_training.h"

#include "downscale/halo_hann.h"
#include "fields/error.h"

#include <fmt/format.h>

namespace shamal {

namespace {

constexpr std::size_t kValidationDays = 64;
constexpr std::size_t kValidationTiles = 4;  ///< of a day

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

/// days x rows x columns; missing cells are in the middle: 0 where the mean is, else between minimum and
/// maximum.
torch::Tensor standardisedRecord(const TrainingSet& set)
{
    const FieldSeries& series = set.coarseSeries;
    const float middle = set.coarse.scaling == Scaling::MinMax ? 0.5F : 0.0F;
    std::vector<float> values;
    values.reserve(series.size() * series.grid().cells());
    for (std::size_t i = 0; i < series.size(); ++i) {
        for (const float value : series.field(i)) {
            const float standardised = set.coarse.standardise(value);
            values.push_back(std::isnan(standardised) ? middle : standardised);
        }
    }
    const auto rows = static_cast<std::int64_t>(series.grid().rows());
    const auto columns = static_cast<std::int64_t>(series.grid().columns());
    const torch::Tensor record =
        torch::tensor(values).reshape({1, static_cast<std::int64_t>(series.size()), rows, columns});
    const auto missing = [](std::int64_t side) { return (8 - side % 8) % 8; };
    return torch::replication_pad2d(record, {0, missing(columns), 0, missing(rows)}).squeeze(0);
}

}  // namespace

CoarseSamples::CoarseSamples(const TrainingSet& set, int batch, bool holdOut, std::size_t tile,
                             std::size_t stride)
    : m_batch(batch), m_record(standardisedRecord(set)), m_days(daysWithHistory(set.coarseSeries))
{
    if (holdOut && m_days.size() >= 10) {
        const auto kept = static_cast<std::ptrdiff_t>(m_days.size() - m_days.size() / 10);
        const std::vector<std::int64_t> last(m_days.begin() + kept, m_days.end());
        const std::size_t step = (last.size() + kValidationDays - 1) / kValidationDays;
        for (std::size_t i = 0; i < last.size(); i += step)
            m_heldOut.push_back(last[i]);
        m_days.resize(static_cast<std::size_t>(kept));
    }
    const auto rows = static_cast<std::size_t>(m_record.size(1));
    const auto columns = static_cast<std::size_t>(m_record.size(2));
    const std::size_t side = tile > 0 ? tile : std::max(rows, columns);
    m_tiles = TileLayout{rows, columns, side, stride, 0}.tiles();
}

std::vector<CoarseSamples::Sample> CoarseSamples::draw(UniformStream& stream) const
{
    std::vector<Sample> drawn;
    for (int i = 0; i < m_batch; ++i) {
        const std::size_t which = stream.below(count());
        drawn.push_back({m_days[which / m_tiles.size()], m_tiles[which % m_tiles.size()]});
    }
    return drawn;
}

std::vector<CoarseSamples::Sample> CoarseSamples::heldOut() const
{
    std::vector<Sample> samples;
    const std::size_t each = std::min(kValidationTiles, m_tiles.size());
    for (std::size_t i = 0; i < m_heldOut.size() * each; ++i)
        samples.push_back({m_heldOut[i / each], m_tiles[i % m_tiles.size()]});
    return samples;
}

torch::Tensor CoarseSamples::error(const std::vector<Sample>& samples, const NextDay& nextDay,
                                   torch::Device device) const
{
    std::vector<torch::Tensor> inputs, targets;
    for (const auto& [day, tile] : samples) {
        const auto row = static_cast<std::int64_t>(tile.row);
        const auto column = static_cast<std::int64_t>(tile.column);
        const torch::Tensor cut = m_record.slice(0, day - kHistoryDays, day + 1)
                                      .slice(1, row, row + static_cast<std::int64_t>(tile.rows))
                                      .slice(2, column, column + static_cast<std::int64_t>(tile.columns));
        inputs.push_back(cut.slice(0, 0, kHistoryDays).flip({0}));
        targets.push_back(cut.slice(0, kHistoryDays));
    }
    return (nextDay(channelsLast(torch::stack(inputs).to(device))) - torch::stack(targets).to(device))
        .abs()
        .mean();
}

StageRecord trainOnCoarseRecord(const StageOptions& options, const CoarseSamples& samples,
                                const std::vector<torch::Tensor>& parameters, const NextDay& nextDay,
                                torch::Device device, const Progress& progress, const std::stop_token& stop)
{
    const auto loss = [&](StepDraw& draw) {
        return samples.error(samples.draw(draw.uniform), nextDay, device);
    };
    const std::vector<CoarseSamples::Sample> heldOut = samples.heldOut();
    Validation validate;
    if (!heldOut.empty())
        validate = [&] { return samples.error(heldOut, nextDay, device).item<double>(); };
    return trainStage(options, parameters, loss, validate, progress, stop);
}

}  // namespace shamal
