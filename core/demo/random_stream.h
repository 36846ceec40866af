#pragma once
#include <cstddef>
#include <cstdint>
#include <random>

namespace shamal {

/// Random numbers that are the same on every machine and compiler: std::mt19937_64 is fixed by the C++
/// standard, the distributions are not, so they are made here.
class RandomStream {
public:
    /// Streams of one seed with different numbers are independent for all purposes here.
    RandomStream(std::uint64_t seed, std::uint64_t stream);

    double uniform();                         ///< in [0, 1)
    double uniform(double low, double high);  ///< in [low, high)
    double normal();                          ///< mean 0, variance 1, by Box and Muller
    double normal(double mean, double deviation) { return mean + deviation * normal(); }
    std::size_t index(std::size_t count);  ///< 0..count-1

private:
    std::mt19937_64 m_engine;
    double m_spare = 0.0;
    bool m_hasSpare = false;
};

}  // namespace shamal
