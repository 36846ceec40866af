#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"
#include "statistics/day_bootstrap.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

struct LagSkillOptions {
    int maxLag = 10;             ///< days
    bool log10Transform = true;  ///< on log10(max(x, 1e-6)) as published, else in native units
    unsigned threads = 0;        ///< 0: one per processor. The result does not depend on it
    std::optional<DayBootstrapOptions> bands{};  ///< whether the means get bands, and which
};

/// Image-wise comparison of day t with day t-k inside one data set, over all such pairs of the chosen days.
/// Means and standard deviations are those of all these pairs (divisor: their number). A pair in which an
/// image is constant, or only one cell is common, has an RMSE but no correlation and is left out of the
/// latter's mean.
struct LagSkill {
    std::vector<int> lagDays;              ///< 1..maxLag, or from 0 between two data sets
    std::vector<double> rmseMean, rmseSd;  ///< NaN where no pair
    std::vector<double> r2Mean, r2Sd;      ///< squared Pearson correlation over the region's cells
    std::vector<std::size_t> pairs;        ///< day pairs per lag, with at least one common cell
    std::vector<std::size_t> r2Pairs;      ///< those of them that have a correlation
    std::size_t missingDays = 0;           ///< chosen days t without a value in the region
    /// Of the means, where asked for: days t are drawn anew, each with its pairs, the same draws at each lag.
    std::vector<BootstrapInterval> rmseBand{}, r2Band{};
};

/// Cells missing in either image are left out of the pair; every cell counts alike. Both days of a pair lie
/// in `steps`. Throws InputError when no pair exists at any lag, a date has several steps, or the region
/// holds no cell.
LagSkill lagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps, const Region& region,
                  const LagSkillOptions& options, const Progress& progress, const std::stop_token& stop);
LagSkill lagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps, const Region& region,
                  int maxLag, bool log10Transform, const Progress& progress, const std::stop_token& stop);

/// Some daily steps of a series.
struct DailySteps {
    const FieldSeries& series;
    std::span<const std::size_t> steps;
};

/// Day t of one data set with day t-k of another, k = 0..maxLag: how well the second foretells the first.
/// Days are matched by date. Throws InputError as above and when the grids differ or the calendars do not
/// count the days alike.
LagSkill lagSkillBetween(const DailySteps& later, const DailySteps& earlier, const Region& region,
                         const LagSkillOptions& options, const Progress& progress,
                         const std::stop_token& stop);

}  // namespace shamal
