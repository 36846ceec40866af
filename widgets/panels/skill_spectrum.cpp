#include "fields/error.h"
#include "map/display_number.h"
#include "panels/skill_charts.h"
#include "statistics/parallel_rows.h"
#include "statistics/power_spectrum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using Fields = std::vector<std::vector<float>>;

/// Truth and predictions on one day, missing in all where one lacks a value.
Fields fieldsOn(const SkillComparison& comparison, std::size_t step)
{
    const shamal::Date date = comparison.truth.steps()[step].date;
    std::vector<std::span<const float>> found{comparison.truth.field(step)};
    for (const SkillPrediction& prediction : comparison.predictions)
        found.push_back(prediction.series.field(*prediction.series.find(date)));  // a common day
    std::vector<float> holes(found.front().begin(), found.front().end());
    for (const std::span<const float> field : found)
        holes = shamal::withHolesOf(field, holes);
    Fields fields;
    for (const std::span<const float> field : found)
        fields.push_back(shamal::withHolesOf(holes, field));
    return fields;
}

struct MeanSpectra {
    std::vector<shamal::PowerSpectrum> of;  ///< truth, predictions
    qint64 days = 0;                        ///< with a cell that all have
};

MeanSpectra meanSpectra(const SkillComparison& comparison, const shamal::FieldSpectrum& spectrum,
                        const std::stop_token& stop)
{
    std::vector<std::vector<shamal::PowerSpectrum>> perDay(comparison.common.size());
    const auto makeWorker = [&] {
        return [&](std::size_t day) {
            for (const std::vector<float>& field : fieldsOn(comparison, comparison.common[day]))
                perDay[day].push_back(spectrum(field));
        };
    };
    shamal::forEachRow(perDay.size(), 0, makeWorker, {}, stop);
    MeanSpectra mean{std::vector<shamal::PowerSpectrum>(comparison.predictions.size() + 1), 0};
    for (const std::vector<shamal::PowerSpectrum>& day : perDay) {
        if (std::isnan(day.front().rings.front()))
            continue;
        ++mean.days;
        for (std::size_t i = 0; i < day.size(); ++i)
            mean.of[i] += day[i];
    }
    for (shamal::PowerSpectrum& sum : mean.of)
        sum *= 1.0 / static_cast<double>(mean.days);
    return mean;
}

/// A logarithmic axis has no place for what is not above zero.
ChartCurve curveOf(const QString& name, DataKind kind, const std::vector<double>& ringKm,
                   const shamal::PowerSpectrum& spectrum)
{
    ChartCurve curve{name, kind, ChartCurve::Style::Line, ringKm, spectrum.rings, {}};
    for (double& power : curve.y) {
        if (!(power > 0.0))
            power = std::numeric_limits<double>::quiet_NaN();
    }
    return curve;
}

bool hasSilentWaves(const shamal::PowerSpectrum& spectrum)
{
    return std::ranges::any_of(spectrum.rings, [](double power) { return !(power > 0.0); });
}

}  // namespace

SkillPart drawSpectra(const SkillComparison& comparison, const std::stop_token& stop)
{
    // Of the spectrum only the rings are looked at; one band that holds every wavelength is enough.
    const shamal::FieldSpectrum spectrum(comparison.truth.grid(), {1e-3, 1e5});
    if (spectrum.ringKm().empty())
        throw shamal::InputError(
            Words::tr("The region is too small or too narrow for a spectrum.").toStdString());
    const MeanSpectra mean = meanSpectra(comparison, spectrum, stop);
    if (mean.days == 0)
        throw shamal::InputError(
            Words::tr("On no day is there a cell that truth and predictions have.").toStdString());

    SkillPart part;
    part.source = QStringLiteral("Denis et al. 2002");
    part.chart.title = Words::tr("Power spectrum");
    part.chart.xLabel = Words::tr("wavelength (km)");
    part.chart.yLabel =
        Words::tr("variance per wave (%1)")
            .arg(comparison.log10                  ? QStringLiteral("log10²")
                 : comparison.nativeUnit.isEmpty() ? QStringLiteral("1")
                                                   : QStringLiteral("(%1)²").arg(comparison.nativeUnit));
    part.chart.logX = part.chart.logY = part.chart.descendingX = part.chart.fitsX = true;
    part.chart.legendCorner = Qt::AlignBottom | Qt::AlignLeft;
    part.findings << Words::tr("Spectra over the bounding box of the region, mean of %n day(s):", nullptr,
                               static_cast<int>(mean.days));
    for (std::size_t i = 0; i < mean.of.size(); ++i) {
        const bool isTruth = i == 0;
        const QString name = isTruth ? Words::tr("truth") : comparison.predictions[i - 1].name;
        const DataKind kind = isTruth ? DataKind::Fine : comparison.predictions[i - 1].kind;
        part.chart.curves.push_back(curveOf(name, kind, spectrum.ringKm(), mean.of[i]));
        for (std::size_t ring = 0; ring < mean.of[i].rings.size(); ++ring)
            part.rows.push_back({QStringLiteral("power_spectrum"), name, QStringLiteral("variance"),
                                 QStringLiteral("km"), spectrum.ringKm()[ring], mean.of[i].rings[ring],
                                 mean.days});
        if (hasSilentWaves(mean.of[i])) {
            part.findings << Words::tr("%1: no variance at some wavelengths, which are left out of the chart")
                                 .arg(name);
            continue;
        }
        if (isTruth || hasSilentWaves(mean.of.front()))
            continue;
        const double distance = shamal::logSpectralDistance(mean.of[i], mean.of.front());
        part.rows.push_back({QStringLiteral("power_spectrum"), name,
                             QStringLiteral("log_spectral_distance_db"), QString(), 0.0, distance,
                             mean.days});
        part.findings << Words::tr("%1: log-spectral distance %2 dB").arg(name, displayNumber(distance));
    }
    // The truth above persistence, which has nearly the same spectrum.
    std::rotate(part.chart.curves.begin(), part.chart.curves.begin() + 1, part.chart.curves.end());
    return part;
}
