#include "map/display_number.h"
#include "panels/coarse_on_fine.h"
#include "panels/each_data_set.h"
#include "statistics/daily_cells.h"
#include "statistics/domain_similarity.h"
#include "statistics/histogram.h"
#include "statistics/parallel_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// Xiang et al. 2025: MERRA-2 against G5NR, per day (mean, median, 10th and 90th percentile) and pooled.
struct Published {
    const char* area;
    shamal::LatLonBox box;
    std::array<double, 5> distances;
};
constexpr Published kPublished[] = {{"A0", shamal::kAreaA0, {0.0282, 0.0237, 0.0114, 0.0478, 0.0080}},
                                    {"A1", shamal::kAreaA1, {0.0237, 0.0210, 0.0087, 0.0371, 0.0151}}};

QString inWords(const QString& of, const std::array<double, 5>& distances)
{
    return Words::tr("%1: per day mean %2, median %3, 10 %: %4, 90 %: %5; pooled in 256 bins %6")
        .arg(of, displayNumber(distances[0]), displayNumber(distances[1]), displayNumber(distances[2]),
             displayNumber(distances[3]), displayNumber(distances[4]));
}

void addSimilarity(AnalysisResult& result, ChartContent& chart, const AnalysisDataSet& coarse,
                   const AnalysisDataSet& fine, const AnalysisInputs& inputs, const std::stop_token& stop)
{
    requireUnitOf(fine, coarse);
    const shamal::DomainSimilarity found =
        shamal::domainSimilarity(coarse.series, coarse.series.stepsIn(inputs.season), fine.series,
                                 fine.series.stepsIn(inputs.season), inputs.region, {}, stop);
    const QString name = QStringLiteral("%1, %2").arg(coarse.name, fine.name);
    ChartCurve curve{name, fine.kind, ChartCurve::Style::Line, {}, found.perDay, {}};
    for (const shamal::Date date : found.dates)
        curve.x.push_back(onDateAxis(date));
    if (curve.x.size() == 1)
        curve.style = ChartCurve::Style::Points;
    chart.curves.push_back(brokenAtGaps(curve, fine.series.calendar()));
    const auto days = static_cast<qint64>(found.perDay.size());
    const auto add = [&](const QString& quantity, const QString& unit, double value, qint64 n) {
        result.rows.push_back({QStringLiteral("wasserstein_of_log10"), name, quantity, unit, 0.0, value, n});
    };
    for (std::size_t i = 0; i < found.perDay.size(); ++i) {
        const QString date = QString::fromStdString(toString(found.dates[i]));
        add(QStringLiteral("exact"), date, found.perDay[i], 1);
        add(QStringLiteral("binned_256"), date, found.perDayBinned[i], 1);
    }
    add(QStringLiteral("per_day_mean"), {}, found.mean, days);
    add(QStringLiteral("per_day_median"), {}, found.median, days);
    add(QStringLiteral("per_day_p10"), {}, found.p10, days);
    add(QStringLiteral("per_day_p90"), {}, found.p90, days);
    add(QStringLiteral("pooled_binned_256"), {}, found.pooled, days);
    add(QStringLiteral("pooled_exact"), {}, found.pooledExact, days);
    result.findings << inWords(name, {found.mean, found.median, found.p10, found.p90, found.pooled})
                    << Words::tr("pooled exactly %1").arg(displayNumber(found.pooledExact));
    for (const Published& published : kPublished) {
        if (inputs.region.bounds() == published.box)
            result.findings << inWords(
                Words::tr("published of %1 (MERRA-2 and G5NR, all days)").arg(published.area),
                published.distances);
    }
}

/// Days of one data set.
struct ChosenDays {
    const AnalysisDataSet* of;
    std::vector<std::size_t> steps;
};

/// Of finite values, above zero if asked; least > most: there is none.
struct Extremes {
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();

    void include(const Extremes& other)
    {
        least = std::min(least, other.least);
        most = std::max(most, other.most);
    }
};

