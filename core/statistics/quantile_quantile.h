#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// Quantiles of a sample, NaN left out, linear between ranks (the seventh of Hyndman and Fan 1996, Am. Stat.
/// 50, 361; numpy.quantile's "linear"): that of probability p lies at rank p (n - 1) from 0. NaN without a
/// value. Throws InputError for a probability outside 0..1.
std::vector<double> quantiles(std::span<const float> sample, std::span<const double> probabilities);

/// (i + 1/2) / count, i = 0..count-1. Throws InputError with a count below 1.
std::vector<double> evenProbabilities(int count);

/// Two samples by their values of equal rank.
struct QuantileQuantile {
    std::vector<double> probabilities;
    std::vector<double> first, second;  ///< quantiles of either sample, each of any size
};

/// Throws InputError when a sample has no value or a probability lies outside 0..1.
QuantileQuantile quantileQuantile(std::span<const float> first, std::span<const float> second,
                                  std::span<const double> probabilities);

/// Of all values of the chosen days of two series, whose grids and days may differ, in the cells whose
/// centres the region holds, in native units. Throws InputError as above and as dailyCells() does.
QuantileQuantile seriesQuantileQuantile(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                                        const FieldSeries& second, std::span<const std::size_t> secondSteps,
                                        const Region& region, std::span<const double> probabilities,
                                        const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
