#include "map/display_number.h"
#include "panels/anisotropy.h"
#include "panels/coarse_on_fine.h"
#include "panels/each_data_set.h"
#include "panels/floored_values.h"
#include "panels/variogram_models.h"
#include "panels/variogram_remarks.h"
#include "statistics/matched_days.h"

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using Curves = AnalysisSettings::VariogramCurves;

/// A rose is of every direction, of the ranges of a model, and of all days together.
AnalysisSettings settingsOf(const AnalysisInputs& inputs)
{
    AnalysisSettings settings = inputs.settings;
    if (settings.curves == Curves::Rose) {
        settings.semivariogram.direction.reset();
        settings.semivariogram.daily = false;
        if (settings.model == AnalysisSettings::Model::None)
            settings.model = AnalysisSettings::Model::Spherical;
    }
    return settings;
}

QString optionsInText(const AnalysisSettings& settings)
{
    const shamal::SemivariogramOptions& options = settings.semivariogram;
    static const char* const kEstimators[] = {"Matheron", "Cressie-Hawkins", "Dowd"};
    QStringList parts;
    if (settings.curves == Curves::Cross)
        parts << QStringLiteral("of=coarse_bilinear_on_fine_cells_with_fine");
    if (settings.curves == Curves::Rose)
        parts << QStringLiteral("directions=%1;tolerance=%2")
                     .arg(kAnisotropySectors)
                     .arg(90.0 / kAnisotropySectors);
    parts << QStringLiteral("estimator=%1").arg(kEstimators[static_cast<int>(options.estimator)])
          << QStringLiteral("max_lag_km=%1").arg(options.maxLagKm);
    if (options.division == shamal::LagDivision::Width)
        parts << QStringLiteral("bin_width_km=%1").arg(options.widthKm);
    else
        parts << QStringLiteral("bins=%1").arg(options.bins);
    if (options.division == shamal::LagDivision::EqualCounts)
        parts << QStringLiteral("bins_of=equal_counts");
    if (options.estimator != shamal::VariogramEstimator::Matheron)
        parts << QStringLiteral("most_pairs_a_day=%1;seed=%2").arg(options.pairsPerDay).arg(options.seed);
    if (options.direction)
        parts << QStringLiteral("azimuth=%1;tolerance=%2")
                     .arg(options.direction->azimuthDegrees)
                     .arg(options.direction->toleranceDegrees);
    parts << (options.figure == shamal::EarthFigure::Sphere ? QStringLiteral("earth=sphere_6371.0088_km")
                                                            : QStringLiteral("earth=WGS84"));
    parts << modelInText(settings);
    return parts.join(';');
}

/// The abscissa: km, or shares of the longest lag.
class LagAxis {
public:
    explicit LagAxis(const AnalysisSettings& settings)
        : m_unitKm(settings.scaledLags ? settings.semivariogram.maxLagKm : 1.0)
    {
    }
    double operator()(double km) const { return km / m_unitKm; }
    std::vector<double> operator()(std::vector<double> lagsKm) const
    {
        for (double& lag : lagsKm)
            lag /= m_unitKm;
        return lagsKm;
    }

private:
    double m_unitKm;
};

ChartCurve modelCurve(const shamal::VariogramModel& model, DataKind kind, double toKm, const LagAxis& axis)
{
    constexpr int kPoints = 200;
    ChartCurve curve{{}, kind, ChartCurve::Style::DashedLine, {}, {}, {}};
    for (int i = 1; i <= kPoints; ++i) {
        const double lag = toKm * i / kPoints;
        curve.x.push_back(axis(lag));
        curve.y.push_back(model.at(lag));
    }
    return curve;
}

ChartContent emptyChart(const AnalysisInputs& inputs)
{
    const AnalysisSettings& settings = inputs.settings;
    ChartContent chart;
    chart.title = settings.curves == Curves::Cross ? Words::tr("Cross-semivariogram, coarse bilinear on fine")
                                                   : Words::tr("Semivariogram");
    chart.xLabel = settings.scaledLags
                       ? Words::tr("distance / %1 km").arg(displayNumber(settings.semivariogram.maxLagKm))
                       : Words::tr("distance (km)");
    chart.yLabel = Words::tr("semivariance (%1)").arg(unitOfValues(inputs) + QStringLiteral("²"));
    chart.showsCounts = true;
    chart.yFromZero = true;
    chart.legendCorner = Qt::AlignBottom | Qt::AlignRight;
    return chart;
}

