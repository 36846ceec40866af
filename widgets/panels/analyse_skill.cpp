#include "fields/error.h"
#include "map/display_number.h"
#include "panels/each_data_set.h"
#include "panels/floored_values.h"
#include "panels/skill_charts.h"
#include "statistics/series_skill.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// Scores of one prediction, day by day and of the days that all predictions have.
struct PredictionScores {
    std::vector<shamal::DaySkill> days;
    shamal::SkillScores pooled;
    std::size_t missing = 0;  ///< cells without truth or without prediction, of the pooled days
};

PredictionScores scoresOf(const SkillPrediction& prediction, const SkillComparison& comparison,
                          bool areaWeighted, const std::stop_token& stop)
{
    shamal::SeriesSkillOptions options;
    options.log10Transform = false;  // taken already
    options.areaWeighted = areaWeighted;
    PredictionScores scores;
    scores.days = seriesSkill(comparison.truth, comparison.truth.stepsIn(shamal::Season::All),
                              prediction.series, comparison.region, options, {}, stop)
                      .days;
    const std::vector<shamal::Date> common = commonDates(comparison);
    shamal::SkillSums pooled;
    for (const shamal::DaySkill& day : scores.days) {
        if (std::ranges::find(common, day.date) == common.end())
            continue;
        pooled += day.sums;
        scores.missing += day.missing;
    }
    scores.pooled = pooled.scores();
    return scores;
}

constexpr auto kScores = std::to_array<std::pair<const char*, double shamal::SkillScores::*>>(
    {{"rmse", &shamal::SkillScores::rmse},
     {"mae", &shamal::SkillScores::mae},
     {"bias", &shamal::SkillScores::bias},
     {"r2_squared_correlation", &shamal::SkillScores::r2},
     {"nse_coefficient_of_determination", &shamal::SkillScores::nse},
     {"kge", &shamal::SkillScores::kge},
     {"kge_r", &shamal::SkillScores::r},
     {"kge_beta", &shamal::SkillScores::beta},
     {"kge_gamma", &shamal::SkillScores::gamma}});

void addRows(AnalysisResult& result, const QString& name, const PredictionScores& scores)
{
    for (const auto& [quantity, score] : kScores)
        result.rows.push_back({QStringLiteral("skill"),
                               name,
                               quantity,
                               {},
                               0.0,
                               scores.pooled.*score,
                               static_cast<qint64>(scores.pooled.n),
                               static_cast<qint64>(scores.missing)});
}

QString inWords(const QString& name, const shamal::SkillScores& s)
{
    return Words::tr(
               "%1: RMSE %2, MAE %3, bias %4, R² %5, NSE %6, KGE %7 (r %8, β %9, γ %10), %L11 cells and days")
        .arg(name, displayNumber(s.rmse), displayNumber(s.mae), displayNumber(s.bias), displayNumber(s.r2),
             displayNumber(s.nse), displayNumber(s.kge), displayNumber(s.r), displayNumber(s.beta),
             displayNumber(s.gamma))
        .arg(s.n);
}

bool isUndefined(const shamal::SkillScores& scores)
{
    return std::ranges::any_of(kScores, [&](const auto& of) { return std::isnan(scores.*of.second); });
}

ChartCurve errorsByDay(const SkillPrediction& prediction, const PredictionScores& scores,
                       shamal::Calendar calendar)
{
    ChartCurve curve{prediction.name, prediction.kind, ChartCurve::Style::Line, {}, {}, {}};
    for (const shamal::DaySkill& day : scores.days) {
        curve.x.push_back(onDateAxis(day.date));
        curve.y.push_back(day.scores.rmse);
        curve.n.push_back(static_cast<double>(day.scores.n));
    }
    if (curve.x.size() == 1)
        curve.style = ChartCurve::Style::Points;
    return brokenAtGaps(curve, calendar);
}

