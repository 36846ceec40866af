#include "map/degree_text.h"
#include "map/display_number.h"
#include "panels/each_data_set.h"
#include "panels/floored_values.h"
#include "panels/lags_without_value.h"
#include "panels/series_looked_at.h"
#include "statistics/effective_sample_size.h"
#include "statistics/ljung_box.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using Shown = AnalysisSettings::CorrelationCharts;

constexpr shamal::BandOptions kBands;

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
    const SeriesTitles titles = titlesOf(inputs);
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

QString inText(const shamal::SeasonalCycleOptions& seasonal)
{
    switch (seasonal.cycle) {
        case shamal::SeasonalCycle::MonthlyMeans:
            return QStringLiteral("monthly_means_off");
        case shamal::SeasonalCycle::Harmonics:
            return QStringLiteral("harmonics_off;harmonics=%1").arg(seasonal.harmonics);
        default:
            return QStringLiteral("left_in");
    }
}

QString inText(const shamal::BandOptions& bands, bool bartlett)
{
    return QStringLiteral("%1;band_level=%2;band_length=%3")
        .arg(bartlett ? QStringLiteral("Bartlett") : QStringLiteral("white_noise"))
        .arg(bands.level)
        .arg(bands.length == shamal::BandLength::Pairs ? QStringLiteral("pairs") : QStringLiteral("days"));
}

QString optionsInText(const AnalysisInputs& inputs)
{
    static const char* const kPacf[] = {"Yule-Walker_biased", "Yule-Walker_adjusted", "least_squares",
                                        "Burg"};
    const AnalysisSettings& settings = inputs.settings;
    return QStringLiteral("of=%1;max_lag_days=%2;acf=%3;pacf=%4;cycle=%5;bands=%6")
        .arg(seriesInText(inputs))
        .arg(settings.autocorrelation.maxLag)
        .arg(settings.autocorrelation.acf == shamal::AcfEstimator::Biased ? "biased" : "adjusted",
             kPacf[static_cast<int>(settings.autocorrelation.pacf)],
             inText(seriesOptionsOf(settings).seasonal), inText(kBands, settings.bartlett));
}

/// Why there is no PACF at a lag that has pairs of days.
QString noPacf(const shamal::Autocorrelation& found, std::size_t lag)
{
    switch (found.pacfMethod) {
        case shamal::PacfMethod::LeastSquares:
            return found.pacfPairs[lag] < lag + 2
                       ? Words::tr("no PACF, as too few days have all these days before them,")
                       : Words::tr("no PACF, as the days before depend on each other,");
        case shamal::PacfMethod::Burg:
            return found.pacfPairs[lag] == 0
                       ? Words::tr("no PACF, as no run of days without a gap is longer,")
                       : Words::tr("no PACF, as the days before leave nothing to foretell,");
        default:
            return std::ranges::find(found.pairs, std::size_t{0}) <
                           found.pairs.begin() + static_cast<std::ptrdiff_t>(lag)
                       ? Words::tr("no PACF, as Yule-Walker ends at a lag without a pair,")
                       : Words::tr("no PACF, as Yule-Walker ends at a value of 1 or more,");
    }
}

void addReasons(AnalysisResult& result, const QString& name, const shamal::Autocorrelation& found)
{
    const auto noPair = [](std::size_t) { return Words::tr("no pair of days"); };
    const auto noPacfThere = [&found](std::size_t lag) {
        return found.pairs[lag] > 0 ? noPacf(found, lag) : QString();
    };
    addReasons(result, lagsWithoutValue(name, found.lagDays, found.acf, noPair), found.acf);
    addReasons(result, lagsWithoutValue(name, found.lagDays, found.pacf, noPacfThere), found.pacf);
}

QString probabilityText(double p)
{
    constexpr double kLeastShown = 0.001;
    return p < kLeastShown ? QStringLiteral("p < %1").arg(displayNumber(kLeastShown))
                           : QStringLiteral("p = %1").arg(displayNumber(p, 2));
}