void addRows(AnalysisResult& result, const QString& analysis, const QString& name,
             const shamal::Semivariogram& found)
{
    for (std::size_t i = 0; i < found.lagKm.size(); ++i) {
        const auto add = [&](const char* quantity, double value) {
            result.rows.push_back({analysis, name, quantity, QStringLiteral("km"), found.lagKm[i], value,
                                   found.pairs[i], static_cast<qint64>(found.missing)});
        };
        add("gamma", found.gamma[i]);
        if (found.daily)
            add("gamma_sd_over_days", found.daily->spread[i]);
    }
}

/// Curve, rows and, if asked for, the model of one semivariogram.
void addSemivariogram(AnalysisResult& result, ChartContent& chart, const AnalysisSettings& settings,
                      const QString& name, DataKind kind, const shamal::Semivariogram& found)
{
    result.findings << remarksOn(name, found);
    const LagAxis axis(settings);
    ChartCurve curve{name, kind, ChartCurve::Style::LineAndPoints, axis(found.lagKm), found.gamma, {}};
    curve.n = asDoubles(found.pairs);
    if (found.daily)
        curve.halfWidth = found.daily->spread;
    chart.curves.push_back(std::move(curve));
    if (result.lagBordersKm.empty())
        result.lagBordersKm = found.bordersKm;
    const bool cross = settings.curves == Curves::Cross;
    addRows(result, cross ? QStringLiteral("cross_semivariogram") : QStringLiteral("semivariogram"), name,
            found);
    if (settings.model == AnalysisSettings::Model::None)
        return;
    if (std::ranges::any_of(found.gamma, [](double gamma) { return gamma < 0.0; })) {
        result.findings << Words::tr(
                               "%1: below zero at some distances; the models have no such sills, so "
                               "none is fitted")
                               .arg(name);
        return;
    }
    const shamal::VariogramFit fit = shamal::fitVariogram(found, fitOptions(settings));
    addModelRows(result, name, fit);
    result.findings << QStringLiteral("%1: %2").arg(name, inWords(fit));
    if (fit.structured)
        chart.curves.push_back(modelCurve(fit.model, kind, found.bordersKm.back(), axis));
}

void addCross(AnalysisResult& result, ChartContent& chart, const AnalysisInputs& inputs,
              const shamal::SemivariogramOptions& options, const std::stop_token& stop)
{
    try {
        const CoarseOnFine both = coarseOnFine(inputs, 0);
        shamal::throwIfStopped(stop);
        const shamal::MatchedDays days =
            matchedDays(both.coarse, both.coarse.stepsIn(inputs.season), both.fine);
        const shamal::Semivariogram found = crossSemivariogram(both.coarse, days.first, both.fine,
                                                               days.second, inputs.region, options, {}, stop);
        const QString name = Words::tr("%1 with %2").arg(both.coarseName, both.fineName);
        result.findings
            << Words::tr("%1: %n day(s) in common", nullptr, static_cast<int>(found.days)).arg(name);
        addSemivariogram(result, chart, inputs.settings, name, DataKind::Fine, found);
    } catch (const shamal::InputError& error) {
        result.notes << QString::fromUtf8(error.what());
    }
}

}  // namespace

AnalysisResult analyseSemivariogram(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const AnalysisSettings settings = settingsOf(inputs);
    const bool cross = settings.curves == Curves::Cross;
    AnalysisResult result = resultOf(inputs);
    result.notes = notesOnFlooredValues(inputs);
    result.options = optionsInText(settings);
    result.source =
        QStringLiteral("Matheron 1963; Marcotte 1996; Cressie and Hawkins 1980; Dowd 1984; Cressie 1985");
    if (cross)
        result.source += QStringLiteral("; Wackernagel 2003");
    shamal::SemivariogramOptions options = settings.semivariogram;
    options.log10Transform = settings.log10;
    if (settings.curves == Curves::Rose) {
        result.source += QStringLiteral("; Isaaks and Srivastava 1989");
        return withAnisotropy(std::move(result), inputs, options, stop);
    }
    ChartContent chart = emptyChart(inputs);
    if (cross)
        addCross(result, chart, inputs, options, stop);
    else
        forEachDataSet(
            inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
                addSemivariogram(
                    result, chart, settings, dataSet.name, dataSet.kind,
                    shamal::semivariogram(dataSet.series, steps, inputs.region, options, {}, stop));
            });
    result.charts = {std::move(chart)};
    return result;
}
