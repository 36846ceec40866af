#include "map/cell_under.h"
#include "map/degree_text.h"
#include "map/display_number.h"
#include "panels/each_data_set.h"
#include "statistics/effective_sample_size.h"
#include "statistics/ljung_box.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using SeriesOf = AnalysisSettings::SeriesOf;
using Shown = AnalysisSettings::CorrelationCharts;

/// What is drawn, whichever of it is shown.
struct Charts {
    ChartContent series, acf, pacf;
};

ChartContent chartOverLags(const QString& title, const QString& quantity)
{
    ChartContent chart;
    chart.title = title;
    chart.xLabel = Words::tr("lag (days)");
    chart.yLabel = quantity;
    chart.integerX = true;
    chart.horizontalLines = {};
    return chart;
}

/// What is told of the number that stands for the region.
struct Titles {
    QString series, acf, pacf;  ///< of the charts
    QString axis;               ///< of the series
    QString acfAxis, pacfAxis;
};

/// In words, so that a series is taken for no other: where the cell is, that is looked at, and why that one.
Titles titlesOfCell(const std::optional<shamal::LatLon>& pinned, const shamal::Region& region,
                    const QString& unit)
{
    const shamal::LatLonBox box = region.bounds();
    const shamal::LatLon middle{0.5 * (box.south + box.north), 0.5 * (box.west + box.east)};
    const QString place = placeText(pinned.value_or(middle));
    if (pinned)
        return {Words::tr("Pinned cell, %1").arg(place),
                Words::tr("ACF of the pinned cell, %1").arg(place),
                Words::tr("PACF of the pinned cell, %1").arg(place),
                Words::tr("pinned cell (%1), %2").arg(place, unit),
                Words::tr("ACF, pinned cell (%1)").arg(place),
                Words::tr("PACF, pinned cell (%1)").arg(place)};
    return {Words::tr("Middle cell, %1").arg(place),
            Words::tr("ACF of the middle cell, %1").arg(place),
            Words::tr("PACF of the middle cell, %1").arg(place),
            Words::tr("middle cell (%1), %2").arg(place, unit),
            Words::tr("ACF, middle cell (%1)").arg(place),
            Words::tr("PACF, middle cell (%1)").arg(place)};
}

Titles titlesOf(const AnalysisInputs& inputs)
{
    const QString unit = unitOfValues(inputs);
    switch (inputs.settings.seriesOf) {
        case SeriesOf::OneCell:
            return titlesOfCell(inputs.pinned, inputs.region, unit);
        case SeriesOf::AreaMedian:
            return {Words::tr("Area median"),
                    Words::tr("ACF of the area median"),
                    Words::tr("PACF of the area median"),
                    Words::tr("area median (%1)").arg(unit),
                    Words::tr("ACF"),
                    Words::tr("PACF")};
        default:
            return {Words::tr("Area mean"),
                    Words::tr("ACF of the area mean"),
                    Words::tr("PACF of the area mean"),
                    Words::tr("area mean (%1)").arg(unit),
                    Words::tr("ACF"),
                    Words::tr("PACF")};
    }
}

Charts emptyCharts(const AnalysisInputs& inputs)
{
    const Titles titles = titlesOf(inputs);
    Charts charts{{}, chartOverLags(titles.acf, titles.acfAxis), chartOverLags(titles.pacf, titles.pacfAxis)};
    const bool whole = inputs.settings.cycle == shamal::SeasonalCycle::None;
    charts.series.title = titles.series;
    charts.series.yLabel =
        whole ? titles.axis : Words::tr("departure from the seasonal cycle (%1)").arg(unitOfValues(inputs));
    charts.series.datesX = true;
    if (!whole)
        charts.series.horizontalLines = {0.0};
    return charts;
}

/// Dashed lines above and below zero.
void addBands(ChartContent& chart, DataKind kind, const std::vector<double>& lags,
              const std::vector<double>& halfWidth)
{
    for (const double sign : {1.0, -1.0}) {
        ChartCurve curve{{}, kind, ChartCurve::Style::DashedLine, {}, {}, {}};
        for (std::size_t i = 1; i < lags.size(); ++i) {
            curve.x.push_back(lags[i]);
            curve.y.push_back(sign * halfWidth[i]);
        }
        chart.curves.push_back(std::move(curve));
    }
}

