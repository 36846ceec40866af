#include "downscale/module/packed_matrix.h"

#include "downscale/module/lanes.h"

#include <algorithm>

namespace shamal {

namespace {

constexpr std::int64_t kStrip = 2 * kLanes;
constexpr std::int64_t kRows = 6;  ///< twelve sums, two weights and a value fill the registers of AVX2

template <int Rows, int Width>
SHAMAL_INLINE void block(const float* from, const float* strip, float* to, std::int64_t in, std::int64_t out)
{
    Lanes sums[Rows][Width] = {};
    for (std::int64_t k = 0; k < in; ++k) {
        Lanes weights[Width];
#pragma GCC unroll 2
        for (int w = 0; w < Width; ++w)
            weights[w] = lanesAt(strip + (k * Width + w) * kLanes);
#pragma GCC unroll 6
        for (int r = 0; r < Rows; ++r) {
            const float value = from[r * in + k];
#pragma GCC unroll 2
            for (int w = 0; w < Width; ++w)
                sums[r][w] += value * weights[w];
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 2
        for (int w = 0; w < Width; ++w)
            lanesAt(to + r * out + w * kLanes) = sums[r][w];
}

template <int Width>
SHAMAL_INLINE void stripTimes(const float* from, const float* strip, float* to, std::int64_t rows,
                              std::int64_t in, std::int64_t out)
{
    std::int64_t r = 0;
    for (; r + kRows <= rows; r += kRows)
        block<kRows, Width>(from + r * in, strip, to + r * out, in, out);
    for (; r + 2 <= rows; r += 2)
        block<2, Width>(from + r * in, strip, to + r * out, in, out);
    if (r < rows)
        block<1, Width>(from + r * in, strip, to + r * out, in, out);
}

SHAMAL_VECTORISED void multiplyRows(const float* from, const float* matrix, float* to, std::int64_t rows,
                                    std::int64_t in, std::int64_t out)
{
    std::int64_t column = 0;
    for (; column + kStrip <= out; column += kStrip)
        stripTimes<2>(from, matrix + column * in, to + column, rows, in, out);
    if (column < out)
        stripTimes<1>(from, matrix + column * in, to + column, rows, in, out);
}

}  // namespace

PackedMatrices::PackedMatrices(const float* matrices, std::int64_t count, std::int64_t in, std::int64_t out)
    : m_count(count), m_in(in), m_out(out), m_values(static_cast<std::size_t>(count * in * out))
{
    float* value = m_values.data();
    for (std::int64_t matrix = 0; matrix < count; ++matrix)
        for (std::int64_t column = 0; column < out; column += kStrip)
            for (std::int64_t row = 0; row < in; ++row)
                for (std::int64_t c = column; c < std::min(column + kStrip, out); ++c)
                    *value++ = matrices[(matrix * in + row) * out + c];
}

void PackedMatrices::multiply(std::int64_t matrix, const float* from, std::int64_t rows, float* to) const
{
    multiplyRows(from, m_values.data() + matrix * m_in * m_out, to, rows, m_in, m_out);
}

}  // namespace shamal
