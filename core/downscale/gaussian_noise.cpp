#include "downscale/gaussian_noise.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <algorithm>
#include <bit>
#include <cmath>

namespace shamal {

namespace {

// Loops over lanes are what the compiler turns into vector instructions (this file's options ask for it);
// with arithmetic alone, and polynomials for the functions, every machine gives the same bits.
constexpr std::size_t kLanes = 64;
constexpr std::uint32_t kMultiplierA = 0xD2511F53U;
constexpr std::uint32_t kMultiplierB = 0xCD9E8D57U;
constexpr std::uint32_t kWeylA = 0x9E3779B9U;
constexpr std::uint32_t kWeylB = 0xBB67AE85U;

using Lanes = std::array<std::uint32_t, kLanes>;
using Reals = std::array<float, kLanes>;

/// philox() of kLanes counters at once.
void philoxLanes(std::array<Lanes, 4>& counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        for (std::size_t i = 0; i < kLanes; ++i) {
            const std::uint64_t a = std::uint64_t{kMultiplierA} * counter[0][i];
            const std::uint64_t b = std::uint64_t{kMultiplierB} * counter[2][i];
            counter[0][i] = static_cast<std::uint32_t>(b >> 32U) ^ counter[1][i] ^ key[0];
            counter[1][i] = static_cast<std::uint32_t>(b);
            counter[2][i] = static_cast<std::uint32_t>(a >> 32U) ^ counter[3][i] ^ key[1];
            counter[3][i] = static_cast<std::uint32_t>(a);
        }
        key[0] += kWeylA;
        key[1] += kWeylB;
    }
}

/// Natural logarithm of 2^-32 .. 1 to 1e-7: the series 2 atanh(s) of s = (m - 1) / (m + 1), the mantissa m
/// between sqrt(1/2) and sqrt(2).
inline float logarithm(float x)
{
    const auto bits = std::bit_cast<std::int32_t>(x) - 0x3f3504f3;  // sqrt(1/2)
    const std::int32_t exponent = bits >> 23;
    const float m = std::bit_cast<float>((bits & 0x007fffff) + 0x3f3504f3);
    const float s = (m - 1.0F) / (m + 1.0F);
    const float z = s * s;
    const float series = 2.0F + z * (2.0F / 3 + z * (2.0F / 5 + z * (2.0F / 7 + z * (2.0F / 9))));
    return static_cast<float>(exponent) * 0.69314718F + s * series;
}

/// Two standard normal numbers of two random words (Box and Muller 1958). The first is the radius; the upper
/// two bits of the second are the quarter of the circle, the rest the angle in it, -pi/4 .. pi/4, where short
/// Taylor series are exact to 1e-7.
void boxMuller(const Lanes& forRadius, const Lanes& forAngle, Reals& first, Reals& second)
{
    for (std::size_t i = 0; i < kLanes; ++i) {
        // Half a step above 0, whose logarithm could not be taken.
        const float u = (static_cast<float>(static_cast<std::int32_t>(forRadius[i] >> 1U)) + 0.5F) * 0x1p-31F;
        const float radius = std::sqrt(-2.0F * logarithm(u));
        const float a =
            static_cast<float>(static_cast<std::int32_t>(forAngle[i] << 2U)) * (0x1p-32F * 1.57079633F);
        const float z = a * a;
        const float sine =
            a * (1.0F - z * (1.0F / 6 - z * (1.0F / 120 - z * (1.0F / 5040 - z * (1.0F / 362880)))));
        const float cosine = 1.0F - z * (0.5F - z * (1.0F / 24 - z * (1.0F / 720 - z * (1.0F / 40320))));
        // A quarter turn swaps them, with signs: (c, s), (-s, c), (-c, -s), (s, -c).
        const std::uint32_t quarter = forAngle[i] >> 30U;
        const std::uint32_t swap = 0U - (quarter & 1U);
        const auto c = std::bit_cast<std::uint32_t>(cosine);
        const auto s = std::bit_cast<std::uint32_t>(sine);
        const std::uint32_t x = ((c & ~swap) | (s & swap)) ^ (((quarter ^ (quarter >> 1U)) & 1U) << 31U);
        const std::uint32_t y = ((s & ~swap) | (c & swap)) ^ ((quarter >> 1U) << 31U);
        first[i] = radius * std::bit_cast<float>(x);
        second[i] = radius * std::bit_cast<float>(y);
    }
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{kMultiplierA} * counter[0];
        const std::uint64_t b = std::uint64_t{kMultiplierB} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += kWeylA;
        key[1] += kWeylB;
    }
    return counter;
}

