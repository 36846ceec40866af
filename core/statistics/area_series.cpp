#include "statistics/area_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "fields/error.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double areaMean(std::span<const float> values, const std::vector<double>& areas)
{
    double sum = 0.0, area = 0.0;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
        if (!std::isfinite(values[cell]))
            continue;
        sum += areas[cell] * values[cell];
        area += areas[cell];
    }
    return area > 0.0 ? sum / area : kMissing;
}

double areaMedian(std::span<const float> values, const std::vector<double>& areas)
{
    std::vector<std::size_t> cells;
    double area = 0.0;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
        if (!std::isfinite(values[cell]))
            continue;
        cells.push_back(cell);
        area += areas[cell];
    }
    if (cells.empty())
        return kMissing;
    std::ranges::sort(cells, {}, [&values](std::size_t cell) { return values[cell]; });
    // Sums of areas are rounded; what is as good as half the area is half.
    constexpr double kRounding = 1e-12;
    double below = 0.0;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        below += areas[cells[i]];
        if (std::abs(below - 0.5 * area) <= kRounding * area)
            return 0.5 * (static_cast<double>(values[cells[i]]) + values[cells[i + 1]]);
        if (below > 0.5 * area)
            return values[cells[i]];
    }
    return values[cells.back()];
}

AreaSeries withoutSeason(std::vector<std::int64_t> dayNumbers, const std::vector<double>& values,
                         Calendar calendar, const SeasonalCycleOptions& options)
{
    Deseasonalised left = deseasonalised(dayNumbers, values, calendar, options);
    return {std::move(dayNumbers), std::move(left.values), left.fit};
}

}  // namespace

AreaSeries areaSeries(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                      const Region& region, const AreaSeriesOptions& options, const std::stop_token& stop)
{
    std::vector<std::int64_t> days = dayNumbersOf(dailySeries, steps);
    const CellsOfRegion chosen = cellsOf(region, dailySeries, RegionCells::Shares);
    const auto summary = options.summary == AreaSummary::Mean ? areaMean : areaMedian;
    std::vector<double> values(steps.size());
    const auto makeWorker = [&] {
        return [&, read = CellReader(dailySeries, steps, chosen.cells, options.log10Transform)](
                   std::size_t day) mutable { values[day] = summary(read(day), chosen.areasKm2); };
    };
    forEachRow(steps.size(), 0, makeWorker, {}, stop);
    return withoutSeason(std::move(days), values, dailySeries.calendar(), options.seasonal);
}

CellIndex nearestCell(const Grid& grid, LatLon place)
{
    if (grid.empty() || !grid.bounds().contains(place))
        throw InputError(
            fmt::format("The place at {} degrees north, {} degrees east lies outside the grid. Choose one "
                        "inside the data.",
                        place.latitude, place.longitude));
    // On every row the nearest cell is that of the nearest meridian.
    const auto fromMeridian = [&place](double longitude) {
        return std::abs(std::remainder(longitude - place.longitude, 360.0));
    };
    const auto column = std::ranges::min_element(grid.longitudes(), {}, fromMeridian);
    const auto fromRow = [&place, longitude = *column](double latitude) {
        return greatCircleKm({latitude, longitude}, place);
    };
    const auto row = std::ranges::min_element(grid.latitudes(), {}, fromRow);
    return {static_cast<std::size_t>(row - grid.latitudes().begin()),
            static_cast<std::size_t>(column - grid.longitudes().begin())};
}

CellIndex middleCell(const Grid& grid, const Region& region)
{
    const LatLonBox box = region.bounds();
    const LatLon middle{0.5 * (box.south + box.north), 0.5 * (box.west + box.east)};
    const std::vector<unsigned char> inside = region.mask(grid);
    double nearest = std::numeric_limits<double>::infinity();
    CellIndex found;
    for (std::size_t cell = 0; cell < inside.size(); ++cell) {
        const CellIndex index{cell / grid.columns(), cell % grid.columns()};
        const double away = inside[cell] != 0 ? greatCircleKm(grid.centre(index.row, index.column), middle)
                                              : std::numeric_limits<double>::infinity();
        if (away < nearest) {
            nearest = away;
            found = index;
        }
    }
    if (!std::isfinite(nearest))
        throw InputError(
            fmt::format("Region {} holds no cell of the grid. Choose one inside the data.", region.name));
    return found;
}

AreaSeries cellSeries(const FieldSeries& dailySeries, std::span<const std::size_t> steps, CellIndex cell,
                      const AreaSeriesOptions& options)
{
    const Grid& grid = dailySeries.grid();
    if (cell.row >= grid.rows() || cell.column >= grid.columns())
        throw InputError(
            fmt::format("The cell in row {}, column {} was asked of {}, which has {} rows and {} "
                        "columns. Choose one of those.",
                        cell.row, cell.column, dailySeries.metadata().title(), grid.rows(), grid.columns()));
    std::vector<std::int64_t> days = dayNumbersOf(dailySeries, steps);
    std::vector<double> values;
    values.reserve(steps.size());
    for (const std::size_t step : steps) {
        const float value = dailySeries.at(step, cell.row, cell.column);
        values.push_back(options.log10Transform && std::isfinite(value) ? log10Floored(value) : value);
    }
    return withoutSeason(std::move(days), values, dailySeries.calendar(), options.seasonal);
}

}  // namespace shamal
