#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"
#include "statistics/skill_scores.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// How many pairs (x, y) lie in each rectangle of two sets of bins [lower, upper); the last bins include
/// their upper edges (numpy.histogram2d). Add up those of several days.
struct ScatterDensity {
    std::vector<double> xEdges, yEdges;     ///< ascending strictly, one more than bins
    std::vector<std::int64_t> counts;       ///< x bin after x bin, each with its y bins
    std::int64_t outside = 0, missing = 0;  ///< pairs beyond the edges of either; with a NaN
    SkillSums sums;                         ///< of all pairs, those outside too: x as truth, y as prediction

    std::int64_t count(std::size_t xBin, std::size_t yBin) const
    {
        return counts[xBin * (yEdges.size() - 1) + yBin];
    }
    /// Throws InputError when the edges differ.
    ScatterDensity& operator+=(const ScatterDensity& other);
};

/// Least squares y = intercept + slope x. NaN without a pair or for a constant x; r also for a constant y.
struct RegressionLine {
    double slope, intercept, r;
};
RegressionLine regressionLine(const ScatterDensity& scatter);

/// Throws InputError when the lengths differ, or edges are fewer than two or do not ascend strictly.
ScatterDensity scatterDensity(std::span<const float> x, std::span<const float> y,
                              const std::vector<double>& xEdges, const std::vector<double>& yEdges);

struct SeriesScatterDensity {
    std::vector<Date> dates;  ///< that both series have
    std::vector<RegressionLine> perDay;
    ScatterDensity pooled;  ///< of all days
};

/// Of the cells whose centres the region holds, on one grid; steps are matched by date, `xSteps` chooses the
/// days. After log10(max(v, 1e-6)) of each cell if asked: the edges are then logarithms. Throws InputError as
/// above and as seriesSkill() does.
SeriesScatterDensity seriesScatterDensity(const FieldSeries& x, std::span<const std::size_t> xSteps,
                                          const FieldSeries& y, const Region& region,
                                          const std::vector<double>& xEdges,
                                          const std::vector<double>& yEdges, bool log10Transform,
                                          const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
