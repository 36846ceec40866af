#pragma once
#include "map/palette.h"

#include <QString>
#include <QStringList>

#include <span>
#include <vector>

/// How values become colours: a range, linear or log10, and a palette. A value type; never changes by itself.
struct ColourScale {
    enum class Kind { Linear, Log10 };
    Kind kind = Kind::Linear;
    double minimum = 0.0;
    double maximum = 1.0;
    const Palette* palette = nullptr;  ///< sequentialPalette() if null

    /// 0..1, clamped; NaN for missing. On a log10 scale zero and below lie at 0; an empty range puts all at
    /// 0.5.
    double position(double value) const;
    double valueAt(double position) const;
    /// The palette's missing colour for NaN.
    QColor colour(double value) const;
    const Palette& colours() const { return palette ? *palette : sequentialPalette(); }
    /// Tick values inside the range: 1-2-5 steps, or decades (with 2 and 5 when few).
    std::vector<double> ticks(int wanted = 5) const;
    bool operator==(const ColourScale&) const = default;

    /// From the 1st and 99th percentile of the values, log10 when all are positive and the percentiles span
    /// more than a decade. 0..1 without data.
    static ColourScale fitted(std::span<const float> values);
    /// Symmetric about zero, from the 99th percentile of |values|, diverging palette.
    static ColourScale symmetric(std::span<const float> values);
};

/// Three significant digits, true minus sign, no exponent for 0.001..99999 (whole digits are never rounded
/// away there: "1013"), else "1.5×10⁻⁵"; an en dash for NaN.
QString displayNumber(double value, int significantDigits = 3);

/// One label per tick, with as many digits as keep neighbours apart.
QStringList tickLabels(const std::vector<double>& ticks);
