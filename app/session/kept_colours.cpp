#include "session/kept_colours.h"

#include "map/colour_range.h"

#include <QSettings>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace {

using Kind = ColourScale::Kind;

constexpr int kMostSteps = 32;  // as ColourEditor offers

// Words, which stay true when the list of kinds grows.
constexpr std::array kKinds{std::pair{Kind::Linear, "linear"}, std::pair{Kind::Log10, "log10"},
                            std::pair{Kind::SymmetricLog, "symmetricLog"}};

QString wordOf(Kind kind)
{
    const auto* const known =
        std::ranges::find_if(kKinds, [&](const auto& one) { return one.first == kind; });
    return QLatin1String(known->second);
}

/// The file is written for every change: what a colour bar being dragged leaves as it is must not be one.
void keep(QSettings& settings, const char* name, const QVariant& value, bool chosen)
{
    const QLatin1String key(name);
    if (!chosen && settings.contains(key))
        settings.remove(key);
    else if (chosen && settings.value(key).toString() != value.toString())
        settings.setValue(key, value);
}

std::optional<double> numberOf(const QSettings& settings, const char* name)
{
    bool number = false;
    const double value = settings.value(QLatin1String(name)).toDouble(&number);
    return number ? std::optional(value) : std::nullopt;
}

std::optional<Kind> keptKind(const QSettings& settings)
{
    const QString word = settings.value("kind").toString();
    const auto* const known =
        std::ranges::find_if(kKinds, [&](const auto& kind) { return word == QLatin1String(kind.second); });
    return known != kKinds.end() ? std::optional(known->first) : std::nullopt;
}

/// A range is whole or not there.
ColourScale withKeptRange(const QSettings& settings, const ColourScale& scale)
{
    const auto minimum = numberOf(settings, "minimum");
    const auto maximum = numberOf(settings, "maximum");
    if (!minimum || !maximum || *minimum >= *maximum)
        return scale;
    ColourScale ranged = scale;
    ranged.centred = scale.kind != Kind::Log10 && *minimum == -*maximum;
    ranged.locked = true;
    return withRange(ranged, *minimum, *maximum).value_or(scale);
}

}  // namespace

void keepColours(QSettings& settings, const ColourScale& fitted, const ColourScale& chosen)
{
    keep(settings, "palette", chosen.colours().name, &chosen.colours() != &fitted.colours());
    keep(settings, "reversed", chosen.reversed, chosen.reversed != fitted.reversed);
    keep(settings, "steps", chosen.steps, chosen.steps != fitted.steps);
    keep(settings, "kind", wordOf(chosen.kind), chosen.kind != fitted.kind);
    keep(settings, "threshold", chosen.threshold, chosen.kind == Kind::SymmetricLog);
    keep(settings, "minimum", chosen.minimum, chosen.locked);
    keep(settings, "maximum", chosen.maximum, chosen.locked);
}

ColourScale withKeptColours(const QSettings& settings, const ColourScale& fitted)
{
    ColourScale scale = fitted;
    if (const Palette* palette = paletteNamed(settings.value("palette").toString()))
        scale.palette = palette;
    const QString reversed = settings.value("reversed").toString();
    if (reversed == QLatin1String("true") || reversed == QLatin1String("false"))
        scale.reversed = reversed == QLatin1String("true");
    bool whole = false;
    const int steps = settings.value("steps").toInt(&whole);
    if (whole && steps >= 0 && steps != 1 && steps <= kMostSteps)
        scale.steps = steps;
    if (const auto kind = keptKind(settings))
        scale = withKind(scale, *kind).value_or(scale);
    scale = withKeptRange(settings, scale);
    const auto threshold = numberOf(settings, "threshold");
    const double furthest = std::max(std::abs(scale.minimum), std::abs(scale.maximum));
    if (scale.kind == Kind::SymmetricLog && threshold && *threshold > 0.0 && *threshold < furthest)
        scale.threshold = *threshold;
    return scale;
}
