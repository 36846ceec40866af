#include "panels/skill_comparison.h"

#include "fields/regrid.h"
#include "map/colour_scale.h"
#include "panels/each_data_set.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/quantile_quantile.h"
#include "statistics/reference_predictions.h"
#include "statistics/skill_scores.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using shamal::FieldSeries;

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

FieldSeries scaled(const FieldSeries& series, bool log10, const std::stop_token& stop)
{
    if (!log10)
        return series;
    const std::size_t cells = series.grid().cells();
    std::vector<float> values(series.size() * cells);
    const auto makeWorker = [&] {
        return [&](std::size_t step) {
            std::ranges::transform(series.field(step),
                                   values.begin() + static_cast<std::ptrdiff_t>(step * cells),
                                   [](float value) { return shamal::log10Floored(value); });
        };
    };
    shamal::forEachRow(series.size(), 0, makeWorker, {}, stop);
    return {series.metadata(), series.grid(),     series.calendar(),
            series.steps(),    std::move(values), series.timeless()};
}

void addPredictions(SkillComparison& comparison, const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const FieldSeries& truth = comparison.truth;
    const auto add = [&](const QString& name, DataKind kind, const auto& make) {
        shamal::throwIfStopped(stop);
        try {
            FieldSeries series = make();
            if (series.size() == 0)
                throw shamal::InputError(Words::tr("no day in common with the truth").toStdString());
            comparison.predictions.push_back({name, kind, std::move(series)});
        } catch (const shamal::InputError& error) {
            comparison.notes << QStringLiteral("%1: %2").arg(name, QString::fromUtf8(error.what()));
        }
    };
    const auto onCellsOfTruth = [&](const AnalysisDataSet& dataSet, shamal::RegridMethod method) {
        return scaled(regrid(onDaysOf(truth, dataSet.series), truth.grid(), method), comparison.log10, stop);
    };
    if (const auto* downscaled = ofKind(inputs, DataKind::Downscaled)) {
        // On the cells of the truth already; nearest keeps their values and leaves out what lies beside.
        add(downscaled->name, DataKind::Downscaled,
            [&] { return onCellsOfTruth(*downscaled, shamal::RegridMethod::Nearest); });
        if (!comparison.predictions.empty()) {  // on a day in common
            comparison.members = downscaled->members;
            comparison.membersName = downscaled->name;
        }
    }
    if (const auto* coarse = ofKind(inputs, DataKind::Coarse)) {
        add(Words::tr("%1, bilinear").arg(coarse->name), DataKind::Coarse,
            [&] { return onCellsOfTruth(*coarse, shamal::RegridMethod::Bilinear); });
    }
    add(Words::tr("persistence"), DataKind::Persistence, [&] { return shamal::persistence(truth); });
    // The mean of logarithms is the logarithm of the geometric mean.
    add(Words::tr("climatology"), DataKind::Climatology,
        [&] { return shamal::climatology(truth, shamal::ClimatologyPeriod::Month, false); });
}

/// Steps of the truth on days that every prediction has.
std::vector<std::size_t> commonSteps(const SkillComparison& comparison)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < comparison.truth.size(); ++step) {
        const auto has = [&](const SkillPrediction& prediction) {
            return prediction.series.find(comparison.truth.steps()[step].date).has_value();
        };
        if (std::ranges::all_of(comparison.predictions, has))
            steps.push_back(step);
    }
    return steps;
}

}  // namespace

double SkillComparison::native(double value) const
{
    return log10 ? std::pow(10.0, value) : value;
}

SkillComparison skillComparison(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const AnalysisDataSet* const fine = ofKind(inputs, DataKind::Fine);
    if (fine == nullptr)
        throw shamal::InputError(
            Words::tr("Open a fine data set: it is the truth that others are held against.").toStdString());
    SkillComparison comparison;
    comparison.region = inputs.region;
    comparison.log10 = inputs.settings.log10;
    comparison.unit = unitOfValues(inputs);
    const QString unit = QString::fromStdString(fine->series.metadata().units);
    comparison.nativeUnit = unit == QStringLiteral("1") ? QString() : unit;
    comparison.truth =
        scaled(fine->series.select(fine->series.stepsIn(inputs.season)).window(inputs.region.bounds()),
               comparison.log10, stop);
    if (comparison.truth.empty())
        throw shamal::InputError(Words::tr("%1: no day lies in the season").arg(fine->name).toStdString());
    addPredictions(comparison, inputs, stop);
    comparison.common = commonSteps(comparison);
    return comparison;
}

std::vector<float> valuesOn(const std::vector<shamal::Date>& dates, const FieldSeries& series,
                            const shamal::Region& region)
{
    std::vector<std::size_t> steps;
    for (const shamal::Date date : dates) {
        const auto step = series.find(date);
        if (!step)
            throw shamal::InputError(Words::tr("%1 is missing in %2")
                                         .arg(QString::fromStdString(toString(date)),
                                              QString::fromStdString(series.metadata().title()))
                                         .toStdString());
        steps.push_back(*step);
    }
    std::vector<float> values;
    for (const std::vector<float>& day :
         dailyCells(series, steps, region, shamal::RegionCells::Whole, false).values)
        values.insert(values.end(), day.begin(), day.end());
    return values;
}

std::vector<shamal::Date> commonDates(const SkillComparison& comparison)
{
    std::vector<shamal::Date> dates;
    for (const std::size_t step : comparison.common)
        dates.push_back(comparison.truth.steps()[step].date);
    return dates;
}

double eventThreshold(const SkillComparison& comparison, int percentile)
{
    const std::vector<float> values = valuesOn(commonDates(comparison), comparison.truth, comparison.region);
    const double threshold = shamal::quantiles(values, std::array{percentile / 100.0}).front();
    if (std::isnan(threshold))
        throw shamal::InputError(
            Words::tr("The truth has no value in the region on the days that all have.").toStdString());
    return threshold;
}

QString eventInWords(const SkillComparison& comparison, int percentile, double threshold)
{
    const QString value = displayNumber(comparison.native(threshold));
    return Words::tr("Event: a value above %1, percentile %2 of the truth")
        .arg(comparison.nativeUnit.isEmpty() ? value : value + QChar(0x202F) + comparison.nativeUnit)
        .arg(percentile);
}
