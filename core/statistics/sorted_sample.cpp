#include "statistics/sorted_sample.h"

#include <algorithm>
#include <cmath>

#include "statistics/sorted_values.h"

namespace shamal {

SortedSample::SortedSample(std::span<const float> values, std::span<const std::int64_t> counts)
{
    if (counts.empty()) {
        m_values = sortedValues(values);
        return;
    }
    std::vector<std::pair<float, std::int64_t>> both;
    both.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i]))
            both.emplace_back(values[i], counts[i]);
    }
    std::ranges::sort(both);
    m_values.reserve(both.size());
    m_upTo.reserve(both.size() + 1);
    m_upTo.push_back(0);
    for (const auto& [value, count] : both) {
        m_values.push_back(value);
        m_upTo.push_back(m_upTo.back() + count);
    }
}

DistanceOver distanceOver(const PartOfSample& first, const PartOfSample& second)
{
    const std::vector<float>&a = first.sample.values(), &b = second.sample.values();
    const auto sizeA = static_cast<double>(first.total), sizeB = static_cast<double>(second.total);
    // Between two neighbouring values of both samples together the distribution functions are constant.
    std::size_t i = 0, j = 0;
    DistanceOver over;
    while (i < a.size() || j < b.size()) {
        const bool takeA = j == b.size() || (i < a.size() && a[i] <= b[j]);
        const float next = takeA ? a[i] : b[j];
        if (i + j == 0)
            over.first = over.last = next;
        if (next > over.last) {
            const auto f = static_cast<double>(first.before + first.sample.countOf(i)) / sizeA;
            const auto g = static_cast<double>(second.before + second.sample.countOf(j)) / sizeB;
            over.integral += std::abs(f - g) * (double{next} - double{over.last});
            over.last = next;
        }
        ++(takeA ? i : j);
    }
    return over;
}

}  // namespace shamal
