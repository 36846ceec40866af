#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

/// Days that follow each other in the calendar, each with a value.
struct DayRun {
    std::int64_t firstDay = 0;
    std::vector<double> departures;  ///< from the mean of all days of the series

    std::int64_t endDay() const { return firstDay + static_cast<std::int64_t>(departures.size()); }
};

/// A daily series, cut wherever a day is missing: within a run every day has its neighbours, across two runs
/// none does.
struct DayRuns {
    std::vector<DayRun> runs;  ///< in order, at least one day of none between two
    std::size_t days = 0;      ///< with a value
};

/// `dayNumbers` ascend strictly; a value that is not finite is the same as leaving the day out. Throws
/// InputError when they differ in number, the days do not ascend, fewer than three have a value, or the
/// series is constant but for rounding: the mean of a constant field with changing holes is no series.
DayRuns dayRuns(std::span<const std::int64_t> dayNumbers, std::span<const double> values);

/// Over all days t for which both t and t - lag have a value, in the same run or not.
struct LaggedProducts {
    double sum = 0.0;       ///< of the products of the two departures
    std::size_t pairs = 0;  ///< how many there are
};
LaggedProducts laggedProducts(const DayRuns& series, int lag);

/// How many days have the `lag` days before them all, in the same run.
std::size_t daysAfter(const DayRuns& series, int lag);

}  // namespace shamal
