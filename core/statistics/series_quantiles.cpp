#include "statistics/series_quantiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "fields/error.h"
#include "statistics/daily_cells.h"
#include "statistics/float_order.h"
#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"
#include "statistics/sorted_values.h"

namespace shamal {

namespace {

constexpr std::size_t kClasses = std::size_t{1} << 16U;

/// Classes follow each other as their values do.
std::size_t classOf(float value)
{
    return orderOf(value) >> 16U;
}

/// Values of a series, taken up anew whenever they are looked at.
class PooledValues {
public:
    PooledValues(const FieldSeries& series, std::span<const std::size_t> steps,
                 std::span<const std::size_t> cells, std::stop_token stop)
        : m_series(series), m_steps(steps), m_cells(cells), m_stop(std::move(stop))
    {
    }

    /// How many there are of each class.
    std::vector<std::size_t> counts() const
    {
        std::vector<std::vector<std::size_t>> counts(jobs(), std::vector<std::size_t>(kClasses, 0));
        forEachValue([&](std::size_t job, float value) { ++counts[job][classOf(value)]; });
        std::vector<std::size_t> all(kClasses, 0);
        for (const std::vector<std::size_t>& some : counts)
            std::ranges::transform(all, some, all.begin(), std::plus<>());
        return all;
    }

    /// Those of the wanted classes, ascending.
    std::vector<float> sorted(const std::vector<unsigned char>& wanted) const
    {
        std::vector<std::vector<float>> found(jobs());
        forEachValue([&](std::size_t job, float value) {
            if (wanted[classOf(value)] != 0)
                found[job].push_back(value);
        });
        std::vector<float> all;
        for (const std::vector<float>& some : found)
            all.insert(all.end(), some.begin(), some.end());
        return sortedValues(all);
    }

private:
    std::size_t jobs() const { return std::min<std::size_t>(m_steps.size(), 8); }

    template <class Take>
    void forEachValue(const Take& take) const
    {
        const auto makeWorker = [&] {
            return [&, read = CellReader(m_series, m_steps, m_cells, false)](std::size_t job) mutable {
                for (std::size_t day = job; day < m_steps.size(); day += jobs()) {
                    for (const float value : read(day)) {
                        if (!std::isnan(value))
                            take(job, value);
                    }
                }
            };
        };
        forEachRow(jobs(), 0, makeWorker, {}, m_stop);
    }

    const FieldSeries& m_series;
    std::span<const std::size_t> m_steps, m_cells;
    std::stop_token m_stop;
};

/// The values at some places of the sorted list of all.
class OrderStatistics {
public:
    OrderStatistics(const PooledValues& values, std::vector<std::size_t> counts,
                    std::span<const std::size_t> places)
        : m_counts(std::move(counts)), m_wanted(kClasses, 0)
    {
        for (const std::size_t place : places)
            m_wanted[findClass(place).first] = 1;
        m_sorted = values.sorted(m_wanted);
    }

    float at(std::size_t place) const
    {
        const auto [itsClass, before] = findClass(place);
        std::size_t sortedBefore = 0;
        for (std::size_t other = 0; other < itsClass; ++other)
            sortedBefore += m_wanted[other] != 0 ? m_counts[other] : 0;
        return m_sorted[sortedBefore + place - before];
    }

private:
    /// The class of the value at a place, and how many values lie in those before it.
    std::pair<std::size_t, std::size_t> findClass(std::size_t place) const
    {
        std::size_t itsClass = 0, before = 0;
        while (before + m_counts[itsClass] <= place)
            before += m_counts[itsClass++];
        return {itsClass, before};
    }

    std::vector<std::size_t> m_counts;
    std::vector<unsigned char> m_wanted;
    std::vector<float> m_sorted;
};

}  // namespace

std::vector<double> seriesQuantiles(const FieldSeries& series, std::span<const std::size_t> steps,
                                    const Region& region, std::span<const double> probabilities,
                                    bool log10Transform, const Progress& progress,
                                    const std::stop_token& stop)
{
    throwIfStopped(stop);
    for (const double probability : probabilities) {
        if (!(probability >= 0.0 && probability <= 1.0))
            throw InputError(
                fmt::format("A quantile of probability {} was asked for. Choose 0 to 1.", probability));
    }
    dayNumbersOf(series, steps);  // refuses what is not daily
    const CellsOfRegion inside = cellsOf(region, series, RegionCells::Whole);
    progress.report(0.0, "Counting values");
    const PooledValues values(series, steps, inside.cells, stop);
    std::vector<std::size_t> counts = values.counts();
    const std::size_t n = std::reduce(counts.begin(), counts.end());
    if (n == 0)
        return std::vector<double>(probabilities.size(), std::numeric_limits<double>::quiet_NaN());

    std::vector<std::size_t> places;
    for (const double probability : probabilities) {
        const RankBetween rank(n, probability);
        places.push_back(rank.lower);
        places.push_back(rank.upper);
    }
    progress.report(0.5, "Sorting values");
    const OrderStatistics sorted(values, std::move(counts), places);
    std::vector<double> result;
    for (const double probability : probabilities) {
        const RankBetween rank(n, probability);
        // Taking logarithms keeps the order.
        const auto at = [&](std::size_t place) {
            return log10Transform ? log10Floored(sorted.at(place)) : sorted.at(place);
        };
        result.push_back(rank.between(at(rank.lower), at(rank.upper)));
    }
    progress.report(1.0, "Sorting values");
    return result;
}

}  // namespace shamal
