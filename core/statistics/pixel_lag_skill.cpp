#include "statistics/pixel_lag_skill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

/// Cells of a block, which one thread takes; their sums stay in the processor's cache.
constexpr std::size_t kBlock = 512;

struct DayPair {
    std::size_t earlier, later;
};

std::vector<DayPair> pairsAt(const std::vector<std::int64_t>& days, int lag)
{
    std::vector<DayPair> pairs;
    for (std::size_t later = 0; later < days.size(); ++later) {
        const auto earlier = std::ranges::lower_bound(days, days[later] - lag);
        if (*earlier == days[later] - lag)  // never the end: the later day itself is not below
            pairs.push_back({static_cast<std::size_t>(earlier - days.begin()), later});
    }
    return pairs;
}

/// Of one cell over the pairs of days.
struct CellSums {
    std::int64_t n = 0;
    double firstX = 0.0, firstY = 0.0;  // values are taken from these: a constant has exactly no variance
    double x = 0.0, y = 0.0;
    double xx = 0.0, yy = 0.0, xy = 0.0, squaredError = 0.0;

    void addToMeans(double earlier, double later)
    {
        if (n == 0) {
            firstX = earlier;
            firstY = later;
        }
        ++n;
        x += earlier - firstX;
        y += later - firstY;
    }
    /// After all means are there.
    void addToProducts(double earlier, double later)
    {
        const double a = earlier - firstX - x / static_cast<double>(n);
        const double b = later - firstY - y / static_cast<double>(n);
        xx += a * a;
        yy += b * b;
        xy += a * b;
        squaredError += (later - earlier) * (later - earlier);
    }
    double rmse() const { return std::sqrt(squaredError / static_cast<double>(n)); }
    double r2() const
    {
        return xx > 0.0 && yy > 0.0 ? xy / xx * (xy / yy) : std::numeric_limits<double>::quiet_NaN();
    }
};

std::vector<CellSums> sumsOf(const DailyCells& daily, const std::vector<DayPair>& pairs, std::size_t first)
{
    std::vector<CellSums> sums(std::min(kBlock, daily.cells.size() - first));
    const auto forEachValue = [&](auto add) {
        for (const auto& [earlier, later] : pairs) {
            for (std::size_t i = 0; i < sums.size(); ++i) {
                const float x = daily.values[earlier][first + i], y = daily.values[later][first + i];
                if (!std::isnan(x) && !std::isnan(y))
                    add(sums[i], x, y);
            }
        }
    };
    forEachValue([](CellSums& cell, double x, double y) { cell.addToMeans(x, y); });
    forEachValue([](CellSums& cell, double x, double y) { cell.addToProducts(x, y); });
    return sums;
}

}  // namespace

PixelLagSkill pixelLagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                            const Region& region, const PixelLagSkillOptions& options,
                            const Progress& progress, const std::stop_token& stop)
{
    if (options.lagDays < 1 || options.leastPairs < 1)
        throw InputError(
            fmt::format("A lag of {} days and at least {} pairs were asked for. Choose 1 or more "
                        "of each.",
                        options.lagDays, options.leastPairs));
    throwIfStopped(stop);
    const DailyCells daily = dailyCells(dailySeries, steps, region, RegionCells::Whole,
                                        options.log10Transform, options.threads, stop);
    const std::vector<DayPair> pairs = pairsAt(daily.dayNumbers, options.lagDays);
    if (pairs.empty())
        throw InputError(
            fmt::format("No two of the {} chosen days of {} lie {} days apart. Choose more days "
                        "or another lag.",
                        steps.size(), dailySeries.metadata().title(), options.lagDays));

    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::size_t gridCells = dailySeries.grid().cells();
    PixelLagSkill skill{std::vector<double>(gridCells, kNone), std::vector<double>(gridCells, kNone),
                        std::vector<std::int64_t>(gridCells, 0)};
    const auto makeWorker = [&] {
        return [&](std::size_t block) {
            const std::vector<CellSums> sums = sumsOf(daily, pairs, block * kBlock);
            for (std::size_t i = 0; i < sums.size(); ++i) {
                const std::size_t cell = daily.cells[block * kBlock + i];
                skill.pairs[cell] = sums[i].n;
                if (sums[i].n < options.leastPairs)
                    continue;
                skill.rmse[cell] = sums[i].rmse();
                skill.r2[cell] = sums[i].r2();
            }
        };
    };
    const auto done = [&](double fraction) { progress.report(fraction, "Comparing days cell by cell"); };
    forEachRow((daily.cells.size() + kBlock - 1) / kBlock, options.threads, makeWorker, done, stop);
    return skill;
}

}  // namespace shamal
