#include "statistics/daily_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
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

std::vector<std::int64_t> dayNumbersOf(const FieldSeries& series)
{
    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), std::size_t{0});
    return dayNumbersOf(series, steps);
}

CellsOfRegion cellsOf(const Region& region, const FieldSeries& series, RegionCells which)
{
    const std::vector<double> areas = areasOf(region, series.grid(), which);
    CellsOfRegion chosen;
    for (std::size_t cell = 0; cell < areas.size(); ++cell) {
        if (areas[cell] > 0.0) {
            chosen.cells.push_back(cell);
            chosen.areasKm2.push_back(areas[cell]);
        }
    }
    if (chosen.cells.empty())
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, series.metadata().title()));
    return chosen;
}

CellReader::CellReader(const FieldSeries& series, std::span<const std::size_t> steps,
                       std::span<const std::size_t> cells, bool log10Transform)
    : m_series(series),
      m_steps(steps),
      m_cells(cells),
      m_log10(log10Transform),
      m_inARow(!cells.empty() && cells.back() - cells.front() + 1 == cells.size())
{
}

std::span<const float> CellReader::operator()(std::size_t index)
{
    const std::span<const float> field = m_series.field(m_steps[index]);
    std::span<const float> chosen;
    if (m_inARow) {
        chosen = field.subspan(m_cells.front(), m_cells.size());
    } else {
        m_values.resize(m_cells.size());
        std::ranges::transform(m_cells, m_values.begin(), [&](std::size_t cell) { return field[cell]; });
        chosen = m_values;
    }
    if (!m_log10)
        return chosen;
    m_values.resize(m_cells.size());
    std::ranges::transform(chosen, m_values.begin(), [](float value) {
        // An infinite value would else pass the floor, or become it.
        return std::isfinite(value) ? log10Floored(value) : std::numeric_limits<float>::quiet_NaN();
    });
    return m_values;
}

DailyCells dailyCells(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                      const Region& region, RegionCells regionCells, bool log10Transform, unsigned threads,
                      const std::stop_token& stop)
{
    DailyCells daily;
    daily.dayNumbers = dayNumbersOf(dailySeries, steps);

    CellsOfRegion chosen = cellsOf(region, dailySeries, regionCells);
    daily.cells = std::move(chosen.cells);
    daily.areasKm2 = std::move(chosen.areasKm2);
    daily.values.resize(steps.size());
    const auto makeReader = [&] {
        return
            [&, read = CellReader(dailySeries, steps, daily.cells, log10Transform)](std::size_t day) mutable {
                const std::span<const float> values = read(day);
                daily.values[day].assign(values.begin(), values.end());
            };
    };
    forEachRow(steps.size(), threads, makeReader, {}, stop);
    return daily;
}

}  // namespace shamal
