#include "statistics/daily_cells.h"

#include <fmt/format.h>

#include <utility>

#include "fields/error.h"
#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

/// Per cell of the grid, km^2; 0 where the region has none of it.
std::vector<double> areasOf(const Region& region, const Grid& grid, RegionCells cells)
{
    if (cells == RegionCells::Shares)
        return region.cellAreasKm2(grid);
    const std::vector<unsigned char> mask = region.mask(grid);
    std::vector<double> areas(grid.cells(), 0.0);
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        const double area = grid.cellAreaKm2(row);
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            if (mask[row * grid.columns() + column] != 0)
                areas[row * grid.columns() + column] = area;
        }
    }
    return areas;
}

}  // namespace

std::vector<std::int64_t> dayNumbersOf(const FieldSeries& series, std::span<const std::size_t> steps)
{
    if (series.timeless())
        throw InputError(
            fmt::format("{} has no time axis. Choose a series of daily values.", series.metadata().title()));
    std::vector<std::int64_t> days;
    days.reserve(steps.size());
    for (const std::size_t step : steps) {
        if (step >= series.size())
            throw InputError(fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.",
                                         step, series.metadata().title(), series.size()));
        const std::int64_t day = dayNumber(series.steps()[step].date, series.calendar());
        if (!days.empty() && day <= days.back())
            throw InputError(
                fmt::format("{} has more than one step on {}, or days out of order. Take daily means first.",
                            series.metadata().title(), toString(series.steps()[step].date)));
        days.push_back(day);
    }
    return days;
}

DailyCells dailyCells(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                      const Region& region, RegionCells regionCells, bool log10Transform, unsigned threads)
{
    DailyCells daily;
    daily.dayNumbers = dayNumbersOf(dailySeries, steps);

    const std::vector<double> areas = areasOf(region, dailySeries.grid(), regionCells);
    for (std::size_t cell = 0; cell < areas.size(); ++cell) {
        if (areas[cell] > 0.0) {
            daily.cells.push_back(cell);
            daily.areasKm2.push_back(areas[cell]);
        }
    }
    if (daily.cells.empty())
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, dailySeries.metadata().title()));

    daily.values.resize(steps.size());
    const auto makeReader = [&] {
        return [&](std::size_t day) {
            const std::span<const float> field = dailySeries.field(steps[day]);
            std::vector<float> values;
            values.reserve(daily.cells.size());
            for (const std::size_t cell : daily.cells)
                values.push_back(log10Transform ? log10Floored(field[cell]) : field[cell]);
            daily.values[day] = std::move(values);
        };
    };
    forEachRow(steps.size(), threads, makeReader, {}, {});
    return daily;
}

}  // namespace shamal
