#include <algorithm>
#include <limits>
#include <utility>

#include "statistics/lag_bins.h"
#include "statistics/pair_sums.h"
#include "statistics/parallel_rows.h"
#include "statistics/semivariance_estimates.h"

namespace shamal {

namespace {

/// What the chosen days add up to.
struct SummedDays {
    PairSums total;
    std::vector<PairSums> byDay;    // where asked for
    std::vector<std::size_t> days;  // that have pairs
    std::int64_t missing;
};

/// Sums of one batch after the other, as many days each as fit into memory, or one day where days are asked
/// for.
class DaySummer {
public:
    DaySummer(const SemivarianceInput& input, const LagClasses& lags, const SemivariogramOptions& options,
              const std::stop_token& stop)
        : m_input(input),
          m_lags(lags),
          m_options(options),
          m_stop(stop),
          m_even(evenlySpaced(input.images.longitudes())),
          m_summed{PairSums(lags.classes()), {}, {}, 0}
    {
        if (m_even)
            m_classes.emplace(lags, input.images.longitudes(), options.threads, stop);
        const std::size_t fit = options.spectraBytes / spectraBytesPerDay(input.images.emptyStack(), lags);
        m_atOnce = options.daily ? 1 : std::max<std::size_t>(1, fit);
    }

    SummedDays operator()(const Progress& progress)
    {
        for (std::size_t first = 0; first < m_input.steps.size(); first += m_atOnce) {
            throwIfStopped(m_stop);
            const std::size_t end = std::min(first + m_atOnce, m_input.steps.size());
            const auto done = [&](double fraction) {
                const double daysDone =
                    static_cast<double>(first) + fraction * static_cast<double>(end - first);
                progress.report(daysDone / static_cast<double>(m_input.steps.size()), "Pairing cells");
            };
            addBatch(first, end, {m_options.threads, done, m_stop});
        }
        return std::move(m_summed);
    }

private:
    std::vector<DayImages> load(std::size_t first, std::size_t end, const PairSumsRun& run) const
    {
        std::vector<DayImages> loaded(end - first);
        const auto makeWorker = [&] { return [&](std::size_t i) { loaded[i] = m_input.load(first + i); }; };
        forEachRow(loaded.size(), run.threads, makeWorker, {}, run.stop);
        return loaded;
    }
    void addBatch(std::size_t first, std::size_t end, const PairSumsRun& run)
    {
        ImageStack stack = m_input.images.emptyStack();
        std::vector<DayImages> loaded = load(first, end, run);
        for (std::size_t day = first; day < end; ++day) {
            DayImages& images = loaded[day - first];
            const std::size_t withData = cellsWithData(images.image);
            m_summed.missing += static_cast<std::int64_t>(m_input.images.cells() - withData);
            if (withData < 2)
                continue;
            m_summed.days.push_back(day);
            stack.images.push_back(std::move(images.image));
            if (!images.other.empty())
                stack.others.push_back(std::move(images.other));
        }
        if (stack.images.empty())
            return;
        PairSums sums =
            m_even ? pairSumsByTransform(stack, *m_classes, run) : pairSumsByLoop(stack, m_lags, run);
        m_summed.total.add(sums);
        if (m_options.daily)
            m_summed.byDay.push_back(std::move(sums));
    }

    const SemivarianceInput& m_input;
    const LagClasses& m_lags;
    const SemivariogramOptions& m_options;
    std::stop_token m_stop;
    bool m_even;
    std::optional<OffsetClasses> m_classes;
    std::size_t m_atOnce = 1;
    SummedDays m_summed;
};

ClassEstimates estimatesOf(const PairSums& sums)
{
    ClassEstimates result{{}, sums.pairs};
    for (std::size_t i = 0; i < sums.pairs.size(); ++i)
        result.gamma.push_back(sums.pairs[i] == 0
                                   ? std::numeric_limits<double>::quiet_NaN()
                                   : 0.5 * sums.squares[i] / static_cast<double>(sums.pairs[i]));
    return result;
}

PairSums joined(const PairSums& sums, const ClassGroups& groups)
{
    PairSums result(static_cast<int>(groups.size()));
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (std::size_t i = groups[group].first; i < groups[group].end; ++i) {
            result.squares[group] += sums.squares[i];
            result.pairs[group] += sums.pairs[i];
        }
    }
    return result;
}

}  // namespace

DayEstimates matheronEstimates(const SemivarianceInput& input, const SemivariogramOptions& options,
                               const Progress& progress, const std::stop_token& stop)
{
    const std::vector<double> bordersKm = summedBordersKm(options);
    const LagClasses lags(input.images.latitudes(), bordersKm, input.sectors, options.figure);
    SummedDays summed = DaySummer(input, lags, options, stop)(progress);

    const Bins bins = binsFor(options, bordersKm, summed.total.pairs);
    DayEstimates result{bins.bordersKm,
                        estimatesOf(joined(summed.total, bins.groups)),
                        {},
                        std::move(summed.days),
                        summed.missing,
                        0};
    for (const PairSums& sums : summed.byDay)
        result.byDay.push_back(estimatesOf(joined(sums, bins.groups)));
    return result;
}

}  // namespace shamal
