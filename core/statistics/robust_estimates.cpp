#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "fields/error.h"
#include "statistics/lag_bins.h"
#include "statistics/parallel_rows.h"
#include "statistics/semivariance_estimates.h"

namespace shamal {

namespace {

constexpr std::int64_t kTriesPerPair = 1000;  // before a day's sample stays smaller than wanted

/// Uniform whole numbers that are the same on every machine (SplitMix64; Steele, Lea and Flood 2014,
/// OOPSLA, 453).
class Draws {
public:
    Draws(std::uint64_t seed, std::uint64_t day) : m_state(seed) { m_state = next() ^ day; }
    /// 0..count-1, count below 2^32.
    std::size_t below(std::size_t count)
    {
        return static_cast<std::size_t>(((next() >> 32U) * static_cast<std::uint64_t>(count)) >> 32U);
    }

private:
    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }
    std::uint64_t m_state;
};

/// Absolute differences by class.
using Differences = std::vector<std::vector<double>>;

/// The pairs of one image within the lags. Second cells are looked for in a window around the first that is
/// the same for all cells and holds every cell in reach, so that each pair is drawn as often as any other.
class PairsOfDay {
public:
    PairsOfDay(const RegionImages& images, const LagClasses& lags, std::int64_t most)
        : m_lags(lags),
          m_longitudes(images.longitudes()),
          m_rows(images.latitudes().size()),
          m_columns(m_longitudes.size()),
          m_most(most)
    {
        for (std::size_t row = 0; row < m_rows; ++row)
            m_northward = std::max(m_northward, lags.rowEnd(row) - 1 - row);
        m_eastward = m_columns - 1;
        if (evenlySpaced(m_longitudes)) {
            // No geodesic is 1 % shorter than the great circle.
            const LagClasses farther(images.latitudes(), {0.0, 1.01 * lags.bordersKm().back()});
            m_eastward = farther.columnEnd(sinSquaredOfOffsets(m_longitudes)) - 1;
        }
    }

    /// Whether there are certainly no more pairs than may be taken.
    bool takesAll(std::size_t cells) const
    {
        const auto n = static_cast<double>(cells);
        const double window =
            static_cast<double>(2 * m_northward + 1) * static_cast<double>(2 * m_eastward + 1);
        return 0.5 * n * std::min(n - 1.0, window) <= static_cast<double>(m_most);
    }

    Differences all(const std::vector<float>& image) const
    {
        Differences found(static_cast<std::size_t>(m_lags.classes()));
        for (std::size_t a = 0; a < image.size(); ++a) {
            if (std::isnan(image[a]))
                continue;
            const std::size_t row = a / m_columns, column = a % m_columns;
            const std::size_t west = column - std::min(column, m_eastward);
            const std::size_t east = std::min(column + m_eastward, m_columns - 1);
            for (std::size_t other = row; other <= std::min(row + m_northward, m_rows - 1); ++other) {
                for (std::size_t b = other == row ? column + 1 : west; b <= east; ++b)
                    add(image, a, other * m_columns + b, found);
            }
        }
        return found;
    }

    Differences sample(const std::vector<float>& image, Draws draws) const
    {
        std::vector<std::size_t> cells;
        for (std::size_t cell = 0; cell < image.size(); ++cell) {
            if (!std::isnan(image[cell]))
                cells.push_back(cell);
        }
        Differences found(static_cast<std::size_t>(m_lags.classes()));
        std::int64_t taken = 0;
        for (std::int64_t tries = 0; taken < m_most && tries < kTriesPerPair * m_most; ++tries) {
            const std::size_t a = cells[draws.below(cells.size())];
            // Offsets below 0 wrap round to numbers beyond the last row or column.
            const std::size_t row = a / m_columns + draws.below(2 * m_northward + 1) - m_northward;
            const std::size_t column = a % m_columns + draws.below(2 * m_eastward + 1) - m_eastward;
            if (row >= m_rows || column >= m_columns)
                continue;
            const std::size_t b = row * m_columns + column;
            if (a != b && add(image, std::min(a, b), std::max(a, b), found))
                ++taken;
        }
        return found;
    }

private:
    /// Whether the cells, a before b in row-major order, are a pair.
    bool add(const std::vector<float>& image, std::size_t a, std::size_t b, Differences& found) const
    {
        const double difference = std::abs(double{image[a]} - double{image[b]});
        if (std::isnan(difference))
            return false;
        const double east = m_longitudes[b % m_columns] - m_longitudes[a % m_columns];
        const int classOfPair = m_lags.classOf(a / m_columns, b / m_columns, east, LagClasses::kOutOfReach);
        if (classOfPair == LagClasses::kOutOfReach)
            return false;
        found[static_cast<std::size_t>(classOfPair)].push_back(difference);
        return true;
    }

