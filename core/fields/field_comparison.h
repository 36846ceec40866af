#pragma once
#include <span>
#include <string_view>
#include <vector>

namespace shamal {

/// How two fields a and b on one grid are compared, cell by cell.
enum class Comparison {
    Difference,         ///< a - b, in their unit
    Ratio,              ///< a / b
    RelativeDifference  ///< 100 (a - b) / b, percent
};
std::string_view nameOf(Comparison comparison);  ///< "difference", "ratio", "relative difference"

/// NaN where either is missing; ratio and relative difference also where b is 0. Throws InputError when the
/// fields differ in size.
std::vector<float> compare(std::span<const float> a, std::span<const float> b, Comparison comparison);

}  // namespace shamal
