#include "panels/coarse_on_fine.h"

#include "fields/error.h"
#include "fields/regrid.h"
#include "fields/units.h"
#include "panels/each_data_set.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using shamal::FieldSeries;

const AnalysisDataSet& ofKind(const AnalysisInputs& inputs, DataKind kind)
{
    const AnalysisDataSet* const found = dataSetOf(inputs, kind);
    if (found == nullptr)
        throw shamal::InputError(
            Words::tr("Open a coarse and a fine data set: they are held against each other.").toStdString());
    return *found;
}

QString unitInWords(const std::string& unit)
{
    return unit.empty() ? QStringLiteral("1") : QString::fromStdString(unit);
}

/// Whether `series` has one of the days that follow `date` within `daysAfter` days, or that day itself.
bool hasDayAfter(const FieldSeries& series, shamal::Date date, shamal::Calendar calendar, int daysAfter)
{
    const std::int64_t day = dayNumber(date, calendar);
    for (int after = 0; after <= daysAfter; ++after) {
        if (series.find(shamal::dateOfDay(day + after, calendar)))
            return true;
    }
    return false;
}

/// Of those centres.
bool anyIn(const shamal::LatLonBox& box, const shamal::Grid& grid)
{
    const auto isIn = [&](double latitude) { return latitude >= box.south && latitude <= box.north; };
    const auto row = std::ranges::find_if(grid.latitudes(), isIn);
    return row != grid.latitudes().end() && std::ranges::any_of(grid.longitudes(), [&](double longitude) {
               return box.contains({*row, longitude});
           });
}

}  // namespace

FieldSeries cellsRound(const FieldSeries& series, const shamal::Region& region, bool shares)
{
    const shamal::Grid& grid = series.grid();
    shamal::LatLonBox box = region.bounds();
    if (!shares && anyIn(box, grid))
        return series.window(box);
    box.south -= grid.meanLatitudeStep();
    box.north += grid.meanLatitudeStep();
    box.west -= grid.meanLongitudeStep();
    box.east += grid.meanLongitudeStep();
    if (box.east - box.west >= 360.0)
        return series;
    return series.window(box);
}

void requireUnitOf(const AnalysisDataSet& truth, const AnalysisDataSet& other)
{
    const std::string &unit = other.series.metadata().units, &wanted = truth.series.metadata().units;
    if (!shamal::sameUnit(unit, wanted))
        throw shamal::InputError(
            Words::tr("its values are in %1, those of %2 in %3: they cannot be held against each other. Open "
                      "data of the same unit")
                .arg(unitInWords(unit), truth.name, unitInWords(wanted))
                .toStdString());
}

CoarseOnFine coarseOnFine(const AnalysisInputs& inputs, int daysAfter)
{
    const AnalysisDataSet& coarse = ofKind(inputs, DataKind::Coarse);
    const AnalysisDataSet& fine = ofKind(inputs, DataKind::Fine);
    requireUnitOf(fine, coarse);
    FieldSeries fineDays =
        cellsRound(fine.series.select(fine.series.stepsIn(inputs.season)), inputs.region, false);
    std::vector<std::size_t> steps;
    for (const std::size_t step : coarse.series.stepsIn(inputs.season)) {
        if (hasDayAfter(fineDays, coarse.series.steps()[step].date, coarse.series.calendar(), daysAfter))
            steps.push_back(step);
    }
    if (steps.empty())
        throw shamal::InputError(Words::tr("%1 and %2 share no day of the season. Choose another season.")
                                     .arg(coarse.name, fine.name)
                                     .toStdString());
    FieldSeries coarseDays =
        regrid(coarse.series.select(steps), fineDays.grid(), shamal::RegridMethod::Bilinear);
    return {coarse.name, fine.name, std::move(coarseDays), std::move(fineDays)};
}
