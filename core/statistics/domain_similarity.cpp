#include "statistics/domain_similarity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "fields/error.h"
#include "fields/regrid.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"
#include "statistics/sorted_sample.h"
#include "statistics/sorted_values.h"
#include "statistics/wasserstein.h"

namespace shamal {

namespace {

constexpr float kFloor = 1e-7F;
constexpr std::size_t kBins = 256;  // of the published code

/// Logarithms of both records to 0..1.
class SharedScale {
public:
    void include(std::span<const float> native)
    {
        for (const float value : native) {
            if (std::isnan(value))
                continue;
            m_least = std::min(m_least, value);
            m_most = std::max(m_most, value);
        }
    }
    void include(const SharedScale& other)
    {
        m_least = std::min(m_least, other.m_least);
        m_most = std::max(m_most, other.m_most);
    }
    void apply(std::vector<float>& native) const
    {
        const float lowest = log10Floored(m_least, kFloor);
        const float width = log10Floored(m_most, kFloor) - lowest;
        for (float& value : native) {
            if (!std::isnan(value))
                value = width > 0.0F ? (log10Floored(value, kFloor) - lowest) / width : 0.0F;
        }
    }

private:
    float m_least = std::numeric_limits<float>::infinity();
    float m_most = -std::numeric_limits<float>::infinity();
};

/// Chosen fields of a record, and how many of the cells looked at each of its own cells stands for.
class Record {
public:
    /// `cells` lie on `grid`, to which the record goes by nearest neighbour.
    Record(const FieldSeries& series, std::span<const std::size_t> steps, const Grid& grid,
           std::span<const std::size_t> cells)
        : m_series(series), m_steps(steps)
    {
        for (const std::size_t step : steps) {
            if (step >= series.size())
                throw InputError(
                    fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.", step,
                                series.metadata().title(), series.size()));
        }
        if (series.grid() == grid) {
            m_cells.assign(cells.begin(), cells.end());
            return;
        }
        const std::vector<std::size_t> nearest = nearestCells(series.grid(), grid);
        std::vector<std::int64_t> counts(series.grid().cells() + 1, 0);
        for (const std::size_t cell : cells)
            ++counts[nearest[cell]];
        counts.pop_back();  // of the cells outside
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            if (counts[cell] == 0)
                continue;
            m_cells.push_back(cell);
            m_counts.push_back(counts[cell]);
        }
    }

    std::size_t size() const { return m_steps.size(); }
    Date date(std::size_t day) const { return m_series.steps()[m_steps[day]].date; }
    /// Of the first chosen step of that date.
    std::optional<std::size_t> find(Date wanted) const
    {
        for (std::size_t day = 0; day < size(); ++day) {
            if (date(day) == wanted)
                return day;
        }
        return std::nullopt;
    }
    CellReader reader() const { return {m_series, m_steps, m_cells, false}; }
    SortedSample sample(std::vector<float> native, const SharedScale& scale) const
    {
        scale.apply(native);
        return SortedSample(native, m_counts);
    }

private:
    const FieldSeries& m_series;
    std::span<const std::size_t> m_steps;
    std::vector<std::size_t> m_cells;
    std::vector<std::int64_t> m_counts;  ///< empty: one each
};

/// A sample between 0 and 1 in bins of equal width, as published.
struct Binned {
    SortedSample sample;
    std::array<std::size_t, kBins + 1> borders{};  ///< the values of bin i are [borders[i], borders[i + 1])

    Binned() = default;
    explicit Binned(SortedSample of) : sample(std::move(of))
    {
        const std::vector<float>& values = sample.values();
        for (std::size_t bin = 0; bin <= kBins; ++bin) {
            const auto isBelow = [bin](float value) {
                return std::min(static_cast<std::size_t>(value * static_cast<float>(kBins)), kBins - 1) < bin;
            };
            borders.at(bin) =
                static_cast<std::size_t>(std::ranges::partition_point(values, isBelow) - values.begin());
        }
    }
    std::int64_t countOf(std::size_t bin) const
    {
        return sample.countOf(borders.at(bin + 1)) - sample.countOf(borders.at(bin));
    }
};

using BinCounts = std::vector<std::int64_t>;

void add(BinCounts& counts, const Binned& day)
{
    for (std::size_t bin = 0; bin < kBins; ++bin)
        counts[bin] += day.countOf(bin);
}