std::vector<float> gaussianNoise(std::uint64_t seed, int member, std::int64_t day, const CellWindow& window,
                                 int step)
{
    std::vector<float> noise(window.cells());
    const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(seed),
                                           static_cast<std::uint32_t>(seed >> 32U)};
    // One counter makes the numbers of four cells side by side.
    const std::size_t end = window.column + window.columns;
    for (std::size_t r = 0; r < window.rows; ++r) {
        const auto place =
            static_cast<std::uint32_t>(window.row + r) + (static_cast<std::uint32_t>(step) << 20U);
        for (std::size_t quad = window.column / 4; 4 * quad < end; quad += kLanes) {
            std::array<Lanes, 4> words;
            for (std::size_t i = 0; i < kLanes; ++i)
                words[0][i] = static_cast<std::uint32_t>(quad + i);
            words[1].fill(place);
            words[2].fill(static_cast<std::uint32_t>(member));
            words[3].fill(static_cast<std::uint32_t>(day));
            philoxLanes(words, key);
            std::array<Reals, 4> four;
            boxMuller(words[0], words[1], four[0], four[1]);
            boxMuller(words[2], words[3], four[2], four[3]);
            const std::size_t from = std::max(4 * quad, window.column);
            const std::size_t to = std::min(4 * (quad + kLanes), end);
            float* const row = noise.data() + r * window.columns;
            for (std::size_t column = from; column < to; ++column)
                row[column - window.column] = four[column % 4][column / 4 - quad];
        }
    }
    return noise;
}

void checkPersistence(double persistence)
{
    constexpr double kLargest = 0.999;
    if (!(persistence >= 0.0 && persistence <= kLargest))
        throw InputError(fmt::format("A persistence of {} from day to day is none; 0 to {} would be right.",
                                     persistence, kLargest));
}

std::vector<NoiseShare> coherentShares(std::int64_t day, double persistence)
{
    checkPersistence(persistence);
    constexpr double kNothing = 1e-8;
    std::int64_t span = 1;
    while (std::pow(persistence, static_cast<double>(span)) > kNothing)
        span *= 2;
    std::int64_t before = day >= 0 ? day / span * span : -((-day + span - 1) / span) * span;
    std::vector<NoiseShare> shares{{before, 1.0}, {before + span, 0.0}};
    std::vector<double> after{0.0, 1.0};  // weights of the known day after, as shares are of the one before
    while (before != day) {
        span /= 2;
        const double near = std::pow(persistence, static_cast<double>(span));
        const double ofBoth = near / (1.0 + near * near);
        const double own = std::sqrt((1.0 - near * near) / (1.0 + near * near));
        const bool later = day >= before + span;
        for (std::size_t i = 0; i < after.size(); ++i)
            (later ? shares[i].weight : after[i]) = ofBoth * (shares[i].weight + after[i]);
        shares.push_back({before + span, later ? own : 0.0});
        after.push_back(later ? 0.0 : own);
        before += later ? span : 0;
    }
    std::erase_if(shares, [](const NoiseShare& share) { return share.weight == 0.0; });
    return shares;
}

std::vector<float> coherentNoise(std::uint64_t seed, int member, std::int64_t day, const CellWindow& window,
                                 double persistence, int step)
{
    std::vector<float> sum(window.cells(), 0.0F);
    for (const NoiseShare& share : coherentShares(day, persistence)) {
        const std::vector<float> noise = gaussianNoise(seed, member, share.day, window, step);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += static_cast<float>(share.weight) * noise[i];
    }
    return sum;
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