ChartContent emptyErrorsChart(const AnalysisInputs& inputs)
{
    ChartContent errors;
    errors.title = Words::tr("RMSE by day");
    errors.yLabel = Words::tr("RMSE (%1)").arg(unitOfValues(inputs));
    errors.datesX = true;
    errors.yFromZero = true;
    return errors;
}

/// A prediction and its scores over the days and cells that all have.
struct Scored {
    const SkillPrediction* prediction;
    shamal::SkillScores scores;
};

/// How much of the squared error of the simple predictions the others take away.
void addMeanSquareSkill(AnalysisResult& result, const std::vector<Scored>& all)
{
    constexpr auto kReferences = std::to_array<std::pair<DataKind, const char*>>(
        {{DataKind::Persistence, "mse_skill_over_persistence"},
         {DataKind::Climatology, "mse_skill_over_climatology"},
         {DataKind::Coarse, "mse_skill_over_interpolation"}});
    for (const DataKind kind : {DataKind::Downscaled, DataKind::Coarse}) {
        const auto of = std::ranges::find(all, kind, [](const Scored& one) { return one.prediction->kind; });
        if (of == all.end())
            continue;
        QStringList words;
        for (const auto& [reference, quantity] : kReferences) {
            const auto over =
                std::ranges::find(all, reference, [](const Scored& o) { return o.prediction->kind; });
            if (over == all.end() || over == of)
                continue;
            const double skill = meanSquareSkill(of->scores, over->scores);
            result.rows.push_back({QStringLiteral("skill"),
                                   of->prediction->name,
                                   quantity,
                                   {},
                                   0.0,
                                   skill,
                                   static_cast<qint64>(of->scores.n)});
            words << Words::tr("%1 over %2").arg(displayNumber(skill), over->prediction->name);
        }
        if (!words.isEmpty())
            result.findings
                << Words::tr("%1: MSE skill %2").arg(of->prediction->name, words.join(QStringLiteral(", ")));
    }
}

/// Errors by day in the chart; scores of the common days in the table and in words.
void addScores(AnalysisResult& result, ChartContent& errors, const SkillComparison& comparison,
               const AnalysisSettings& settings, const std::stop_token& stop)
{
    bool undefined = false;
    std::vector<Scored> scored;
    for (const SkillPrediction& prediction : comparison.predictions) {
        const PredictionScores scores = scoresOf(prediction, comparison, settings.areaWeighted, stop);
        for (const shamal::DaySkill& day : scores.days)
            result.rows.push_back({QStringLiteral("skill_by_day"), prediction.name, QStringLiteral("rmse"),
                                   QString::fromStdString(toString(day.date)), 0.0, day.scores.rmse,
                                   static_cast<qint64>(day.scores.n), static_cast<qint64>(day.missing)});
        if (std::ranges::all_of(scores.days, [](const auto& day) { return day.scores.n == 0; })) {
            result.notes << Words::tr("%1: no cell has a value of truth and prediction").arg(prediction.name);
            continue;
        }
        errors.curves.push_back(errorsByDay(prediction, scores, comparison.truth.calendar()));
        if (comparison.common.empty())
            continue;
        addRows(result, prediction.name, scores);
        result.findings << inWords(prediction.name, scores.pooled);
        undefined = undefined || isUndefined(scores.pooled);
        scored.push_back({&prediction, scores.pooled});
    }
    addMeanSquareSkill(result, scored);
    if (undefined)
        result.findings << Words::tr(
            "–: a score that is not defined where the truth or the prediction does "
            "not vary");
}

SkillPart drawChosen(const SkillComparison& comparison, const AnalysisSettings& settings,
                     const std::optional<shamal::EnsembleSums>& ensemble, const std::stop_token& stop)
{
    using Chart = AnalysisSettings::SkillChart;
    switch (settings.skillChart) {
        case Chart::Quantiles:
            return drawQuantiles(comparison, stop);
        case Chart::PowerSpectrum:
            return drawSpectra(comparison, stop);
        case Chart::FractionSkill:
            return drawFractionSkill(comparison, settings.eventPercentile, stop);
        case Chart::ScatterDensity:
            return drawScatter(comparison, stop);
        case Chart::RankHistogram:
            return drawRankHistogram(comparison, ensemble);
        case Chart::SpreadAndError:
            return drawSpreadAndError(comparison, stop);
        case Chart::Reliability:
            return drawReliability(comparison, settings.eventPercentile, stop);
    }
    return {};
}

