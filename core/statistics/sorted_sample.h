#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace shamal {

/// A sample on the line in ascending order, each value with how often it occurs.
class SortedSample {
public:
    SortedSample() = default;
    /// Each value occurs as often as `counts` says; once, where they are empty. NaN are left out.
    explicit SortedSample(std::span<const float> values, std::span<const std::int64_t> counts = {});

    bool eachOnce() const { return m_upTo.empty(); }
    const std::vector<float>& values() const { return m_values; }
    /// How many of the sample lie among the first `values` values.
    std::int64_t countOf(std::size_t values) const
    {
        return m_upTo.empty() ? static_cast<std::int64_t>(values) : m_upTo[values];
    }
    std::int64_t size() const { return countOf(m_values.size()); }

private:
    std::vector<float> m_values;
    std::vector<std::int64_t> m_upTo;  ///< one more than values; empty: each occurs once
};

/// What a stretch of the line has of the integral of |F - G|, the distribution functions of two samples.
struct DistanceOver {
    float first = 0.0F, last = 0.0F;  ///< of the values of both there
    double integral = 0.0;            ///< from the first to the last
};

/// Of two samples that are parts of larger ones: `before` of each lie below them, `total` are in the whole.
struct PartOfSample {
    const SortedSample& sample;
    std::int64_t before, total;
};
/// At least one of them has a value.
DistanceOver distanceOver(const PartOfSample& first, const PartOfSample& second);

}  // namespace shamal