    const LagClasses& m_lags;
    const std::vector<double>& m_longitudes;
    std::size_t m_rows, m_columns;
    std::int64_t m_most;
    std::size_t m_northward = 0, m_eastward = 0;  // reach, in rows and columns
};

double cressieHawkins(const std::vector<double>& differences)
{
    double sum = 0.0;
    for (const double difference : differences)
        sum += std::sqrt(difference);
    const auto n = static_cast<double>(differences.size());
    return 0.5 * std::pow(sum / n, 4) / (0.457 + 0.494 / n);
}

double dowd(std::vector<double> differences)
{
    const auto middle = differences.begin() + static_cast<std::ptrdiff_t>(differences.size() / 2);
    std::ranges::nth_element(differences, middle);
    double median = *middle;
    if (differences.size() % 2 == 0)
        median = 0.5 * (median + *std::max_element(differences.begin(), middle));
    return 0.5 * 2.198 * median * median;
}

std::vector<std::int64_t> countsOf(const Differences& differences)
{
    std::vector<std::int64_t> counts;
    for (const std::vector<double>& ofClass : differences)
        counts.push_back(static_cast<std::int64_t>(ofClass.size()));
    return counts;
}

ClassEstimates estimatesOf(const Differences& differences, const ClassGroups& groups,
                           VariogramEstimator estimator)
{
    ClassEstimates result;
    for (const ClassGroup& group : groups) {
        std::vector<double> joined;
        for (std::size_t i = group.first; i < group.end; ++i)
            joined.insert(joined.end(), differences[i].begin(), differences[i].end());
        result.pairs.push_back(static_cast<std::int64_t>(joined.size()));
        if (joined.empty())
            result.gamma.push_back(std::numeric_limits<double>::quiet_NaN());
        else
            result.gamma.push_back(estimator == VariogramEstimator::Dowd ? dowd(std::move(joined))
                                                                         : cressieHawkins(joined));
    }
    return result;
}

/// One day's differences; none where it holds fewer than two cells with data.
struct DayDifferences {
    std::size_t cells = 0;
    bool sampled = false;
    Differences differences;
};

std::vector<DayDifferences> differencesByDay(const SemivarianceInput& input, const LagClasses& lags,
                                             const SemivariogramOptions& options, const Progress& progress,
                                             const std::stop_token& stop)
{
    const PairsOfDay pairs(input.images, lags, options.pairsPerDay);
    std::vector<DayDifferences> days(input.steps.size());
    const auto makeWorker = [&] {
        return [&](std::size_t day) {
            const std::vector<float> image = input.load(day).image;
            DayDifferences& found = days[day];
            found.cells = cellsWithData(image);
            if (found.cells < 2)
                return;
            found.sampled = !pairs.takesAll(found.cells);
            found.differences =
                found.sampled ? pairs.sample(image, Draws(options.seed, input.steps[day])) : pairs.all(image);
        };
    };
    const auto done = [&progress](double fraction) { progress.report(fraction, "Pairing cells"); };
    forEachRow(input.steps.size(), options.threads, makeWorker, done, stop);
    return days;
}

}  // namespace

DayEstimates robustEstimates(const SemivarianceInput& input, const SemivariogramOptions& options,
                             const Progress& progress, const std::stop_token& stop)
{
    if (options.pairsPerDay < 1)
        throw InputError(
            fmt::format("{} pairs a day were asked for. Choose 1 or more.", options.pairsPerDay));
    const std::vector<double> bordersKm = summedBordersKm(options);
    const LagClasses lags(input.images.latitudes(), bordersKm, input.sectors, options.figure);
    const std::vector<DayDifferences> byDay = differencesByDay(input, lags, options, progress, stop);

    DayEstimates result;
    Differences together(static_cast<std::size_t>(lags.classes()));
    for (std::size_t day = 0; day < byDay.size(); ++day) {
        result.missing += static_cast<std::int64_t>(input.images.cells() - byDay[day].cells);
        if (byDay[day].cells < 2)
            continue;
        result.days.push_back(day);
        result.sampled = result.sampled || byDay[day].sampled;
        for (std::size_t i = 0; i < together.size(); ++i)
            together[i].insert(together[i].end(), byDay[day].differences[i].begin(),
                               byDay[day].differences[i].end());
    }
    Bins bins = binsFor(options, bordersKm, countsOf(together));
    result.total = estimatesOf(together, bins.groups, options.estimator);
    if (options.daily) {
        for (const std::size_t day : result.days)
            result.byDay.push_back(estimatesOf(byDay[day].differences, bins.groups, options.estimator));
    }
    result.bordersKm = std::move(bins.bordersKm);
    return result;
}

}  // namespace shamal