QString inWords(const QString& name, const shamal::EffectiveSampleSize& worth, const shamal::LjungBox& test)
{
    QString days =
        Words::tr("%1: %n day(s), worth %2 independent ones", nullptr, static_cast<int>(worth.days))
            .arg(name, displayNumber(worth.size));
    if (test.lastLag == 0)
        return days;
    return Words::tr("%1; Ljung-Box to lag %2: %3")
        .arg(days, QString::number(test.lastLag), probabilityText(test.pValue.back()));
}

/// The series that is looked at; says in the findings which cell it is of.
shamal::AreaSeries seriesOf(const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps,
                            const AnalysisInputs& inputs, const std::stop_token& stop, QStringList& findings)
{
    const shamal::AreaSeriesOptions of = seriesOptionsOf(inputs.settings);
    if (inputs.settings.seriesOf != AnalysisSettings::SeriesOf::OneCell)
        return areaSeries(dataSet.series, steps, inputs.region, of, stop);
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
    const auto add = [&](ChartContent& chart, const std::vector<double>& values,
                         const std::vector<std::size_t>& pairs, const std::vector<double>& band) {
        ChartCurve curve{dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints, lags, values, {}};
        curve.n = asDoubles(pairs);
        chart.curves.push_back(std::move(curve));
        addBands(chart, dataSet.kind, lags, band);
    };
    add(charts.acf, found.acf, found.pairs, acfBand);
    add(charts.pacf, found.pacf, found.pacfPairs, pacfBand);
}

void addLagRows(AnalysisResult& result, const QString& name, const shamal::Autocorrelation& found,
                const std::vector<double>& acfBand, const std::vector<double>& pacfBand,
                const shamal::LjungBox& test, qint64 missing)
{
    for (std::size_t i = 0; i < found.lagDays.size(); ++i) {
        const auto add = [&](const char* quantity, double value, std::size_t pairs) {
            result.rows.push_back({QStringLiteral("autocorrelation"), name, quantity, QStringLiteral("days"),
                                   static_cast<double>(found.lagDays[i]), value, static_cast<qint64>(pairs),
                                   missing});
        };
        add("acf", found.acf[i], found.pairs[i]);
        add("pacf", found.pacf[i], found.pacfPairs[i]);
        add("acf_band", acfBand[i], found.pairs[i]);
        add("pacf_band", pacfBand[i], found.pacfPairs[i]);
        if (i == 0)
            continue;
        add("ljung_box_q", test.statistic[i - 1], found.pairs[i]);
        add("ljung_box_p", test.pValue[i - 1], found.pairs[i]);
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
    result.notes = notesOnFlooredValues(inputs);
    result.options = optionsInText(inputs);
    result.source = QStringLiteral(
        "Durbin 1960; de Waele and Broersen 2000; Bartlett 1946; Quenouille 1949; Ljung and Box 1978");
    Charts charts = emptyCharts(inputs);
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            QStringList findings;
            const shamal::AreaSeries series = seriesOf(dataSet, steps, inputs, stop, findings);
            const shamal::Autocorrelation found =
                shamal::autocorrelation(series.dayNumbers, series.values, settings.autocorrelation, stop);
            const shamal::CorrelationBands bands = correlationBands(found, kBands);
            const std::vector<double>& acfBand = settings.bartlett ? bands.bartlett : bands.whiteNoise;
            const std::vector<double> pacfBand = partialCorrelationBand(found, kBands);
            const shamal::LjungBox test =
                shamal::ljungBox(series.dayNumbers, series.values, settings.autocorrelation.maxLag);
            charts.series.curves.push_back(curveOverDates(dataSet, series));
            addLagCurves(charts, dataSet, found, acfBand, pacfBand);
            const auto days = static_cast<qint64>(found.days);
            const auto missing = static_cast<qint64>(series.values.size()) - days;
            addLagRows(result, dataSet.name, found, acfBand, pacfBand, test, missing);
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
            addReasons(result, dataSet.name, found);
            result.findings << findings << inWords(dataSet.name, worth, test);
        });
    result.charts = shownOf(std::move(charts), settings.correlationCharts);
    return result;
}