BinCounts countsOf(const Binned& day)
{
    BinCounts counts(kBins, 0);
    add(counts, day);
    return counts;
}

double binnedDistance(const BinCounts& first, const BinCounts& second)
{
    return wassersteinDistance(first, second, 1.0 / static_cast<double>(kBins));
}

/// All days of a record as one sample, a bin at a time.
class Pool {
public:
    explicit Pool(const std::vector<Binned>& days) : m_days(days) {}

    SortedSample bin(std::size_t bin) const
    {
        std::vector<float> values;
        std::vector<std::int64_t> counts;
        for (const Binned& day : m_days) {
            const std::size_t from = day.borders.at(bin), to = day.borders.at(bin + 1);
            const std::vector<float>& all = day.sample.values();
            values.insert(values.end(), all.begin() + static_cast<std::ptrdiff_t>(from),
                          all.begin() + static_cast<std::ptrdiff_t>(to));
            for (std::size_t i = from; i < to && !day.sample.eachOnce(); ++i)
                counts.push_back(day.sample.countOf(i + 1) - day.sample.countOf(i));
        }
        return SortedSample(values, counts);
    }

private:
    const std::vector<Binned>& m_days;
};

/// Everything of both records, day by day.
class RecordComparison {
public:
    RecordComparison(Record coarse, Record fine, bool pooledExactly, const Progress& progress,
                     std::stop_token stop)
        : m_coarse(std::move(coarse)),
          m_fine(std::move(fine)),
          m_pooledExactly(pooledExactly),
          m_progress(progress),
          m_stop(std::move(stop)),
          m_coarseDays(m_coarse.size()),
          m_fineDays(m_fine.size()),
          m_comparisons(m_coarse.size())
    {
    }

    DomainSimilarity similarity()
    {
        SharedScale scale = scaleOf(m_coarse, 0.0);
        scale.include(scaleOf(m_fine, 0.1));
        eachDay(m_coarse, 0.2, [&](std::size_t day, std::span<const float> native) {
            m_coarseDays[day] = Binned(m_coarse.sample({native.begin(), native.end()}, scale));
        });
        std::vector<BinCounts> counts(m_fine.size());
        eachDay(m_fine, 0.3, [&](std::size_t day, std::span<const float> native) {
            Binned fine(m_fine.sample({native.begin(), native.end()}, scale));
            compareDay(day, fine);
            counts[day] = countsOf(fine);
            if (m_pooledExactly)
                m_fineDays[day] = std::move(fine);
        });
        DomainSimilarity result = summary();
        BinCounts coarse(kBins, 0), fine(kBins, 0);
        for (const Binned& day : m_coarseDays)
            add(coarse, day);
        for (const BinCounts& day : counts)
            std::ranges::transform(fine, day, fine.begin(), std::plus<>());
        result.pooled = binnedDistance(coarse, fine);
        if (m_pooledExactly)
            result.pooledExact = pooledExactly(coarse, fine);
        return result;
    }

private:
    struct Comparison {
        Date date;
        double exact, binned;
    };

