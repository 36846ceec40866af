#pragma once
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

namespace shamal {

/// Quantiles of all values of chosen days in the cells whose centres the region holds, as quantiles() gives
/// them of a list of those values; after log10(max(x, 1e-6)) of each cell if asked. The list is not made:
/// values are counted by their upper bits, and only those are sorted that share these with a value
/// that a quantile needs. NaN, all of them, without a value. Throws InputError for a probability outside
/// 0..1, and as dailyCells() does.
std::vector<double> seriesQuantiles(const FieldSeries& series, std::span<const std::size_t> steps,
                                    const Region& region, std::span<const double> probabilities,
                                    bool log10Transform, const Progress& progress,
                                    const std::stop_token& stop);

}  // namespace shamal
