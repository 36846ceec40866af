#include "map/colour_scale.h"

#include <algorithm>
#include <cmath>

namespace {

std::vector<float> finiteOnly(std::span<const float> values)
{
    std::vector<float> kept;
    kept.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
                 [](float value) { return std::isfinite(value); });
    return kept;
}

/// By nearest rank; `values` is reordered and must not be empty.
double percentile(std::vector<float>& values, double fraction)
{
    const auto rank =
        static_cast<std::ptrdiff_t>(std::lround(fraction * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

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

QString withTrueMinus(QString text)
{
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString superscript(int exponent)
{
    static const QString kDigits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString raised;
    for (const QChar digit : QString::number(exponent))
        raised += digit == QLatin1Char('-') ? QStringLiteral("⁻") : QString(kDigits[digit.digitValue()]);
    return raised;
}

QString withoutTrailingZeros(QString number)
{
    if (!number.contains(QLatin1Char('.')))
        return number;
    while (number.endsWith(QLatin1Char('0')))
        number.chop(1);
    if (number.endsWith(QLatin1Char('.')))
        number.chop(1);
    return number;
}

}  // namespace

double ColourScale::position(double value) const
{
    if (std::isnan(value))
        return value;
    if (!(maximum > minimum))
        return 0.5;
    if (kind == Kind::Linear)
        return std::clamp((value - minimum) / (maximum - minimum), 0.0, 1.0);
    if (value <= minimum || minimum <= 0.0)
        return 0.0;
    return std::clamp(std::log10(value / minimum) / std::log10(maximum / minimum), 0.0, 1.0);
}

double ColourScale::valueAt(double position) const
{
    if (kind == Kind::Linear)
        return minimum + position * (maximum - minimum);
    return minimum * std::pow(maximum / minimum, position);
}

QColor ColourScale::colour(double value) const
{
    const Palette& table = colours();
    const double place = position(value);
    if (std::isnan(place))
        return table.missing;
    return table.colours[static_cast<std::size_t>(
        std::lround(place * static_cast<double>(table.colours.size() - 1)))];
}

std::vector<double> ColourScale::ticks(int wanted) const
{
    if (!(maximum > minimum))
        return {minimum};
    if (kind == Kind::Log10 && minimum > 0.0) {
        auto decades = decadeTicks(minimum, maximum, wanted);
        if (decades.size() >= 2)
            return decades;
    }
    return linearTicks(minimum, maximum, wanted);
}

ColourScale ColourScale::fitted(std::span<const float> values)
{
    ColourScale scale;
    auto data = finiteOnly(values);
    if (data.empty())
        return scale;
    const bool positive = std::all_of(data.begin(), data.end(), [](float value) { return value > 0.0f; });
    scale.minimum = percentile(data, 0.01);
    scale.maximum = percentile(data, 0.99);
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
    ColourScale scale{.minimum = -1.0, .palette = &divergingPalette()};
    auto data = finiteOnly(values);
    std::transform(data.begin(), data.end(), data.begin(), [](float value) { return std::abs(value); });
    if (!data.empty()) {
        if (const double largest = percentile(data, 0.99); largest > 0.0) {
            scale.minimum = -largest;
            scale.maximum = largest;
        }
    }
    return scale;
}

QString displayNumber(double value, int significantDigits)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0.0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (value == 0.0)
        return QStringLiteral("0");
    // Rounded first: 0.0009999 is shown as 0.001, not as 1.00×10⁻³.
    const QString rounded = QString::number(value, 'e', significantDigits - 1);
    const auto mark = rounded.indexOf(QLatin1Char('e'));
    const int exponent = rounded.mid(mark + 1).toInt();
    if (exponent >= -3 && exponent <= 4) {
        const int decimals = std::max(0, significantDigits - 1 - exponent);
        return withTrueMinus(withoutTrailingZeros(QString::number(value, 'f', decimals)));
    }
    return withTrueMinus(withoutTrailingZeros(rounded.left(mark))) + QStringLiteral("×10") +
           superscript(exponent);
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
