#pragma once
#include "map/display_number.h"
#include "map/palette.h"

#include <QStringList>

#include <span>
#include <vector>

/// How values become colours: a range, its scale and a palette. A value type; never changes by itself.
struct ColourScale {
    /// SymmetricLog is linear between -threshold and +threshold, which take as much of the bar as a decade
    /// each, and log10 beyond.
    enum class Kind { Linear, Log10, SymmetricLog };
    Kind kind = Kind::Linear;
    double minimum = 0.0;  ///< the floor of a log10 scale, above zero
    double maximum = 1.0;
    const Palette* palette = nullptr;  ///< sequentialPalette() if null
    bool reversed = false;
    int steps = 0;           ///< classes of equal length on the bar; 0: the palette's own many
    double threshold = 1.0;  ///< of SymmetricLog, above zero; others ignore it
    bool centred = false;    ///< whoever changes the range keeps it symmetric about zero
    bool locked = false;     ///< the range stays until it is unlocked

    /// 0..1, clamped; NaN for missing. On a log10 scale zero and below lie at 0; an empty range puts all at
    /// 0.5.
    double position(double value) const;
    /// Also outside 0..1, as far as the scale goes on.
    double valueAt(double position) const;
    /// The palette's missing colour for NaN, its under and over colours for what is outside the range.
    QColor colour(double value) const;
    const Palette& colours() const { return palette ? *palette : sequentialPalette(); }
    const QColor& underColour() const { return reversed ? colours().over : colours().under; }
    const QColor& overColour() const { return reversed ? colours().under : colours().over; }

    /// The colours on the bar from low to high: `steps` of them, or the palette's.
    std::size_t entries() const;
    QColor entry(std::size_t index) const;
    std::size_t entryAt(double position) const;
    /// Position at which the entry begins, that of the entry after it ends; 0 for the first.
    double entryStart(std::size_t index) const;

    /// Tick values inside the range: 1-2-5 steps, decades (with 2 and 5 when few), on both sides of zero if
    /// SymmetricLog; with classes their borders, thinned evenly.
    std::vector<double> ticks(int wanted = 5) const;
    bool operator==(const ColourScale&) const = default;

    /// From the 1st and 99th percentile of the values, log10 when all are positive and the percentiles span
    /// more than a decade. 0..1 without data.
    static ColourScale fitted(std::span<const float> values);
    /// Symmetric about zero, from the 99th percentile of |values|, diverging palette.
    static ColourScale symmetric(std::span<const float> values);
};

/// One label per tick, with as many digits as keep neighbours apart.
QStringList tickLabels(const std::vector<double>& ticks);
