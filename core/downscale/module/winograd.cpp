#include "downscale/module/winograd.h"

#include "downscale/module/lanes.h"

#include <algorithm>
#include <array>

namespace shamal {

namespace {

/// The transforms along one side, on values `stride` apart (Lavin and Gray 2016, section 4.1 and 4.2).
struct Side2 {
    static constexpr int kSide = 2;
    static constexpr std::array<std::array<double, 3>, 4> kWeights{
        {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}}};
    SHAMAL_INLINE static void forward(Lanes* d, int stride)
    {
        const Lanes d1 = d[stride];
        d[0] = d[0] - d[2 * stride];
        d[stride] = d1 + d[2 * stride];
        d[3 * stride] = d1 - d[3 * stride];
        d[2 * stride] = d[2 * stride] - d1;
    }
    SHAMAL_INLINE static void back(Lanes* m, int stride)
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
    SHAMAL_INLINE static void forward(Lanes* d, int stride)
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
    SHAMAL_INLINE static void back(Lanes* m, int stride)
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
    std::int64_t down, across;  ///< patches of an image

    std::int64_t cells() const { return rows * columns; }
};

/// Where a patch begins.
struct Corner {
    std::int64_t image, row, column;

    Corner(const Extent& extent, int side, std::int64_t patch)
        : image(patch / (extent.down * extent.across)),
          row(patch / extent.across % extent.down * side),
          column(patch % extent.across * side)
    {
    }
};

/// Patches `first` .. `last` transformed: frequency f of patch p lies at (f * (last - first) + p - first) *
/// in.
template <typename Side>
SHAMAL_INLINE void transformPatches(const float* images, float* to, const Extent& extent, std::int64_t first,
                                    std::int64_t last)
{
    constexpr int kPatch = Side::kSide + 2;
    Lanes d[kPatch * kPatch];
    const std::int64_t step = (last - first) * extent.in;
    for (std::int64_t patch = first; patch < last; ++patch, to += extent.in) {
        const Corner at(extent, Side::kSide, patch);
        const float* image = images + at.image * extent.cells() * extent.in;
        for (std::int64_t c = 0; c < extent.in; c += kLanes) {
            for (int a = 0; a < kPatch; ++a) {
                const std::int64_t row = at.row + a - 1;
                for (int b = 0; b < kPatch; ++b) {
                    const std::int64_t column = at.column + b - 1;
                    const bool inside =
                        row >= 0 && row < extent.rows && column >= 0 && column < extent.columns;
                    d[a * kPatch + b] =
                        inside ? lanesAt(image + (row * extent.columns + column) * extent.in + c) : Lanes{};
                }
            }
            for (int a = 0; a < kPatch; ++a)
                Side::forward(d + a * kPatch, 1);
            for (int b = 0; b < kPatch; ++b)
                Side::forward(d + b, kPatch);
            for (int f = 0; f < kPatch * kPatch; ++f)
                lanesAt(to + f * step + c) = d[f];
        }
    }
}

/// What is added to an image of the result.
struct Addend {
    const float* values;
    bool enlarged;
};

template <typename Side>
SHAMAL_INLINE void transformPatchesBack(const float* from, const float* bias, const Addend* addends,
                                        std::size_t addendCount, float* images, const Extent& extent,
                                        std::int64_t first, std::int64_t last)
{
    constexpr int kPatch = Side::kSide + 2;
    Lanes m[kPatch * kPatch];
    const std::int64_t step = (last - first) * extent.out;
    for (std::int64_t patch = first; patch < last; ++patch, from += extent.out) {
        const Corner at(extent, Side::kSide, patch);
        const std::int64_t rows = std::min<std::int64_t>(Side::kSide, extent.rows - at.row);
        const std::int64_t columns = std::min<std::int64_t>(Side::kSide, extent.columns - at.column);
        for (std::int64_t c = 0; c < extent.out; c += kLanes) {
            for (int f = 0; f < kPatch * kPatch; ++f)
                m[f] = lanesAt(from + f * step + c);
            for (int b = 0; b < kPatch; ++b)
                Side::back(m + b, kPatch);
            for (int a = 0; a < Side::kSide; ++a)
                Side::back(m + a * kPatch, 1);
            const Lanes shift = lanesAt(bias + c);
            for (std::int64_t a = 0; a < rows; ++a) {
                for (std::int64_t b = 0; b < columns; ++b) {
                    const std::int64_t row = at.row + a;
                    const std::int64_t column = at.column + b;
                    Lanes value = m[a * kPatch + b] + shift;
                    for (std::size_t i = 0; i < addendCount; ++i) {
                        const std::int64_t cell =
                            addends[i].enlarged
                                ? (at.image * (extent.rows / 2) + row / 2) * (extent.columns / 2) + column / 2
                                : (at.image * extent.rows + row) * extent.columns + column;
                        value += lanesAt(addends[i].values + cell * extent.out + c);
                    }
                    lanesAt(images + ((at.image * extent.rows + row) * extent.columns + column) * extent.out +
                            c) = value;
                }
            }
        }
    }
}

SHAMAL_VECTORISED void transform2(const float* images, float* to, const Extent& extent, std::int64_t first,
                                  std::int64_t last)
{
    transformPatches<Side2>(images, to, extent, first, last);
}
SHAMAL_VECTORISED void transform4(const float* images, float* to, const Extent& extent, std::int64_t first,
                                  std::int64_t last)
{
    transformPatches<Side4>(images, to, extent, first, last);
}
SHAMAL_VECTORISED void back2(const float* from, const float* bias, const Addend* addends, std::size_t count,
                             float* images, const Extent& extent, std::int64_t first, std::int64_t last)
{
    transformPatchesBack<Side2>(from, bias, addends, count, images, extent, first, last);
}
SHAMAL_VECTORISED void back4(const float* from, const float* bias, const Addend* addends, std::size_t count,
                             float* images, const Extent& extent, std::int64_t first, std::int64_t last)
{
    transformPatchesBack<Side4>(from, bias, addends, count, images, extent, first, last);
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

/// Patches that go together: with what they become they stay in the second-level cache, but enough of them
/// share a pass through the weights, and no thread goes without. A multiple of the rows of one step of a
/// product.
std::int64_t patchesTogether(std::int64_t patches, std::int64_t frequencies, std::int64_t in,
                             std::int64_t out)
{
    constexpr std::int64_t kCache = 320 * 1024;
    const std::int64_t share = (patches / at::get_num_threads() + 6) / 6 * 6;
    const std::int64_t fitting =
        kCache / static_cast<std::int64_t>(sizeof(float)) / frequencies / (in + out) / 6 * 6;
    const std::int64_t worthTheWeights = in * out > 64 * 128 ? 96 : 18;
    return std::min(share, std::max(fitting, worthTheWeights));
}

}  // namespace

WinogradConvolution::WinogradConvolution(const torch::Tensor& weight, int side) : m_side(side)
{
    const torch::Tensor transformed =
        side == 2 ? transformedWeights<Side2>(weight) : transformedWeights<Side4>(weight);
    m_weights = PackedMatrices(transformed.data_ptr<float>(), transformed.size(0), transformed.size(1),
                               transformed.size(2));
}

torch::Tensor WinogradConvolution::operator()(const torch::Tensor& x, const torch::Tensor& bias,
                                              std::span<const InnerImage> add) const
{
    const Extent extent{x.size(1),
                        x.size(2),
                        m_weights.in(),
                        m_weights.out(),
                        (x.size(1) + m_side - 1) / m_side,
                        (x.size(2) + m_side - 1) / m_side};
    const torch::Tensor result = torch::empty({x.size(0), extent.rows, extent.columns, extent.out});
    const torch::Tensor shift = bias.contiguous();
    const auto* in = x.data_ptr<float>();
    const auto* shifts = shift.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    std::vector<Addend> addends;
    for (const InnerImage& image : add)
        addends.push_back({image.values.data_ptr<float>(), image.enlarged});
    const std::int64_t patches = x.size(0) * extent.down * extent.across;
    const std::int64_t frequencies = m_weights.count();
    const std::int64_t together = patchesTogether(patches, frequencies, extent.in, extent.out);
    at::parallel_for(0, (patches + together - 1) / together, 1, [&](std::int64_t from, std::int64_t to) {
        std::vector<float> forward(static_cast<std::size_t>(frequencies * together * extent.in));
        std::vector<float> products(static_cast<std::size_t>(frequencies * together * extent.out));
        for (std::int64_t group = from; group < to; ++group) {
            const std::int64_t first = group * together;
            const std::int64_t last = std::min(first + together, patches);
            (m_side == 2 ? transform2 : transform4)(in, forward.data(), extent, first, last);
            for (std::int64_t f = 0; f < frequencies; ++f)
                m_weights.multiply(f, forward.data() + f * (last - first) * extent.in, last - first,
                                   products.data() + f * (last - first) * extent.out);
            (m_side == 2 ? back2 : back4)(products.data(), shifts, addends.data(), addends.size(), out,
                                          extent, first, last);
        }
    });
    return result;
}

}  // namespace shamal
