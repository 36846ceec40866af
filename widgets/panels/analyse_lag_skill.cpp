#include "panels/each_data_set.h"
#include "statistics/lag_skill.h"

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

}  // namespace

AnalysisResult analyseLagSkill(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const AnalysisSettings& settings = inputs.settings;
    AnalysisResult result;
    result.log10 = settings.log10;
    result.options = QStringLiteral("max_lag_days=%1;cells=alike").arg(settings.lagSkillDays);
    result.source = QStringLiteral("Xiang et al. 2025");
    ChartContent rmse{.title = Words::tr("Lag RMSE"),
                      .xLabel = Words::tr("lag (days)"),
                      .yLabel = Words::tr("RMSE (%1)").arg(unitOfValues(inputs)),
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
                       const shamal::LagSkill found =
                           shamal::lagSkill(dataSet.series, steps, inputs.region, settings.lagSkillDays,
                                            settings.log10, shamal::Progress(), stop);
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
