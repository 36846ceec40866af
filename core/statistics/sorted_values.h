#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// The values that are not NaN, ascending; -0 before +0. By radix (three passes of eleven bits over the
/// numbers' bits in their order), which takes as many steps a value however many there are: long records have
/// tens of millions.
std::vector<float> sortedValues(std::span<const float> values);

/// Linear between ranks (the seventh of Hyndman and Fan 1996, Am. Stat. 50, 361): the quantile of probability
/// p, 0..1, lies at rank p (n - 1) from 0 of the n >= 1 ascending values.
template <class Values>
double quantileOfSorted(const Values& sorted, double probability)
{
    const double rank = probability * static_cast<double>(sorted.size() - 1);
    const auto lower = static_cast<std::size_t>(rank);
    const double below = sorted[lower], above = sorted[std::min(lower + 1, sorted.size() - 1)];
    return below + (rank - static_cast<double>(lower)) * (above - below);
}

}  // namespace shamal
