#include "map/colour_table.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace {

ColourTable::Pixel pixelOf(const QColor& colour)
{
    return {static_cast<unsigned char>(colour.red()), static_cast<unsigned char>(colour.green()),
            static_cast<unsigned char>(colour.blue()), 255};
}

/// log2 of a positive number to 1e-5: a guess that is put right by comparing needs no more, and libm's takes
/// longer. log2(m) / (m - 1) on [1, 2] by the polynomial through six Chebyshev points.
inline float roughLog2(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto exponent = static_cast<float>(static_cast<int>(bits >> 23U) - 127);
    const float m = std::bit_cast<float>((bits & 0x007fffffU) | 0x3f800000U);
    const float slope =
        3.1116303f +
        m * (-3.3095852f + m * (2.5786199f + m * (-1.2177429f + m * (0.31358133f - 0.033822046f * m))));
    return exponent + (m - 1.0f) * slope;
}

constexpr float kDecadesPerOctave = 0.30103f;

/// Floats in their order, as integers in theirs.
float floatAt(std::int32_t rank)
{
    return std::bit_cast<float>(rank >= 0 ? rank : rank ^ 0x7fffffff);
}

/// The least float for which `reached` holds; it holds for all above it. By halving all floats: walking from
/// a good guess takes hours where it is zero.
template <typename Reached>
float leastFloat(Reached reached)
{
    std::int64_t below = -0x7f800001LL;  // minus infinity
    std::int64_t above = 0x7f800000LL;   // infinity
    while (above - below > 1) {
        const std::int64_t middle = (below + above) / 2;
        (reached(floatAt(static_cast<std::int32_t>(middle))) ? above : below) = middle;
    }
    return floatAt(static_cast<std::int32_t>(above));
}

}  // namespace

ColourTable::ColourTable(const ColourScale& scale)
    : m_kind(scale.kind),
      m_minimum(static_cast<float>(scale.minimum)),
      m_threshold(static_cast<float>(scale.threshold)),
      m_offset(0.0f),
      m_slope(0.0f)
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    if (!(scale.maximum > scale.minimum)) {
        const Pixel only = pixelOf(scale.entry(scale.entryAt(0.5)));
        m_kind = ColourScale::Kind::Linear;
        m_starts = {-kInfinity, kInfinity, kNan};
        m_pixels = {only, only};
        return;
    }
    const std::size_t count = scale.entries();
    m_starts = {-kInfinity, leastFloat([&](float value) { return value >= scale.minimum; })};
    m_pixels = {pixelOf(scale.underColour())};
    for (std::size_t i = 0; i < count; ++i) {
        m_pixels.push_back(pixelOf(scale.entry(i)));
        if (i > 0)
            m_starts.push_back(
                leastFloat([&](float value) { return scale.entryAt(scale.position(value)) >= i; }));
    }
    m_starts.push_back(leastFloat([&](float value) { return value > scale.maximum; }));
    m_starts.push_back(kNan);
    m_pixels.push_back(pixelOf(scale.overColour()));

    // entry = slope * axis + offset, the axis being the value, its log2, or its warped size.
    const double perPosition = scale.steps > 0 ? static_cast<double>(count) : static_cast<double>(count - 1);
    const auto axis = [&](double value) {
        switch (m_kind) {
            case ColourScale::Kind::Linear:
                return value - scale.minimum;
            case ColourScale::Kind::Log10:
                return std::log2(value);
            case ColourScale::Kind::SymmetricLog:
                break;
        }
        const double size = std::abs(value) / scale.threshold;
        return size <= 1.0 ? value / scale.threshold
                           : std::copysign(1.0 + std::log2(size) / std::log2(10.0), value);
    };
    const double slope = perPosition / (axis(scale.maximum) - axis(scale.minimum));
    m_slope = static_cast<float>(slope);
    m_offset = static_cast<float>((scale.steps > 0 ? 1.0 : 1.5) - slope * axis(scale.minimum));
}

template <typename Axis>
void ColourTable::paintBy(std::span<const float> values, Pixel* pixels, Axis axis) const
{
    // In blocks of a fixed length, which compilers turn into vector instructions.
    constexpr std::size_t kBlock = 256;
    std::array<float, kBlock> block;
    std::array<std::int32_t, kBlock> guesses;
    const float* const starts = m_starts.data();
    const auto last = static_cast<float>(m_pixels.size() - 1);
    const float slope = m_slope;
    const float offset = m_offset;
    for (; !values.empty(); values = values.subspan(std::min(kBlock, values.size()))) {
        const std::size_t count = std::min(kBlock, values.size());
        std::copy_n(values.begin(), count, block.begin());
        std::fill(block.begin() + static_cast<std::ptrdiff_t>(count), block.end(), m_minimum);
        // The order of arguments turns what is no number into 0.
        for (std::size_t i = 0; i < kBlock; ++i)
            guesses[i] =
                static_cast<std::int32_t>(std::min(last, std::max(0.0f, slope * axis(block[i]) + offset)));
        for (std::size_t i = 0; i < count; ++i) {
            const float value = block[i];
            std::int32_t at = guesses[i];
            while (value >= starts[at + 1])
                ++at;
            while (value < starts[at])
                --at;
            *pixels++ = std::isnan(value) ? Pixel{} : m_pixels[static_cast<std::size_t>(at)];
        }
    }
}

void ColourTable::paint(std::span<const float> values, Pixel* pixels) const
{
    const float minimum = m_minimum;
    const float perThreshold = 1.0f / m_threshold;
    switch (m_kind) {
        case ColourScale::Kind::Linear:
            return paintBy(values, pixels, [minimum](float value) { return value - minimum; });
        case ColourScale::Kind::Log10:
            return paintBy(values, pixels,
                           [minimum](float value) { return roughLog2(std::max(minimum, value)); });
        case ColourScale::Kind::SymmetricLog:
            return paintBy(values, pixels, [perThreshold](float value) {
                const float size = std::abs(value) * perThreshold;
                const float further = 1.0f + kDecadesPerOctave * roughLog2(std::max(1.0f, size));
                return std::copysign(std::min(size, further), value);
            });
    }
}
