#include "statistics/cell_autocorrelation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "fields/error.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Of one cell. Values are those above its first one.
struct CellSums {
    double first = 0.0;
    double sum = 0.0, squares = 0.0;
    double products = 0.0, pairSum = 0.0;  ///< over pairs: of x y, of x + y
    std::size_t days = 0, pairs = 0;

    double correlation(AcfEstimator estimator, std::size_t minimumPairs) const
    {
        if (pairs < minimumPairs)
            return kMissing;
        const auto n = static_cast<double>(days), p = static_cast<double>(pairs);
        const double mean = sum / n;
        const double departures = squares - sum * mean;
        const double laggedDepartures = products - mean * pairSum + p * mean * mean;
        if (!(departures > 0.0))
            return kMissing;
        return estimator == AcfEstimator::Biased ? laggedDepartures / departures
                                                 : (laggedDepartures / p) / (departures / n);
    }
};

/// What all rows have in common.
struct Plan {
    const FieldSeries& series;
    std::span<const std::size_t> steps;
    std::vector<std::optional<std::size_t>> earlier;  ///< per step: the one `lag` days before, if chosen
    std::size_t slots;                                ///< days to be kept, that one among them
    std::vector<unsigned char> mask;
    std::size_t firstRow, firstColumn, rows, columns;
    bool log10Transform;
};

/// Goes through the days of one row of cells, keeping the last few.
class RowPass {
public:
    explicit RowPass(const Plan& plan) : m_plan(plan), m_kept(plan.slots * plan.columns) {}

    std::vector<CellSums> sums(std::size_t row)
    {
        const std::size_t firstCell =
            (m_plan.firstRow + row) * m_plan.series.grid().columns() + m_plan.firstColumn;
        std::vector<CellSums> cells(m_plan.columns);
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            const std::span<const float> field =
                m_plan.series.field(m_plan.steps[i]).subspan(firstCell, m_plan.columns);
            const std::span<double> kept = day(i);
            for (std::size_t column = 0; column < m_plan.columns; ++column) {
                kept[column] = kMissing;
                if (m_plan.mask[firstCell + column] != 0 && std::isfinite(field[column]))
                    kept[column] = addDay(cells[column], field[column]);
            }
            if (m_plan.earlier[i])
                addPairs(cells, kept, day(*m_plan.earlier[i]));
        }
        return cells;
    }

private:
    std::span<double> day(std::size_t i)
    {
        return std::span(m_kept).subspan(i % m_plan.slots * m_plan.columns, m_plan.columns);
    }

    /// Returns how far above the cell's first value this one is.
    double addDay(CellSums& cell, float raw) const
    {
        const double value = m_plan.log10Transform ? log10Floored(raw) : raw;
        if (cell.days == 0)
            cell.first = value;
        const double above = value - cell.first;
        cell.sum += above;
        cell.squares += above * above;
        ++cell.days;
        return above;
    }

    static void addPairs(std::vector<CellSums>& cells, std::span<const double> later,
                         std::span<const double> earlier)
    {
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (std::isnan(later[column]) || std::isnan(earlier[column]))
                continue;
            CellSums& cell = cells[column];
            cell.products += later[column] * earlier[column];
            cell.pairSum += later[column] + earlier[column];
            ++cell.pairs;
        }
    }

    const Plan& m_plan;
    std::vector<double> m_kept;  // by day, modulo the slots
};

std::vector<std::optional<std::size_t>> earlierSteps(const std::vector<std::int64_t>& days, int lag)
{
    std::vector<std::optional<std::size_t>> earlier;
    std::size_t candidate = 0;
    for (const std::int64_t day : days) {
        while (days[candidate] < day - lag)
            ++candidate;
        earlier.push_back(days[candidate] == day - lag ? std::optional(candidate) : std::nullopt);
    }
    return earlier;
}

Plan planOf(const FieldSeries& series, std::span<const std::size_t> steps, const Region& region,
            const CellAutocorrelationOptions& options)
{
    if (options.lag < 1)
        throw InputError(fmt::format("The lag is {} days. It must be 1 or more.", options.lag));
    if (options.minimumPairs < 1)
        throw InputError("A correlation from no pair was asked for. Ask for 1 pair or more.");
    const std::vector<std::int64_t> days = dayNumbersOf(series, steps);
    const Grid& grid = series.grid();
    std::vector<unsigned char> mask = region.mask(grid);
    std::size_t firstRow = grid.rows(), lastRow = 0, firstColumn = grid.columns(), lastColumn = 0;
    for (std::size_t cell = 0; cell < mask.size(); ++cell) {
        if (mask[cell] == 0)
            continue;
        const std::size_t row = cell / grid.columns(), column = cell % grid.columns();
        firstRow = std::min(firstRow, row);
        lastRow = std::max(lastRow, row);
        firstColumn = std::min(firstColumn, column);
        lastColumn = std::max(lastColumn, column);
    }
    if (firstRow == grid.rows())
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, series.metadata().title()));
    return {series,
            steps,
            earlierSteps(days, options.lag),
            std::min(static_cast<std::size_t>(options.lag) + 1, std::max<std::size_t>(steps.size(), 1)),
            std::move(mask),
            firstRow,
            firstColumn,
            lastRow - firstRow + 1,
            lastColumn - firstColumn + 1,
            options.log10Transform};
}

Grid boxOf(const Plan& plan)
{
    std::vector<std::size_t> columns(plan.columns);
    std::iota(columns.begin(), columns.end(), plan.firstColumn);
    std::vector<double> longitudes;
    for (const std::size_t column : columns)
        longitudes.push_back(plan.series.grid().longitudes()[column]);
    return plan.series.grid().part(plan.firstRow, plan.rows, columns, std::move(longitudes));
}

}  // namespace

CellAutocorrelation cellAutocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                        const Region& region, const CellAutocorrelationOptions& options,
                                        const Progress& progress, const std::stop_token& stop)
{
    const Plan plan = planOf(dailySeries, steps, region, options);
    CellAutocorrelation result{boxOf(plan), plan.firstRow, plan.firstColumn,
                               std::vector<double>(plan.rows * plan.columns, kMissing),
                               std::vector<std::size_t>(plan.rows * plan.columns, 0)};
    const auto makeWorker = [&] {
        return [&, pass = RowPass(plan)](std::size_t row) mutable {
            const std::vector<CellSums> cells = pass.sums(row);
            for (std::size_t column = 0; column < cells.size(); ++column) {
                const std::size_t cell = row * plan.columns + column;
                result.correlation[cell] = cells[column].correlation(options.estimator, options.minimumPairs);
                result.pairs[cell] = cells[column].pairs;
            }
        };
    };
    const auto report = [&progress](double fraction) { progress.report(fraction, "Correlating days"); };
    forEachRow(plan.rows, options.threads, makeWorker, report, stop);
    return result;
}

}  // namespace shamal
