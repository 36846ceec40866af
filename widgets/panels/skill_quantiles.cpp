#include "fields/error.h"
#include "panels/skill_charts.h"
#include "statistics/daily_cells.h"
#include "statistics/parallel_rows.h"
#include "statistics/quantile_quantile.h"
#include "statistics/series_quantiles.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

constexpr int kQuantiles = 99;

/// Truth and prediction on the same days.
struct Pairs {
    const shamal::FieldSeries &truth, &prediction;
    std::span<const std::size_t> truthSteps;
    std::vector<std::size_t> predictionSteps;
};

bool holesAreTheSame(const Pairs& pairs, const std::vector<std::size_t>& cells, const std::stop_token& stop)
{
    std::atomic<bool> same = true;
    const auto makeWorker = [&] {
        return [&](std::size_t day) {
            const std::span<const float> truth = pairs.truth.field(pairs.truthSteps[day]);
            const std::span<const float> prediction = pairs.prediction.field(pairs.predictionSteps[day]);
            const auto differ = [&](std::size_t cell) {
                return std::isnan(truth[cell]) != std::isnan(prediction[cell]);
            };
            if (same && std::ranges::any_of(cells, differ))
                same = false;
        };
    };
    shamal::forEachRow(pairs.truthSteps.size(), 0, makeWorker, {}, stop);
    return same;
}

/// Of the values on the common days, each series by itself.
std::vector<double> quantilesOf(const shamal::FieldSeries& series, std::span<const std::size_t> steps,
                                const shamal::Region& region, const std::stop_token& stop)
{
    return seriesQuantiles(series, steps, region, shamal::evenProbabilities(kQuantiles), false, {}, stop);
}

/// Of the cells and days that have both.
shamal::QuantileQuantile quantilesOfPairs(const Pairs& pairs, const std::vector<std::size_t>& cells)
{
    const std::vector<double> probabilities = shamal::evenProbabilities(kQuantiles);
    std::vector<float> truths, predictions;
    for (std::size_t day = 0; day < pairs.truthSteps.size(); ++day) {
        const std::span<const float> truth = pairs.truth.field(pairs.truthSteps[day]);
        const std::span<const float> prediction = pairs.prediction.field(pairs.predictionSteps[day]);
        for (const std::size_t cell : cells) {
            if (std::isnan(truth[cell]) || std::isnan(prediction[cell]))
                continue;
            truths.push_back(truth[cell]);
            predictions.push_back(prediction[cell]);
        }
    }
    return {probabilities, shamal::quantiles(truths, probabilities),
            shamal::quantiles(predictions, probabilities)};
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

    const std::vector<std::size_t> cells =
        cellsOf(comparison.region, comparison.truth, shamal::RegionCells::Whole).cells;
    std::vector<double> ofTruth;  // where it lacks what the prediction lacks: the same for all of those
    std::vector<ChartCurve> curves;
    const std::vector<double> probabilities = shamal::evenProbabilities(kQuantiles);
    const auto days = static_cast<qint64>(comparison.common.size());
    for (const SkillPrediction& prediction : comparison.predictions) {
        Pairs pairs{comparison.truth, prediction.series, comparison.common, {}};
        for (const shamal::Date date : commonDates(comparison))
            pairs.predictionSteps.push_back(*prediction.series.find(date));  // common to all
        ChartCurve curve{prediction.name, prediction.kind, ChartCurve::Style::Line, {}, {}, {}};
        if (holesAreTheSame(pairs, cells, stop)) {
            if (ofTruth.empty())
                ofTruth = quantilesOf(pairs.truth, pairs.truthSteps, comparison.region, stop);
            curve.x = ofTruth;
            curve.y = quantilesOf(pairs.prediction, pairs.predictionSteps, comparison.region, stop);
        } else {
            const shamal::QuantileQuantile found = quantilesOfPairs(pairs, cells);
            curve.x = found.first;
            curve.y = found.second;
        }
        for (std::size_t i = 0; i < curve.x.size() && !std::isnan(curve.y.front()); ++i) {
            const auto add = [&](const char* quantity, double value) {
                part.rows.push_back({QStringLiteral("quantiles"), prediction.name, quantity,
                                     QStringLiteral("probability"), probabilities[i], value, days});
            };
            add("truth", curve.x[i]);
            add("prediction", curve.y[i]);
        }
        curves.push_back(std::move(curve));
    }
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
