#pragma once
#include "fields/field_series.h"

#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// Statistics of each cell over days, row-major; a cell's missing days do not count.
struct TemporalStatistics {
    std::vector<float> mean;     ///< NaN where no day has a value
    std::vector<float> maximum;  ///< likewise
    /// Of the sample (divided by n - 1); NaN with fewer than two values.
    std::vector<float> standardDeviation;
    std::vector<float> count;  ///< days with a value
};

/// Over the given steps of a series, in double precision. Throws Stopped.
TemporalStatistics temporalStatistics(const FieldSeries& series, std::span<const std::size_t> steps,
                                      const std::stop_token& stop = {});

}  // namespace shamal
