#include "fields/error.h"
#include "fields/regrid.h"
#include "map/display_number.h"
#include "panels/skill_charts.h"
#include "statistics/binned_spread_skill.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/reliability.h"
#include "statistics/skill_scores.h"

#include <cmath>
#include <span>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// Truth and members of one day in the cells of the region.
struct EnsembleDay {
    std::vector<float> truth;
    std::vector<std::vector<float>> members;
    std::vector<std::span<const float>> spans() const { return {members.begin(), members.end()}; }
};

/// Looks the days up one by one: all members of a season at once would be gigabytes.
class EnsembleDays {
public:
    explicit EnsembleDays(const SkillComparison& comparison)
        : m_comparison(comparison),
          m_cells(cellsOf(comparison.region, comparison.truth, shamal::RegionCells::Whole).cells)
    {
    }

    EnsembleDay operator()(std::size_t truthStep) const
    {
        const shamal::FieldSeries& truth = m_comparison.truth;
        EnsembleDay day{valuesIn(m_cells, truth.field(truthStep)), {}};
        for (const shamal::FieldSeries& member : m_comparison.members) {
            const std::size_t step = *member.find(truth.steps()[truthStep].date);  // a common day
            // On the cells of the truth already; nearest leaves out what lies beside.
            std::vector<float> values = valuesIn(
                m_cells,
                regrid(member.field(step), member.grid(), truth.grid(), shamal::RegridMethod::Nearest));
            if (m_comparison.log10) {
                for (float& value : values)
                    value = shamal::log10Floored(value);
            }
            day.members.push_back(std::move(values));
        }
        return day;
    }

private:
    const SkillComparison& m_comparison;
    std::vector<std::size_t> m_cells;
};

/// What `of` makes of each common day.
template <typename Result, typename Of>
std::vector<Result> forDays(const SkillComparison& comparison, const Of& of, const std::stop_token& stop)
{
    const EnsembleDays days(comparison);
    std::vector<Result> results(comparison.common.size());
    const auto makeWorker = [&] {
        return [&](std::size_t day) {
            const EnsembleDay values = days(comparison.common[day]);
            results[day] = of(values.truth, values.spans());
        };
    };
    shamal::forEachRow(results.size(), 0, makeWorker, {}, stop);
    return results;
}

void requireMembers(const SkillComparison& comparison)
{
    if (comparison.members.size() < 2)
        throw shamal::InputError(Words::tr("Downscale with two or more members to see this.").toStdString());
}

shamal::InputError nothingInCommon()
{
    return shamal::InputError(Words::tr("No cell has a value of truth and every member.").toStdString());
}

/// sqrt((m+1)/m): by so much the error of the mean of m members exceeds their spread.
double finiteEnsembleFactor(std::size_t members)
{
    const auto m = static_cast<double>(members);
    return std::sqrt((m + 1.0) / m);
}

}  // namespace

std::optional<shamal::EnsembleSums> ensembleOf(const SkillComparison& comparison, const std::stop_token& stop)
{
    if (comparison.members.empty() || comparison.common.empty())
        return std::nullopt;
    shamal::EnsembleSums all;
    for (const shamal::EnsembleSums& day :
         forDays<shamal::EnsembleSums>(comparison, shamal::ensembleSums, stop))
        all += day;
    return all;
}

std::vector<AnalysisRow> ensembleRows(const SkillComparison& comparison, const shamal::EnsembleSums& sums)
{
    const shamal::EnsembleScores scores = sums.scores();
    std::vector<AnalysisRow> rows;
    for (const auto& [quantity, value] :
         {std::pair("crps", scores.crps), std::pair("fair_crps", scores.fairCrps),
          std::pair("spread", scores.spread), std::pair("skill_rmse_of_mean", scores.skill),
          std::pair("spread_skill", scores.spreadSkill)})
        rows.push_back({QStringLiteral("ensemble"),
                        comparison.membersName,
                        quantity,
                        {},
                        0.0,
                        value,
                        static_cast<qint64>(scores.n)});
    return rows;
}

QString ensembleInWords(const SkillComparison& comparison, const shamal::EnsembleSums& sums)
{
    const shamal::EnsembleScores scores = sums.scores();
    const auto members = static_cast<int>(sums.members);
    if (scores.n == 0)
        return Words::tr("%1: no cell has a value of truth and every member").arg(comparison.membersName);
    if (members < 2)
        return Words::tr("%1, one member: CRPS %2, its MAE; no spread")
            .arg(comparison.membersName, displayNumber(scores.fairCrps));
    return Words::tr("%1, %n members: fair CRPS %2, spread %3, RMSE of their mean %4, spread/skill %5",
                     nullptr, members)
        .arg(comparison.membersName, displayNumber(scores.fairCrps), displayNumber(scores.spread),
             displayNumber(scores.skill), displayNumber(scores.spreadSkill));
}

