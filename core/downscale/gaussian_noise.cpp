#include "downscale/gaussian_noise.h"

#include <cmath>
#include <numbers>

namespace shamal {

namespace {

/// In (0, 1): never 0, whose logarithm Box-Muller could not take.
double toUnit(std::uint32_t word)
{
    return (static_cast<double>(word) + 0.5) / 4294967296.0;
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53U} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57U} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

std::vector<float> gaussianNoise(std::uint64_t seed, int member, std::int64_t day, const CellWindow& window)
{
    std::vector<float> noise(window.cells());
    const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(seed),
                                           static_cast<std::uint32_t>(seed >> 32U)};
    for (std::size_t r = 0; r < window.rows; ++r) {
        std::array<double, 4> four{};
        std::size_t fourOf = ~std::size_t{0};
        for (std::size_t c = 0; c < window.columns; ++c) {
            const std::size_t column = window.column + c;
            if (column / 4 != fourOf) {
                fourOf = column / 4;
                const auto words =
                    philox({static_cast<std::uint32_t>(fourOf), static_cast<std::uint32_t>(window.row + r),
                            static_cast<std::uint32_t>(member), static_cast<std::uint32_t>(day)},
                           key);
                for (std::size_t pair = 0; pair < 2; ++pair) {  // Box-Muller
                    const double radius = std::sqrt(-2.0 * std::log(toUnit(words[2 * pair])));
                    const double angle = 2.0 * std::numbers::pi * toUnit(words[2 * pair + 1]);
                    four[2 * pair] = radius * std::cos(angle);
                    four[2 * pair + 1] = radius * std::sin(angle);
                }
            }
            noise[r * window.columns + c] = static_cast<float>(four[column % 4]);
        }
    }
    return noise;
}

double UniformStream::next()
{
    // The last counter word keeps these draws apart from any day's noise.
    const auto words = philox(
        {static_cast<std::uint32_t>(m_index), static_cast<std::uint32_t>(m_index >> 32U), 0, 0x7fffffffU},
        m_key);
    ++m_index;
    return (static_cast<double>(words[0]) * 2097152.0 + static_cast<double>(words[1] >> 11U)) /
           9007199254740992.0;
}

std::size_t UniformStream::below(std::size_t count)
{
    return static_cast<std::size_t>(next() * static_cast<double>(count));
}

}  // namespace shamal
