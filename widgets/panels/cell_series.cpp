#include "panels/cell_series.h"

#include "fields/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
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
                     .dates = {},
                     .values = valuesOf(data.series, steps, *cell),
                     .log10Spread = {}};
    for (const std::size_t step : steps)
        found.dates.push_back(data.series.steps()[step].date);
    if (!data.spread.empty())
        found.log10Spread = valuesOf(data.spread, steps, *cell);
    return found;
}

/// The usual distance of two points; 0 with fewer.
double usualStep(const std::vector<double>& x)
{
    std::vector<double> apart;
    for (std::size_t i = 1; i < x.size(); ++i)
        apart.push_back(x[i] - x[i - 1]);
    if (apart.empty())
        return 0.0;
    const auto middle = apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 2);
    std::nth_element(apart.begin(), middle, apart.end());
    return *middle;
}

ChartCurve curveOf(const CellSeries& series)
{
    constexpr std::size_t kMostPoints = 60;  // more of them run into each other
    constexpr double kBreak = 1.7;           // months are up to 31 / 28 apart
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    ChartCurve curve{.name = series.name,
                     .kind = series.kind,
                     .style = series.dates.size() > kMostPoints ? ChartCurve::Style::Line
                                                                : ChartCurve::Style::LineAndPoints,
                     .x = {},
                     .y = {},
                     .halfWidth = {},
                     .halfWidthOfLog10 = !series.log10Spread.empty()};
    std::vector<double> x;
    for (const shamal::Date date : series.dates)
        x.push_back(onDateAxis(date));
    const double step = usualStep(x);
    const auto add = [&](double at, double value, double spread) {
        curve.x.push_back(at);
        curve.y.push_back(value);
        if (curve.halfWidthOfLog10)
            curve.halfWidth.push_back(spread);
    };
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (i > 0 && x[i] - x[i - 1] > kBreak * step)
            add(0.5 * (x[i] + x[i - 1]), kNone, kNone);
        add(x[i], series.values[i], curve.halfWidthOfLog10 ? series.log10Spread[i] : 0.0);
    }
    return curve;
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
