#pragma once
#include "downscale/cell_window.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shamal {

/// Four 32-bit random words of a counter and a key: Philox4x32-10 (Salmon et al. 2011).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Largest `step` of gaussianNoise().
inline constexpr int kMostNoiseSteps = 4095;

/// Standard normal numbers on a window of a grid, row-major. The number of a cell depends on (seed, member,
/// day, step) and the cell's place in the grid alone: every window that holds the cell sees the same one, on
/// every machine, in any order of days. `step` 0 is the image a sampler starts from, 1, 2, .. what it draws
/// on its way. Rows up to 2^20.
std::vector<float> gaussianNoise(std::uint64_t seed, int member, std::int64_t day, const CellWindow& window,
                                 int step = 0);

/// The part a day's own white noise has in the coherent noise of another (or the same) day.
struct NoiseShare {
    std::int64_t day = 0;
    double weight = 0.0;
};

/// The white noises whose weighted sum is the coherent noise of `day`: a first-order autoregression in days
/// with unit variance and correlation persistence^k between days k apart, to 1e-8. Being Markov, a day
/// between two known ones is drawn from these two alone, so a day is reached by halving from days 2^n apart,
/// between which nothing is left of the correlation (Levy's midpoints): n + 2 noises at most (10 at 0.9),
/// whatever other days were asked for. Throws InputError unless 0 <= persistence <= 0.999.
std::vector<NoiseShare> coherentShares(std::int64_t day, double persistence);

/// Throws InputError unless 0 <= persistence <= 0.999.
void checkPersistence(double persistence);

/// gaussianNoise() with that coherence from day to day; the same at persistence 0.
std::vector<float> coherentNoise(std::uint64_t seed, int member, std::int64_t day, const CellWindow& window,
                                 double persistence, int step = 0);

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
