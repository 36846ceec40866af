#include "fields/error.h"
#include "map/display_number.h"
#include "panels/skill_charts.h"
#include "statistics/histogram.h"
#include "statistics/scatter_density.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

constexpr int kBins = 80;

/// From the least to the greatest of both.
std::vector<double> edgesFor(const std::vector<float>& truth, const std::vector<float>& prediction)
{
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (std::isnan(truth[i]) || std::isnan(prediction[i]))
            continue;
        least = std::min({least, double{truth[i]}, double{prediction[i]}});
        most = std::max({most, double{truth[i]}, double{prediction[i]}});
    }
    if (!(most > least))
        throw shamal::InputError(
            Words::tr("All values are alike, or there are none: they make no scatter.").toStdString());
    return shamal::linearEdges(least, most, kBins);
}

/// The line from one edge of the chart to the other, cut where it leaves it.
ChartCurve lineWithin(const shamal::RegressionLine& line, const std::vector<double>& edges, DataKind kind)
{
    const double least = edges.front(), most = edges.back();
    double from = least, to = most;
    if (line.slope != 0.0) {
        const auto at = [&](double y) { return (y - line.intercept) / line.slope; };
        from = std::max(from, std::min(at(least), at(most)));
        to = std::min(to, std::max(at(least), at(most)));
    }
    const auto y = [&](double x) { return line.intercept + line.slope * x; };
    return {Words::tr("regression"), kind, ChartCurve::Style::DashedLine, {from, to}, {y(from), y(to)}, {}};
}

}  // namespace

SkillPart drawScatter(const SkillComparison& comparison, const std::stop_token& stop)
{
    const SkillPrediction& prediction = comparison.predictions.front();
    const std::vector<shamal::Date> dates = commonDates(comparison);
    const std::vector<float> truth = valuesOn(dates, comparison.truth, comparison.region);
    const std::vector<float> predicted = valuesOn(dates, prediction.series, comparison.region);
    const std::vector<double> edges = edgesFor(truth, predicted);
    shamal::throwIfStopped(stop);
    const shamal::ScatterDensity scatter = shamal::scatterDensity(truth, predicted, edges, edges);
    const shamal::RegressionLine line = shamal::regressionLine(scatter);

    SkillPart part;
    part.source = QStringLiteral("least squares");
    part.chart.title = Words::tr("Scatter density: %1").arg(prediction.name);
    part.chart.xLabel = Words::tr("truth (%1)").arg(comparison.unit);
    part.chart.yLabel = QStringLiteral("%1 (%2)").arg(prediction.name, comparison.unit);
    part.chart.fitsX = true;
    part.chart.showsLegend = false;
    part.chart.density = ChartDensity{edges,
                                      edges,
                                      {scatter.counts.begin(), scatter.counts.end()},
                                      Words::tr("cells and days (log scale)")};
    part.chart.curves.push_back({{},
                                 DataKind::Fine,
                                 ChartCurve::Style::Guide,
                                 {edges.front(), edges.back()},
                                 {edges.front(), edges.back()},
                                 {}});
    const auto n = static_cast<qint64>(scatter.sums.n);
    for (const auto& [quantity, value] :
         {std::pair("slope", line.slope), std::pair("intercept", line.intercept), std::pair("r", line.r)})
        part.rows.push_back({QStringLiteral("scatter"), prediction.name, quantity, QString(), 0.0, value, n,
                             scatter.missing});
    if (std::isnan(line.slope)) {
        part.findings << Words::tr("%1: no regression line, as the truth does not vary").arg(prediction.name);
        return part;
    }
    part.chart.curves.push_back(lineWithin(line, edges, prediction.kind));
    part.findings << Words::tr("%1 = %2 + %3 · truth, r %4, %L5 cells and days")
                         .arg(prediction.name, displayNumber(line.intercept), displayNumber(line.slope),
                              displayNumber(line.r))
                         .arg(n);
    return part;
}
