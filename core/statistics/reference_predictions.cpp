#include "statistics/reference_predictions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>

#include "fields/error.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

std::vector<std::int64_t> dayNumbersOf(const FieldSeries& truth)
{
    if (truth.timeless())
        throw InputError(
            fmt::format("{} has no time axis. Choose a series of daily values.", truth.metadata().title()));
    std::vector<std::int64_t> days;
    for (const TimeStep& step : truth.steps()) {
        const std::int64_t day = dayNumber(step.date, truth.calendar());
        if (!days.empty() && days.back() == day)
            throw InputError(fmt::format("{} has more than one step on {}. Take daily means first.",
                                         truth.metadata().title(), toString(step.date)));
        days.push_back(day);
    }
    return days;
}

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

/// Writes the steps of one period into `values`, which are those of all steps.
void fillPeriod(const FieldSeries& truth, const std::vector<std::size_t>& steps, bool ofLogarithms,
                std::vector<float>& values)
{
    const std::size_t cells = truth.grid().cells();
    const auto scaled = [ofLogarithms](float value) -> double {
        return ofLogarithms ? log10Floored(value) : value;
    };
    std::vector<double> sum(cells, 0.0), count(cells, 0.0);
    for (const std::size_t step : steps) {
        const std::span<const float> field = truth.field(step);
        for (std::size_t cell = 0; cell < cells; ++cell) {
            if (std::isnan(field[cell]))
                continue;
            sum[cell] += scaled(field[cell]);
            count[cell] += 1.0;
        }
    }
    for (const std::size_t step : steps) {
        const std::span<const float> field = truth.field(step);
        for (std::size_t cell = 0; cell < cells; ++cell) {
            const bool has = !std::isnan(field[cell]);
            const double others = count[cell] - (has ? 1.0 : 0.0);
            if (others < 1.0)
                continue;
            const double mean = (sum[cell] - (has ? scaled(field[cell]) : 0.0)) / others;
            values[step * cells + cell] = static_cast<float>(ofLogarithms ? std::pow(10.0, mean) : mean);
        }
    }
}

}  // namespace

FieldSeries persistence(const FieldSeries& truth, int lagDays)
{
    if (lagDays < 1)
        throw InputError(fmt::format("Persistence over {} days was asked for. Choose 1 or more.", lagDays));
    const std::vector<std::int64_t> days = dayNumbersOf(truth);
    std::vector<TimeStep> steps;
    std::vector<float> values;
    for (std::size_t later = 0; later < days.size(); ++later) {
        const auto earlier = std::ranges::lower_bound(days, days[later] - lagDays);
        if (*earlier != days[later] - lagDays)  // never the end: the later day itself is not below
            continue;
        const std::span<const float> field = truth.field(static_cast<std::size_t>(earlier - days.begin()));
        steps.push_back(truth.steps()[later]);
        values.insert(values.end(), field.begin(), field.end());
    }
    if (steps.empty())
        throw InputError(fmt::format("No two days of {} lie {} days apart. Choose a longer series.",
                                     truth.metadata().title(), lagDays));
    FieldMetadata metadata = truth.metadata();
    metadata.source = fmt::format("persistence of {}", metadata.source);
    return {std::move(metadata), truth.grid(), truth.calendar(), std::move(steps), std::move(values)};
}

FieldSeries climatology(const FieldSeries& truth, ClimatologyPeriod period, bool ofLogarithms)
{
    dayNumbersOf(truth);  // refuses what is not daily
    std::map<int, std::vector<std::size_t>> stepsOf;
    for (std::size_t step = 0; step < truth.size(); ++step)
        stepsOf[periodOf(truth.steps()[step].date, period)].push_back(step);
    std::vector<float> values(truth.size() * truth.grid().cells(), std::numeric_limits<float>::quiet_NaN());
    for (const auto& [number, steps] : stepsOf)
        fillPeriod(truth, steps, ofLogarithms, values);
    FieldMetadata metadata = truth.metadata();
    metadata.source = fmt::format("climatology of {}", metadata.source);
    return {std::move(metadata), truth.grid(), truth.calendar(), truth.steps(), std::move(values)};
}

}  // namespace shamal