    /// `take(day, native)`, on all processors.
    template <class Take>
    void eachDay(const Record& record, double from, const Take& take) const
    {
        const auto makeWorker = [&] {
            return [&, read = record.reader()](std::size_t day) mutable { take(day, read(day)); };
        };
        const auto done = [&](double fraction) {
            m_progress.report(from + 0.1 * fraction, "Comparing distributions");
        };
        forEachRow(record.size(), 0, makeWorker, done, m_stop);
    }
    SharedScale scaleOf(const Record& record, double from) const
    {
        std::vector<SharedScale> days(record.size());
        eachDay(record, from,
                [&](std::size_t day, std::span<const float> native) { days[day].include(native); });
        SharedScale all;
        for (const SharedScale& day : days)
            all.include(day);
        return all;
    }
    void compareDay(std::size_t fineDay, const Binned& fine)
    {
        const Date date = m_fine.date(fineDay);
        if (m_fine.find(date) != fineDay || fine.sample.size() == 0)
            return;
        for (std::size_t day = 0; day < m_coarse.size(); ++day) {
            const Binned& coarse = m_coarseDays[day];
            if (m_coarse.date(day) != date || coarse.sample.size() == 0)
                continue;
            const PartOfSample first{coarse.sample, 0, coarse.sample.size()};
            const PartOfSample second{fine.sample, 0, fine.sample.size()};
            m_comparisons[day] = {date, distanceOver(first, second).integral,
                                  binnedDistance(countsOf(coarse), countsOf(fine))};
        }
    }
    DomainSimilarity summary() const
    {
        DomainSimilarity result;
        for (const std::optional<Comparison>& comparison : m_comparisons) {
            if (!comparison)
                continue;
            result.dates.push_back(comparison->date);
            result.perDay.push_back(comparison->exact);
            result.perDayBinned.push_back(comparison->binned);
        }
        if (result.perDay.empty())
            throw InputError("The two records have no day with data in common; choose records that overlap.");
        std::vector<double> sorted = result.perDay;
        std::ranges::sort(sorted);
        result.mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
        result.median = quantileOfSorted(sorted, 0.5);
        result.p10 = quantileOfSorted(sorted, 0.1);
        result.p90 = quantileOfSorted(sorted, 0.9);
        return result;
    }
    /// Days that are sorted each are not sorted as one: bins are, which is fast, as they fit into caches.
    double pooledExactly(const BinCounts& coarse, const BinCounts& fine) const
    {
        const std::int64_t coarseSize = std::reduce(coarse.begin(), coarse.end());
        const std::int64_t fineSize = std::reduce(fine.begin(), fine.end());
        BinCounts coarseBefore(kBins), fineBefore(kBins);
        std::exclusive_scan(coarse.begin(), coarse.end(), coarseBefore.begin(), std::int64_t{0});
        std::exclusive_scan(fine.begin(), fine.end(), fineBefore.begin(), std::int64_t{0});
        std::vector<DistanceOver> bins(kBins);
        const Pool coarsePool(m_coarseDays), finePool(m_fineDays);
        const auto makeWorker = [&] {
            return [&](std::size_t bin) {
                const SortedSample first = coarsePool.bin(bin), second = finePool.bin(bin);
                bins[bin] =
                    distanceOver({first, coarseBefore[bin], coarseSize}, {second, fineBefore[bin], fineSize});
            };
        };
        forEachRow(kBins, 0, makeWorker, {}, m_stop);
        double distance = 0.0;
        std::optional<float> last;
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            if (coarse[bin] + fine[bin] == 0)
                continue;
            const double f = static_cast<double>(coarseBefore[bin]) / static_cast<double>(coarseSize);
            const double g = static_cast<double>(fineBefore[bin]) / static_cast<double>(fineSize);
            if (last)
                distance += std::abs(f - g) * (double{bins[bin].first} - double{*last});
            distance += bins[bin].integral;
            last = bins[bin].last;
        }
        return distance;
    }

    Record m_coarse, m_fine;
    bool m_pooledExactly;
    const Progress& m_progress;
    std::stop_token m_stop;
    std::vector<Binned> m_coarseDays, m_fineDays;
    std::vector<std::optional<Comparison>> m_comparisons;  ///< per coarse day
};

}  // namespace

DomainSimilarity domainSimilarity(const FieldSeries& coarse, const FieldSeries& fine,
                                  const Progress& progress, const std::stop_token& stop)
{
    std::vector<std::size_t> cells(fine.grid().cells());
    std::iota(cells.begin(), cells.end(), 0);
    const std::vector<std::size_t> coarseSteps = coarse.stepsIn(Season::All);
    const std::vector<std::size_t> fineSteps = fine.stepsIn(Season::All);
    return RecordComparison(Record(coarse, coarseSteps, fine.grid(), cells),
                            Record(fine, fineSteps, fine.grid(), cells), false, progress, stop)
        .similarity();
}

DomainSimilarity domainSimilarity(const FieldSeries& coarse, std::span<const std::size_t> coarseSteps,
                                  const FieldSeries& fine, std::span<const std::size_t> fineSteps,
                                  const Region& region, const Progress& progress, const std::stop_token& stop)
{
    const std::vector<std::size_t> cells = cellsOf(region, fine, RegionCells::Whole).cells;
    return RecordComparison(Record(coarse, coarseSteps, fine.grid(), cells),
                            Record(fine, fineSteps, fine.grid(), cells), true, progress, stop)
        .similarity();
}

}  // namespace shamal
