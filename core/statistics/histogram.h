#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// Edges of `bins` bins between two values, of equal width or of equal ratio. Throw InputError with fewer
/// than one bin, an upper end that is not above the lower, or, for equal ratios, a lower end not above 0.
std::vector<double> linearEdges(double lowest, double highest, int bins);
std::vector<double> logarithmicEdges(double lowest, double highest, int bins);

/// How many values lie in each bin [lower, upper); the last bin includes its upper edge (numpy.histogram).
struct Histogram {
    std::vector<double> edges;                       ///< ascending strictly, one more than bins
    std::vector<std::int64_t> counts;                ///< per bin
    std::int64_t below = 0, above = 0, missing = 0;  ///< outside the edges; NaN

    /// Of all values that are not missing, those outside included.
    std::int64_t total() const;
    /// Per bin: share of the total over the bin's width, so that it integrates to the share inside; NaN
    /// without a value.
    std::vector<double> density() const;
    /// Throws InputError when the edges differ.
    Histogram& operator+=(const Histogram& other);
};

/// Throws InputError unless there are two edges or more and they ascend strictly.
Histogram histogram(std::span<const float> values, const std::vector<double>& edges);

struct SeriesHistogram {
    std::vector<Date> dates;
    std::vector<Histogram> perDay;
    Histogram pooled;  ///< of all days
};

/// Of the cells whose centres the region holds, in native units, over the given daily steps. Throws
/// InputError as above and as dailyCells() does.
SeriesHistogram seriesHistogram(const FieldSeries& series, std::span<const std::size_t> steps,
                                const Region& region, const std::vector<double>& edges,
                                const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
