#pragma once
#include "map/colour_scale.h"

#include <array>
#include <span>
#include <vector>

/// A colour scale made ready for millions of values: the same colours as ColourScale::colour(), to the last
/// float, at about a nanosecond each.
class ColourTable {
public:
    using Pixel = std::array<unsigned char, 4>;  ///< red, green, blue, alpha

    explicit ColourTable(const ColourScale& scale);

    /// One pixel a value; all zero (transparent) for NaN. `pixels` is as long as `values`.
    void paint(std::span<const float> values, Pixel* pixels) const;

private:
    template <typename Axis>
    void paintBy(std::span<const float> values, Pixel* pixels, Axis axis) const;

    ColourScale::Kind m_kind;
    float m_minimum;
    float m_threshold;
    float m_offset;  // of the guess, and its slope: entries per unit, per octave or per warped decade
    float m_slope;
    std::vector<float> m_starts;  // the least value of each pixel; then NaN, which nothing reaches
    std::vector<Pixel> m_pixels;  // under, entries from low to high, over
};
