#include "downscale/module/winograd.h"

#include <array>

namespace shamal::published {

namespace {

constexpr std::int64_t kLanes = 8;
/// Eight channels at once.
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));

/// The transforms along one side, on values `stride` apart (Lavin and Gray 2016, section 4.1 and 4.2).
struct Side2 {
    static constexpr int kSide = 2;
    static constexpr std::array<std::array<double, 3>, 4> kWeights{
        {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}}};
    __attribute__((always_inline)) static void forward(Lanes* d, int stride)
    {
        const Lanes d1 = d[stride];
        d[0] = d[0] - d[2 * stride];
        d[stride] = d1 + d[2 * stride];
        d[3 * stride] = d1 - d[3 * stride];
        d[2 * stride] = d[2 * stride] - d1;
    }
    __attribute__((always_inline)) static void back(Lanes* m, int stride)
    {
        const Lanes m1 = m[stride];
        m[0] = m[0] + m1 + m[2 * stride];
        m[stride] = m1 - m[2 * stride] - m[3 * stride];
    }
};

struct Side4 {
    static constexpr int kSide = 4;
    static constexpr std::array<std::array<double, 3>, 6> kWeights{{{1.0 / 4, 0, 0},
                                                                    {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                                                    {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                                                    {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                                                    {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                                                    {0, 0, 1}}};
    __attribute__((always_inline)) static void forward(Lanes* d, int stride)
    {
        const Lanes d1 = d[stride];
        const Lanes d2 = d[2 * stride];
        const Lanes d3 = d[3 * stride];
        const Lanes d4 = d[4 * stride];
        const Lanes even = d4 - 4.0F * d2;
        const Lanes odd = d3 - 4.0F * d1;
        const Lanes even2 = d4 - d2;
        const Lanes odd2 = 2.0F * (d3 - d1);
        d[0] = 4.0F * d[0] - 5.0F * d2 + d4;
        d[stride] = even + odd;
        d[2 * stride] = even - odd;
        d[3 * stride] = even2 + odd2;
        d[4 * stride] = even2 - odd2;
        d[5 * stride] = 4.0F * d1 - 5.0F * d3 + d[5 * stride];
    }
    __attribute__((always_inline)) static void back(Lanes* m, int stride)
    {
        const Lanes sum1 = m[stride] + m[2 * stride];
        const Lanes difference1 = m[stride] - m[2 * stride];
        const Lanes sum2 = m[3 * stride] + m[4 * stride];
        const Lanes difference2 = m[3 * stride] - m[4 * stride];
        m[0] = m[0] + sum1 + sum2;
        m[stride] = difference1 + 2.0F * difference2;
        m[2 * stride] = sum1 + 4.0F * sum2;
        m[3 * stride] = difference1 + 8.0F * difference2 + m[5 * stride];
    }
};

struct Extent {
    std::int64_t rows, columns, in, out;
    std::int64_t patches;  ///< of all images
};

/// Patches of one row of patches of one image, transformed; frequency f of patch p lies at (f * patches + p)
/// * in.
template <typename Side>
__attribute__((always_inline)) inline void transformRow(const float* image, float* to, const Extent& extent,
                                                        std::int64_t patchRow)
{
    constexpr int kPatch = Side::kSide + 2;
    Lanes d[kPatch * kPatch];
    const std::int64_t across = extent.columns / Side::kSide;
    for (std::int64_t patch = 0; patch < across; ++patch) {
        for (std::int64_t c = 0; c < extent.in; c += kLanes) {
            for (int a = 0; a < kPatch; ++a) {
                const std::int64_t row = patchRow * Side::kSide + a - 1;
                for (int b = 0; b < kPatch; ++b) {
                    const std::int64_t column = patch * Side::kSide + b - 1;
                    const bool inside =
                        row >= 0 && row < extent.rows && column >= 0 && column < extent.columns;
                    d[a * kPatch + b] = inside ? *reinterpret_cast<const Lanes*>(
                                                     image + (row * extent.columns + column) * extent.in + c)
                                               : Lanes{};
                }
            }
            for (int a = 0; a < kPatch; ++a)
                Side::forward(d + a * kPatch, 1);
            for (int b = 0; b < kPatch; ++b)
                Side::forward(d + b, kPatch);
            for (int f = 0; f < kPatch * kPatch; ++f)
                *reinterpret_cast<Lanes*>(to + (f * extent.patches + patch) * extent.in + c) = d[f];
        }
    }
}

template <typename Side>
__attribute__((always_inline)) inline void transformRowBack(const float* from, const float* bias,
                                                            float* image, const Extent& extent,
                                                            std::int64_t patchRow)
{
    constexpr int kPatch = Side::kSide + 2;
    Lanes m[kPatch * kPatch];
    const std::int64_t across = extent.columns / Side::kSide;
    for (std::int64_t patch = 0; patch < across; ++patch) {
        for (std::int64_t c = 0; c < extent.out; c += kLanes) {
            for (int f = 0; f < kPatch * kPatch; ++f)
                m[f] = *reinterpret_cast<const Lanes*>(from + (f * extent.patches + patch) * extent.out + c);
            for (int b = 0; b < kPatch; ++b)
                Side::back(m + b, kPatch);
            const Lanes shift = *reinterpret_cast<const Lanes*>(bias + c);
            for (int a = 0; a < Side::kSide; ++a) {
                Side::back(m + a * kPatch, 1);
                for (int b = 0; b < Side::kSide; ++b) {
                    const std::int64_t cell =
                        (patchRow * Side::kSide + a) * extent.columns + patch * Side::kSide + b;
                    *reinterpret_cast<Lanes*>(image + cell * extent.out + c) = m[a * kPatch + b] + shift;
                }
            }
        }
    }
}

// Compiled for AVX2 beside the baseline.
__attribute__((target_clones("arch=haswell", "default"))) void transformRow2(const float* image, float* to,
                                                                             const Extent& extent,
                                                                             std::int64_t row)
{
    transformRow<Side2>(image, to, extent, row);
}
__attribute__((target_clones("arch=haswell", "default"))) void transformRow4(const float* image, float* to,
                                                                             const Extent& extent,
                                                                             std::int64_t row)
{
    transformRow<Side4>(image, to, extent, row);
}
__attribute__((target_clones("arch=haswell", "default"))) void transformRowBack2(
    const float* from, const float* bias, float* image, const Extent& extent, std::int64_t row)
{
    transformRowBack<Side2>(from, bias, image, extent, row);
}
__attribute__((target_clones("arch=haswell", "default"))) void transformRowBack4(
    const float* from, const float* bias, float* image, const Extent& extent, std::int64_t row)
{
    transformRowBack<Side4>(from, bias, image, extent, row);
}

/// G g G' of every pair of channels, in double precision.
template <typename Side>
torch::Tensor transformedWeights(const torch::Tensor& weight)
{
    constexpr std::int64_t kPatch = Side::kSide + 2;
    torch::Tensor g = torch::empty({kPatch, 3}, torch::kDouble);
    for (std::int64_t f = 0; f < kPatch; ++f)
        for (std::int64_t k = 0; k < 3; ++k)
            g[f][k] = Side::kWeights[static_cast<std::size_t>(f)][static_cast<std::size_t>(k)];
    const torch::Tensor transformed = torch::matmul(torch::matmul(g, weight.contiguous().to(torch::kDouble)),
                                                    g.t());  // out x in x patch x patch
    return transformed.permute({2, 3, 1, 0})
        .reshape({kPatch * kPatch, weight.size(1), weight.size(0)})
        .to(torch::kFloat)
        .contiguous();
}

}  // namespace

WinogradConvolution::WinogradConvolution(const torch::Tensor& weight, int side)
    : m_side(side),
      m_weight(side == 2 ? transformedWeights<Side2>(weight) : transformedWeights<Side4>(weight))
{
}

torch::Tensor WinogradConvolution::operator()(const torch::Tensor& x, const torch::Tensor& bias) const
{
    const std::int64_t images = x.size(0);
    Extent extent{x.size(1), x.size(2), m_weight.size(1), m_weight.size(2), 0};
    const std::int64_t down = extent.rows / m_side;
    const std::int64_t across = extent.columns / m_side;
    extent.patches = images * down * across;
    const torch::Tensor patches = torch::empty({m_weight.size(0), extent.patches, extent.in});
    const torch::Tensor result = torch::empty({images, extent.rows, extent.columns, extent.out});
    const auto* in = x.data_ptr<float>();
    auto* between = patches.data_ptr<float>();
    at::parallel_for(0, images * down, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            (m_side == 2 ? transformRow2 : transformRow4)(
                in + i / down * extent.rows * extent.columns * extent.in, between + i * across * extent.in,
                extent, i % down);
    });
    const torch::Tensor products = torch::bmm(patches, m_weight);
    const auto* from = products.data_ptr<float>();
    const torch::Tensor shift = bias.contiguous();
    const auto* shifts = shift.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    at::parallel_for(0, images * down, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            (m_side == 2 ? transformRowBack2 : transformRowBack4)(
                from + i * across * extent.out, shifts,
                out + i / down * extent.rows * extent.columns * extent.out, extent, i % down);
    });
    return result;
}

}  // namespace shamal::published
