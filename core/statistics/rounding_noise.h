#pragma once

namespace shamal {

/// Whether so much is nothing but what rounding leaves of values as large as that: 1e-12 of the largest or
/// less. Both are magnitudes.
inline bool isRoundingNoise(double magnitude, double largestValue)
{
    constexpr double kRounding = 1e-12;
    return magnitude <= kRounding * largestValue;
}

}  // namespace shamal
