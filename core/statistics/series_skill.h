#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"
#include "statistics/skill_scores.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

struct SeriesSkillOptions {
    bool log10Transform = true;  ///< on log10(max(x, 1e-6)), else in native units
    /// Weights are the areas of the cells inside the region, km^2, borders included in part. Otherwise every
    /// cell whose centre the region holds counts alike.
    bool areaWeighted = false;
    unsigned threads = 0;  ///< 0: one per processor. The result does not depend on it
};

struct DaySkill {
    Date date;
    std::size_t missing = 0;  ///< cells of the region without truth or without prediction
    SkillScores scores;
    SkillSums sums = {};  ///< of which the scores are: add up those of several days for theirs
};

/// Scores of a series of predictions, day by day and of all days' cells in one list.
struct SeriesSkill {
    std::vector<DaySkill> days;  ///< dates that both series have; one without a common cell has n = 0
    SkillScores pooled;
    std::size_t missing = 0;      ///< sum of that of the days
    std::vector<Date> truthOnly;  ///< chosen dates without a prediction
};

/// Steps are matched by date; `truthSteps` chooses the days. In log10, beta is a ratio of means of
/// logarithms, which says little where the truth's mean is near 1 in its unit. Throws InputError when the
/// grids differ, no date is common, a date has several steps, or the region holds no cell.
SeriesSkill seriesSkill(const FieldSeries& truth, std::span<const std::size_t> truthSteps,
                        const FieldSeries& prediction, const Region& region,
                        const SeriesSkillOptions& options, const Progress& progress,
                        const std::stop_token& stop);

}  // namespace shamal
