#pragma once
#include "fields/calendar.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

/// The course of the year that is subtracted from a daily series, so that what is left tells of weather.
enum class SeasonalCycle {
    None,
    /// The mean of each calendar month, over all years: twelve steps.
    MonthlyMeans,
    /// c + sum over h of a[h] cos(2 pi h f) + b[h] sin(2 pi h f), f the fraction of the year gone by at the
    /// start of the day, by least squares.
    Harmonics,
};

struct SeasonalCycleOptions {
    SeasonalCycle cycle = SeasonalCycle::None;
    int harmonics = 2;  ///< of the year, for SeasonalCycle::Harmonics
};

/// What stands behind a seasonal cycle. All 0 without one.
struct SeasonalFit {
    std::size_t days = 0;        ///< the cycle was fitted with
    std::size_t parameters = 0;  ///< that were fitted: months with a day, or 1 + 2 harmonics
    std::size_t fewestDays = 0;  ///< of the month that has fewest, of those with any; of harmonics, `days`
};

/// A series without its seasonal cycle.
struct Deseasonalised {
    std::vector<double> values;  ///< not finite where the series is not
    SeasonalFit fit;
};

/// `dayNumbers` count from 1970-01-01 of the calendar (fields/calendar.h); a value that is not finite is
/// missing. The cycle is fitted on the very days it is taken from, so every parameter takes a degree of
/// freedom: a month with one day is left with 0. Where nothing but rounding is left of any day
/// (statistics/rounding_noise.h), all are 0. Throws InputError when days and values differ in number,
/// harmonics are not 1..182, or the days do not tell the harmonics apart (too few, or too little of the
/// year).
Deseasonalised deseasonalised(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                              Calendar calendar, const SeasonalCycleOptions& options);

}  // namespace shamal
