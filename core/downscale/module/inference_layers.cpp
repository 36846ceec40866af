#include "downscale/module/inference_layers.h"

#include "downscale/module/lanes.h"

#include <algorithm>
#include <cmath>

namespace shamal {

namespace {

using IntegerLanes = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t))));
/// As Lanes, where registers hold it.
using Register = float __attribute__((vector_size(kLanes * sizeof(float))));

/// x becomes x / (1 + exp(-x)). The exponential is 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (that of
/// Cephes' expf): off by 2e-7 of itself at most.
SHAMAL_INLINE void applySilu(Register& x)
{
    Register y = -x;
    y = y > 87.0F ? Register{} + 87.0F : y;
    y = y < -87.0F ? Register{} - 87.0F : y;
    constexpr float kToInteger = 12582912.0F;  // 1.5 * 2^23: the sum's last bits are the nearest integer
    const Register shifted = y * 1.44269504F + kToInteger;
    const Register n = shifted - kToInteger;
    const Register r = (y - n * 0.693359375F) - n * -2.12194440e-4F;
    Register p = r * 1.9875691500e-4F + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * (r * r) + r + 1.0F;
    const auto power = (IntegerLanes)p + ((IntegerLanes)shifted << 23);
    x = x / (1.0F + (Register)power);
}

/// Sums of a row's values and of their squares, by channel.
SHAMAL_VECTORISED void sumRow(const float* in, std::int64_t cells, std::int64_t channels, float* sums)
{
    for (std::int64_t c = 0; c < channels; c += kLanes) {
        Register sum{};
        Register squares{};
        for (std::int64_t i = 0; i < cells; ++i) {
            const Register value = lanesAt(in + i * channels + c);
            sum += value;
            squares += value * value;
        }
        lanesAt(sums + c) = sum;
        lanesAt(sums + channels + c) = squares;
    }
}

/// `in`: cells x channels. `out`: every cell `times` times, cells `stride` apart.
SHAMAL_VECTORISED void activateRow(const float* in, std::int64_t cells, std::int64_t channels,
                                   const float* scale, const float* shift, float* out, std::int64_t times,
                                   std::int64_t stride)
{
    for (std::int64_t i = 0; i < cells; ++i) {
        for (std::int64_t c = 0; c < channels; c += kLanes) {
            Register y = lanesAt(in + i * channels + c) * lanesAt(scale + c) + lanesAt(shift + c);
            applySilu(y);
            for (std::int64_t t = 0; t < times; ++t)
                lanesAt(out + (i * times + t) * stride + c) = y;
        }
    }
}

SHAMAL_VECTORISED void addToCells(float* line, std::int64_t cells, std::int64_t channels, const float* add)
{
    for (std::int64_t i = 0; i < cells; ++i)
        for (std::int64_t c = 0; c < channels; c += kLanes)
            lanesAt(line + i * channels + c) += lanesAt(add + c);
}

/// Means of an image's channels, then of their squares: N x 2 x channels.
std::vector<double> momentsOf(const torch::Tensor& x)
{
    const std::int64_t rows = x.size(1);
    const std::int64_t channels = x.size(3);
    std::vector<float> ofRows(static_cast<std::size_t>(x.size(0) * rows * 2 * channels));
    const auto* in = x.data_ptr<float>();
    at::parallel_for(0, x.size(0) * rows, 8, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            sumRow(in + i * x.size(2) * channels, x.size(2), channels, ofRows.data() + i * 2 * channels);
    });
    std::vector<double> moments(static_cast<std::size_t>(x.size(0) * 2 * channels), 0.0);
    const double share = 1.0 / static_cast<double>(rows * x.size(2));
    for (std::int64_t n = 0; n < x.size(0); ++n)
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t c = 0; c < 2 * channels; ++c)
                moments[static_cast<std::size_t>(n * 2 * channels + c)] +=
                    share * double{ofRows[static_cast<std::size_t>((n * rows + r) * 2 * channels + c)]};
    return moments;
}

/// What a value is multiplied by and what is added to that: N x channels each.
struct Affine {
    std::vector<float> scale, shift;
};

