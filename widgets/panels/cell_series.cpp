#include "panels/cell_series.h"

#include "fields/error.h"

#include <QCoreApplication>

#include <optional>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CellSeries)
};

std::vector<double> valuesOf(const shamal::FieldSeries& series, const std::vector<std::size_t>& steps,
                             shamal::CellIndex cell)
{
    std::vector<double> values;
    values.reserve(steps.size());
    for (const std::size_t step : steps)
        values.push_back(series.at(step, cell.row, cell.column));
    return values;
}

std::optional<CellSeries> seriesOf(const AnalysisDataSet& data, shamal::LatLon place, shamal::Season season)
{
    if (data.series.empty() || data.series.timeless())
        return std::nullopt;
    const auto cell = cellUnder(data.series.grid(), place);
    const std::vector<std::size_t> steps = data.series.stepsIn(season);
    if (!cell || steps.empty())
        return std::nullopt;
    CellSeries found{.kind = data.kind,
                     .name = data.name,
                     .unit = QString::fromStdString(data.series.metadata().units),
                     .cell = *cell,
                     .centre = data.series.grid().centre(cell->row, cell->column),
                     .calendar = data.series.calendar(),
                     .dates = {},
                     .values = valuesOf(data.series, steps, *cell),
                     .log10Spread = {}};
    for (const std::size_t step : steps)
        found.dates.push_back(data.series.steps()[step].date);
    if (!data.spread.empty())
        found.log10Spread = valuesOf(data.spread, steps, *cell);
    return found;
}

ChartCurve curveOf(const CellSeries& series)
{
    ChartCurve curve{.name = series.name,
                     .kind = series.kind,
                     .style = ChartCurve::Style::Line,
                     .x = {},
                     .y = series.values,
                     .halfWidth = series.log10Spread,
                     .halfWidthOfLog10 = !series.log10Spread.empty()};
    for (const shamal::Date date : series.dates)
        curve.x.push_back(onDateAxis(date));
    return brokenAtGaps(curve, series.calendar);
}

}  // namespace

std::vector<CellSeries> cellSeries(const std::vector<AnalysisDataSet>& dataSets, shamal::LatLon place,
                                   shamal::Season season, const std::stop_token& stop)
{
    std::vector<CellSeries> all;
    for (const AnalysisDataSet& data : dataSets) {
        shamal::throwIfStopped(stop);
        if (auto series = seriesOf(data, place, season))
            all.push_back(std::move(*series));
    }
    return all;
}

ChartContent chartOf(const std::vector<CellSeries>& series, const QString& title)
{
    ChartContent chart{
        .title = title, .xLabel = {}, .yLabel = {}, .curves = {}, .horizontalLines = {}, .datesX = true};
    for (const CellSeries& one : series) {
        chart.curves.push_back(curveOf(one));
        const QString unit =
            one.unit.isEmpty() || one.unit == QStringLiteral("1") ? Words::tr("value") : one.unit;
        if (chart.yLabel.isEmpty())
            chart.yLabel = unit;
        else if (chart.yLabel != unit && !chart.yLabel.contains(QStringLiteral(", ") + unit))
            chart.yLabel += QStringLiteral(", ") + unit;
    }
    return chart;
}
