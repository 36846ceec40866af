#include "panels/skill_comparison.h"

#include "fields/regrid.h"
#include "fields/unset_array.h"
#include "map/display_number.h"
#include "panels/coarse_on_fine.h"
#include "panels/each_data_set.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/reference_predictions.h"
#include "statistics/series_quantiles.h"
#include "statistics/skill_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
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

/// Steps of a record on the chosen days, on the days before them, and in their calendar months: what
/// persistence and climatology of the chosen days are made of.
std::vector<std::size_t> neededSteps(const FieldSeries& record, const FieldSeries& chosen)
{
    std::array<bool, 13> months{};
    for (const shamal::TimeStep& step : chosen.steps())
        months.at(static_cast<std::size_t>(step.date.month)) = true;
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < record.size(); ++step) {
        const shamal::Date date = record.steps()[step].date;
        const std::int64_t next = dayNumber(date, record.calendar()) + 1;
        if (months.at(static_cast<std::size_t>(date.month)) ||
            chosen.find(dateOfDay(next, record.calendar())))
            steps.push_back(step);
    }
    return steps;
}

/// As scores are taken of it: the region's cells, in log10 if asked.
FieldSeries scoredPart(const FieldSeries& fine, const AnalysisInputs& inputs, const std::stop_token& stop)
{
    FieldSeries inside = cellsRound(fine, inputs.region, inputs.settings.areaWeighted);
    if (!inputs.settings.log10)
        return inside;
    return remade(
        inside, inside.grid(), true, [&](std::size_t step) { return inside.field(step); }, stop);
}

bool hasValue(std::span<const float> field, const std::vector<std::size_t>& cells)
{
    return std::ranges::any_of(cells, [&](std::size_t cell) { return !std::isnan(field[cell]); });
}

bool hasValue(const FieldSeries& series, const std::vector<std::size_t>& cells)
{
    for (std::size_t step = 0; step < series.size(); ++step) {
        if (hasValue(series.field(step), cells))
            return true;
    }
    return false;
}

/// `needed`: the truth on more days, those of neededSteps().
void addPredictions(SkillComparison& comparison, const FieldSeries& needed,
                    const std::vector<std::size_t>& cells, const AnalysisInputs& inputs,
                    const std::stop_token& stop)
{
    const FieldSeries& truth = comparison.truth;
    const auto add = [&](const QString& name, DataKind kind, const auto& make) {
        shamal::throwIfStopped(stop);
        try {
            FieldSeries series = make();
            if (series.size() == 0)
                throw shamal::InputError(Words::tr("no day in common with the truth").toStdString());
            if (!hasValue(series, cells))
                throw shamal::InputError(
                    Words::tr("no value in the region on the days of the truth").toStdString());
            comparison.predictions.push_back({name, kind, std::move(series)});
        } catch (const shamal::InputError& error) {
            comparison.notes << QStringLiteral("%1: %2").arg(name, QString::fromUtf8(error.what()));
        }
    };
    const AnalysisDataSet& fine = *dataSetOf(inputs, DataKind::Fine);
    const auto onCellsOfTruth = [&](const AnalysisDataSet& dataSet, shamal::RegridMethod method) {
        requireUnitOf(fine, dataSet);
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
    add(Words::tr("persistence"), DataKind::Persistence,
        [&] { return onDaysOf(truth, shamal::persistence(needed)); });
    // The mean of logarithms is the logarithm of the geometric mean.
    add(Words::tr("climatology"), DataKind::Climatology, [&] {
        return onDaysOf(truth, shamal::climatology(needed, shamal::ClimatologyPeriod::Month, false, stop));
    });
}

/// Steps of the truth on days on which every prediction has a value in those cells.
std::vector<std::size_t> commonSteps(const SkillComparison& comparison, const std::vector<std::size_t>& cells)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < comparison.truth.size() && !comparison.predictions.empty(); ++step) {
        const auto has = [&](const SkillPrediction& prediction) {
            const auto found = prediction.series.find(comparison.truth.steps()[step].date);
            return found && hasValue(prediction.series.field(*found), cells);
        };
        if (std::ranges::all_of(comparison.predictions, has))
            steps.push_back(step);
    }
    return steps;
}

/// Of a common day: a field for each prediction.
std::vector<std::span<const float>> predictedOn(const SkillComparison& comparison, std::size_t step)
{
    std::vector<std::span<const float>> fields;
    for (const SkillPrediction& prediction : comparison.predictions)
        fields.push_back(
            prediction.series.field(*prediction.series.find(comparison.truth.steps()[step].date)));
    return fields;
}

/// Whether a prediction lacks a cell that the truth has.
bool lacksCells(const SkillComparison& comparison, std::size_t step, const std::vector<std::size_t>& cells)
{
    const std::span<const float> truth = comparison.truth.field(step);
    return std::ranges::any_of(predictedOn(comparison, step), [&](std::span<const float> predicted) {
        return std::ranges::any_of(
            cells, [&](std::size_t cell) { return std::isnan(predicted[cell]) && !std::isnan(truth[cell]); });
    });
}

/// Leaves out of the truth, on the common days, the cells that a prediction lacks.
void keepCommonCells(SkillComparison& comparison, const std::vector<std::size_t>& cells,
                     const std::stop_token& stop)
{
    const FieldSeries& truth = comparison.truth;
    std::vector<char> lacking(truth.size(), 0);
    const auto look = [&](std::size_t day) {
        const std::size_t step = comparison.common[day];
        lacking[step] = lacksCells(comparison, step, cells) ? 1 : 0;
    };
    shamal::forEachRow(
        comparison.common.size(), 0, [&] { return look; }, {}, stop);
    if (std::ranges::find(lacking, 1) == lacking.end())
        return;
    const auto fieldOf = [&](std::size_t step) {
        std::vector<float> field(truth.field(step).begin(), truth.field(step).end());
        if (lacking[step] == 0)
            return field;
        for (const std::span<const float> predicted : predictedOn(comparison, step)) {
            for (const std::size_t cell : cells) {
                if (std::isnan(predicted[cell]))
                    field[cell] = std::numeric_limits<float>::quiet_NaN();
            }
        }
        return field;
    };
    comparison.notes << Words::tr("Cells that one of them lacks on a day are left out of all on that day.");
    comparison.truth = remade(truth, truth.grid(), false, fieldOf, stop);
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
    const FieldSeries chosen = fine->series.select(fine->series.stepsIn(inputs.season));
    if (chosen.empty())
        throw shamal::InputError(Words::tr("%1: no day lies in the season").arg(fine->name).toStdString());
    const FieldSeries& record = fine->record.empty() ? fine->series : fine->record;
    const FieldSeries needed = scoredPart(record.select(neededSteps(record, chosen)), inputs, stop);
    comparison.truth = onDaysOf(chosen, needed);
    const std::vector<std::size_t> cells =
        cellsOf(inputs.region, comparison.truth, shamal::RegionCells::Shares).cells;
    addPredictions(comparison, needed, cells, inputs, stop);
    comparison.common = commonSteps(comparison, cells);
    keepCommonCells(comparison, cells, stop);
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
