#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// Image-wise comparison of day t with day t-k inside one data set, over all such pairs of the chosen days.
/// Means and standard deviations are those of all these pairs (divisor: their number). A pair in which an
/// image is constant, or only one cell is common, has an RMSE but no correlation and is left out of the
/// latter's mean.
struct LagSkill {
    std::vector<int> lagDays;              ///< 1..maxLag
    std::vector<double> rmseMean, rmseSd;  ///< NaN where no pair
    std::vector<double> r2Mean, r2Sd;      ///< squared Pearson correlation over the region's cells
    std::vector<std::size_t> pairs;        ///< day pairs per lag, with at least one common cell
};

/// Cells missing in either image are left out of the pair; every cell counts alike. Both days of a pair lie
/// in `steps`. Throws InputError when no pair exists at any lag, a date has several steps, or the region
/// holds no cell.
LagSkill lagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps, const Region& region,
                  int maxLag, bool log10Transform, const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
