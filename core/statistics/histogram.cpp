#include "statistics/histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

void checkEnds(double lowest, double highest, int bins)
{
    if (bins < 1)
        throw InputError(fmt::format("{} bins were asked for. Choose 1 or more.", bins));
    if (!(lowest < highest && std::isfinite(lowest) && std::isfinite(highest)))
        throw InputError(fmt::format(
            "Bins from {} to {} were asked for. Choose an upper end above the lower.", lowest, highest));
}

void checkEdges(const std::vector<double>& edges)
{
    if (edges.size() < 2 || std::ranges::adjacent_find(edges, std::not_fn(std::less<>())) != edges.end())
        throw InputError("The edges of the bins do not ascend. Give two or more, each above the one before.");
}

/// The last of the edges that does not lie above a value; the first one does not. Halves without a branch:
/// which way it goes no processor foresees.
std::size_t lastNotAbove(const std::vector<double>& edges, double value)
{
    const double* first = edges.data();
    for (std::size_t n = edges.size(); n > 1; n -= n / 2)
        first += first[n / 2] <= value ? n / 2 : 0;
    return static_cast<std::size_t>(first - edges.data());
}

}  // namespace

std::vector<double> linearEdges(double lowest, double highest, int bins)
{
    checkEnds(lowest, highest, bins);
    std::vector<double> edges;
    for (int i = 0; i < bins; ++i)
        edges.push_back(lowest + (highest - lowest) * i / bins);
    edges.push_back(highest);
    return edges;
}

std::vector<double> logarithmicEdges(double lowest, double highest, int bins)
{
    checkEnds(lowest, highest, bins);
    if (!(lowest > 0.0))
        throw InputError(
            fmt::format("Bins of equal ratio cannot begin at {}. Choose a lower end above 0.", lowest));
    std::vector<double> edges{lowest};
    for (int i = 1; i < bins; ++i)
        edges.push_back(lowest * std::pow(highest / lowest, static_cast<double>(i) / bins));
    edges.push_back(highest);
    return edges;
}

std::int64_t Histogram::total() const
{
    return std::accumulate(counts.begin(), counts.end(), below + above);
}

std::vector<double> Histogram::density() const
{
    std::vector<double> densities(counts.size(), std::numeric_limits<double>::quiet_NaN());
    const auto all = static_cast<double>(total());
    for (std::size_t bin = 0; bin < counts.size() && all > 0.0; ++bin)
        densities[bin] = static_cast<double>(counts[bin]) / all / (edges[bin + 1] - edges[bin]);
    return densities;
}

Histogram& Histogram::operator+=(const Histogram& other)
{
    if (edges != other.edges)
        throw InputError("Histograms over different bins cannot be added. Give all the same edges.");
    std::ranges::transform(counts, other.counts, counts.begin(), std::plus<>());
    below += other.below;
    above += other.above;
    missing += other.missing;
    return *this;
}

Histogram histogram(std::span<const float> values, const std::vector<double>& edges)
{
    checkEdges(edges);
    Histogram result{edges, std::vector<std::int64_t>(edges.size() - 1, 0)};
    for (const double value : values) {
        if (std::isnan(value)) {
            ++result.missing;
        } else if (value < edges.front()) {
            ++result.below;
        } else if (value > edges.back()) {
            ++result.above;
        } else {
            ++result.counts[std::min(lastNotAbove(edges, value), result.counts.size() - 1)];
        }
    }
    return result;
}

SeriesHistogram seriesHistogram(const FieldSeries& series, std::span<const std::size_t> steps,
                                const Region& region, const std::vector<double>& edges,
                                const Progress& progress, const std::stop_token& stop)
{
    throwIfStopped(stop);
    dayNumbersOf(series, steps);  // refuses what is not daily
    const CellsOfRegion inside = cellsOf(region, series, RegionCells::Whole);
    SeriesHistogram result;
    result.pooled = histogram({}, edges);
    result.perDay.resize(steps.size());
    const auto makeWorker = [&] {
        return [&, read = CellReader(series, steps, inside.cells, false)](std::size_t day) mutable {
            result.perDay[day] = histogram(read(day), edges);
        };
    };
    const auto done = [&](double fraction) { progress.report(fraction, "Counting values"); };
    forEachRow(steps.size(), 0, makeWorker, done, stop);
    for (std::size_t day = 0; day < steps.size(); ++day) {
        result.dates.push_back(series.steps()[steps[day]].date);
        result.pooled += result.perDay[day];
    }
    return result;
}

}  // namespace shamal
