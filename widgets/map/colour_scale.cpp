#include "map/colour_scale.h"

#include "map/colour_range.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace {

/// 1, 2 or 5 times a power of ten, the smallest that is not much below `step`.
double roundStep(double step)
{
    constexpr double kMoreTicks = 1.3;  // than wanted are better than less than half of them
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (kMoreTicks * factor * power >= step)
            return factor * power;
    }
    return 10.0 * power;
}

std::vector<double> linearTicks(double minimum, double maximum, int wanted)
{
    std::vector<double> ticks;
    const double step = roundStep((maximum - minimum) / std::max(wanted, 1));
    const double slack = 1e-9 * (maximum - minimum);
    for (double k = std::ceil((minimum - slack) / step); k * step <= maximum + slack; k += 1.0)
        ticks.push_back(k == 0.0 ? 0.0 : k * step);  // ceil gives -0 as well
    return ticks;
}

std::vector<double> decadeTicks(double minimum, double maximum, int wanted)
{
    const int first = static_cast<int>(std::floor(std::log10(minimum)));
    const int last = static_cast<int>(std::ceil(std::log10(maximum)));
    const double decades = std::log10(maximum / minimum);
    const int stride = std::max(1, static_cast<int>(std::lround(decades / std::max(2 * wanted, 1))));
    const bool halves = decades < 0.6 * wanted;
    std::vector<double> ticks;
    for (int decade = first; decade <= last; ++decade) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = factor * std::pow(10.0, decade);
            const bool shown = factor == 1.0 ? decade % stride == 0 : halves;
            if (shown && tick >= minimum * (1.0 - 1e-9) && tick <= maximum * (1.0 + 1e-9))
                ticks.push_back(tick);
        }
    }
    return ticks;
}

/// Zero and decades outside the linear part, the same on both sides.
std::vector<double> symmetricLogTicks(const ColourScale& scale, int wanted)
{
    const double furthest = std::max(std::abs(scale.minimum), std::abs(scale.maximum));
    const int first = static_cast<int>(std::ceil(std::log10(scale.threshold) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(furthest) + 1e-9));
    const int sides = scale.minimum < 0.0 && scale.maximum > 0.0 ? 2 : 1;
    const int stride = std::max(1, (sides * (last - first + 1) + wanted) / std::max(wanted + 1, 1));
    std::vector<double> ticks;
    const double slack = 1e-9 * (scale.maximum - scale.minimum);
    const auto add = [&](double tick) {
        if (tick >= scale.minimum - slack && tick <= scale.maximum + slack)
            ticks.push_back(tick);
    };
    for (int decade = last; decade >= first; decade -= stride)
        add(-std::pow(10.0, decade));
    add(0.0);
    for (int decade = first + (last - first) % stride; decade <= last; decade += stride)
        add(std::pow(10.0, decade));
    return ticks;
}

/// Every border of classes, or every second, third ...
std::vector<double> borderTicks(const ColourScale& scale, int wanted)
{
    const int every = std::max(1, (scale.steps + wanted - 1) / std::max(wanted, 1));
    std::vector<double> ticks;
    for (int border = 0; border <= scale.steps; border += every)
        ticks.push_back(scale.valueAt(static_cast<double>(border) / scale.steps));
    return ticks;
}

/// A symmetric log10 axis, in decades; a threshold from zero counts as one.
double warped(double value, double threshold)
{
    const double size = std::abs(value) / threshold;
    return size <= 1.0 ? value / threshold : std::copysign(1.0 + std::log10(size), value);
}

double unwarped(double decades, double threshold)
{
    const double size = std::abs(decades);
    return size <= 1.0 ? decades * threshold : std::copysign(threshold * std::pow(10.0, size - 1.0), decades);
}

}  // namespace

double ColourScale::position(double value) const
{
    if (std::isnan(value))
        return value;
    if (!(maximum > minimum))
        return 0.5;
    switch (kind) {
        case Kind::Linear:
            return std::clamp((value - minimum) / (maximum - minimum), 0.0, 1.0);
        case Kind::Log10:
            if (value <= minimum || minimum <= 0.0)
                return 0.0;
            return std::clamp(std::log10(value / minimum) / std::log10(maximum / minimum), 0.0, 1.0);
        case Kind::SymmetricLog: {
            const double from = warped(minimum, threshold);
            return std::clamp((warped(value, threshold) - from) / (warped(maximum, threshold) - from), 0.0,
                              1.0);
        }
    }
    return 0.5;
}