Affine normalising(std::span<const InnerImage> images, const GroupNormWeights& norm)
{
    const std::int64_t channels = norm.weight.size(0);
    const std::int64_t count = images.front().values.size(0);
    const std::int64_t width = channels / norm.groups;
    std::vector<double> means(static_cast<std::size_t>(count * channels));
    std::vector<double> squares(means.size());
    std::int64_t before = 0;
    for (const InnerImage& image : images) {
        const std::int64_t own = image.values.size(3);
        const std::vector<double> moments = momentsOf(image.values);
        for (std::int64_t n = 0; n < count; ++n) {
            const auto from = moments.begin() + n * 2 * own;
            std::copy_n(from, own, means.begin() + n * channels + before);
            std::copy_n(from + own, own, squares.begin() + n * channels + before);
        }
        before += own;
    }
    Affine affine{std::vector<float>(means.size()), std::vector<float>(means.size())};
    const auto* weight = norm.weight.data_ptr<float>();
    const auto* bias = norm.bias.data_ptr<float>();
    constexpr double kEpsilon = 1e-5;  // of torch::nn::GroupNorm
    for (std::int64_t group = 0; group < count * norm.groups; ++group) {
        double mean = 0.0;
        double square = 0.0;
        for (std::int64_t i = group * width; i < (group + 1) * width; ++i) {
            mean += means[static_cast<std::size_t>(i)] / static_cast<double>(width);
            square += squares[static_cast<std::size_t>(i)] / static_cast<double>(width);
        }
        const double inverse = 1.0 / std::sqrt(std::max(0.0, square - mean * mean) + kEpsilon);
        for (std::int64_t i = group * width; i < (group + 1) * width; ++i) {
            const double scale = inverse * double{weight[i % channels]};
            affine.scale[static_cast<std::size_t>(i)] = static_cast<float>(scale);
            affine.shift[static_cast<std::size_t>(i)] =
                static_cast<float>(double{bias[i % channels]} - mean * scale);
        }
    }
    return affine;
}

}  // namespace

torch::Tensor activate(std::span<const InnerImage> images, const GroupNormWeights& norm)
{
    const Affine affine = normalising(images, norm);
    const InnerImage& first = images.front();
    const std::int64_t times = first.enlarged ? 2 : 1;
    const std::int64_t rows = times * first.values.size(1);
    const std::int64_t columns = times * first.values.size(2);
    const std::int64_t channels = norm.weight.size(0);
    torch::Tensor result = torch::empty({first.values.size(0), rows, columns, channels});
    auto* out = result.data_ptr<float>();
    at::parallel_for(0, result.size(0) * rows, 4, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i) {
            std::int64_t before = i / rows * channels;
            float* row = out + i * columns * channels;
            for (const InnerImage& image : images) {
                const std::int64_t own = image.values.size(3);
                const std::int64_t cells = image.values.size(2);
                // Of an enlarged image, row i / 2 of all its images: `rows` is even then.
                const float* line =
                    image.values.data_ptr<float>() + (image.enlarged ? i / 2 : i) * cells * own;
                activateRow(line, cells, own, affine.scale.data() + before, affine.shift.data() + before, row,
                            image.enlarged ? 2 : 1, channels);
                before += own;
                row += own;
            }
        }
    });
    return result;
}

PointConvolution::PointConvolution(const torch::Tensor& weight)
{
    const torch::Tensor matrix = weight.flatten(1).t().contiguous();
    m_weights = PackedMatrices(matrix.data_ptr<float>(), 1, matrix.size(0), matrix.size(1));
}

torch::Tensor PointConvolution::operator()(const torch::Tensor& x) const
{
    torch::Tensor result = torch::empty({x.size(0), x.size(1), x.size(2), m_weights.out()});
    const auto* in = x.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    constexpr std::int64_t kTogether = 192;
    const std::int64_t cells = x.numel() / m_weights.in();
    at::parallel_for(0, (cells + kTogether - 1) / kTogether, 2, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t first = from * kTogether; first < std::min(cells, to * kTogether);
             first += kTogether)
            m_weights.multiply(0, in + first * m_weights.in(), std::min(kTogether, cells - first),
                               out + first * m_weights.out());
    });
    return result;
}

