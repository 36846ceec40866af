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
constexpr std::int64_t kTriesPerLook = 4096;  // at the stop token
constexpr std::size_t kDaysAtOnce = 32;       // that are held apart, whatever their number

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

    /// Whether there are no more pairs than may be taken. Counts them until there are.
    bool takesAll(const std::vector<float>& image, const std::stop_token& stop) const
    {
        std::int64_t pairs = 0;
        const auto count = [&pairs](std::size_t, double) { ++pairs; };
        for (std::size_t a = 0; a < image.size() && pairs <= m_most; ++a) {
            throwIfStopped(stop);
            pairsFrom(a, image, count);
        }
        return pairs <= m_most;
    }

    /// Calls `take(class, absolute difference)` for every pair.
    template <class Take>
    void all(const std::vector<float>& image, const Take& take, const std::stop_token& stop) const
    {
        for (std::size_t a = 0; a < image.size(); ++a) {
            throwIfStopped(stop);
            pairsFrom(a, image, take);
        }
    }

    /// Likewise of as many as may be taken, drawn at random.
    template <class Take>
    void sample(const std::vector<float>& image, Draws draws, const Take& take,
                const std::stop_token& stop) const
    {
        std::vector<std::size_t> cells;
        for (std::size_t cell = 0; cell < image.size(); ++cell) {
            if (!std::isnan(image[cell]))
                cells.push_back(cell);
        }
        std::int64_t taken = 0;
        for (std::int64_t tries = 0; taken < m_most && tries < kTriesPerPair * m_most; ++tries) {
            if (tries % kTriesPerLook == 0)
                throwIfStopped(stop);
            const std::size_t a = cells[draws.below(cells.size())];
            // Offsets below 0 wrap round to numbers beyond the last row or column.
            const std::size_t row = a / m_columns + draws.below(2 * m_northward + 1) - m_northward;
            const std::size_t column = a % m_columns + draws.below(2 * m_eastward + 1) - m_eastward;
            if (row >= m_rows || column >= m_columns)
                continue;
            const std::size_t b = row * m_columns + column;
            if (a != b && takePair(image, std::min(a, b), std::max(a, b), take))
                ++taken;
        }
    }

private:
    /// Of a cell with those after it in row-major order.
    template <class Take>
    void pairsFrom(std::size_t a, const std::vector<float>& image, const Take& take) const
    {
        if (std::isnan(image[a]))
            return;
        const std::size_t row = a / m_columns, column = a % m_columns;
        const std::size_t west = column - std::min(column, m_eastward);
        const std::size_t east = std::min(column + m_eastward, m_columns - 1);
        for (std::size_t other = row; other <= std::min(row + m_northward, m_rows - 1); ++other) {
            for (std::size_t b = other == row ? column + 1 : west; b <= east; ++b)
                takePair(image, a, other * m_columns + b, take);
        }
    }
    /// Whether the cells, a before b in row-major order, are a pair.
    template <class Take>
    bool takePair(const std::vector<float>& image, std::size_t a, std::size_t b, const Take& take) const
    {
        const double difference = std::abs(double{image[a]} - double{image[b]});
        if (std::isnan(difference))
            return false;
        const double east = m_longitudes[b % m_columns] - m_longitudes[a % m_columns];
        const int classOfPair = m_lags.classOf(a / m_columns, b / m_columns, east, LagClasses::kOutOfReach);
        if (classOfPair == LagClasses::kOutOfReach)
            return false;
        take(static_cast<std::size_t>(classOfPair), difference);
        return true;
    }

    const LagClasses& m_lags;
    const std::vector<double>& m_longitudes;
    std::size_t m_rows, m_columns;
    std::int64_t m_most;
    std::size_t m_northward = 0, m_eastward = 0;  // reach, in rows and columns
};

/// What Cressie and Hawkins's estimator needs of a class: no difference is kept.
class RootSum {
public:
    void add(double difference)
    {
        m_roots += std::sqrt(difference);
        ++m_pairs;
    }
    void join(const RootSum& other)
    {
        m_roots += other.m_roots;
        m_pairs += other.m_pairs;
    }
    std::int64_t pairs() const { return m_pairs; }
    double gamma() const
    {
        const auto n = static_cast<double>(m_pairs);
        return 0.5 * std::pow(m_roots / n, 4) / (0.457 + 0.494 / n);
    }

private:
    double m_roots = 0.0;
    std::int64_t m_pairs = 0;
};

/// Dowd's estimator, of a median: every difference of a class. Differences of floats have more digits than a
/// float holds.
class Differences {
public:
    void add(double difference) { m_values.push_back(difference); }
    void join(const Differences& other)
    {
        m_values.insert(m_values.end(), other.m_values.begin(), other.m_values.end());
    }
    std::int64_t pairs() const { return static_cast<std::int64_t>(m_values.size()); }
    /// Changes their order.
    double gamma()
    {
        const auto middle = m_values.begin() + static_cast<std::ptrdiff_t>(m_values.size() / 2);
        std::ranges::nth_element(m_values, middle);
        double median = *middle;
        if (m_values.size() % 2 == 0)
            median = 0.5 * (median + *std::max_element(m_values.begin(), middle));
        return 0.5 * 2.198 * median * median;
    }

private:
    std::vector<double> m_values;
};

/// Of the pairs of one day or of all days, by class: RootSum or Differences.
template <class Kept>
using Classes = std::vector<Kept>;

