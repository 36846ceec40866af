#include "panels/floored_values.h"

#include "fields/error.h"
#include "map/display_number.h"
#include "statistics/daily_cells.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

constexpr float kFloor = 1e-6F;

/// Of the values there are; NaN without one.
double shareAtFloor(const shamal::FieldSeries& series, const std::vector<std::size_t>& steps,
                    const std::vector<std::size_t>& cells)
{
    constexpr std::size_t kDays = 16;
    const std::size_t stride = std::max<std::size_t>(1, steps.size() / kDays);
    double present = 0.0, floored = 0.0;
    for (std::size_t i = 0; i < steps.size(); i += stride) {
        const std::span<const float> field = series.field(steps[i]);
        for (const std::size_t cell : cells) {
            present += std::isnan(field[cell]) ? 0.0 : 1.0;
            floored += field[cell] <= kFloor ? 1.0 : 0.0;
        }
    }
    return floored / present;
}

}  // namespace

QStringList notesOnFlooredValues(const AnalysisInputs& inputs)
{
    constexpr double kWorthTelling = 0.01;
    QStringList notes;
    for (const AnalysisDataSet& dataSet : inputs.dataSets) {
        if (!inputs.settings.log10)
            break;
        try {
            const auto cells = cellsOf(inputs.region, dataSet.series, shamal::RegionCells::Whole).cells;
            const double share = shareAtFloor(dataSet.series, dataSet.series.stepsIn(inputs.season), cells);
            if (share >= kWorthTelling)
                notes << Words::tr(
                             "%1: some %2 % of the values lie at or below 1e-6 and are taken for 1e-6 by "
                             "log10. Look at native units")
                             .arg(dataSet.name, displayNumber(100.0 * share));
        } catch (const shamal::InputError&) {  // beside the region, which the analysis tells
        }
    }
    return notes;
}