SkillPart chosenOrWhyNot(const SkillComparison& comparison, const AnalysisSettings& settings,
                         const std::optional<shamal::EnsembleSums>& ensemble, const std::stop_token& stop)
{
    try {
        if (comparison.common.empty())
            throw shamal::InputError(
                Words::tr("No day is in all of them: they are not scored together.").toStdString());
        return drawChosen(comparison, settings, ensemble, stop);
    } catch (const shamal::InputError& error) {
        SkillPart part;
        part.chart.message = QString::fromUtf8(error.what());
        return part;
    }
}

/// "weights=area;second_chart=reliability;event_percentile=90", in no language.
QString optionsOf(const AnalysisSettings& settings)
{
    using Chart = AnalysisSettings::SkillChart;
    constexpr std::array kNames{"quantiles",      "power_spectrum",   "fraction_skill", "scatter_density",
                                "rank_histogram", "spread_and_error", "reliability"};
    QString options = QStringLiteral("weights=%1;climatology=other_days_of_the_month;second_chart=%2")
                          .arg(settings.areaWeighted ? "area" : "cells_alike",
                               kNames.at(static_cast<std::size_t>(settings.skillChart)));
    if (settings.areaWeighted)
        options += QStringLiteral(";member_weights=cells_alike");
    if (settings.skillChart == Chart::FractionSkill || settings.skillChart == Chart::Reliability)
        options += QStringLiteral(";event_percentile=%1").arg(settings.eventPercentile);
    return options;
}

}  // namespace

AnalysisResult analyseSkill(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    AnalysisResult result = resultOf(inputs);
    result.options = optionsOf(inputs.settings);
    result.source = QStringLiteral("Nash and Sutcliffe 1970; Gupta et al. 2009; Murphy 1988");
    ChartContent errors = emptyErrorsChart(inputs);
    SkillComparison comparison;
    try {
        comparison = skillComparison(inputs, stop);
    } catch (const shamal::InputError& error) {
        result.notes << QString::fromUtf8(error.what());
        result.charts = {std::move(errors), {}};
        return result;
    }
    result.notes = notesOnFlooredValues(inputs) + comparison.notes;
    result.findings << Words::tr("Over the %n day(s) that all have:", nullptr,
                                 static_cast<int>(comparison.common.size()));
    if (comparison.common.empty())
        result.notes << Words::tr("No day is in all of them: they are not scored together.");
    addScores(result, errors, comparison, inputs.settings, stop);
    std::optional<shamal::EnsembleSums> ensemble;
    try {
        ensemble = ensembleOf(comparison, stop);
    } catch (const shamal::InputError& error) {  // no whole cell, where others count shares
        result.notes << QString::fromUtf8(error.what());
    }
    if (ensemble) {
        result.findings << ensembleInWords(comparison, *ensemble);
        if (inputs.settings.areaWeighted)
            result.findings << Words::tr("Scores of members count cells alike.");
        result.source += QStringLiteral("; Ferro 2014; Fortin et al. 2014");
        std::ranges::copy(ensembleRows(comparison, *ensemble), std::back_inserter(result.rows));
    }
    SkillPart part = chosenOrWhyNot(comparison, inputs.settings, ensemble, stop);
    std::ranges::copy(part.rows, std::back_inserter(result.rows));
    result.findings += part.findings;
    if (!part.source.isEmpty())
        result.source += QStringLiteral("; ") + part.source;
    result.charts = {std::move(errors), std::move(part.chart)};
    return result;
}