QString seriesInText(const AnalysisInputs& inputs)
{
    switch (inputs.settings.seriesOf) {
        case SeriesOf::OneCell:
            return inputs.pinned ? QStringLiteral("cell_under_pin;pin_latitude=%1;pin_longitude=%2")
                                       .arg(inputs.pinned->latitude)
                                       .arg(inputs.pinned->longitude)
                                 : QStringLiteral("cell_nearest_to_the_middle");
        case SeriesOf::AreaMedian:
            return QStringLiteral("area_median;weights=area_inside");
        default:
            return QStringLiteral("area_mean;weights=area_inside");
    }
}

QString optionsInText(const AnalysisInputs& inputs)
{
    static const char* const kPacf[] = {"Yule-Walker_biased", "Yule-Walker_adjusted", "least_squares",
                                        "Burg"};
    static const char* const kCycles[] = {"left_in", "monthly_means_off", "harmonics_off"};
    const AnalysisSettings& settings = inputs.settings;
    return QStringLiteral("of=%1;max_lag_days=%2;acf=%3;pacf=%4;cycle=%5;bands=%6")
        .arg(seriesInText(inputs))
        .arg(settings.autocorrelation.maxLag)
        .arg(settings.autocorrelation.acf == shamal::AcfEstimator::Biased ? "biased" : "adjusted",
             kPacf[static_cast<int>(settings.autocorrelation.pacf)],
             kCycles[static_cast<int>(settings.cycle)], settings.bartlett ? "Bartlett" : "white_noise");
}

QString probabilityText(double p)
{
    constexpr double kLeastShown = 0.001;
    return p < kLeastShown ? QStringLiteral("p < %1").arg(displayNumber(kLeastShown))
                           : QStringLiteral("p = %1").arg(displayNumber(p, 2));
}

/// The one that the pin lies in, as the probe reads it; without a pin that in the middle.
shamal::CellIndex cellOf(const shamal::Grid& grid, const AnalysisInputs& inputs)
{
    if (!inputs.pinned)
        return middleCell(grid, inputs.region);
    const auto cell = cellUnder(grid, *inputs.pinned);
    if (!cell)
        throw shamal::InputError(Words::tr("the pinned place lies outside the data").toStdString());
    return *cell;
}

/// The series that is looked at; says in the findings which cell it is of.
shamal::AreaSeries seriesOf(const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps,
                            const AnalysisInputs& inputs, QStringList& findings)
{
    const AnalysisSettings& settings = inputs.settings;
    shamal::AreaSeriesOptions of;
    of.summary =
        settings.seriesOf == SeriesOf::AreaMedian ? shamal::AreaSummary::Median : shamal::AreaSummary::Mean;
    of.log10Transform = settings.log10;
    of.seasonal.cycle = settings.cycle;
    if (settings.seriesOf != SeriesOf::OneCell)
        return areaSeries(dataSet.series, steps, inputs.region, of);
    const shamal::Grid& grid = dataSet.series.grid();
    const shamal::CellIndex cell = cellOf(grid, inputs);
    findings << Words::tr("%1: the cell at %2 (row %3, column %4)")
                    .arg(dataSet.name, placeText(grid.centre(cell.row, cell.column)))
                    .arg(cell.row)
                    .arg(cell.column);
    return cellSeries(dataSet.series, steps, cell, of);
}

ChartCurve curveOverDates(const AnalysisDataSet& dataSet, const shamal::AreaSeries& series)
{
    ChartCurve curve{dataSet.name, dataSet.kind, ChartCurve::Style::Line, {}, series.values, {}};
    for (const std::int64_t day : series.dayNumbers)
        curve.x.push_back(onDateAxis(shamal::dateOfDay(day, dataSet.series.calendar())));
    return brokenAtGaps(curve, dataSet.series.calendar());
}

void addSeriesRows(AnalysisResult& result, const AnalysisDataSet& dataSet, const shamal::AreaSeries& series)
{
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const shamal::Date date = shamal::dateOfDay(series.dayNumbers[i], dataSet.series.calendar());
        const bool has = !std::isnan(series.values[i]);
        result.rows.push_back({QStringLiteral("series"), dataSet.name, QStringLiteral("value"),
                               QString::fromStdString(toString(date)), 0.0, series.values[i], has ? 1 : 0,
                               has ? 0 : 1});
    }
}

