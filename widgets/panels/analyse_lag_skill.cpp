#include "map/display_number.h"
#include "panels/coarse_on_fine.h"
#include "panels/each_data_set.h"
#include "panels/floored_values.h"
#include "panels/lags_without_value.h"
#include "statistics/lag_skill.h"

#include <utility>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// Of errors and of correlations, and what is to be said of the latter where there are none.
struct Charts {
    ChartContent rmse, r2;
    QStringList r2Reasons;
};

Charts emptyCharts(const AnalysisInputs& inputs)
{
    const bool between = inputs.settings.lagSkillBetween;
    Charts charts;
    for (ChartContent* chart : {&charts.rmse, &charts.r2}) {
        chart->xLabel = between ? Words::tr("lead (days)") : Words::tr("lag (days)");
        chart->yFromZero = true;
        chart->integerX = true;
    }
    charts.rmse.title =
        between ? Words::tr("Lag RMSE, coarse (bilinear) against fine") : Words::tr("Lag RMSE");
    charts.rmse.yLabel = Words::tr("RMSE (%1)").arg(unitOfValues(inputs));
    charts.rmse.legendCorner = Qt::AlignBottom | Qt::AlignRight;
    charts.r2.title = between ? Words::tr("Lag R², coarse (bilinear) against fine") : Words::tr("Lag R²");
    charts.r2.yLabel = Words::tr("R²");
    charts.r2.showsLegend = false;
    return charts;
}

shamal::LagSkillOptions optionsOf(const AnalysisSettings& settings)
{
    shamal::LagSkillOptions options;
    options.maxLag = settings.lagSkillDays;
    options.log10Transform = settings.log10;
    if (settings.lagSkillResampled)
        options.bands.emplace();
    return options;
}

QString inText(const shamal::LagSkillOptions& options, bool between)
{
    QStringList parts;
    if (between)
        parts << QStringLiteral("of=coarse_day_t-k_bilinear_on_fine_cells_against_fine_day_t");
    parts << QStringLiteral("max_lag_days=%1;cells=alike").arg(options.maxLag);
    if (options.bands)
        parts << QStringLiteral("band=bootstrap;level=%1;draws=%2;block_days=%3;seed=%4")
                     .arg(options.bands->level)
                     .arg(options.bands->resamples)
                     .arg(options.bands->blockDays)
                     .arg(options.bands->seed);
    else
        parts << QStringLiteral("band=sd_of_pairs");
    return parts.join(';');
}

struct Score {
    const char* name;  ///< in rows
    const std::vector<double>&mean, &sd;
    const std::vector<std::size_t>& pairs;               ///< of days, behind each
    const std::vector<shamal::BootstrapInterval>& band;  ///< of the mean; empty without
};

ChartCurve curveOf(const Score& score, const QString& name, DataKind kind, const shamal::LagSkill& found)
{
    ChartCurve curve{name, kind, ChartCurve::Style::LineAndPoints, asDoubles(found.lagDays), score.mean, {}};
    curve.n = asDoubles(score.pairs);
    if (score.band.empty())
        curve.halfWidth = score.sd;
    for (const shamal::BootstrapInterval& interval : score.band) {
        curve.lower.push_back(interval.lower);
        curve.upper.push_back(interval.upper);
    }
    return curve;
}

void addRows(AnalysisResult& result, const QString& name, const Score& score, const shamal::LagSkill& found)
{
    for (std::size_t i = 0; i < found.lagDays.size(); ++i) {
        const auto add = [&](const char* quantity, double value) {
            result.rows.push_back({QStringLiteral("lag_skill"), name,
                                   QString::fromLatin1(score.name) + QString::fromLatin1(quantity),
                                   QStringLiteral("days"), static_cast<double>(found.lagDays[i]), value,
                                   static_cast<qint64>(score.pairs[i]),
                                   static_cast<qint64>(found.missingDays)});
        };
        add("_mean", score.mean[i]);
        add("_sd", score.sd[i]);
        if (score.band.empty())
            continue;
        add("_mean_p2.5", score.band[i].lower);
        add("_mean_p97.5", score.band[i].upper);
    }
}

/// At the shortest lag.
QString inWords(const QString& name, const shamal::LagSkill& found)
{
    return Words::tr("%1, lag %2: RMSE %3, R² %4, %n pair(s) of days", nullptr,
                     static_cast<int>(found.pairs.front()))
        .arg(name)
        .arg(found.lagDays.front())
        .arg(displayNumber(found.rmseMean.front()), displayNumber(found.r2Mean.front()));
}

void addSkill(AnalysisResult& result, Charts& charts, const QString& name, DataKind kind,
              const shamal::LagSkill& found)
{
    const Score rmse{"rmse", found.rmseMean, found.rmseSd, found.pairs, found.rmseBand};
    const Score r2{"r2", found.r2Mean, found.r2Sd, found.r2Pairs, found.r2Band};
    charts.rmse.curves.push_back(curveOf(rmse, name, kind, found));
    charts.r2.curves.push_back(curveOf(r2, name, kind, found));
    addRows(result, name, rmse, found);
    addRows(result, name, r2, found);
    result.findings << inWords(name, found);
    const auto noPair = [](std::size_t) { return Words::tr("no pair of days"); };
    addReasons(result, lagsWithoutValue(name, found.lagDays, found.rmseMean, noPair), found.rmseMean);
    charts.r2Reasons << lagsWithoutValue(name, found.lagDays, found.r2Mean, [&found](std::size_t i) {
        return found.pairs[i] > 0 ? Words::tr("no R², as images are constant or have one cell in common,")
                                  : QString();
    });
}

void addBetween(AnalysisResult& result, Charts& charts, const AnalysisInputs& inputs,
                const shamal::LagSkillOptions& options, const std::stop_token& stop)
{
    try {
        const CoarseOnFine both = coarseOnFine(inputs, options.maxLag);
        shamal::throwIfStopped(stop);
        const std::vector<std::size_t> fineSteps = both.fine.stepsIn(inputs.season);
        const std::vector<std::size_t> coarseSteps = both.coarse.stepsIn(inputs.season);
        const QString name = Words::tr("%1 foretells %2").arg(both.coarseName, both.fineName);
        addSkill(result, charts, name, DataKind::Fine,
                 lagSkillBetween({both.fine, fineSteps}, {both.coarse, coarseSteps}, inputs.region, options,
                                 {}, stop));
    } catch (const shamal::InputError& error) {
        result.notes << QString::fromUtf8(error.what());
    }
}

}  // namespace

AnalysisResult analyseLagSkill(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const bool between = inputs.settings.lagSkillBetween;
    const shamal::LagSkillOptions options = optionsOf(inputs.settings);
    AnalysisResult result = resultOf(inputs);
    result.notes = notesOnFlooredValues(inputs);
    result.options = inText(options, between);
    result.source = options.bands ? QStringLiteral("Xiang et al. 2025; Politis and Romano 1992")
                                  : QStringLiteral("Xiang et al. 2025");
    Charts charts = emptyCharts(inputs);
    if (between)
        addBetween(result, charts, inputs, options, stop);
    else
        forEachDataSet(inputs, result, stop,
                       [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
                           addSkill(result, charts, dataSet.name, dataSet.kind,
                                    lagSkill(dataSet.series, steps, inputs.region, options, {}, stop));
                       });
    ChartContent r2 = withReasons(std::move(charts.r2), charts.r2Reasons);
    if (!r2.curves.empty())
        result.notes << charts.r2Reasons;
    result.charts = {std::move(charts.rmse), std::move(r2)};
    return result;
}