HalvingConvolution::HalvingConvolution(const torch::Tensor& weight, const torch::Tensor& bias)
    : m_bias(bias.contiguous())
{
    const torch::Tensor matrix = weight.permute({2, 3, 1, 0}).contiguous(at::MemoryFormat::Contiguous);
    m_weights = PackedMatrices(matrix.data_ptr<float>(), 1, 9 * weight.size(1), weight.size(0));
}

torch::Tensor HalvingConvolution::operator()(const torch::Tensor& x) const
{
    const std::int64_t rows = x.size(1) / 2;
    const std::int64_t columns = x.size(2) / 2;
    const std::int64_t in = x.size(3);
    torch::Tensor result = torch::empty({x.size(0), rows, columns, m_weights.out()});
    const auto* from = x.data_ptr<float>();
    const auto* bias = m_bias.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    at::parallel_for(0, x.size(0) * rows, 2, [&](std::int64_t first, std::int64_t last) {
        std::vector<float> patches(static_cast<std::size_t>(columns * 9 * in));
        for (std::int64_t i = first; i < last; ++i) {
            float* to = patches.data();
            for (std::int64_t column = 0; column < columns; ++column) {
                for (std::int64_t a = -1; a <= 1; ++a) {
                    const std::int64_t row = i % rows * 2 + a;
                    for (std::int64_t b = -1; b <= 1; ++b, to += in) {
                        const std::int64_t beside = column * 2 + b;  // only the first ones can be outside
                        if (row < 0 || beside < 0)
                            std::fill_n(to, in, 0.0F);
                        else
                            std::copy_n(from + ((i / rows * x.size(1) + row) * x.size(2) + beside) * in, in,
                                        to);
                    }
                }
            }
            float* line = out + i * columns * m_weights.out();
            m_weights.multiply(0, patches.data(), columns, line);
            addToCells(line, columns, m_weights.out(), bias);
        }
    });
    return result;
}

torch::Tensor gatherCells(const torch::Tensor& images, std::int64_t side)
{
    const torch::Tensor planes = images.contiguous(at::MemoryFormat::Contiguous);
    const std::int64_t own = planes.size(1) * side * side;
    const std::int64_t channels = (own + kLanes - 1) / kLanes * kLanes;
    const std::int64_t rows = planes.size(2) / side;
    const std::int64_t columns = planes.size(3) / side;
    torch::Tensor result = torch::empty({planes.size(0), rows, columns, channels});
    const auto* in = planes.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    at::parallel_for(0, planes.size(0) * rows, 4, [&](std::int64_t from, std::int64_t to) {
        std::vector<const float*> lines(static_cast<std::size_t>(own));
        for (std::int64_t i = from; i < to; ++i) {
            for (std::int64_t c = 0; c < own; ++c) {
                const std::int64_t plane = i / rows * planes.size(1) + c / (side * side);
                const std::int64_t line = i % rows * side + c / side % side;
                lines[static_cast<std::size_t>(c)] =
                    in + (plane * planes.size(2) + line) * planes.size(3) + c % side;
            }
            for (std::int64_t x = 0; x < columns; ++x) {
                float* cell = out + (i * columns + x) * channels;
                for (std::int64_t c = 0; c < own; ++c)
                    cell[c] = lines[static_cast<std::size_t>(c)][x * side];
                std::fill(cell + own, cell + channels, 0.0F);
            }
        }
    });
    return result;
}

torch::Tensor spreadCells(const torch::Tensor& images)
{
    const std::int64_t rows = images.size(1);
    const std::int64_t columns = images.size(2);
    const std::int64_t channels = images.size(3);
    torch::Tensor result = torch::empty({images.size(0), 1, 2 * rows, 2 * columns});
    const auto* in = images.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    at::parallel_for(0, images.size(0) * 2 * rows, 16, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i)
            for (std::int64_t x = 0; x < columns; ++x) {
                const float* cell = in + (i / 2 * columns + x) * channels + i % 2 * 2;
                out[i * 2 * columns + 2 * x] = cell[0];
                out[i * 2 * columns + 2 * x + 1] = cell[1];
            }
    });
    return result;
}

}  // namespace shamal
