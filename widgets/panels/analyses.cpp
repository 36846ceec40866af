#include "panels/analyses.h"

#include "statistics/autocorrelation.h"
#include "statistics/lag_skill.h"
#include "statistics/semivariogram.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// Runs `one` for every data set; a data set it cannot do is noted, not fatal.
template <typename One>
void forEachDataSet(const AnalysisInputs& inputs, AnalysisResult& result, const std::stop_token& stop,
                    const One& one)
{
    for (const AnalysisDataSet& dataSet : inputs.dataSets) {
        shamal::throwIfStopped(stop);
        try {
            const std::vector<std::size_t> steps = dataSet.series.stepsIn(inputs.season);
            if (steps.empty())
                throw shamal::InputError(Words::tr("no day lies in the season").toStdString());
            one(dataSet, steps);
        } catch (const shamal::InputError& error) {
            result.notes << QStringLiteral("%1: %2").arg(dataSet.name, QString::fromUtf8(error.what()));
        }
    }
}

template <typename Integer>
std::vector<double> asDoubles(const std::vector<Integer>& values)
{
    return {values.begin(), values.end()};
}

}  // namespace

AnalysisResult analyseSemivariogram(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    AnalysisResult result;
    ChartContent chart{.title = Words::tr("Semivariogram"),
                       .xLabel = Words::tr("distance (km)"),
                       .yLabel = Words::tr("semivariance (log10²)"),
                       .curves = {},
                       .horizontalLines = {},
                       .yFromZero = true,
                       .integerX = false,
                       .legendCorner = Qt::AlignBottom | Qt::AlignRight};
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            const shamal::Semivariogram found =
                shamal::semivariogram(dataSet.series, steps, inputs.region, {}, shamal::Progress(), stop);
            chart.curves.push_back(
                {dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints, found.lagKm, found.gamma, {}});
            constexpr int kFitPoints = 100;
            const shamal::SphericalFit fit = shamal::fitSpherical(found);
            if (fit.converged) {
                ChartCurve curve{{}, dataSet.kind, ChartCurve::Style::DashedLine, {}, {}, {}};
                for (int i = 0; i <= kFitPoints; ++i) {
                    const double lag = found.lagKm.back() * i / kFitPoints;
                    curve.x.push_back(lag);
                    curve.y.push_back(fit.at(lag));
                }
                chart.curves.push_back(std::move(curve));
                const auto parameter = [&](const char* quantity, double value) {
                    result.rows.push_back({QStringLiteral("spherical_fit"), dataSet.name,
                                           QString::fromLatin1(quantity), QStringLiteral("km"), 0.0, value,
                                           static_cast<qint64>(found.days)});
                };
                parameter("nugget", fit.nugget);
                parameter("partial_sill", fit.sill);
                parameter("range_km", fit.rangeKm);
            }
            for (std::size_t i = 0; i < found.lagKm.size(); ++i)
                result.rows.push_back({QStringLiteral("semivariogram"), dataSet.name, QStringLiteral("gamma"),
                                       QStringLiteral("km"), found.lagKm[i], found.gamma[i], found.pairs[i]});
        });
    result.charts = {std::move(chart)};
    return result;
}

AnalysisResult analyseAutocorrelation(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    constexpr int kMaxLagDays = 30;
    AnalysisResult result;
    ChartContent acf{.title = Words::tr("ACF of the area mean"),
                     .xLabel = Words::tr("lag (days)"),
                     .yLabel = Words::tr("ACF"),
                     .curves = {},
                     .horizontalLines = {},
                     .yFromZero = false,
                     .integerX = true};
    ChartContent pacf{.title = Words::tr("PACF of the area mean"),
                      .xLabel = Words::tr("lag (days)"),
                      .yLabel = Words::tr("PACF"),
                      .curves = {},
                      .horizontalLines = {},
                      .yFromZero = false,
                      .integerX = true};
    double widestBand = 0.0;
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            const shamal::Autocorrelation found =
                shamal::autocorrelation(dataSet.series, steps, inputs.region, kMaxLagDays, true);
            const std::vector<double> lags = asDoubles(found.lagDays);
            acf.curves.push_back(
                {dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints, lags, found.acf, {}});
            pacf.curves.push_back(
                {dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints, lags, found.pacf, {}});
            widestBand = std::max(widestBand, found.band);
            for (std::size_t i = 0; i < lags.size(); ++i) {
                const auto days = static_cast<qint64>(found.days);
                result.rows.push_back({QStringLiteral("autocorrelation"), dataSet.name, QStringLiteral("acf"),
                                       QStringLiteral("days"), lags[i], found.acf[i], days});
                result.rows.push_back({QStringLiteral("autocorrelation"), dataSet.name,
                                       QStringLiteral("pacf"), QStringLiteral("days"), lags[i], found.pacf[i],
                                       days});
            }
        });
    if (widestBand > 0.0)
        acf.horizontalLines = pacf.horizontalLines = {-widestBand, widestBand};
    pacf.showsLegend = false;
    result.charts = {std::move(acf), std::move(pacf)};
    return result;
}

AnalysisResult analyseLagSkill(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    constexpr int kMaxLagDays = 10;
    AnalysisResult result;
    ChartContent rmse{.title = Words::tr("Lag RMSE"),
                      .xLabel = Words::tr("lag (days)"),
                      .yLabel = Words::tr("RMSE (log10)"),
                      .curves = {},
                      .horizontalLines = {},
                      .yFromZero = true,
                      .integerX = true,
                      .legendCorner = Qt::AlignBottom | Qt::AlignRight};
    ChartContent r2{.title = Words::tr("Lag R²"),
                    .xLabel = Words::tr("lag (days)"),
                    .yLabel = Words::tr("R²"),
                    .curves = {},
                    .horizontalLines = {},
                    .yFromZero = true,
                    .integerX = true};
    forEachDataSet(inputs, result, stop,
                   [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
                       const shamal::LagSkill found = shamal::lagSkill(
                           dataSet.series, steps, inputs.region, kMaxLagDays, true, shamal::Progress(), stop);
                       const std::vector<double> lags = asDoubles(found.lagDays);
                       rmse.curves.push_back({dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints,
                                              lags, found.rmseMean, found.rmseSd});
                       r2.curves.push_back({dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints,
                                            lags, found.r2Mean, found.r2Sd});
                       for (std::size_t i = 0; i < lags.size(); ++i) {
                           const auto row = [&](const char* quantity, double value) {
                               result.rows.push_back({QStringLiteral("lag_skill"), dataSet.name,
                                                      QString::fromLatin1(quantity), QStringLiteral("days"),
                                                      lags[i], value, static_cast<qint64>(found.pairs[i])});
                           };
                           row("rmse_mean", found.rmseMean[i]);
                           row("rmse_sd", found.rmseSd[i]);
                           row("r2_mean", found.r2Mean[i]);
                           row("r2_sd", found.r2Sd[i]);
                       }
                   });
    r2.showsLegend = false;
    result.charts = {std::move(rmse), std::move(r2)};
    return result;
}
