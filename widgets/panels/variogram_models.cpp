#include "panels/variogram_models.h"

#include "map/display_number.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <utility>

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

QString withError(double value, double error)
{
    return std::isnan(error) ? displayNumber(value)
                             : QStringLiteral("%1 ± %2").arg(displayNumber(value), displayNumber(error, 2));
}

QString inWords(const shamal::SingularCause& cause, std::size_t structures)
{
    using Kind = shamal::SingularCause::Kind;
    const auto ofStructure = [&](const QString& only, const QString& oneOfSeveral) {
        return structures == 1 ? only : oneOfSeveral.arg(cause.structure + 1);
    };
    switch (cause.kind) {
        case Kind::FewBins:
            return Words::tr("fewer bins hold pairs than the model has parameters");
        case Kind::NoNugget:
            return Words::tr("the nugget is 0");
        case Kind::NoSill:
            return ofStructure(Words::tr("the partial sill is 0"), Words::tr("partial sill %1 is 0"));
        case Kind::RangeAtBound:
            return ofStructure(Words::tr("the range is at its bound"), Words::tr("range %1 is at its bound"));
        case Kind::SmoothnessAtBound:
            return ofStructure(Words::tr("the smoothness is at its bound"),
                               Words::tr("smoothness %1 is at its bound"));
        case Kind::BinsAlike:
            return Words::tr("the bins do not tell the parameters apart");
    }
    return {};
}

}  // namespace

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

QString modelInText(const AnalysisSettings& settings)
{
    QStringList parts;
    for (const auto& [model, name] : kModels) {
        if (model == settings.model)
            parts << QStringLiteral("model=%1").arg(QString::fromUtf8(name).replace(' ', '_'));
    }
    parts << (settings.weights == shamal::VariogramWeights::Pairs ? QStringLiteral("fit_weights=N")
                                                                  : QStringLiteral("fit_weights=N/h^2"));
    return parts.join(';');
}

QString inWords(const shamal::VariogramFit& fit)
{
    if (!fit.fitted())
        return Words::tr("no model: %1").arg(inWords(fit.causes.front(), fit.model.structures.size()));
    QStringList parts{Words::tr("nugget %1").arg(withError(fit.model.nugget, fit.standardErrors.nugget))};
    for (std::size_t i = 0; i < fit.model.structures.size(); ++i) {
        const shamal::VariogramStructure& part = fit.model.structures[i];
        const shamal::VariogramStructure& error = fit.standardErrors.structures[i];
        parts << Words::tr("partial sill %1").arg(withError(part.sill, error.sill))
              << Words::tr("range %1 km").arg(withError(part.rangeKm, error.rangeKm));
        if (part.shape == shamal::VariogramShape::Matern)
            parts << Words::tr("smoothness %1").arg(withError(part.smoothness, error.smoothness));
    }
    if (fit.singular()) {
        QStringList causes;
        for (const shamal::SingularCause& cause : fit.causes)
            causes << inWords(cause, fit.model.structures.size());
        parts << Words::tr("singular or at a bound (%1)").arg(causes.join(QStringLiteral(", ")));
    }
    return parts.join(QStringLiteral(", "));
}

void addModelRows(AnalysisResult& result, const QString& dataSet, const shamal::VariogramFit& fit)
{
    const auto add = [&](const QString& quantity, const QString& unit, double value) {
        result.rows.push_back({QStringLiteral("variogram_model"), dataSet, quantity, unit, 0.0, value,
                               static_cast<qint64>(fit.bins)});
    };
    if (!fit.fitted()) {
        add("singular", {}, 1.0);
        return;
    }
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
    add("singular", {}, fit.singular() ? 1.0 : 0.0);
}
