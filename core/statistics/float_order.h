#pragma once
#include <bit>
#include <cstdint>

namespace shamal {

// Whole numbers in the order of the floats that are not NaN, -0 before +0: what sorting by digits needs.

inline std::uint32_t orderOf(float value)
{
    constexpr std::uint32_t kSign = 0x80000000U;
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

inline float valueOfOrder(std::uint32_t order)
{
    constexpr std::uint32_t kSign = 0x80000000U;
    return std::bit_cast<float>((order & kSign) != 0 ? order & ~kSign : ~order);
}

}  // namespace shamal
