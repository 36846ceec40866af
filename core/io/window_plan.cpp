#include "io/window_plan.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace shamal {

namespace {

constexpr double kToleranceDegrees = 1e-9;  // as in LatLonBox::contains

struct PlacedColumn {
    double longitude = 0.0;  ///< as the window counts
    std::size_t column = 0;
};

bool spansTheGlobe(const Grid& grid)
{
    const double step = grid.meanLongitudeStep();
    return step > 0.0 && std::abs(step * static_cast<double>(grid.columns()) - 360.0) < 0.5 * step;
}

std::vector<PlacedColumn> columnsOfGlobe(const std::vector<double>& longitudes, const LatLonBox& window)
{
    std::vector<PlacedColumn> columns;
    for (std::size_t column = 0; column < longitudes.size(); ++column) {
        const double turns = std::ceil((window.west - kToleranceDegrees - longitudes[column]) / 360.0);
        const double longitude = longitudes[column] + 360.0 * turns;
        if (longitude <= window.east + kToleranceDegrees)
            columns.push_back({longitude, column});
    }
    std::sort(columns.begin(), columns.end(),
              [](const PlacedColumn& a, const PlacedColumn& b) { return a.longitude < b.longitude; });
    return columns;
}

/// All columns move by the same number of turns, the one that brings most of them into the window.
std::vector<PlacedColumn> columnsOfRegion(const std::vector<double>& longitudes, const LatLonBox& window)
{
    std::vector<PlacedColumn> best;
    const double middleTurns = std::round((0.5 * (window.west + window.east) - longitudes.front()) / 360.0);
    for (const double further : {0.0, -1.0, 1.0, -2.0, 2.0}) {
        std::vector<PlacedColumn> columns;
        for (std::size_t column = 0; column < longitudes.size(); ++column) {
            const double longitude = longitudes[column] + 360.0 * (middleTurns + further);
            if (longitude >= window.west - kToleranceDegrees && longitude <= window.east + kToleranceDegrees)
                columns.push_back({longitude, column});
        }
        if (columns.size() > best.size())
            best = std::move(columns);
    }
    // The whole globe as a window asks for all there is, not for a cut at its edge.
    if (window.east - window.west >= 360.0 - kToleranceDegrees && best.size() < longitudes.size()) {
        best.clear();
        for (std::size_t column = 0; column < longitudes.size(); ++column)
            best.push_back({longitudes[column], column});
    }
    return best;
}

std::vector<ColumnRun> runsOf(const std::vector<PlacedColumn>& columns)
{
    std::vector<ColumnRun> runs;
    for (const PlacedColumn& placed : columns) {
        if (!runs.empty() && runs.back().first + runs.back().count == placed.column)
            ++runs.back().count;
        else
            runs.push_back({placed.column, 1});
    }
    return runs;
}

[[noreturn]] void throwNothingInside(const Grid& whole, const LatLonBox& window,
                                     const std::filesystem::path& file)
{
    const LatLonBox bounds = whole.bounds();
    throw InputError(file,
                     fmt::format("no cell centre lies in {:g}..{:g} N, {:g}..{:g} E", window.south,
                                 window.north, window.west, window.east),
                     fmt::format("Choose an area inside {:g}..{:g} N, {:g}..{:g} E", bounds.south,
                                 bounds.north, bounds.west, bounds.east));
}

}  // namespace

WindowPlan planWindow(const Grid& whole, const std::optional<LatLonBox>& window,
                      const std::filesystem::path& file)
{
    if (!window)
        return {whole, 0, {{0, whole.columns()}}};
    const std::vector<double>& latitudes = whole.latitudes();
    const auto first =
        std::lower_bound(latitudes.begin(), latitudes.end(), window->south - kToleranceDegrees);
    const auto last = std::upper_bound(first, latitudes.end(), window->north + kToleranceDegrees);
    const std::vector<PlacedColumn> columns = spansTheGlobe(whole)
                                                  ? columnsOfGlobe(whole.longitudes(), *window)
                                                  : columnsOfRegion(whole.longitudes(), *window);
    if (first == last || columns.empty())
        throwNothingInside(whole, *window, file);
    std::vector<double> longitudes;
    std::vector<std::size_t> stored;
    for (const PlacedColumn& placed : columns) {
        longitudes.push_back(placed.longitude);
        stored.push_back(placed.column);
    }
    const auto firstRow = static_cast<std::size_t>(first - latitudes.begin());
    return {whole.part(firstRow, static_cast<std::size_t>(last - first), stored, std::move(longitudes)),
            firstRow, runsOf(columns)};
}

}  // namespace shamal
