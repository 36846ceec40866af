#include "statistics/sorted_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "statistics/float_order.h"

namespace shamal {

namespace {

constexpr int kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
constexpr int kPasses = 3;

std::size_t digitOf(std::uint32_t rank, int pass)
{
    return (rank >> static_cast<unsigned>(kDigitBits * pass)) & (kDigits - 1);
}

std::vector<float> sortedFew(std::span<const float> values)
{
    std::vector<float> sorted;
    sorted.reserve(values.size());
    std::ranges::copy_if(values, std::back_inserter(sorted), [](float value) { return !std::isnan(value); });
    std::ranges::sort(sorted);
    return sorted;
}

}  // namespace

std::vector<float> sortedValues(std::span<const float> values)
{
    constexpr std::size_t kFew = 4096;  // below it the tables cost more than they save
    if (values.size() < kFew)
        return sortedFew(values);
    std::vector<std::uint32_t> ranks, other;
    ranks.reserve(values.size());
    std::array<std::array<std::size_t, kDigits>, kPasses> places{};
    for (const float value : values) {
        if (std::isnan(value))
            continue;
        ranks.push_back(orderOf(value));
        for (int pass = 0; pass < kPasses; ++pass)
            ++places.at(static_cast<std::size_t>(pass))[digitOf(ranks.back(), pass)];
    }
    other.resize(ranks.size());
    for (int pass = 0; pass < kPasses; ++pass) {
        auto& place = places.at(static_cast<std::size_t>(pass));
        std::size_t before = 0;
        for (std::size_t& count : place)
            before += std::exchange(count, before);
        for (const std::uint32_t rank : ranks)
            other[place[digitOf(rank, pass)]++] = rank;
        std::swap(ranks, other);
    }
    std::vector<float> sorted(ranks.size());
    std::ranges::transform(ranks, sorted.begin(), valueOfOrder);
    return sorted;
}

}  // namespace shamal