void addLagCurves(Charts& charts, const AnalysisDataSet& dataSet, const shamal::Autocorrelation& found,
                  const std::vector<double>& acfBand, const std::vector<double>& pacfBand)
{
    const std::vector<double> lags = asDoubles(found.lagDays);
    for (auto [chart, values] : {std::pair(&charts.acf, &found.acf), std::pair(&charts.pacf, &found.pacf)}) {
        ChartCurve curve{dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints, lags, *values, {}};
        curve.n = asDoubles(found.pairs);
        chart->curves.push_back(std::move(curve));
    }
    addBands(charts.acf, dataSet.kind, lags, acfBand);
    addBands(charts.pacf, dataSet.kind, lags, pacfBand);
}

void addLagRows(AnalysisResult& result, const QString& name, const shamal::Autocorrelation& found,
                const std::vector<double>& acfBand, const shamal::LjungBox& test, qint64 missing)
{
    for (std::size_t i = 0; i < found.lagDays.size(); ++i) {
        const auto add = [&](const char* quantity, double value) {
            result.rows.push_back({QStringLiteral("autocorrelation"), name, quantity, QStringLiteral("days"),
                                   static_cast<double>(found.lagDays[i]), value,
                                   static_cast<qint64>(found.pairs[i]), missing});
        };
        add("acf", found.acf[i]);
        add("pacf", found.pacf[i]);
        add("acf_band", acfBand[i]);
        if (i == 0)
            continue;
        add("ljung_box_q", test.statistic[i - 1]);
        add("ljung_box_p", test.pValue[i - 1]);
    }
}

std::vector<ChartContent> shownOf(Charts charts, Shown shown)
{
    if (shown == Shown::AcfAndPacf) {
        charts.pacf.showsLegend = false;
        return {std::move(charts.acf), std::move(charts.pacf)};
    }
    ChartContent& overLags = shown == Shown::SeriesAndAcf ? charts.acf : charts.pacf;
    overLags.showsLegend = false;
    return {std::move(charts.series), std::move(overLags)};
}

}  // namespace

AnalysisResult analyseAutocorrelation(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const AnalysisSettings& settings = inputs.settings;
    AnalysisResult result = resultOf(inputs);
    result.options = optionsInText(inputs);
    result.source = QStringLiteral(
        "Durbin 1960; de Waele and Broersen 2000; Bartlett 1946; Quenouille 1949; Ljung and Box 1978");
    Charts charts = emptyCharts(inputs);
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            QStringList findings;
            const shamal::AreaSeries series = seriesOf(dataSet, steps, inputs, findings);
            const shamal::Autocorrelation found =
                shamal::autocorrelation(series.dayNumbers, series.values, settings.autocorrelation);
            const shamal::CorrelationBands bands = correlationBands(found, {});
            const std::vector<double>& acfBand = settings.bartlett ? bands.bartlett : bands.whiteNoise;
            const shamal::LjungBox test =
                shamal::ljungBox(series.dayNumbers, series.values, settings.autocorrelation.maxLag);
            charts.series.curves.push_back(curveOverDates(dataSet, series));
            addLagCurves(charts, dataSet, found, acfBand, bands.whiteNoise);
            const auto days = static_cast<qint64>(found.days);
            const auto missing = static_cast<qint64>(series.values.size()) - days;
            addLagRows(result, dataSet.name, found, acfBand, test, missing);
            if (settings.correlationCharts != Shown::AcfAndPacf)
                addSeriesRows(result, dataSet, series);
            const shamal::EffectiveSampleSize worth =
                shamal::effectiveSampleSize(series.dayNumbers, series.values);
            result.rows.push_back({QStringLiteral("effective_sample_size"),
                                   dataSet.name,
                                   QStringLiteral("days"),
                                   {},
                                   0.0,
                                   worth.size,
                                   days,
                                   missing});
            result.findings << findings
                            << Words::tr("%1: %n day(s), worth %2 independent ones; Ljung-Box to lag %3: %4",
                                         nullptr, static_cast<int>(days))
                                   .arg(dataSet.name, displayNumber(worth.size))
                                   .arg(test.lagDays.back())
                                   .arg(probabilityText(test.pValue.back()));
        });
    result.charts = shownOf(std::move(charts), settings.correlationCharts);
    return result;
}
