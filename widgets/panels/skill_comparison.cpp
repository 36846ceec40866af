#include "panels/skill_comparison.h"

#include "fields/regrid.h"
#include "fields/unset_array.h"
#include "map/display_number.h"
#include "panels/each_data_set.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/reference_predictions.h"
#include "statistics/series_quantiles.h"
#include "statistics/skill_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using shamal::FieldSeries;

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

/// Like `series`, with the fields that `fieldOf` makes of its steps, in log10 if asked.
template <typename FieldOf>
FieldSeries remade(const FieldSeries& series, const shamal::Grid& grid, bool log10, const FieldOf& fieldOf,
                   const std::stop_token& stop)
{
    const std::size_t cells = grid.cells();
    std::shared_ptr<float[]> values = shamal::unsetArray<float>(series.size() * cells);
    const auto makeWorker = [&] {
        return [&](std::size_t step) {
            float* const to = values.get() + step * cells;
            const auto& field = fieldOf(step);
            if (log10)
                std::ranges::transform(field, to, [](float value) { return shamal::log10Floored(value); });
            else
                std::ranges::copy(field, to);
        };
    };
    shamal::forEachRow(series.size(), 0, makeWorker, {}, stop);
    return {series.metadata(), grid, series.calendar(), series.steps(), std::move(values), series.timeless()};
}

FieldSeries truthOf(const FieldSeries& fine, const AnalysisInputs& inputs, const std::stop_token& stop)
{
    FieldSeries inside = fine.select(fine.stepsIn(inputs.season)).window(inputs.region.bounds());
    if (!inputs.settings.log10)
        return inside;
    return remade(
        inside, inside.grid(), true, [&](std::size_t step) { return inside.field(step); }, stop);
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
        const FieldSeries series = onDaysOf(truth, dataSet.series);
        const auto fieldOf = [&](std::size_t step) {
            return regrid(series.field(step), series.grid(), truth.grid(), method);
        };
        return remade(series, truth.grid(), comparison.log10, fieldOf, stop);
    };
    if (const auto* downscaled = dataSetOf(inputs, DataKind::Downscaled)) {
        // On the cells of the truth already; nearest keeps their values and leaves out what lies beside.
        add(downscaled->name, DataKind::Downscaled,
            [&] { return onCellsOfTruth(*downscaled, shamal::RegridMethod::Nearest); });
        if (!comparison.predictions.empty()) {  // on a day in common
            comparison.members = downscaled->members;
            comparison.membersName = downscaled->name;
        }
    }
    if (const auto* coarse = dataSetOf(inputs, DataKind::Coarse)) {
        add(Words::tr("%1, bilinear").arg(coarse->name), DataKind::Coarse,
            [&] { return onCellsOfTruth(*coarse, shamal::RegridMethod::Bilinear); });
    }
    add(Words::tr("persistence"), DataKind::Persistence, [&] { return shamal::persistence(truth); });
    // The mean of logarithms is the logarithm of the geometric mean.
    add(Words::tr("climatology"), DataKind::Climatology,
        [&] { return shamal::climatology(truth, shamal::ClimatologyPeriod::Month, false, stop); });
}

/// Steps of the truth on days that every prediction has.
std::vector<std::size_t> commonSteps(const SkillComparison& comparison)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < comparison.truth.size() && !comparison.predictions.empty(); ++step) {
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
    const AnalysisDataSet* const fine = dataSetOf(inputs, DataKind::Fine);
    if (fine == nullptr)
        throw shamal::InputError(
            Words::tr("Open a fine data set: it is the truth that others are held against.").toStdString());
    SkillComparison comparison;
    comparison.region = inputs.region;
    comparison.log10 = inputs.settings.log10;
    comparison.unit = unitOfValues(inputs);
    const QString unit = QString::fromStdString(fine->series.metadata().units);
    comparison.nativeUnit = unit == QStringLiteral("1") ? QString() : unit;
    comparison.truth = truthOf(fine->series, inputs, stop);
    if (comparison.truth.empty())
        throw shamal::InputError(Words::tr("%1: no day lies in the season").arg(fine->name).toStdString());
    addPredictions(comparison, inputs, stop);
    comparison.common = commonSteps(comparison);
    return comparison;
}

std::vector<float> valuesOn(const std::vector<shamal::Date>& dates, const FieldSeries& series,
                            const shamal::Region& region)
{
    const std::vector<std::size_t> cells = cellsOf(region, series, shamal::RegionCells::Whole).cells;
    std::vector<float> values;
    values.reserve(dates.size() * cells.size());
    for (const shamal::Date date : dates) {
        const auto step = series.find(date);
        if (!step)
            throw shamal::InputError(Words::tr("%1 is missing in %2")
                                         .arg(QString::fromStdString(toString(date)),
                                              QString::fromStdString(series.metadata().title()))
                                         .toStdString());
        const std::span<const float> field = series.field(*step);
        for (const std::size_t cell : cells)
            values.push_back(field[cell]);
    }
    return values;
}

std::vector<float> valuesIn(const std::vector<std::size_t>& cells, std::span<const float> field)
{
    std::vector<float> values;
    values.reserve(cells.size());
    for (const std::size_t cell : cells)
        values.push_back(field[cell]);
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
    const double threshold = seriesQuantiles(comparison.truth, comparison.common, comparison.region,
                                             std::array{percentile / 100.0}, false, {}, {})
                                 .front();
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
