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

// Values that share a class are few; counts of all classes fit into a processor's cache.
constexpr unsigned kClassBits = 18;
constexpr std::size_t kClasses = std::size_t{1} << kClassBits;

/// Classes follow each other as their values do.
std::size_t classOf(float value)
{
    return orderOf(value) >> (32U - kClassBits);
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
        std::vector<std::vector<std::uint32_t>> counts(jobs(), std::vector<std::uint32_t>(kClasses, 0));
        const auto makeTaker = [&] {
            return [&](std::size_t job, std::span<const float> values) {
                for (const float value : values) {
                    if (!std::isnan(value))
                        ++counts[job][classOf(value)];
                }
            };
        };
        forEachDay(makeTaker);
        std::vector<std::size_t> all(kClasses, 0);
        for (const std::vector<std::uint32_t>& some : counts)
            std::ranges::transform(all, some, all.begin(), std::plus<>());
        return all;
    }

    /// Those of the wanted classes, ascending.
    std::vector<float> sorted(const std::vector<unsigned char>& wanted) const
    {
        std::vector<std::vector<float>> found(jobs());
        const auto makeTaker = [&] {
            return
                [&, chosen = std::vector<float>()](std::size_t job, std::span<const float> values) mutable {
                    // Every value is written and every other one overwritten: wanted ones come in no order
                    // that a processor could foresee.
                    chosen.resize(values.size() + 1);
                    std::size_t n = 0;
                    for (const float value : values) {
                        chosen[n] = value;
                        n += std::isnan(value) ? 0 : wanted[classOf(value)];
                    }
                    found[job].insert(found[job].end(), chosen.begin(),
                                      chosen.begin() + static_cast<std::ptrdiff_t>(n));
                };
        };
        forEachDay(makeTaker);
        std::vector<float> all;
        for (const std::vector<float>& some : found)
            all.insert(all.end(), some.begin(), some.end());
        return sortedValues(all);
    }

private:
    std::size_t jobs() const { return std::min<std::size_t>(m_steps.size(), 4); }

    /// Calls what `makeTaker` makes for every thread with the values of every day.
    template <class MakeTaker>
    void forEachDay(const MakeTaker& makeTaker) const
    {
        const auto makeWorker = [&] {
            return [&, take = makeTaker(),
                    read = CellReader(m_series, m_steps, m_cells, false)](std::size_t job) mutable {
                for (std::size_t day = job; day < m_steps.size(); day += jobs())
                    take(job, read(day));
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
    OrderStatistics(const PooledValues& values, const std::vector<std::size_t>& counts,
                    std::span<const std::size_t> places)
        : m_upTo(kClasses + 1, 0), m_sortedUpTo(kClasses + 1, 0)
    {
        std::partial_sum(counts.begin(), counts.end(), m_upTo.begin() + 1);
        std::vector<unsigned char> wanted(kClasses, 0);
        for (const std::size_t place : places)
            wanted[classAt(place)] = 1;
        for (std::size_t i = 0; i < kClasses; ++i)
            m_sortedUpTo[i + 1] = m_sortedUpTo[i] + (wanted[i] != 0 ? counts[i] : 0);
        m_sorted = values.sorted(wanted);
    }

    float at(std::size_t place) const
    {
        const std::size_t itsClass = classAt(place);
        return m_sorted[m_sortedUpTo[itsClass] + place - m_upTo[itsClass]];
    }

private:
    std::size_t classAt(std::size_t place) const
    {
        return static_cast<std::size_t>(std::ranges::upper_bound(m_upTo, place) - m_upTo.begin()) - 1;
    }

    std::vector<std::size_t> m_upTo;        ///< how many values lie in the classes before
    std::vector<std::size_t> m_sortedUpTo;  ///< of the wanted ones
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
    const std::vector<std::size_t> counts = values.counts();
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
    const OrderStatistics sorted(values, counts, places);
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
