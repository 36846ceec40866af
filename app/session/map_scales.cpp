#include "session/map_scales.h"

#include "fields/units.h"
#include "map/colour_range.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace {

ColourScale scaleOf(const shamal::FieldSeries& series)
{
    // A sample bears the percentiles as well as the whole and costs a frame, not seconds.
    constexpr std::size_t kWanted = 200'000;
    const std::size_t values = series.size() * series.grid().cells();
    const std::size_t stride = std::max<std::size_t>(1, values / kWanted) | 1U;
    std::vector<float> sample;
    for (std::size_t i = 0; i < values; i += stride)
        sample.push_back(series.field(i / series.grid().cells())[i % series.grid().cells()]);
    return ColourScale::fitted(sample);
}

ColourScale ratioScale(std::span<const float> values)
{
    constexpr double kShare = 99.0;
    constexpr double kLeast = 1.1;  // all alike would leave no range
    std::vector<float> away;
    for (const float value : values) {
        if (value > 0.0F)
            away.push_back(std::max(value, 1.0F / value));
    }
    const auto range = percentiles(away, 0.0, kShare);
    ColourScale scale = ColourScale::symmetric(values);
    scale.kind = ColourScale::Kind::Log10;
    scale.centred = false;
    scale.maximum = range ? std::max(kLeast, range->second) : 2.0;
    scale.minimum = 1.0 / scale.maximum;
    return scale;
}

/// Whether a choice shows values as its record holds them, and not what was made of them.
bool showsValues(const MapChoice& choice)
{
    using Over = FieldChoice::Over;
    return choice.kind == MapChoice::Kind::Field && choice.field.ensemble != FieldChoice::Ensemble::Spread &&
           (choice.field.over == Over::Day || choice.field.over == Over::Mean ||
            choice.field.over == Over::Maximum);
}

/// What a group of statistics is called that compare among themselves alone, whatever their unit; else empty.
QString ownGroupOf(FieldChoice::Over over)
{
    using Over = FieldChoice::Over;
    return over == Over::Count                 ? QStringLiteral("count")
           : over == Over::Lag1Autocorrelation ? QStringLiteral("lag-1 autocorrelation")
           : over == Over::Lag1Rmse            ? QStringLiteral("lag-1 RMSE")
           : over == Over::Lag1R2              ? QStringLiteral("lag-1 R2")
                                               : QString();
}

/// Symmetric about zero where some cells in a hundred lie below it. Else half of the colours would go unused,
/// and days that resemble each other everywhere would all look alike.
ColourScale autocorrelationScale(std::span<const float> values)
{
    const auto range = percentiles(values, 1.0, 99.0);
    return range && range->first < 0.0 ? ColourScale::symmetric(values) : ColourScale::fitted(values);
}

ColourScale statisticScale(FieldChoice::Over over, std::span<const float> values)
{
    ColourScale scale = over == FieldChoice::Over::Lag1Autocorrelation ? autocorrelationScale(values)
                                                                       : ColourScale::fitted(values);
    if (ofLagOne(over))
        scale.kind = ColourScale::Kind::Linear;
    if (over == FieldChoice::Over::Lag1R2) {
        scale.minimum = 0.0;
        scale.maximum = 1.0;
    }
    return scale;
}

QString unitOf(const Session& session, const FieldChoice& choice)
{
    return QString::fromStdString(metadataOf(session, choice).units);
}

}  // namespace

QString colourGroupOf(const Session& session, const MapChoice& choice)
{
    if (choice.kind == MapChoice::Kind::Comparison && choice.comparison != shamal::Comparison::Difference)
        return QString::fromLatin1(nameOf(choice.comparison).data());
    FieldChoice field = choice.field;
    if (choice.kind == MapChoice::Kind::BestDifference)
        field.over = FieldChoice::Over::Day;  // whatever was chosen before
    QString own = ownGroupOf(field.over);
    if (choice.kind != MapChoice::Kind::Field)
        return QStringLiteral("difference in ") + (own.isEmpty() ? unitOf(session, field) : own);
    if (showsValues(choice))
        return QStringLiteral("values in ") + unitOf(session, field);
    if (!own.isEmpty())
        return own;
    return choice.field.ensemble == FieldChoice::Ensemble::Spread
               ? QStringLiteral("spread")
               : QStringLiteral("deviation in ") + unitOf(session, choice.field);
}

ColourScale fittedScale(const Session& session, const MapChoice& choice, const MapField& field)
{
    if (choice.kind == MapChoice::Kind::Comparison && choice.comparison == shamal::Comparison::Ratio)
        return ratioScale(field.values);
    if (choice.kind != MapChoice::Kind::Field)
        return ColourScale::symmetric(field.values);
    if (!showsValues(choice))
        return statisticScale(choice.field.over, field.values);
    const std::string unit = metadataOf(session, choice.field).units;
    for (const LoadedSource* source : {session.fine(), session.coarse(), sourceOf(session, choice.field)}) {
        if (source != nullptr && !source->series.empty() &&
            shamal::sameUnit(source->series.metadata().units, unit))
            return scaleOf(source->series);
    }
    return ColourScale::fitted(field.values);
}
