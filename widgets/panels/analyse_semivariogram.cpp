#include "map/colour_scale.h"
#include "panels/each_data_set.h"
#include "statistics/variogram_fit.h"

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using Model = AnalysisSettings::Model;

constexpr std::pair<Model, const char*> kModels[] = {
    {Model::Spherical, QT_TRANSLATE_NOOP("Analyses", "spherical")},
    {Model::Exponential, QT_TRANSLATE_NOOP("Analyses", "exponential")},
    {Model::Gaussian, QT_TRANSLATE_NOOP("Analyses", "Gaussian")},
    {Model::Matern, QT_TRANSLATE_NOOP("Analyses", "Matérn")},
    {Model::NestedSpherical, QT_TRANSLATE_NOOP("Analyses", "two nested spherical")}};

shamal::VariogramFitOptions fitOptions(const AnalysisSettings& settings)
{
    using Shape = shamal::VariogramShape;
    shamal::VariogramFitOptions options;
    options.weights = settings.weights;
    Shape& shape = options.structures.front().shape;
    if (settings.model == Model::Exponential)
        shape = Shape::Exponential;
    if (settings.model == Model::Gaussian)
        shape = Shape::Gaussian;
    if (settings.model == Model::Matern)
        shape = Shape::Matern;
    if (settings.model == Model::NestedSpherical)
        options.structures.emplace_back();
    return options;
}

QString withError(double value, double error)
{
    return std::isnan(error) ? displayNumber(value)
                             : QStringLiteral("%1 ± %2").arg(displayNumber(value), displayNumber(error, 2));
}

QString inWords(const shamal::VariogramFit& fit)
{
    QStringList parts{Words::tr("nugget %1").arg(withError(fit.model.nugget, fit.standardErrors.nugget))};
    for (std::size_t i = 0; i < fit.model.structures.size(); ++i) {
        const shamal::VariogramStructure& part = fit.model.structures[i];
        const shamal::VariogramStructure& error = fit.standardErrors.structures[i];
        parts << Words::tr("partial sill %1").arg(withError(part.sill, error.sill))
              << Words::tr("range %1 km").arg(withError(part.rangeKm, error.rangeKm));
        if (part.shape == shamal::VariogramShape::Matern)
            parts << Words::tr("smoothness %1").arg(withError(part.smoothness, error.smoothness));
    }
    if (fit.singular)
        parts << Words::tr("singular or at a bound (%1)").arg(QString::fromStdString(fit.why));
    return parts.join(QStringLiteral(", "));
}

void addModelRows(AnalysisResult& result, const QString& dataSet, const shamal::VariogramFit& fit)
{
    const auto add = [&](const QString& quantity, const QString& unit, double value) {
        result.rows.push_back({QStringLiteral("variogram_model"), dataSet, quantity, unit, 0.0, value,
                               static_cast<qint64>(fit.bins)});
    };
    add("nugget", {}, fit.model.nugget);
    add("nugget_standard_error", {}, fit.standardErrors.nugget);
    for (std::size_t i = 0; i < fit.model.structures.size(); ++i) {
        const QString number = i == 0 ? QString() : QString::number(i + 1);
        const shamal::VariogramStructure& part = fit.model.structures[i];
        const shamal::VariogramStructure& error = fit.standardErrors.structures[i];
        add("partial_sill" + number, {}, part.sill);
        add("partial_sill" + number + "_standard_error", {}, error.sill);
        add("range_km" + number, "km", part.rangeKm);
        add("range_km" + number + "_standard_error", "km", error.rangeKm);
        if (part.shape == shamal::VariogramShape::Matern)
            add("smoothness" + number, {}, part.smoothness);
    }
    add("weighted_squares", {}, fit.weightedSquares);
    add("singular", {}, fit.singular ? 1.0 : 0.0);
}

QString optionsInText(const AnalysisSettings& settings)
{
    const shamal::SemivariogramOptions& options = settings.semivariogram;
    static const char* const kEstimators[] = {"Matheron", "Cressie-Hawkins", "Dowd"};
    QStringList parts{QStringLiteral("estimator=%1").arg(kEstimators[static_cast<int>(options.estimator)]),
                      QStringLiteral("max_lag_km=%1").arg(options.maxLagKm)};
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
    for (const auto& [model, name] : kModels) {
        if (model == settings.model)
            parts << QStringLiteral("model=%1").arg(QString::fromUtf8(name).replace(' ', '_'));
    }
    parts << (settings.weights == shamal::VariogramWeights::Pairs ? QStringLiteral("fit_weights=N")
                                                                  : QStringLiteral("fit_weights=N/h^2"));
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

}  // namespace

AnalysisResult analyseSemivariogram(const AnalysisInputs& inputs, const std::stop_token& stop)
{
    const AnalysisSettings& settings = inputs.settings;
    AnalysisResult result;
    result.log10 = settings.log10;
    result.options = optionsInText(settings);
    result.source =
        QStringLiteral("Matheron 1963; Marcotte 1996; Cressie and Hawkins 1980; Dowd 1984; Cressie 1985");
    ChartContent chart;
    chart.title = Words::tr("Semivariogram");
    chart.xLabel = settings.scaledLags
                       ? Words::tr("distance / %1 km").arg(displayNumber(settings.semivariogram.maxLagKm))
                       : Words::tr("distance (km)");
    chart.yLabel = Words::tr("semivariance (%1)").arg(unitOfValues(inputs) + QStringLiteral("²"));
    chart.showsCounts = true;
    chart.yFromZero = true;
    chart.legendCorner = Qt::AlignBottom | Qt::AlignRight;
    const LagAxis axis(settings);
    shamal::SemivariogramOptions options = settings.semivariogram;
    options.log10Transform = settings.log10;
    forEachDataSet(
        inputs, result, stop, [&](const AnalysisDataSet& dataSet, const std::vector<std::size_t>& steps) {
            const shamal::Semivariogram found =
                shamal::semivariogram(dataSet.series, steps, inputs.region, options, {}, stop);
            ChartCurve curve{dataSet.name,      dataSet.kind, ChartCurve::Style::LineAndPoints,
                             axis(found.lagKm), found.gamma,  {}};
            curve.n = asDoubles(found.pairs);
            if (found.daily)
                curve.halfWidth = found.daily->spread;
            chart.curves.push_back(std::move(curve));
            if (result.lagBordersKm.empty())
                result.lagBordersKm = found.bordersKm;
            for (std::size_t i = 0; i < found.lagKm.size(); ++i) {
                const auto add = [&](const char* quantity, double value) {
                    result.rows.push_back({QStringLiteral("semivariogram"), dataSet.name, quantity,
                                           QStringLiteral("km"), found.lagKm[i], value, found.pairs[i],
                                           static_cast<qint64>(found.missing)});
                };
                add("gamma", found.gamma[i]);
                if (found.daily)
                    add("gamma_sd_over_days", found.daily->spread[i]);
            }
            if (settings.model == Model::None)
                return;
            const shamal::VariogramFit fit = shamal::fitVariogram(found, fitOptions(settings));
            addModelRows(result, dataSet.name, fit);
            result.findings << QStringLiteral("%1: %2").arg(dataSet.name, inWords(fit));
            if (fit.structured)
                chart.curves.push_back(modelCurve(fit.model, dataSet.kind, found.bordersKm.back(), axis));
        });
    result.charts = {std::move(chart)};
    return result;
}
