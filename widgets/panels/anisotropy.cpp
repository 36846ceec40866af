#include "panels/anisotropy.h"

#include "map/display_number.h"
#include "panels/each_data_set.h"
#include "panels/variogram_models.h"
#include "panels/variogram_remarks.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

constexpr double kFarthest = 3.0;  // longest lags that a range is told of, as far as models are fitted

/// The range of one sector; NaN where none is found.
struct SectorRange {
    double azimuthDegrees;
    double rangeKm;
    double pairs;
};

double rangeOf(const shamal::Semivariogram& sector, const AnalysisSettings& settings)
{
    const shamal::VariogramFit fit = shamal::fitVariogram(sector, fitOptions(settings));
    const double range = fit.structured ? practicalRangeKm(fit.model) : kNone;
    return range <= kFarthest * sector.bordersKm.back() ? range : kNone;
}

std::vector<SectorRange> rangesOf(const shamal::AnisotropyRose& rose, const AnalysisSettings& settings,
                                  const std::stop_token& stop)
{
    std::vector<SectorRange> ranges;
    for (std::size_t i = 0; i < rose.sectors.size(); ++i) {
        shamal::throwIfStopped(stop);
        const std::vector<std::int64_t>& pairs = rose.sectors[i].pairs;
        ranges.push_back({rose.azimuthDegrees[i], rangeOf(rose.sectors[i], settings),
                          static_cast<double>(std::accumulate(pairs.begin(), pairs.end(), std::int64_t{0}))});
    }
    return ranges;
}

/// Twice round the half circle, back to where it began.
ChartCurve roseCurve(const AnalysisDataSet& dataSet, const std::vector<SectorRange>& ranges)
{
    ChartCurve curve{dataSet.name, dataSet.kind, ChartCurve::Style::LineAndPoints, {}, {}, {}};
    for (std::size_t i = 0; i <= 2 * ranges.size(); ++i) {
        const SectorRange& sector = ranges[i % ranges.size()];
        curve.x.push_back(180.0 * static_cast<double>(i) / static_cast<double>(ranges.size()));
        curve.y.push_back(sector.rangeKm);
        curve.n.push_back(sector.pairs);
    }
    return curve;
}

void addRows(AnalysisResult& result, const QString& name, const shamal::AnisotropyRose& rose,
             const std::vector<SectorRange>& ranges)
{
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const shamal::Semivariogram& sector = rose.sectors[i];
        const auto missing = static_cast<qint64>(sector.missing);
        result.rows.push_back({QStringLiteral("anisotropy_rose"), name, QStringLiteral("practical_range_km"),
                               QStringLiteral("degrees"), ranges[i].azimuthDegrees, ranges[i].rangeKm,
                               static_cast<qint64>(ranges[i].pairs), missing});
        for (std::size_t bin = 0; bin < sector.lagKm.size(); ++bin)
            result.rows.push_back({QStringLiteral("anisotropy_rose"), name,
                                   QStringLiteral("gamma_azimuth_%1").arg(ranges[i].azimuthDegrees),
                                   QStringLiteral("km"), sector.lagKm[bin], sector.gamma[bin],
                                   static_cast<qint64>(sector.pairs[bin]), missing});
    }
}

QString inWords(const QString& name, const std::vector<SectorRange>& found)
{
    const auto [shortest, longest] = std::ranges::minmax_element(found, {}, &SectorRange::rangeKm);
    return Words::tr("%1: longest range %2 km at %3°, shortest %4 km at %5°, ratio %6")
        .arg(name, displayNumber(longest->rangeKm), displayNumber(longest->azimuthDegrees),
             displayNumber(shortest->rangeKm), displayNumber(shortest->azimuthDegrees),
             displayNumber(longest->rangeKm / shortest->rangeKm));
}

QString azimuthsOf(const std::vector<SectorRange>& ranges, const std::function<bool(double)>& chosen)
{
    QStringList azimuths;
    for (const SectorRange& sector : ranges) {
        if (chosen(sector.rangeKm))
            azimuths << displayNumber(sector.azimuthDegrees) + QStringLiteral("°");
    }
    return azimuths.join(QStringLiteral(", "));
}

/// Ranges, and the directions whose ones are extrapolated or missing.
QStringList findingsOf(const QString& name, const std::vector<SectorRange>& ranges, double longestLagKm)
{
    std::vector<SectorRange> found;
    for (const SectorRange& sector : ranges) {
        if (!std::isnan(sector.rangeKm))
            found.push_back(sector);
    }
    if (found.empty())
        throw shamal::InputError(
            Words::tr(
                "no direction reaches a sill within %1 km, three times the longest lag. Choose a longer "
                "lag or another model.")
                .arg(displayNumber(kFarthest * longestLagKm))
                .toStdString());
    QStringList findings{inWords(name, found)};
    const QString beyond = azimuthsOf(ranges, [&](double range) { return range > longestLagKm; });
    if (!beyond.isEmpty())
        findings << Words::tr("%1: beyond the longest lag (dashed), so extrapolated by the model, at %2")
                        .arg(name, beyond);
    const QString open = azimuthsOf(ranges, [](double range) { return std::isnan(range); });
    if (!open.isEmpty())
        findings << Words::tr("%1: no sill within %2 km at %3")
                        .arg(name, displayNumber(kFarthest * longestLagKm), open);
    return findings;
}

}  // namespace

AnalysisResult withAnisotropy(AnalysisResult result, const AnalysisInputs& inputs,
                              const shamal::SemivariogramOptions& options, const std::stop_token& stop)
{
    ChartContent chart;
    chart.title = Words::tr("Ranges by direction");
    chart.yLabel = Words::tr("practical range (km)");
    chart.polar = true;
    chart.radiusUnit = QStringLiteral("km");
    chart.horizontalLines = {options.maxLagKm};
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            const shamal::AnisotropyRose rose =
                anisotropyRose(dataSet.series, steps, inputs.region, kAnisotropySectors, options, {}, stop);
            const std::vector<SectorRange> ranges = rangesOf(rose, inputs.settings, stop);
            addRows(result, dataSet.name, rose, ranges);
            result.findings << findingsOf(dataSet.name, ranges, options.maxLagKm)
                            << drawnPairs(dataSet.name, rose.sectors.front());
            chart.curves.push_back(roseCurve(dataSet, ranges));
        });
    result.charts = {std::move(chart)};
    return result;
}
