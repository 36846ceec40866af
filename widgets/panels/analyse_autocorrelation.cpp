#include "map/colour_scale.h"
#include "panels/each_data_set.h"
#include "statistics/effective_sample_size.h"
#include "statistics/ljung_box.h"

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
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
    static const char* const kPacf[] = {"Yule-Walker_biased", "Yule-Walker_adjusted", "least_squares",
                                        "Burg"};
    static const char* const kCycles[] = {"left_in", "monthly_means_off", "harmonics_off"};
    return QStringLiteral("of=area_%1;weights=area_inside;max_lag_days=%2;acf=%3;pacf=%4;cycle=%5;bands=%6")
        .arg(settings.summary == shamal::AreaSummary::Mean ? "mean" : "median")
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

}  // namespace

AnalysisResult analyseAutocorrelation(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const AnalysisSettings& settings = inputs.settings;
    AnalysisResult result;
    result.log10 = settings.log10;
    result.options = optionsInText(settings);
    result.source = QStringLiteral(
        "Durbin 1960; de Waele and Broersen 2000; Bartlett 1946; Quenouille 1949; Ljung and Box 1978");
    const bool mean = settings.summary == shamal::AreaSummary::Mean;
    ChartContent acf = chartOverLags(
        mean ? Words::tr("ACF of the area mean") : Words::tr("ACF of the area median"), Words::tr("ACF"));
    ChartContent pacf = chartOverLags(
        mean ? Words::tr("PACF of the area mean") : Words::tr("PACF of the area median"), Words::tr("PACF"));
    shamal::AreaSeriesOptions of;
    of.summary = settings.summary;
    of.log10Transform = settings.log10;
    of.seasonal.cycle = settings.cycle;
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            const shamal::AreaSeries series = areaSeries(dataSet.series, steps, inputs.region, of);
            const shamal::Autocorrelation found =
                shamal::autocorrelation(series.dayNumbers, series.values, settings.autocorrelation);
            const shamal::CorrelationBands bands = correlationBands(found, {});
            const shamal::LjungBox test =
                shamal::ljungBox(series.dayNumbers, series.values, settings.autocorrelation.maxLag);
            const std::vector<double> lags = asDoubles(found.lagDays);
            const std::vector<double> pairs = asDoubles(found.pairs);
            using Style = ChartCurve::Style;
            for (auto [chart, values] : {std::pair(&acf, &found.acf), std::pair(&pacf, &found.pacf)}) {
                ChartCurve curve{dataSet.name, dataSet.kind, Style::LineAndPoints, lags, *values, {}};
                curve.n = pairs;
                chart->curves.push_back(std::move(curve));
            }
            addBands(acf, dataSet.kind, lags, settings.bartlett ? bands.bartlett : bands.whiteNoise);
            addBands(pacf, dataSet.kind, lags, bands.whiteNoise);
            const auto days = static_cast<qint64>(found.days);
            const auto missing = static_cast<qint64>(series.values.size()) - days;
            for (std::size_t i = 0; i < lags.size(); ++i) {
                const auto add = [&](const char* quantity, double value) {
                    result.rows.push_back({QStringLiteral("autocorrelation"), dataSet.name, quantity,
                                           QStringLiteral("days"), lags[i], value,
                                           static_cast<qint64>(found.pairs[i]), missing});
                };
                add("acf", found.acf[i]);
                add("pacf", found.pacf[i]);
                add("acf_band", settings.bartlett ? bands.bartlett[i] : bands.whiteNoise[i]);
                if (i == 0)
                    continue;
                add("ljung_box_q", test.statistic[i - 1]);
                add("ljung_box_p", test.pValue[i - 1]);
            }
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
            result.findings << Words::tr("%1: %n day(s), worth %2 independent ones; Ljung-Box to lag %3: %4",
                                         nullptr, static_cast<int>(days))
                                   .arg(dataSet.name, displayNumber(worth.size))
                                   .arg(test.lagDays.back())
                                   .arg(probabilityText(test.pValue.back()));
        });
    pacf.showsLegend = false;
    result.charts = {std::move(acf), std::move(pacf)};
    return result;
}
