#include "fields/error.h"
#include "map/display_number.h"
#include "panels/skill_charts.h"
#include "statistics/fraction_skill.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// Each about twice the one before, until one reaches over the whole grid.
std::vector<int> widthsFor(const shamal::Grid& grid)
{
    const auto longer = static_cast<int>(std::max(grid.rows(), grid.columns()));
    std::vector<int> widths{1};
    for (int reach = 1; widths.back() < longer; reach *= 2)
        widths.push_back(2 * reach + 1);
    return widths;
}

double cellKm(const shamal::Grid& grid)
{
    return std::sqrt(grid.cellAreaKm2(grid.rows() / 2));
}

QString inWords(const QString& name, const std::vector<shamal::FractionSums>& sums, double kmPerCell)
{
    const auto useful = std::ranges::find_if(
        sums, [](const shamal::FractionSums& at) { return at.score() >= at.usefulScore(); });
    return useful == sums.end()
               ? Words::tr("%1: of use in no neighbourhood").arg(name)
               : Words::tr("%1: of use from %2 km on").arg(name, displayNumber(useful->width * kmPerCell));
}

}  // namespace

SkillPart drawFractionSkill(const SkillComparison& comparison, int percentile, const std::stop_token& stop)
{
    SkillPart part;
    part.source = QStringLiteral("Roberts and Lean 2008");
    part.chart.title = Words::tr("Fraction skill");
    part.chart.xLabel = Words::tr("neighbourhood (km)");
    part.chart.yLabel = Words::tr("fraction skill score");
    part.chart.logX = part.chart.yFromZero = part.chart.fitsX = true;
    part.chart.showsLegend = false;
    const double threshold = eventThreshold(comparison, percentile);
    part.findings << eventInWords(comparison, percentile, threshold);
    const double kmPerCell = cellKm(comparison.truth.grid());
    shamal::FractionSkillOptions options;
    options.thresholds = {threshold};
    options.widths = widthsFor(comparison.truth.grid());
    std::set<double> useful;  // differ where predictions have other cells
    for (const SkillPrediction& prediction : comparison.predictions) {
        const std::vector<shamal::FractionSums> sums =
            shamal::seriesFractionSkill(comparison.truth, comparison.common, prediction.series,
                                        comparison.region, options, {}, stop)
                .pooled;
        if (sums.front().truthEvents == 0) {
            part.findings
                << Words::tr("%1: where it has values, none of the truth is an event").arg(prediction.name);
            continue;
        }
        ChartCurve curve{prediction.name, prediction.kind, ChartCurve::Style::LineAndPoints, {}, {}, {}};
        for (const shamal::FractionSums& at : sums) {
            curve.x.push_back(at.width * kmPerCell);
            curve.y.push_back(at.score());
            curve.n.push_back(static_cast<double>(at.cells));
            part.rows.push_back({QStringLiteral("fraction_skill"), prediction.name, QStringLiteral("fss"),
                                 QStringLiteral("km"), curve.x.back(), curve.y.back(), at.cells});
        }
        part.rows.push_back({QStringLiteral("fraction_skill"), prediction.name,
                             QStringLiteral("useful_score"), QString(), 0.0, sums.front().usefulScore(),
                             sums.front().cells});
        part.rows.push_back({QStringLiteral("fraction_skill"), prediction.name, QStringLiteral("threshold"),
                             comparison.nativeUnit, 0.0, comparison.native(threshold), sums.front().cells});
        useful.insert(sums.front().usefulScore());
        part.findings << inWords(prediction.name, sums, kmPerCell);
        part.chart.curves.push_back(std::move(curve));
    }
    if (part.chart.curves.empty())
        throw shamal::InputError(
            Words::tr("No value of the truth lies above its percentile %1: there are too few, or all are "
                      "alike.")
                .arg(percentile)
                .toStdString());
    part.chart.horizontalLines.assign(useful.begin(), useful.end());
    if (useful.size() == 1)
        part.findings << Words::tr("Of use is a score above %1 (dashed)").arg(displayNumber(*useful.begin()));
    else
        part.findings << Words::tr("Of use is a score above %1 to %2 (dashed), by the cells that each has")
                             .arg(displayNumber(*useful.begin()), displayNumber(*useful.rbegin()));
    return part;
}
