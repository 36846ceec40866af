#include "statistics/day_bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "fields/error.h"
#include "statistics/sorted_values.h"

namespace shamal {

namespace {

void check(const DayBootstrapOptions& options)
{
    if (options.blockDays < 1)
        throw InputError(
            fmt::format("Blocks of {} days were asked for. Choose 1 or more.", options.blockDays));
    if (options.resamples < 1)
        throw InputError(
            fmt::format("{} resamples were asked for. Choose 1 or more; 1000 are usual.", options.resamples));
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InputError(
            fmt::format("The level of an interval is {}. It must lie between 0 and 1.", options.level));
}

/// 0 .. count-1. The standard's distributions differ between libraries, its generators do not.
std::size_t below(std::mt19937_64& random, std::size_t count)
{
    const std::uint64_t largest = std::mt19937_64::max() - std::mt19937_64::max() % count;
    std::uint64_t drawn = random();
    while (drawn >= largest)
        drawn = random();
    return static_cast<std::size_t>(drawn % count);
}

}  // namespace

DayBootstrap::DayBootstrap(std::size_t days, const DayBootstrapOptions& options)
    : m_days(days), m_level(options.level)
{
    check(options);
    const std::size_t block = std::min(days, static_cast<std::size_t>(options.blockDays));
    std::mt19937_64 random(options.seed);
    for (int i = 0; i < options.resamples && days > 0; ++i) {
        std::vector<std::uint32_t> times(days, 0);
        for (std::size_t drawn = 0; drawn < days; drawn += block) {
            const std::size_t first = below(random, days);
            for (std::size_t k = 0; k < std::min(block, days - drawn); ++k)
                ++times[(first + k) % days];
        }
        m_timesDrawn.push_back(std::move(times));
    }
}

void DayBootstrap::checkDays(std::size_t given) const
{
    if (given != m_days)
        throw InputError(fmt::format("{} days were given to a bootstrap over {}. Give one value for each.",
                                     given, m_days));
}

BootstrapInterval DayBootstrap::interval(std::span<const std::vector<double>> perDay,
                                         const Score& score) const
{
    checkDays(perDay.size());
    constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
    if (m_days == 0)
        return {kMissing, kMissing, kMissing};
    const std::size_t width = perDay.front().size();
    const auto scoreOf = [&](const std::vector<std::uint32_t>& times) {
        std::vector<double> sums(width, 0.0);
        for (std::size_t day = 0; day < m_days; ++day) {
            if (times[day] == 0)
                continue;
            for (std::size_t i = 0; i < width; ++i)
                sums[i] += times[day] * perDay[day][i];
        }
        return score(sums);
    };
    std::vector<double> scores;
    for (const std::vector<std::uint32_t>& times : m_timesDrawn) {
        const double drawn = scoreOf(times);
        if (!std::isnan(drawn))
            scores.push_back(drawn);
    }
    const double value = scoreOf(std::vector<std::uint32_t>(m_days, 1));
    if (scores.empty())
        return {value, kMissing, kMissing};
    std::ranges::sort(scores);
    return {value, quantileOfSorted(scores, 0.5 - 0.5 * m_level),
            quantileOfSorted(scores, 0.5 + 0.5 * m_level)};
}

BootstrapInterval DayBootstrap::mean(std::span<const double> perDay) const
{
    std::vector<std::vector<double>> rows;
    for (const double value : perDay)
        rows.push_back({value, 1.0});
    return interval(rows, [](std::span<const double> sums) { return sums[0] / sums[1]; });
}

BootstrapInterval DayBootstrap::meanDifference(std::span<const double> first,
                                               std::span<const double> second) const
{
    checkDays(second.size());
    checkDays(first.size());
    std::vector<double> differences;
    for (std::size_t day = 0; day < m_days; ++day)
        differences.push_back(first[day] - second[day]);
    return mean(differences);
}

}  // namespace shamal
