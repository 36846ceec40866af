#pragma once
#include <cstdint>
#include <span>

namespace shamal {

/// First Wasserstein distance of two samples on the line: the integral of |F - G| of their empirical
/// distribution functions, exact for any two sizes. NaN are left out. Throws InputError when a sample is
/// empty.
double wassersteinDistance(std::span<const float> first, std::span<const float> second);
/// The same of two histograms over the same bins of width `binWidth`, each bin's weight in one point.
double wassersteinDistance(std::span<const std::int64_t> first, std::span<const std::int64_t> second,
                           double binWidth);

}  // namespace shamal
