#include "statistics/scatter_density.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "fields/error.h"
#include "statistics/daily_cells.h"
#include "statistics/matched_days.h"

namespace shamal {

namespace {

void checkEdges(const std::vector<double>& edges)
{
    if (edges.size() < 2 || std::ranges::adjacent_find(edges, std::not_fn(std::less<>())) != edges.end())
        throw InputError("The edges of the bins do not ascend. Give two or more, each above the one before.");
}

std::optional<std::size_t> binOf(double value, const std::vector<double>& edges)
{
    if (value < edges.front() || value > edges.back())
        return std::nullopt;
    const auto bin = static_cast<std::size_t>(std::ranges::upper_bound(edges, value) - edges.begin()) - 1;
    return std::min(bin, edges.size() - 2);
}

}  // namespace

ScatterDensity& ScatterDensity::operator+=(const ScatterDensity& other)
{
    if (xEdges != other.xEdges || yEdges != other.yEdges)
        throw InputError("Scatter densities over different bins cannot be added. Give all the same edges.");
    std::ranges::transform(counts, other.counts, counts.begin(), std::plus<>());
    outside += other.outside;
    missing += other.missing;
    sums += other.sums;
    return *this;
}

RegressionLine regressionLine(const ScatterDensity& scatter)
{
    constexpr double kUndefined = SkillScores::kUndefined;
    const SkillSums& sums = scatter.sums;
    if (sums.truthSquares <= 0.0)
        return {kUndefined, kUndefined, kUndefined};
    const double slope = sums.products / sums.truthSquares;
    return {slope, sums.predictionMean - slope * sums.truthMean, sums.scores().r};
}

ScatterDensity scatterDensity(std::span<const float> x, std::span<const float> y,
                              const std::vector<double>& xEdges, const std::vector<double>& yEdges)
{
    checkEdges(xEdges);
    checkEdges(yEdges);
    ScatterDensity result;
    result.xEdges = xEdges;
    result.yEdges = yEdges;
    result.counts.assign((xEdges.size() - 1) * (yEdges.size() - 1), 0);
    result.sums = skillSums(x, y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]) || std::isnan(y[i])) {
            ++result.missing;
            continue;
        }
        const std::optional<std::size_t> xBin = binOf(x[i], xEdges), yBin = binOf(y[i], yEdges);
        if (xBin && yBin)
            ++result.counts[*xBin * (yEdges.size() - 1) + *yBin];
        else
            ++result.outside;
    }
    return result;
}

SeriesScatterDensity seriesScatterDensity(const FieldSeries& x, std::span<const std::size_t> xSteps,
                                          const FieldSeries& y, const Region& region,
                                          const std::vector<double>& xEdges,
                                          const std::vector<double>& yEdges, bool log10Transform,
                                          const Progress& progress, const std::stop_token& stop)
{
    throwIfStopped(stop);
    requireOneGrid(x, y);
    const MatchedDays matched = matchedDays(x, xSteps, y);
    const auto cellsOf = [&](const FieldSeries& series, const std::vector<std::size_t>& steps) {
        return dailyCells(series, steps, region, RegionCells::Whole, log10Transform, 0, stop);
    };
    const DailyCells xs = cellsOf(x, matched.first), ys = cellsOf(y, matched.second);
    SeriesScatterDensity result;
    result.dates = matched.dates;
    result.pooled = scatterDensity({}, {}, xEdges, yEdges);
    for (std::size_t day = 0; day < matched.dates.size(); ++day) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(day) / static_cast<double>(matched.dates.size()),
                        "Counting pairs of values");
        const ScatterDensity ofDay = scatterDensity(xs.values[day], ys.values[day], xEdges, yEdges);
        result.perDay.push_back(regressionLine(ofDay));
        result.pooled += ofDay;
    }
    return result;
}

}  // namespace shamal
