#include "statistics/reference_predictions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>

#include "fields/error.h"
#include "fields/unset_array.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

/// 0..11 for the months, 0..3 for the seasons.
int periodOf(Date date, ClimatologyPeriod period)
{
    if (period == ClimatologyPeriod::Month)
        return date.month - 1;
    constexpr std::array kSeasons{Season::DJF, Season::MAM, Season::JJA, Season::SON};
    const auto* found =
        std::ranges::find_if(kSeasons, [date](Season season) { return contains(season, date); });
    return static_cast<int>(found - kSeasons.begin());
}

/// Cells that are worked on together: so few that a month of them stays in a processor's cache.
struct Cells {
    std::size_t first, end;
};

/// Writes the steps of one period, some cells of them, to `values`, which are those of all steps.
void fillPeriod(const FieldSeries& truth, const std::vector<std::size_t>& steps, Cells cells,
                bool ofLogarithms, float* values)
{
    const double log2Of10 = std::log2(10.0);
    const std::size_t size = cells.end - cells.first;
    std::vector<float> scaled;
    std::vector<double> sum(size, 0.0), count(size, 0.0);
    scaled.reserve(steps.size() * size);
    for (const std::size_t step : steps) {
        const std::span<const float> field = truth.field(step).subspan(cells.first, size);
        for (std::size_t cell = 0; cell < size; ++cell) {
            scaled.push_back(ofLogarithms ? log10Floored(field[cell]) : field[cell]);
            if (std::isnan(field[cell]))
                continue;
            sum[cell] += scaled.back();
            count[cell] += 1.0;
        }
    }
    for (std::size_t day = 0; day < steps.size(); ++day) {
        float* const to = values + steps[day] * truth.grid().cells() + cells.first;
        for (std::size_t cell = 0; cell < size; ++cell) {
            const float own = scaled[day * size + cell];
            const bool has = !std::isnan(own);
            const double others = count[cell] - (has ? 1.0 : 0.0);
            const double mean = (sum[cell] - (has ? own : 0.0)) / others;
            to[cell] = others < 1.0 ? std::numeric_limits<float>::quiet_NaN()
                                    : static_cast<float>(ofLogarithms ? std::exp2(mean * log2Of10) : mean);
        }
    }
}

}  // namespace

FieldSeries persistence(const FieldSeries& truth, int lagDays)
{
    if (lagDays < 1)
        throw InputError(fmt::format("Persistence over {} days was asked for. Choose 1 or more.", lagDays));
    const std::vector<std::int64_t> days = dayNumbersOf(truth);
    std::vector<std::size_t> earlierSteps;
    std::vector<TimeStep> steps;
    for (std::size_t later = 0; later < days.size(); ++later) {
        const auto earlier = std::ranges::lower_bound(days, days[later] - lagDays);
        if (*earlier != days[later] - lagDays)  // never the end: the later day itself is not below
            continue;
        earlierSteps.push_back(static_cast<std::size_t>(earlier - days.begin()));
        steps.push_back(truth.steps()[later]);
    }
    if (steps.empty())
        throw InputError(fmt::format("No two days of {} lie {} days apart. Choose a longer series.",
                                     truth.metadata().title(), lagDays));
    FieldMetadata metadata = truth.metadata();
    metadata.source = fmt::format("persistence of {}", metadata.source);
    return truth.select(earlierSteps, std::move(steps), std::move(metadata));
}

FieldSeries climatology(const FieldSeries& truth, ClimatologyPeriod period, bool ofLogarithms,
                        const std::stop_token& stop)
{
    dayNumbersOf(truth);  // refuses what is not daily
    std::map<int, std::vector<std::size_t>> stepsOf;
    for (std::size_t step = 0; step < truth.size(); ++step)
        stepsOf[periodOf(truth.steps()[step].date, period)].push_back(step);
    constexpr std::size_t kTogether = 2048;
    const std::size_t cells = truth.grid().cells();
    std::shared_ptr<float[]> values = unsetArray<float>(truth.size() * cells);
    const auto makeWorker = [&] {
        return [&](std::size_t block) {
            const Cells some{block * kTogether, std::min((block + 1) * kTogether, cells)};
            for (const auto& [number, steps] : stepsOf)
                fillPeriod(truth, steps, some, ofLogarithms, values.get());
        };
    };
    forEachRow((cells + kTogether - 1) / kTogether, 0, makeWorker, {}, stop);
    FieldMetadata metadata = truth.metadata();
    metadata.source = fmt::format("climatology of {}", metadata.source);
    return {std::move(metadata), truth.grid(), truth.calendar(), truth.steps(), std::move(values)};
}

}  // namespace shamal
