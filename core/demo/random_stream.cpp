#include "demo/random_stream.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {
/// SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds give unrelated engines.
std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}
}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t stream) : m_engine(mixed(mixed(seed) + stream))
{
}

double RandomStream::uniform()
{
    return static_cast<double>(m_engine() >> 11) * 0x1.0p-53;
}

double RandomStream::uniform(double low, double high)
{
    return low + (high - low) * uniform();
}

double RandomStream::normal()
{
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));  // 1 - u is never 0
    const double angle = 2.0 * std::numbers::pi * uniform();
    m_spare = radius * std::sin(angle);
    m_hasSpare = true;
    return radius * std::cos(angle);
}

std::size_t RandomStream::index(std::size_t count)
{
    return std::min(static_cast<std::size_t>(uniform() * static_cast<double>(count)), count - 1);
}

}  // namespace shamal
