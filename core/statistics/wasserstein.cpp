#include "statistics/wasserstein.h"

#include <cmath>
#include <numeric>

#include "fields/error.h"
#include "statistics/sorted_sample.h"

namespace shamal {

double wassersteinDistance(std::span<const float> first, std::span<const float> second)
{
    const SortedSample a(first), b(second);
    if (a.size() == 0 || b.size() == 0)
        throw InputError("A Wasserstein distance was asked for of a sample without values.");
    return distanceOver({a, 0, a.size()}, {b, 0, b.size()}).integral;
}

double wassersteinDistance(std::span<const std::int64_t> first, std::span<const std::int64_t> second,
                           double binWidth)
{
    const auto sumA = static_cast<double>(std::accumulate(first.begin(), first.end(), std::int64_t{0}));
    const auto sumB = static_cast<double>(std::accumulate(second.begin(), second.end(), std::int64_t{0}));
    if (first.size() != second.size() || sumA <= 0.0 || sumB <= 0.0)
        throw InputError("A Wasserstein distance was asked for of histograms that are empty or unlike.");
    double below = 0.0, distance = 0.0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        below += static_cast<double>(first[bin]) / sumA - static_cast<double>(second[bin]) / sumB;
        distance += std::abs(below) * binWidth;
    }
    return distance;
}

}  // namespace shamal