SkillPart drawRankHistogram(const SkillComparison& comparison,
                            const std::optional<shamal::EnsembleSums>& sums)
{
    requireMembers(comparison);
    if (!sums || sums->n == 0)
        throw nothingInCommon();
    SkillPart part;
    part.source = QStringLiteral("Hamill 2001");
    part.chart.title = Words::tr("Rank histogram");
    part.chart.xLabel = Words::tr("members below the truth");
    part.chart.yLabel = Words::tr("share of cells and days");
    part.chart.yFromZero = part.chart.integerX = true;
    part.chart.showsLegend = false;
    const std::vector<double> shares = sums->scores().rankHistogram;
    part.chart.horizontalLines = {1.0 / static_cast<double>(shares.size())};
    ChartCurve curve{comparison.membersName, DataKind::Downscaled, ChartCurve::Style::Bars, {}, shares, {}};
    for (std::size_t rank = 0; rank < shares.size(); ++rank) {
        curve.x.push_back(static_cast<double>(rank));
        curve.n.push_back(sums->ranks[rank]);
        part.rows.push_back({QStringLiteral("rank_histogram"), comparison.membersName,
                             QStringLiteral("share"), QStringLiteral("members_below"), curve.x.back(),
                             shares[rank], static_cast<qint64>(sums->n)});
    }
    part.chart.curves = {std::move(curve)};
    part.findings << Words::tr(
        "Rank histogram: flat (dashed) where truth and members are drawn alike; a "
        "trough tells of too little spread, a slope of a bias");
    return part;
}

SkillPart drawSpreadAndError(const SkillComparison& comparison, const std::stop_token& stop)
{
    constexpr int kBins = 20;
    requireMembers(comparison);
    std::vector<shamal::CellSpread> cells;
    for (const std::vector<shamal::CellSpread>& day :
         forDays<std::vector<shamal::CellSpread>>(comparison, shamal::cellSpreads, stop))
        cells.insert(cells.end(), day.begin(), day.end());
    if (cells.empty())
        throw nothingInCommon();
    SkillPart part;
    part.chart.title = Words::tr("Spread and error");
    part.chart.xLabel = Words::tr("√((m+1)/m) · spread (%1)").arg(comparison.unit);
    part.chart.yLabel = Words::tr("RMSE of the mean (%1)").arg(comparison.unit);
    part.chart.yFromZero = true;
    part.chart.showsLegend = false;
    const double factor = finiteEnsembleFactor(comparison.members.size());
    ChartCurve curve{
        comparison.membersName, DataKind::Downscaled, ChartCurve::Style::LineAndPoints, {}, {}, {}};
    double most = 0.0;
    for (const shamal::SpreadBin& bin : shamal::binnedSpreadSkill(std::move(cells), kBins)) {
        curve.x.push_back(factor * bin.spread);
        curve.y.push_back(bin.rmse);
        curve.n.push_back(static_cast<double>(bin.n));
        most = std::max(most, curve.x.back());
        part.rows.push_back({QStringLiteral("spread_and_error"), comparison.membersName,
                             QStringLiteral("rmse_of_mean"), QStringLiteral("spread"), bin.spread, bin.rmse,
                             static_cast<qint64>(bin.n)});
    }
    part.chart.curves = {std::move(curve),
                         {{}, DataKind::Fine, ChartCurve::Style::Guide, {0.0, most}, {0.0, most}, {}}};
    return part;
}

SkillPart drawReliability(const SkillComparison& comparison, int percentile, const std::stop_token& stop)
{
    requireMembers(comparison);
    const double threshold = eventThreshold(comparison, percentile);
    const auto countsOf = [&](std::span<const float> truth, std::span<const std::span<const float>> members) {
        return shamal::reliabilityCounts(truth, members, threshold);
    };
    shamal::ReliabilityCounts counts;
    for (const shamal::ReliabilityCounts& day :
         forDays<shamal::ReliabilityCounts>(comparison, countsOf, stop))
        counts += day;
    const shamal::Reliability found = counts.reliability();
    if (found.n == 0)
        throw nothingInCommon();
    SkillPart part;
    part.source = QStringLiteral("Murphy 1973");
    part.chart.title = Words::tr("Reliability");
    part.chart.xLabel = Words::tr("probability foretold");
    part.chart.yLabel = Words::tr("share that came true");
    part.chart.yFromZero = part.chart.showsCounts = true;
    part.chart.showsLegend = false;
    ChartCurve curve{
        comparison.membersName, DataKind::Downscaled, ChartCurve::Style::LineAndPoints, {}, {}, {}};
    for (std::size_t bin = 0; bin < found.counts.size(); ++bin) {
        if (found.counts[bin] == 0)  // a probability that was never foretold
            continue;
        curve.x.push_back(found.forecast[bin]);
        curve.y.push_back(found.observed[bin]);
        curve.n.push_back(static_cast<double>(found.counts[bin]));
        part.rows.push_back({QStringLiteral("reliability"), comparison.membersName,
                             QStringLiteral("observed_frequency"), QStringLiteral("probability"),
                             found.forecast[bin], found.observed[bin], found.counts[bin]});
    }
    for (const auto& [quantity, value] :
         {std::pair("brier", found.brier), std::pair("reliability", found.reliability),
          std::pair("resolution", found.resolution), std::pair("uncertainty", found.uncertainty)})
        part.rows.push_back({QStringLiteral("reliability"), comparison.membersName, quantity, QString(), 0.0,
                             value, found.n});
    part.rows.push_back({QStringLiteral("reliability"), comparison.membersName, QStringLiteral("threshold"),
                         comparison.nativeUnit, 0.0, comparison.native(threshold), found.n});
    part.findings << eventInWords(comparison, percentile, threshold)
                  << Words::tr("Brier score %1 = reliability %2 − resolution %3 + uncertainty %4")
                         .arg(displayNumber(found.brier), displayNumber(found.reliability),
                              displayNumber(found.resolution), displayNumber(found.uncertainty));
    part.chart.curves = {std::move(curve),
                         {{}, DataKind::Fine, ChartCurve::Style::Guide, {0.0, 1.0}, {0.0, 1.0}, {}}};
    return part;
}
