#include "fields/regrid.h"
#include "map/colour_scale.h"
#include "panels/each_data_set.h"
#include "statistics/daily_cells.h"
#include "statistics/quantile_quantile.h"
#include "statistics/reference_predictions.h"
#include "statistics/series_skill.h"

#include <algorithm>
#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using shamal::FieldSeries;

struct Prediction {
    QString name;
    DataKind kind;
    FieldSeries series;
};

const AnalysisDataSet* ofKind(const AnalysisInputs& inputs, DataKind kind)
{
    const auto found = std::ranges::find(inputs.dataSets, kind, &AnalysisDataSet::kind);
    return found == inputs.dataSets.end() ? nullptr : &*found;
}

/// The days of `series` that the truth has.
FieldSeries onDaysOf(const FieldSeries& truth, const FieldSeries& series)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < series.size(); ++step) {
        if (truth.find(series.steps()[step].date))
            steps.push_back(step);
    }
    return series.select(steps);
}

std::vector<Prediction> predictionsOf(const AnalysisInputs& inputs, const FieldSeries& truth,
                                      QStringList& notes, const std::stop_token& stop)
{
    std::vector<Prediction> predictions;
    const auto add = [&](const QString& name, DataKind kind, const auto& make) {
        shamal::throwIfStopped(stop);
        try {
            FieldSeries series = make();
            if (series.size() == 0)
                throw shamal::InputError(Words::tr("no day in common with the truth").toStdString());
            predictions.push_back({name, kind, std::move(series)});
        } catch (const shamal::InputError& error) {
            notes << QStringLiteral("%1: %2").arg(name, QString::fromUtf8(error.what()));
        }
    };
    if (const auto* downscaled = ofKind(inputs, DataKind::Downscaled)) {
        // On the cells of the truth already; nearest keeps their values and leaves out what lies beside.
        add(downscaled->name, DataKind::Downscaled, [&] {
            return regrid(onDaysOf(truth, downscaled->series), truth.grid(), shamal::RegridMethod::Nearest);
        });
    }
    if (const auto* coarse = ofKind(inputs, DataKind::Coarse)) {
        add(Words::tr("%1, bilinear").arg(coarse->name), DataKind::Coarse, [&] {
            return regrid(onDaysOf(truth, coarse->series), truth.grid(), shamal::RegridMethod::Bilinear);
        });
    }
    add(Words::tr("persistence"), DataKind::Persistence, [&] { return shamal::persistence(truth); });
    add(Words::tr("climatology"), DataKind::Climatology,
        [&] { return shamal::climatology(truth, shamal::ClimatologyPeriod::Month, inputs.settings.log10); });
    return predictions;
}

/// Steps of the truth on days that every prediction has.
std::vector<std::size_t> commonSteps(const FieldSeries& truth, const std::vector<Prediction>& predictions)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < truth.size(); ++step) {
        const auto has = [&](const Prediction& prediction) {
            return prediction.series.find(truth.steps()[step].date).has_value();
        };
        if (std::ranges::all_of(predictions, has))
            steps.push_back(step);
    }
    return steps;
}

std::vector<std::size_t> allSteps(const FieldSeries& series)
{
    std::vector<std::size_t> steps(series.size());
    for (std::size_t step = 0; step < steps.size(); ++step)
        steps[step] = step;
    return steps;
}

std::vector<shamal::Date> datesOf(const FieldSeries& series, const std::vector<std::size_t>& steps)
{
    std::vector<shamal::Date> dates;
    for (const std::size_t step : steps)
        dates.push_back(series.steps()[step].date);
    return dates;
}

/// Of all cells of the region on those of the dates that the series has.
std::vector<double> quantilesOf(const FieldSeries& series, const std::vector<shamal::Date>& dates,
                                const AnalysisInputs& inputs)
{
    constexpr int kQuantiles = 99;
    std::vector<std::size_t> steps;
    for (const shamal::Date date : dates) {
        if (const auto step = series.find(date))
            steps.push_back(*step);
    }
    shamal::DailyCells daily =
        shamal::dailyCells(series, steps, inputs.region, shamal::RegionCells::Whole, inputs.settings.log10);
    std::vector<float> values;
    for (std::vector<float>& day : daily.values) {
        values.insert(values.end(), day.begin(), day.end());
        day = {};
    }
    return shamal::quantiles(values, shamal::evenProbabilities(kQuantiles));
}

