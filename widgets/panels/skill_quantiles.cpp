#include "fields/error.h"
#include "panels/skill_charts.h"
#include "statistics/parallel_rows.h"
#include "statistics/power_spectrum.h"
#include "statistics/quantile_quantile.h"

#include <algorithm>
#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

constexpr int kQuantiles = 99;

/// Whether `other` lacks a value that `sample` has.
bool lacksSome(const std::vector<float>& sample, const std::vector<float>& other)
{
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (std::isnan(other[i]) && !std::isnan(sample[i]))
            return true;
    }
    return false;
}

}  // namespace

SkillPart drawQuantiles(const SkillComparison& comparison, const std::stop_token& stop)
{
    SkillPart part;
    part.source = QStringLiteral("Hyndman and Fan 1996");
    part.chart.title = Words::tr("Quantiles");
    part.chart.xLabel = Words::tr("truth (%1)").arg(comparison.unit);
    part.chart.yLabel = Words::tr("prediction (%1)").arg(comparison.unit);
    part.chart.fitsX = true;
    part.chart.showsLegend = false;

    const std::vector<shamal::Date> dates = commonDates(comparison);
    const std::vector<double> probabilities = shamal::evenProbabilities(kQuantiles);
    const std::vector<float> truth = valuesOn(dates, comparison.truth, comparison.region);
    const std::vector<double> ofTruth = shamal::quantiles(truth, probabilities);
    std::vector<ChartCurve> curves(comparison.predictions.size());
    const auto makeWorker = [&] {
        return [&](std::size_t i) {
            const SkillPrediction& prediction = comparison.predictions[i];
            const std::vector<float> values = valuesOn(dates, prediction.series, comparison.region);
            const auto common = [&](const std::vector<float>& sample, const std::vector<float>& other) {
                return lacksSome(sample, other)
                           ? shamal::quantiles(shamal::withHolesOf(other, sample), probabilities)
                           : shamal::quantiles(sample, probabilities);
            };
            curves[i] = {prediction.name,         prediction.kind,
                         ChartCurve::Style::Line, lacksSome(truth, values) ? common(truth, values) : ofTruth,
                         common(values, truth),   {}};
        };
    };
    shamal::forEachRow(curves.size(), 0, makeWorker, {}, stop);
    std::erase_if(curves, [](const ChartCurve& curve) { return std::isnan(curve.y.front()); });
    if (curves.empty())
        throw shamal::InputError(Words::tr("No cell has a value of truth and prediction.").toStdString());
    double least = curves.front().x.front(), most = curves.front().x.back();
    for (const ChartCurve& curve : curves) {
        least = std::min(least, curve.x.front());
        most = std::max(most, curve.x.back());
    }
    part.chart.curves = std::move(curves);
    part.chart.curves.push_back(
        {{}, DataKind::Fine, ChartCurve::Style::Guide, {least, most}, {least, most}, {}});
    return part;
}