Extremes extremesOf(const ChosenDays& days, const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const shamal::FieldSeries& series = days.of->series;
    dayNumbersOf(series, days.steps);  // refuses what is not daily
    const shamal::CellsOfRegion inside = cellsOf(inputs.region, series, shamal::RegionCells::Whole);
    std::vector<Extremes> perDay(days.steps.size());
    const auto makeWorker = [&] {
        return
            [&, read = shamal::CellReader(series, days.steps, inside.cells, false)](std::size_t day) mutable {
                for (const double value : read(day)) {
                    if (std::isfinite(value) && (value > 0.0 || !inputs.settings.log10))
                        perDay[day].include({value, value});
                }
            };
    };
    shamal::forEachRow(perDay.size(), 0, makeWorker, {}, stop);
    Extremes all;
    for (const Extremes& day : perDay)
        all.include(day);
    return all;
}

void addDensity(AnalysisResult& result, ChartContent& chart, const AnalysisDataSet& of,
                const shamal::Histogram& pooled)
{
    const bool log10 = result.log10;
    ChartCurve curve{of.name, of.kind, ChartCurve::Style::Line, {}, {}, {}};
    const auto total = static_cast<double>(pooled.total());
    for (std::size_t bin = 0; bin < pooled.counts.size(); ++bin) {
        const auto at = [&](double edge) { return log10 ? std::log10(edge) : edge; };
        const double from = at(pooled.edges[bin]), to = at(pooled.edges[bin + 1]);
        const auto count = static_cast<double>(pooled.counts[bin]);
        curve.x.push_back(std::midpoint(from, to));
        curve.y.push_back(total > 0.0 ? count / total / (to - from) : 0.0);
        curve.n.push_back(count);
        result.rows.push_back({QStringLiteral("histogram"), of.name, QStringLiteral("density"),
                               log10 ? QStringLiteral("log10") : QString(), curve.x.back(), curve.y.back(),
                               pooled.counts[bin], pooled.missing});
    }
    chart.curves.push_back(std::move(curve));
}

void addDensities(AnalysisResult& result, ChartContent& chart, const AnalysisInputs& inputs,
                  const std::stop_token& stop)
{
    std::vector<ChosenDays> all;
    Extremes extremes;
    forEachDataSet(inputs, result, stop,
                   [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
                       extremes.include(extremesOf({&dataSet, steps}, inputs, stop));
                       all.push_back({&dataSet, steps});
                   });
    const auto [least, most] = extremes;
    if (!(most > least)) {
        result.notes << Words::tr("All values are alike, or there are none: they have no distribution.");
        return;
    }
    const int bins = inputs.settings.histogramBins;
    const auto edges =
        result.log10 ? shamal::logarithmicEdges(least, most, bins) : shamal::linearEdges(least, most, bins);
    for (const ChosenDays& days : all) {
        const shamal::SeriesHistogram found =
            seriesHistogram(days.of->series, days.steps, inputs.region, edges, {}, stop);
        addDensity(result, chart, *days.of, found.pooled);
    }
}

}  // namespace

AnalysisResult analyseSimilarity(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    AnalysisResult result = resultOf(inputs);
    result.options = QStringLiteral(
                         "histogram_bins=%1;wasserstein_of=log10_floor_1e-7_joint_min-max;"
                         "regridding=nearest")
                         .arg(inputs.settings.histogramBins);
    result.source = QStringLiteral("Xiang et al. 2025");
    ChartContent distances, densities;
    distances.title = Words::tr("Wasserstein distance by day");
    distances.yLabel = Words::tr("distance (0 to 1)");
    distances.datesX = true;
    distances.yFromZero = true;
    distances.showsLegend = false;
    densities.title = Words::tr("Distribution of values");
    densities.xLabel = Words::tr("value (%1)").arg(unitOfValues(inputs));
    densities.yLabel = Words::tr("density");
    densities.yFromZero = true;
    densities.fitsX = true;
    addDensities(result, densities, inputs, stop);
    const AnalysisDataSet* const fine = dataSetOf(inputs, DataKind::Fine);
    const AnalysisDataSet* const coarse = dataSetOf(inputs, DataKind::Coarse);
    if (fine == nullptr || coarse == nullptr) {
        result.notes << Words::tr("The distance is that of a coarse and a fine data set: open both.");
    } else {
        try {
            addSimilarity(result, distances, *coarse, *fine, inputs, stop);
        } catch (const shamal::InputError& error) {
            result.notes << QString::fromUtf8(error.what());
        }
    }
    result.charts = {std::move(densities), std::move(distances)};
    return result;
}
