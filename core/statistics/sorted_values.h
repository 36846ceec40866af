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

/// Where the quantile of probability p, 0..1, lies among n >= 1 ascending values: at rank p (n - 1) from 0,
/// linear between ranks (the seventh of Hyndman and Fan 1996, Am. Stat. 50, 361).
struct RankBetween {
    std::size_t lower, upper;
    double share;  ///< of the upper one

    RankBetween(std::size_t n, double probability)
    {
        const double rank = probability * static_cast<double>(n - 1);
        lower = static_cast<std::size_t>(rank);
        upper = std::min(lower + 1, n - 1);
        share = rank - static_cast<double>(lower);
    }
    double between(double below, double above) const { return below + share * (above - below); }
};

template <class Values>
double quantileOfSorted(const Values& sorted, double probability)
{
    const RankBetween rank(sorted.size(), probability);
    return rank.between(sorted[rank.lower], sorted[rank.upper]);
}

}  // namespace shamal