void addRows(AnalysisResult& result, const QString& name, const shamal::SeriesSkill& skill,
             const QString& analysis)
{
    const shamal::SkillScores& s = skill.pooled;
    for (const auto& [quantity, value] :
         {std::pair("rmse", s.rmse), std::pair("mae", s.mae), std::pair("bias", s.bias),
          std::pair("r2_squared_correlation", s.r2), std::pair("nse_coefficient_of_determination", s.nse),
          std::pair("kge", s.kge), std::pair("kge_r", s.r), std::pair("kge_beta", s.beta),
          std::pair("kge_gamma", s.gamma)})
        result.rows.push_back({analysis,
                               name,
                               quantity,
                               {},
                               0.0,
                               value,
                               static_cast<qint64>(s.n),
                               static_cast<qint64>(skill.missing)});
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

ChartCurve errorsByDay(const Prediction& prediction, const shamal::SeriesSkill& skill)
{
    ChartCurve curve{prediction.name, prediction.kind, ChartCurve::Style::Line, {}, {}, {}};
    for (const shamal::DaySkill& day : skill.days) {
        curve.x.push_back(onDateAxis(day.date));
        curve.y.push_back(day.scores.rmse);
        curve.n.push_back(static_cast<double>(day.scores.n));
    }
    if (curve.x.size() == 1)
        curve.style = ChartCurve::Style::Points;
    return brokenAtGaps(curve);
}

}  // namespace

AnalysisResult analyseSkill(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    AnalysisResult result;
    result.log10 = inputs.settings.log10;
    result.options = QStringLiteral("weights=%1;climatology=other_days_of_the_month")
                         .arg(inputs.settings.areaWeighted ? "area" : "cells_alike");
    result.source = QStringLiteral("Nash and Sutcliffe 1970; Gupta et al. 2009; Hyndman and Fan 1996");
    ChartContent errors, quantiles;
    errors.title = Words::tr("RMSE by day");
    errors.yLabel = Words::tr("RMSE (%1)").arg(unitOfValues(inputs));
    errors.datesX = true;
    errors.yFromZero = true;
    quantiles.title = Words::tr("Quantiles");
    quantiles.xLabel = Words::tr("truth (%1)").arg(unitOfValues(inputs));
    quantiles.yLabel = Words::tr("prediction (%1)").arg(unitOfValues(inputs));
    quantiles.fitsX = true;
    quantiles.showsLegend = false;
    const auto give = [&] {
        result.charts = {std::move(errors), std::move(quantiles)};
        return std::move(result);
    };
    const AnalysisDataSet* const fine = ofKind(inputs, DataKind::Fine);
    if (fine == nullptr) {
        result.notes << Words::tr("Open a fine data set: it is the truth that others are held against.");
        return give();
    }
    const FieldSeries truth =
        fine->series.select(fine->series.stepsIn(inputs.season)).window(inputs.region.bounds());
    if (truth.size() == 0) {
        result.notes << Words::tr("%1: no day lies in the season").arg(fine->name);
        return give();
    }
    const std::vector<Prediction> predictions = predictionsOf(inputs, truth, result.notes, stop);
    const std::vector<std::size_t> common = commonSteps(truth, predictions);
    shamal::SeriesSkillOptions options;
    options.log10Transform = inputs.settings.log10;
    options.areaWeighted = inputs.settings.areaWeighted;
    result.findings << Words::tr("Over the %n day(s) that all have:", nullptr,
                                 static_cast<int>(common.size()));
    const std::vector<shamal::Date> compared = datesOf(truth, common);
    std::vector<double> trueQuantiles;
    if (common.empty())
        result.notes << Words::tr("No day is in all of them: they are not scored together.");
    else
        trueQuantiles = quantilesOf(truth, compared, inputs);
    for (const Prediction& prediction : predictions) {
        shamal::throwIfStopped(stop);
        const auto skillOn = [&](const std::vector<std::size_t>& steps) {
            return shamal::seriesSkill(truth, steps, prediction.series, inputs.region, options, {}, stop);
        };
        const shamal::SeriesSkill all = skillOn(allSteps(truth));
        errors.curves.push_back(errorsByDay(prediction, all));
        for (const shamal::DaySkill& day : all.days)
            result.rows.push_back({QStringLiteral("skill_by_day"), prediction.name, QStringLiteral("rmse"),
                                   QString::fromStdString(toString(day.date)), 0.0, day.scores.rmse,
                                   static_cast<qint64>(day.scores.n), static_cast<qint64>(day.missing)});
        if (!common.empty()) {
            const shamal::SeriesSkill pooled = common.size() == all.days.size() ? all : skillOn(common);
            addRows(result, prediction.name, pooled, QStringLiteral("skill"));
            result.findings << inWords(prediction.name, pooled.pooled);
        }
        if (common.empty())
            continue;
        quantiles.curves.push_back({prediction.name,
                                    prediction.kind,
                                    ChartCurve::Style::Line,
                                    trueQuantiles,
                                    quantilesOf(prediction.series, compared, inputs),
                                    {}});
    }
    if (!quantiles.curves.empty()) {
        const auto [least, most] = std::ranges::minmax(quantiles.curves.front().x);
        quantiles.curves.push_back(
            {{}, DataKind::Fine, ChartCurve::Style::DashedLine, {least, most}, {least, most}, {}});
    }
    return give();
}