double ColourScale::valueAt(double position) const
{
    switch (kind) {
        case Kind::Linear:
            break;
        case Kind::Log10:
            return minimum * std::pow(maximum / minimum, position);
        case Kind::SymmetricLog:
            return unwarped(std::lerp(warped(minimum, threshold), warped(maximum, threshold), position),
                            threshold);
    }
    return std::lerp(minimum, maximum, position);
}

QColor ColourScale::colour(double value) const
{
    const double place = position(value);
    if (std::isnan(place))
        return colours().missing;
    if (maximum > minimum && value < minimum)
        return underColour();
    if (maximum > minimum && value > maximum)
        return overColour();
    return entry(entryAt(place));
}

std::size_t ColourScale::entries() const
{
    return steps > 0 ? static_cast<std::size_t>(steps) : colours().colours.size();
}

QColor ColourScale::entry(std::size_t index) const
{
    const auto& table = colours().colours;
    const std::size_t count = entries();
    // Classes reach from the palette's one end to the other; a single one lies in its middle.
    const double share = count == 1 ? 0.5 : static_cast<double>(index) / static_cast<double>(count - 1);
    const auto at = static_cast<std::size_t>(std::lround(share * static_cast<double>(table.size() - 1)));
    return table[reversed ? table.size() - 1 - at : at];
}

std::size_t ColourScale::entryAt(double position) const
{
    const auto count = static_cast<double>(entries());
    const double place = steps > 0 ? std::floor(position * count) : std::round(position * (count - 1.0));
    return static_cast<std::size_t>(std::clamp(place, 0.0, count - 1.0));
}

double ColourScale::entryStart(std::size_t index) const
{
    const auto count = static_cast<double>(entries());
    const auto place = static_cast<double>(index);
    return std::clamp(steps > 0 ? place / count : (place - 0.5) / (count - 1.0), 0.0, 1.0);
}

std::vector<double> ColourScale::ticks(int wanted) const
{
    if (!(maximum > minimum))
        return {minimum};
    if (steps > 0)
        return borderTicks(*this, wanted);
    std::vector<double> decades;
    if (kind == Kind::Log10 && minimum > 0.0)
        decades = decadeTicks(minimum, maximum, wanted);
    else if (kind == Kind::SymmetricLog)
        decades = symmetricLogTicks(*this, wanted);
    return decades.size() >= 2 ? decades : linearTicks(minimum, maximum, wanted);
}

ColourScale ColourScale::fitted(std::span<const float> values)
{
    ColourScale scale;
    const auto range = percentiles(values, 1.0, 99.0);
    if (!range)
        return scale;
    std::tie(scale.minimum, scale.maximum) = *range;
    // Missing and infinite values are no reason against a log scale.
    const bool positive = std::none_of(values.begin(), values.end(),
                                       [](float value) { return std::isfinite(value) && value <= 0.0f; });
    if (positive && scale.maximum > 10.0 * scale.minimum)
        scale.kind = Kind::Log10;
    if (scale.minimum == scale.maximum) {
        const double around = scale.minimum == 0.0 ? 1.0 : 0.1 * std::abs(scale.minimum);
        scale.maximum += around;
        scale.minimum -= scale.minimum == 0.0 ? 0.0 : around;
    }
    return scale;
}

ColourScale ColourScale::symmetric(std::span<const float> values)
{
    ColourScale scale{.minimum = -1.0, .palette = &divergingPalette(), .centred = true};
    std::vector<float> sizes(values.begin(), values.end());
    std::transform(sizes.begin(), sizes.end(), sizes.begin(), [](float value) { return std::abs(value); });
    if (const auto range = percentiles(sizes, 0.0, 99.0); range && range->second > 0.0) {
        scale.minimum = -range->second;
        scale.maximum = range->second;
    }
    return scale;
}

QStringList tickLabels(const std::vector<double>& ticks)
{
    QStringList labels;
    for (int digits = 3; digits <= 12; ++digits) {
        labels.clear();
        for (const double tick : ticks)
            labels += displayNumber(tick, digits);
        if (QStringList(labels).removeDuplicates() == 0)
            break;
    }
    return labels;
}
