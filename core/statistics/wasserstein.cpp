#include "statistics/wasserstein.h"

#include "fields/error.h"
#include "fields/regrid.h"
#include "statistics/skill_scores.h"
#include "statistics/sorted_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace shamal {

namespace {

constexpr float kFloor = 1e-7F;
constexpr std::size_t kBins = 256;  // of the published code

std::vector<float> sortedWithoutNan(std::span<const float> sample)
{
    std::vector<float> sorted = sortedValues(sample);
    if (sorted.empty())
        throw InputError("A Wasserstein distance was asked for of a sample without values.");
    return sorted;
}

/// Chosen fields of a record, brought to the cells of interest of one grid and to log10.
class LogFields {
public:
    LogFields(const FieldSeries& series, std::span<const std::size_t> steps, const Grid& grid,
              std::span<const std::size_t> cells)
        : m_series(series), m_steps(steps), m_grid(grid), m_cells(cells)
    {
        for (const std::size_t step : steps) {
            if (step >= series.size())
                throw InputError(
                    fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.", step,
                                series.metadata().title(), series.size()));
        }
    }

    std::size_t size() const { return m_steps.size(); }
    Date date(std::size_t index) const { return m_series.steps()[m_steps[index]].date; }
    std::vector<float> day(std::size_t index) const
    {
        const std::span<const float> native = m_series.field(m_steps[index]);
        if (m_series.grid() == m_grid)
            return logarithms(native);
        return logarithms(regrid(native, m_series.grid(), m_grid, RegridMethod::Nearest));
    }
    /// Of the first chosen step of that date.
    std::optional<std::size_t> find(Date wanted) const
    {
        for (std::size_t index = 0; index < size(); ++index) {
            if (date(index) == wanted)
                return index;
        }
        return std::nullopt;
    }

private:
    std::vector<float> logarithms(std::span<const float> field) const
    {
        std::vector<float> values;
        values.reserve(m_cells.size());
        for (const std::size_t cell : m_cells)
            values.push_back(log10Floored(field[cell], kFloor));
        return values;
    }

    const FieldSeries& m_series;
    std::span<const std::size_t> m_steps;
    const Grid& m_grid;
    std::span<const std::size_t> m_cells;
};

struct Bounds {
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -std::numeric_limits<float>::infinity();