template <class Kept>
void joinEach(Classes<Kept>& total, const Classes<Kept>& day)
{
    for (std::size_t i = 0; i < total.size(); ++i)
        total[i].join(day[i]);
}

/// Takes the classes of a group together as it comes to it, so that no second copy of all is held.
template <class Kept>
ClassEstimates estimatesOf(Classes<Kept> classes, const ClassGroups& groups, const std::stop_token& stop)
{
    ClassEstimates result;
    for (const ClassGroup& group : groups) {
        throwIfStopped(stop);
        Kept joined = std::move(classes[group.first]);
        for (std::size_t i = group.first + 1; i < group.end; ++i)
            joined.join(std::exchange(classes[i], {}));
        result.pairs.push_back(joined.pairs());
        result.gamma.push_back(joined.pairs() == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                   : joined.gamma());
    }
    return result;
}

/// One day's pairs; none where it holds fewer than two cells with data.
template <class Kept>
struct Day {
    std::size_t cells = 0;
    bool sampled = false;
    Classes<Kept> classes;
};

template <class Kept>
class RobustEstimator {
public:
    RobustEstimator(const SemivarianceInput& input, const SemivariogramOptions& options,
                    std::int64_t pairsPerDay, const std::stop_token& stop)
        : m_input(input),
          m_options(options),
          m_stop(stop),
          m_bordersKm(summedBordersKm(options)),
          m_lags(input.images.latitudes(), m_bordersKm, input.sectors, options.figure),
          m_pairsPerDay(pairsPerDay),
          m_pairs(input.images, m_lags, pairsPerDay)
    {
    }

    DayEstimates operator()(const Progress& progress) const
    {
        DayEstimates result;
        Classes<Kept> together(static_cast<std::size_t>(m_lags.classes()));
        std::vector<Classes<Kept>> byDay;  // where asked for
        for (std::size_t first = 0; first < m_input.steps.size(); first += kDaysAtOnce) {
            std::vector<Day<Kept>> days = daysFrom(first, progress);
            for (std::size_t i = 0; i < days.size(); ++i) {
                throwIfStopped(m_stop);
                result.missing += static_cast<std::int64_t>(m_input.images.cells() - days[i].cells);
                if (days[i].cells < 2)
                    continue;
                result.days.push_back(first + i);
                if (days[i].sampled)
                    result.sampledPairsPerDay = m_pairsPerDay;
                joinEach(together, days[i].classes);
                if (m_options.daily)
                    byDay.push_back(std::move(days[i].classes));
            }
        }
        Bins bins = binsFor(m_options, m_bordersKm, countsOf(together));
        result.total = estimatesOf(std::move(together), bins.groups, m_stop);
        for (Classes<Kept>& day : byDay)
            result.byDay.push_back(estimatesOf(std::move(day), bins.groups, m_stop));
        result.bordersKm = std::move(bins.bordersKm);
        return result;
    }

private:
    Day<Kept> day(std::size_t index) const
    {
        const std::vector<float> image = m_input.load(index).image;
        Day<Kept> result{cellsWithData(image), false, {}};
        if (result.cells < 2)
            return result;
        result.classes.resize(static_cast<std::size_t>(m_lags.classes()));
        const auto take = [&](std::size_t classOfPair, double difference) {
            result.classes[classOfPair].add(difference);
        };
        result.sampled = !m_pairs.takesAll(image, m_stop);
        if (result.sampled)
            m_pairs.sample(image, Draws(m_options.seed, m_input.steps[index]), take, m_stop);
        else
            m_pairs.all(image, take, m_stop);
        return result;
    }

    /// The next days, in their order.
    std::vector<Day<Kept>> daysFrom(std::size_t first, const Progress& progress) const
    {
        std::vector<Day<Kept>> days(std::min(kDaysAtOnce, m_input.steps.size() - first));
        const auto makeWorker = [&] { return [&](std::size_t i) { days[i] = day(first + i); }; };
        const auto done = [&](double fraction) {
            const double daysDone = static_cast<double>(first) + fraction * static_cast<double>(days.size());
            progress.report(daysDone / static_cast<double>(m_input.steps.size()), "Pairing cells");
        };
        forEachRow(days.size(), m_options.threads, makeWorker, done, m_stop);
        return days;
    }

    static std::vector<std::int64_t> countsOf(const Classes<Kept>& classes)
    {
        std::vector<std::int64_t> counts;
        for (const Kept& ofClass : classes)
            counts.push_back(ofClass.pairs());
        return counts;
    }

    const SemivarianceInput& m_input;
    const SemivariogramOptions& m_options;
    std::stop_token m_stop;
    std::vector<double> m_bordersKm;
    LagClasses m_lags;
    std::int64_t m_pairsPerDay;
    PairsOfDay m_pairs;
};

}  // namespace

DayEstimates robustEstimates(const SemivarianceInput& input, const SemivariogramOptions& options,
                             const Progress& progress, const std::stop_token& stop)
{
    if (options.pairsPerDay < 1)
        throw InputError(
            fmt::format("{} pairs a day were asked for. Choose 1 or more.", options.pairsPerDay));
    if (options.estimator == VariogramEstimator::CressieHawkins)
        return RobustEstimator<RootSum>(input, options, options.pairsPerDay, stop)(progress);
    const auto days = static_cast<std::int64_t>(std::max<std::size_t>(1, input.steps.size()));
    const std::int64_t share = std::max<std::int64_t>(1, options.keptPairs / days);
    return RobustEstimator<Differences>(input, options, std::min(options.pairsPerDay, share), stop)(progress);
}

}  // namespace shamal
