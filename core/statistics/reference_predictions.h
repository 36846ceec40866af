#pragma once
#include "fields/field_series.h"

#include <stop_token>

namespace shamal {

// Predictions made of the truth alone, for a method to be held against (statistics/series_skill.h,
// meanSquareSkill). Missing cells stay missing.

/// The truth of `lagDays` days before, for every day of the truth that has one. Score a method on the same
/// days. Throws InputError when no two days lie so far apart, the lag is below 1, or a date has several
/// steps.
FieldSeries persistence(const FieldSeries& truth, int lagDays = 1);

/// Which other days a day's climatology is the mean of: those of its calendar month or of its meteorological
/// season, of all years alike.
enum class ClimatologyPeriod { Month, Season };

/// Per cell and day of the truth: the mean of the other days of the period, the day itself left out, so that
/// it is not foretold by its own value; NaN where no other day has a value. With `ofLogarithms` the geometric
/// mean, 10^mean(log10(max(x, 1e-6))), for scores in log10. Throws InputError when a date has several steps;
/// Stopped.
FieldSeries climatology(const FieldSeries& truth, ClimatologyPeriod period, bool ofLogarithms,
                        const std::stop_token& stop = {});

}  // namespace shamal
