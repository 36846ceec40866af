#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "fields/field_series.h"

namespace shamal {

/// Steps of two series that have the same date.
struct MatchedDays {
    std::vector<Date> dates;
    std::vector<std::size_t> first, second;  ///< steps, one each per date
    std::vector<Date> firstOnly;             ///< chosen dates that the second lacks
};

/// `firstSteps` ascend. Throws InputError when a step is out of range, a series has no dates, or none is
/// common.
MatchedDays matchedDays(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                        const FieldSeries& second);

/// Throws InputError when the two do not lie on one grid.
void requireOneGrid(const FieldSeries& first, const FieldSeries& second);

}  // namespace shamal
