#pragma once
#include "downscale/cell_window.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shamal {

/// Four 32-bit random words of a counter and a key: Philox4x32-10 (Salmon et al. 2011).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Standard normal numbers on a window of a grid, row-major. The number of a cell depends on (seed, member,
/// day) and the cell's place in the grid alone: every window that holds the cell sees the same one, on every
/// machine, in any order of days.
std::vector<float> gaussianNoise(std::uint64_t seed, int member, std::int64_t day, const CellWindow& window);

/// Uniform numbers in [0, 1) for choices that must repeat with the seed.
class UniformStream {
public:
    explicit UniformStream(std::uint64_t seed)
        : m_key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)}
    {
    }
    double next();
    std::size_t below(std::size_t count);  ///< 0 .. count-1

private:
    std::array<std::uint32_t, 2> m_key;
    std::uint64_t m_index = 0;
};

}  // namespace shamal
