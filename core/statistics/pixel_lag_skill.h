#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

struct PixelLagSkillOptions {
    int lagDays = 1;
    std::int64_t leastPairs = 10;  ///< cells with fewer pairs of days have no scores
    bool log10Transform = true;    ///< on log10(max(x, 1e-6)), else in native units
    unsigned threads = 0;          ///< 0: one per processor. The result does not depend on it
};

/// Comparison of each cell with itself k days before, over the chosen days: maps on the grid of the series,
/// row-major. Computed in double precision.
struct PixelLagSkill {
    std::vector<double> rmse;  ///< NaN outside the region and below the least number of pairs
    std::vector<double> r2;    ///< squared Pearson correlation in time; NaN also where either is constant
    std::vector<std::int64_t> pairs;  ///< of days on which the cell has a value; 0 outside the region
};

/// Both days of a pair lie in `steps`. Throws InputError when no two chosen days lie so far apart, a date has
/// several steps, the region holds no cell, or an option is below 1.
PixelLagSkill pixelLagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                            const Region& region, const PixelLagSkillOptions& options,
                            const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
