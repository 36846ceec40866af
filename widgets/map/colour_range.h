#pragma once
#include "fields/grid.h"
#include "map/colour_scale.h"
#include "map/map_field.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

/// Percentiles (0..100, nearest rank) of the finite values; nothing when there are none.
std::optional<std::pair<double, double>> percentiles(std::span<const float> values, double low, double high);

/// Values of the cells whose centre lies in `box`, longitudes modulo 360; missing ones are left out.
std::vector<float> valuesWithin(const MapField& field, const shamal::LatLonBox& box);

/// `scale` with another range. A centred one becomes symmetric about zero as wide as the further end; the
/// floor of a log10 scale that would not be above zero becomes a thousandth of the maximum. Nothing when the
/// range would be empty or not finite.
std::optional<ColourScale> withRange(ColourScale scale, double minimum, double maximum);

/// `scale` of another kind with its range as far as that allows; as withRange(). A log10 scale is not
/// centred, and a threshold is set when there is none that fits.
std::optional<ColourScale> withKind(ColourScale scale, ColourScale::Kind kind);

// What a hand does to a colour bar; positions as ColourScale::position(), not clamped. A centred scale keeps
// its zero: shifting leaves it as it is.
/// The range becomes what lies at `by` .. 1 + `by`.
ColourScale shifted(const ColourScale& scale, double by);
/// The minimum becomes what lies at `by`, the other end stays (of a centred scale: mirrors).
ColourScale minimumMoved(const ColourScale& scale, double by);
/// The maximum becomes what lies at 1 + `by`.
ColourScale maximumMoved(const ColourScale& scale, double by);
/// `factor` times as long on its own axis, the value at `about` stays where it is.
ColourScale widened(const ColourScale& scale, double factor, double about);
