#include "statistics/day_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "fields/error.h"
#include "statistics/rounding_noise.h"

namespace shamal {

namespace {

void checkDays(std::span<const std::int64_t> dayNumbers, std::span<const double> values)
{
    if (dayNumbers.size() != values.size())
        throw InputError(fmt::format("{} days stand against {} values. Give one value for each day.",
                                     dayNumbers.size(), values.size()));
    if (std::ranges::adjacent_find(dayNumbers, std::greater_equal<>()) != dayNumbers.end())
        throw InputError("The days of the series do not ascend. Give one value for each day, in order.");
}

/// Of values that are not yet departures.
bool isConstant(const DayRuns& series)
{
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const DayRun& run : series.runs) {
        for (const double value : run.departures) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    }
    return isRoundingNoise(most - least, std::max(std::abs(least), std::abs(most)));
}

/// Values into departures from their mean.
void centre(DayRuns& series)
{
    double sum = 0.0;
    for (const DayRun& run : series.runs)
        sum = std::accumulate(run.departures.begin(), run.departures.end(), sum);
    const double mean = sum / static_cast<double>(series.days);
    for (DayRun& run : series.runs) {
        for (double& departure : run.departures)
            departure -= mean;
    }
}

}  // namespace

DayRuns dayRuns(std::span<const std::int64_t> dayNumbers, std::span<const double> values)
{
    checkDays(dayNumbers, values);
    DayRuns series;
    for (std::size_t first = 0; first < values.size();) {
        std::size_t end = first;
        while (end < values.size() && std::isfinite(values[end]) &&
               dayNumbers[end] - dayNumbers[first] == static_cast<std::int64_t>(end - first))
            ++end;
        if (end > first)
            series.runs.push_back({dayNumbers[first],
                                   {values.begin() + static_cast<std::ptrdiff_t>(first),
                                    values.begin() + static_cast<std::ptrdiff_t>(end)}});
        series.days += end - first;
        first = std::max(end, first + 1);
    }
    if (series.days < 3)
        throw InputError(
            fmt::format("Only {} days have a value. An autocorrelation needs three or more.", series.days));
    if (isConstant(series))
        throw InputError(
            "The series is constant, so its autocorrelation is not defined. Choose another area or season.");
    centre(series);
    return series;
}

LaggedProducts laggedProducts(const DayRuns& series, int lag)
{
    // The pairs are where a run moved on by the lag and a run that stands lie over each other. Both lists are
    // in order, so that one walk along them finds every overlap.
    LaggedProducts result;
    auto moved = series.runs.begin();
    for (const DayRun& run : series.runs) {
        while (moved->endDay() + lag <= run.firstDay)
            ++moved;  // not past `run` itself, which ends after it starts
        for (auto other = moved; other != series.runs.end() && other->firstDay + lag < run.endDay();
             ++other) {
            const std::int64_t first = std::max(other->firstDay + lag, run.firstDay);
            const std::int64_t end = std::min(other->endDay() + lag, run.endDay());
            const auto later = run.departures.begin() + (first - run.firstDay);
            result.sum = std::transform_reduce(later, later + (end - first),
                                               other->departures.begin() + (first - lag - other->firstDay),
                                               result.sum);
            result.pairs += static_cast<std::size_t>(end - first);
        }
    }
    return result;
}

std::size_t daysAfter(const DayRuns& series, int lag)
{
    const auto before = static_cast<std::size_t>(lag);
    std::size_t days = 0;
    for (const DayRun& run : series.runs)
        days += run.departures.size() - std::min(run.departures.size(), before);
    return days;
}

}  // namespace shamal
