#include "statistics/semivariogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/lag_bins.h"
#include "statistics/pair_sums.h"
#include "statistics/region_images.h"

namespace shamal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void checkSteps(const FieldSeries& series, std::span<const std::size_t> steps)
{
    for (const std::size_t step : steps) {
        if (step >= series.size())
            throw InputError(fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.",
                                         step, series.metadata().title(), series.size()));
    }
}

/// What the chosen steps add up to.
struct SummedDays {
    PairSums total;
    std::vector<PairSums> byDay;     // where asked for
    std::vector<std::size_t> steps;  // that have pairs
    std::int64_t missing = 0;
};

/// Sums of one batch after the other, as many days each as fit into memory, or one day where days are asked
/// for.
class DaySummer {
public:
    DaySummer(const FieldSeries& series, const RegionImages& images, const LagClasses& lags,
              const SemivariogramOptions& options)
        : m_series(series),
          m_images(images),
          m_lags(lags),
          m_options(options),
          m_even(evenlySpaced(images.longitudes())),
          m_summed{PairSums(lags.bins()), {}, {}, 0}
    {
        const std::size_t fit = options.spectraBytes / spectraBytesPerDay(images.emptyStack(), lags);
        m_atOnce = options.daily ? 1 : std::max<std::size_t>(1, fit);
    }

    SummedDays operator()(std::span<const std::size_t> steps, const Progress& progress,
                          const std::stop_token& stop)
    {
        for (std::size_t first = 0; first < steps.size(); first += m_atOnce) {
            throwIfStopped(stop);
            const auto batch = steps.subspan(first, std::min(m_atOnce, steps.size() - first));
            const auto done = [&](double fraction) {
                const double daysDone =
                    static_cast<double>(first) + fraction * static_cast<double>(batch.size());
                progress.report(daysDone / static_cast<double>(steps.size()), "Pairing cells");
            };
            addBatch(batch, {m_options.threads, done, stop});
        }
        return std::move(m_summed);
    }

private:
    void addBatch(std::span<const std::size_t> batch, const PairSumsRun& run)
    {
        ImageStack stack = m_images.emptyStack();
        for (const std::size_t step : batch) {
            std::vector<float> image = m_images.image(m_series.field(step), m_options.log10Transform);
            const std::size_t withData = cellsWithData(image);
            m_summed.missing += static_cast<std::int64_t>(m_images.cells() - withData);
            if (withData < 2)
                continue;
            m_summed.steps.push_back(step);
            stack.images.push_back(std::move(image));
        }
        if (stack.images.empty())
            return;
        PairSums sums = m_even ? pairSumsByTransform(stack, m_lags, run) : pairSumsByLoop(stack, m_lags, run);
        m_summed.total.add(sums);
        if (m_options.daily)
            m_summed.byDay.push_back(std::move(sums));
    }

    const FieldSeries& m_series;
    const RegionImages& m_images;
    const LagClasses& m_lags;
    const SemivariogramOptions& m_options;
    bool m_even;
    std::size_t m_atOnce;
    SummedDays m_summed;
};

std::vector<double> semivariances(const PairSums& sums)
{
    std::vector<double> gamma;
    for (std::size_t bin = 0; bin < sums.pairs.size(); ++bin)
        gamma.push_back(
            sums.pairs[bin] == 0 ? kNaN : 0.5 * sums.squares[bin] / static_cast<double>(sums.pairs[bin]));
    return gamma;
}

/// Standard deviation with divisor n - 1 of what is not NaN.
double standardDeviation(const std::vector<double>& values)
{
    double sum = 0.0, n = 0.0;
    for (const double value : values) {
        if (!std::isnan(value)) {
            sum += value;
            n += 1.0;
        }
    }
    if (n < 2.0)
        return kNaN;
    double squares = 0.0;
    for (const double value : values) {
        if (!std::isnan(value))
            squares += (value - sum / n) * (value - sum / n);
    }
    return std::sqrt(squares / (n - 1.0));
}

DailySemivariances dailyFrom(const std::vector<PairSums>& byDay, std::vector<std::size_t> steps)
{
    DailySemivariances daily;
    daily.steps = std::move(steps);
    for (const PairSums& sums : byDay) {
        daily.gamma.push_back(semivariances(sums));
        daily.pairs.push_back(sums.pairs);
    }
    for (std::size_t bin = 0; bin < byDay.front().pairs.size(); ++bin) {
        std::vector<double> ofBin;
        for (const std::vector<double>& gamma : daily.gamma)
            ofBin.push_back(gamma[bin]);
        daily.spread.push_back(standardDeviation(ofBin));
    }
    return daily;
}

void joinEqualCounts(SummedDays& summed, std::vector<double>& bordersKm, int bins)
{
    const std::vector<std::size_t> groups = equalCountGroups(summed.total.pairs, bins);
    summed.total = joined(summed.total, groups);
    for (PairSums& day : summed.byDay)
        day = joined(day, groups);
    std::vector<double> borders;
    for (const std::size_t group : groups)
        borders.push_back(bordersKm[group]);
    bordersKm = std::move(borders);
}

Semivariogram fromSums(SummedDays summed, std::vector<double> bordersKm, bool daily)
{
    Semivariogram result;
    for (std::size_t bin = 0; bin + 1 < bordersKm.size(); ++bin)
        result.lagKm.push_back(0.5 * (bordersKm[bin] + bordersKm[bin + 1]));
    result.gamma = semivariances(summed.total);
    result.pairs = summed.total.pairs;
    result.days = summed.steps.size();
    result.bordersKm = std::move(bordersKm);
    result.missing = summed.missing;
    if (daily)
        result.daily = dailyFrom(summed.byDay, std::move(summed.steps));
    return result;
}

}  // namespace

Semivariogram semivariogram(const FieldSeries& series, std::span<const std::size_t> steps,
                            const Region& region, const SemivariogramOptions& options,
                            const Progress& progress, const std::stop_token& stop)
{
    checkSteps(series, steps);
    std::vector<double> bordersKm = summedBordersKm(options);
    const RegionImages images(series.grid(), region, series.metadata().title());
    const LagClasses lags(images.latitudes(), bordersKm);
    SummedDays summed = DaySummer(series, images, lags, options)(steps, progress, stop);
    if (summed.steps.empty())
        throw InputError(
            fmt::format("Region {} holds fewer than two cells with data of {} on every chosen day. Choose a "
                        "larger region or other days.",
                        region.name, series.metadata().title()));
    if (options.division == LagDivision::EqualCounts)
        joinEqualCounts(summed, bordersKm, options.bins);
    Semivariogram result = fromSums(std::move(summed), std::move(bordersKm), options.daily);
    result.cells = images.cells();
    progress.report(1.0, "Pairing cells");
    return result;
}

}  // namespace shamal
