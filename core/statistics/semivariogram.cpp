#include "statistics/semivariogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/pair_sums.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

/// The smallest rectangle of rows and columns that holds the region.
struct CellWindow {
    std::size_t firstRow = 0, lastRow = 0;
    std::size_t firstColumn = 0, lastColumn = 0;
};

CellWindow windowOf(const std::vector<unsigned char>& mask, const FieldSeries& series, const Region& region)
{
    const Grid& grid = series.grid();
    CellWindow window{grid.rows(), 0, grid.columns(), 0};
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            if (mask[row * grid.columns() + column] == 0)
                continue;
            window.firstRow = std::min(window.firstRow, row);
            window.lastRow = std::max(window.lastRow, row);
            window.firstColumn = std::min(window.firstColumn, column);
            window.lastColumn = std::max(window.lastColumn, column);
        }
    }
    if (window.firstRow == grid.rows())
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, series.metadata().title()));
    return window;
}

/// The window's axes, no images yet.
ImageStack emptyStack(const Grid& grid, const CellWindow& window)
{
    ImageStack stack;
    const auto& latitudes = grid.latitudes();
    const auto& longitudes = grid.longitudes();
    stack.latitudes.assign(latitudes.begin() + static_cast<std::ptrdiff_t>(window.firstRow),
                           latitudes.begin() + static_cast<std::ptrdiff_t>(window.lastRow) + 1);
    stack.longitudes.assign(longitudes.begin() + static_cast<std::ptrdiff_t>(window.firstColumn),
                            longitudes.begin() + static_cast<std::ptrdiff_t>(window.lastColumn) + 1);
    return stack;
}

/// One day of the window; NaN outside the mask and for values that are not finite.
std::vector<float> imageOf(std::span<const float> field, const std::vector<unsigned char>& mask,
                           std::size_t gridColumns, const CellWindow& window, bool log10Transform)
{
    std::vector<float> image;
    image.reserve((window.lastRow - window.firstRow + 1) * (window.lastColumn - window.firstColumn + 1));
    for (std::size_t row = window.firstRow; row <= window.lastRow; ++row) {
        for (std::size_t column = window.firstColumn; column <= window.lastColumn; ++column) {
            const std::size_t cell = row * gridColumns + column;
            const bool usable = mask[cell] != 0 && std::isfinite(field[cell]);
            if (!usable)
                image.push_back(std::numeric_limits<float>::quiet_NaN());
            else
                image.push_back(log10Transform ? log10Floored(field[cell]) : field[cell]);
        }
    }
    return image;
}

bool hasPair(const std::vector<float>& image)
{
    return std::ranges::count_if(image, [](float value) { return !std::isnan(value); }) >= 2;
}

void check(const FieldSeries& series, std::span<const std::size_t> steps, const SemivariogramOptions& options)
{
    if (!(options.maxLagKm > 0.0) || !std::isfinite(options.maxLagKm))
        throw InputError(fmt::format("The longest lag is {} km. It must be above 0.", options.maxLagKm));
    if (options.bins < 1)
        throw InputError(fmt::format("{} bins were asked for. Choose 1 or more.", options.bins));
    for (const std::size_t step : steps) {
        if (step >= series.size())
            throw InputError(fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.",
                                         step, series.metadata().title(), series.size()));
    }
}

Semivariogram fromSums(const PairSums& sums, const SemivariogramOptions& options, std::size_t days)
{
    Semivariogram result;
    result.pairs = sums.pairs;
    result.days = days;
    for (int bin = 0; bin < options.bins; ++bin) {
        const auto index = static_cast<std::size_t>(bin);
        result.lagKm.push_back(options.maxLagKm * (bin + 0.5) / options.bins);
        result.gamma.push_back(sums.pairs[index] == 0
                                   ? std::numeric_limits<double>::quiet_NaN()
                                   : 0.5 * sums.squares[index] / static_cast<double>(sums.pairs[index]));
    }
    return result;
}

}  // namespace

Semivariogram semivariogram(const FieldSeries& series, std::span<const std::size_t> steps,
                            const Region& region, const SemivariogramOptions& options,
                            const Progress& progress, const std::stop_token& stop)
{
    check(series, steps, options);
    const std::vector<unsigned char> mask = region.mask(series.grid());
    const CellWindow window = windowOf(mask, series, region);
    ImageStack stack = emptyStack(series.grid(), window);
    const LagClasses lags(stack.latitudes, options.maxLagKm, options.bins);
    const bool even = evenlySpaced(stack.longitudes);
    const std::size_t atOnce =
        std::max<std::size_t>(1, options.spectraBytes / spectraBytesPerDay(stack, lags));

    PairSums sums(options.bins);
    std::size_t days = 0;
    for (std::size_t first = 0; first < steps.size(); first += atOnce) {
        throwIfStopped(stop);
        const std::span<const std::size_t> batch =
            steps.subspan(first, std::min(atOnce, steps.size() - first));
        stack.images.clear();
        for (const std::size_t step : batch) {
            std::vector<float> image =
                imageOf(series.field(step), mask, series.grid().columns(), window, options.log10Transform);
            if (hasPair(image))
                stack.images.push_back(std::move(image));
        }
        if (stack.images.empty())
            continue;
        days += stack.images.size();
        const auto done = [&](double fraction) {
            const double daysDone = static_cast<double>(first) + fraction * static_cast<double>(batch.size());
            progress.report(daysDone / static_cast<double>(steps.size()), "Pairing cells");
        };
        const PairSumsRun run{options.threads, done, stop};
        sums.add(even ? pairSumsByTransform(stack, lags, run) : pairSumsByLoop(stack, lags, run));
    }
    if (days == 0)
        throw InputError(
            fmt::format("Region {} holds fewer than two cells with data of {} on every chosen day. Choose a "
                        "larger region or other days.",
                        region.name, series.metadata().title()));
    progress.report(1.0, "Pairing cells");
    return fromSums(sums, options, days);
}

}  // namespace shamal
