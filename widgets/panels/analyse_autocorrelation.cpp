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

Charts emptyCharts(const AnalysisInputs& inputs)
{
    struct Titles {
        QString series, acf, pacf, axis;
    };
    const Titles titles[] = {{Words::tr("Area mean"), Words::tr("ACF of the area mean"),
                              Words::tr("PACF of the area mean"), Words::tr("area mean (%1)")},
                             {Words::tr("Area median"), Words::tr("ACF of the area median"),
                              Words::tr("PACF of the area median"), Words::tr("area median (%1)")},
                             {Words::tr("Middle cell"), Words::tr("ACF of the middle cell"),
                              Words::tr("PACF of the middle cell"), Words::tr("middle cell (%1)")}};
    const auto& [series, acf, pacf, axis] = titles[static_cast<int>(inputs.settings.seriesOf)];
    Charts charts{{}, chartOverLags(acf, Words::tr("ACF")), chartOverLags(pacf, Words::tr("PACF"))};
    const bool whole = inputs.settings.cycle == shamal::SeasonalCycle::None;
    charts.series.title = series;
    charts.series.yLabel =
        (whole ? axis : Words::tr("departure from the seasonal cycle (%1)")).arg(unitOfValues(inputs));
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

QString optionsInText(const AnalysisSettings& settings)
{
    static const char* const kSeries[] = {"area_mean;weights=area_inside", "area_median;weights=area_inside",
                                          "cell_nearest_to_the_middle"};
    static const char* const kPacf[] = {"Yule-Walker_biased", "Yule-Walker_adjusted", "least_squares",
                                        "Burg"};
    static const char* const kCycles[] = {"left_in", "monthly_means_off", "harmonics_off"};
    return QStringLiteral("of=%1;max_lag_days=%2;acf=%3;pacf=%4;cycle=%5;bands=%6")
        .arg(kSeries[static_cast<int>(settings.seriesOf)])
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
    if (settings.seriesOf != SeriesOf::MiddleCell)
        return areaSeries(dataSet.series, steps, inputs.region, of);
    const shamal::Grid& grid = dataSet.series.grid();
    const shamal::CellIndex cell = middleCell(grid, inputs.region);
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
    return brokenAtGaps(curve);
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
    AnalysisResult result;
    result.log10 = settings.log10;
    result.options = optionsInText(settings);
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