    void include(std::span<const float> values)
    {
        for (const float value : values) {
            if (std::isnan(value))
                continue;
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    void scale(std::vector<float>& values) const
    {
        const float width = highest - lowest;
        for (float& value : values) {
            if (!std::isnan(value))
                value = width > 0.0F ? (value - lowest) / width : 0.0F;
        }
    }
};

/// Values between 0 and 1 as published: counts in bins of equal width.
using BinCounts = std::vector<std::int64_t>;

BinCounts binCounts(std::span<const float> scaled)
{
    BinCounts counts(kBins, 0);
    for (const float value : scaled) {
        if (!std::isnan(value))
            ++counts[std::min(static_cast<std::size_t>(value * static_cast<float>(kBins)), kBins - 1)];
    }
    return counts;
}

void add(BinCounts& counts, const BinCounts& others)
{
    std::transform(counts.begin(), counts.end(), others.begin(), counts.begin(), std::plus<>());
}

double binnedDistance(const BinCounts& first, const BinCounts& second)
{
    return wassersteinDistance(first, second, 1.0 / static_cast<double>(kBins));
}

bool hasData(std::span<const float> values)
{
    return std::any_of(values.begin(), values.end(), [](float value) { return !std::isnan(value); });
}

/// Everything of both records, day by day.
class RecordComparison {
public:
    RecordComparison(LogFields coarse, LogFields fine, bool pooledExactly, const Progress& progress,
                     std::stop_token stop)
        : m_coarse(coarse),
          m_fine(fine),
          m_pooledExactly(pooledExactly),
          m_progress(progress),
          m_stop(std::move(stop))
    {
    }

    DomainSimilarity similarity()
    {
        Bounds bounds;
        for (const LogFields* record : {&m_coarse, &m_fine}) {
            for (std::size_t day = 0; day < record->size(); ++day) {
                next();
                bounds.include(record->day(day));
            }
        }
        DomainSimilarity result;
        Pool coarse, fine;
        for (std::size_t day = 0; day < m_coarse.size(); ++day) {
            next();
            const std::vector<float> values = scaledDay(m_coarse, day, bounds);
            pool(values, coarse);
            if (const auto sameDay = m_fine.find(m_coarse.date(day)))
                compareDay(m_coarse.date(day), values, scaledDay(m_fine, *sameDay, bounds), result);
        }
        if (result.perDay.empty())
            throw InputError("The two records have no day with data in common; choose records that overlap.");
        for (std::size_t day = 0; day < m_fine.size(); ++day) {
            next();
            pool(scaledDay(m_fine, day, bounds), fine);
        }
        result.pooled = binnedDistance(coarse.counts, fine.counts);
        if (m_pooledExactly)
            result.pooledExact = wassersteinDistance(coarse.values, fine.values);
        summarise(result);
        return result;
    }

private:
    struct Pool {
        BinCounts counts = BinCounts(kBins, 0);
        std::vector<float> values{};  // only for the exact distance
    };

    void next()
    {
        throwIfStopped(m_stop);
        const auto total = static_cast<double>(2 * (m_coarse.size() + m_fine.size()));
        m_progress.report(static_cast<double>(m_done++) / total, "Comparing distributions");
    }
    static std::vector<float> scaledDay(const LogFields& record, std::size_t day, const Bounds& bounds)
    {
        std::vector<float> values = record.day(day);
        bounds.scale(values);
        return values;
    }
    void pool(const std::vector<float>& values, Pool& all) const
    {
        add(all.counts, binCounts(values));
        if (m_pooledExactly)
            all.values.insert(all.values.end(), values.begin(), values.end());
    }
    static void compareDay(Date date, const std::vector<float>& coarse, const std::vector<float>& fine,
                           DomainSimilarity& result)
    {
        if (!hasData(coarse) || !hasData(fine))
            return;
        result.dates.push_back(date);
        result.perDay.push_back(wassersteinDistance(coarse, fine));
        result.perDayBinned.push_back(binnedDistance(binCounts(coarse), binCounts(fine)));
    }
    static void summarise(DomainSimilarity& result)
    {
        std::vector<double> sorted = result.perDay;
        std::sort(sorted.begin(), sorted.end());
        result.mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
        result.median = quantileOfSorted(sorted, 0.5);
        result.p10 = quantileOfSorted(sorted, 0.1);
        result.p90 = quantileOfSorted(sorted, 0.9);
    }

    LogFields m_coarse, m_fine;
    bool m_pooledExactly;
    const Progress& m_progress;
    std::stop_token m_stop;
    std::size_t m_done = 0;
};

std::vector<std::size_t> upTo(std::size_t size)
{
    std::vector<std::size_t> indices(size);
    std::iota(indices.begin(), indices.end(), 0);
    return indices;
}

}  // namespace

double wassersteinDistance(std::span<const float> first, std::span<const float> second)
{
    const std::vector<float> a = sortedWithoutNan(first), b = sortedWithoutNan(second);
    const auto sizeA = static_cast<double>(a.size()), sizeB = static_cast<double>(b.size());
    // Between two neighbouring values of both samples together the distribution functions are constant.
    double distance = 0.0;
    std::size_t i = 0, j = 0;
    double at = std::min(a.front(), b.front());
    while (i < a.size() || j < b.size()) {
        const bool takeA = j == b.size() || (i < a.size() && a[i] <= b[j]);
        const double next = takeA ? a[i] : b[j];
        distance += std::abs(static_cast<double>(i) / sizeA - static_cast<double>(j) / sizeB) * (next - at);
        at = next;
        ++(takeA ? i : j);
    }
    return distance;
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

DomainSimilarity domainSimilarity(const FieldSeries& coarse, const FieldSeries& fine,
                                  const Progress& progress, const std::stop_token& stop)
{
    const std::vector<std::size_t> cells = upTo(fine.grid().cells());
    const std::vector<std::size_t> coarseSteps = upTo(coarse.size()), fineSteps = upTo(fine.size());
    return RecordComparison(LogFields(coarse, coarseSteps, fine.grid(), cells),
                            LogFields(fine, fineSteps, fine.grid(), cells), false, progress, stop)
        .similarity();
}

DomainSimilarity domainSimilarity(const FieldSeries& coarse, std::span<const std::size_t> coarseSteps,
                                  const FieldSeries& fine, std::span<const std::size_t> fineSteps,
                                  const Region& region, const Progress& progress, const std::stop_token& stop)
{
    const std::vector<unsigned char> mask = region.mask(fine.grid());
    std::vector<std::size_t> cells;
    for (std::size_t cell = 0; cell < mask.size(); ++cell) {
        if (mask[cell] != 0)
            cells.push_back(cell);
    }
    if (cells.empty())
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, fine.metadata().title()));
    return RecordComparison(LogFields(coarse, coarseSteps, fine.grid(), cells),
                            LogFields(fine, fineSteps, fine.grid(), cells), true, progress, stop)
        .similarity();
}

}  // namespace shamal
