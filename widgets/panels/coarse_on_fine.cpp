#include "panels/coarse_on_fine.h"

#include "fields/error.h"
#include "fields/regrid.h"
#include "panels/each_data_set.h"

#include <QCoreApplication>

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

}  // namespace

CoarseOnFine coarseOnFine(const AnalysisInputs& inputs, int daysAfter)
{
    const AnalysisDataSet& coarse = ofKind(inputs, DataKind::Coarse);
    const AnalysisDataSet& fine = ofKind(inputs, DataKind::Fine);
    FieldSeries fineDays =
        fine.series.select(fine.series.stepsIn(inputs.season)).window(inputs.region.bounds());
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
