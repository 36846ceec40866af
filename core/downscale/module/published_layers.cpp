#include "downscale/module/published_layers.h"

#include "downscale/module/lanes.h"
#include "fields/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <cmath>

namespace shamal::published {

namespace {

constexpr const char* kRemedy = "Give the file the published code saved";
constexpr std::int64_t kGroups = 32;

/// One image, rows x channels: each group to mean 0 and variance 1, scaled and shifted by channel. Compiled
/// for AVX2 beside the baseline: this is memory traffic, and LibTorch 1.13 takes fifteen times as long with
/// channels inside.
SHAMAL_VECTORISED void normaliseImage(const float* __restrict in, float* __restrict out, std::int64_t rows,
                                      std::int64_t channels, const float* __restrict weight,
                                      const float* __restrict bias, float epsilon, float* __restrict sum,
                                      float* __restrict scale)
{
    const std::int64_t width = channels / kGroups;
    const auto inverse = 1.0F / static_cast<float>(rows * width);
    const auto overGroups = [&](float* values) {
        for (std::int64_t g = 0; g < kGroups; ++g) {
            float total = 0.0F;
            for (std::int64_t c = g * width; c < (g + 1) * width; ++c)
                total += values[c];
            for (std::int64_t c = g * width; c < (g + 1) * width; ++c)
                values[c] = total * inverse;
        }
    };
    for (std::int64_t c = 0; c < channels; ++c)
        sum[c] = scale[c] = 0.0F;
    for (std::int64_t r = 0; r < rows; ++r)
        for (std::int64_t c = 0; c < channels; ++c)
            sum[c] += in[r * channels + c];
    overGroups(sum);
    for (std::int64_t r = 0; r < rows; ++r)
        for (std::int64_t c = 0; c < channels; ++c) {
            const float deviation = in[r * channels + c] - sum[c];
            scale[c] += deviation * deviation;
        }
    overGroups(scale);
    for (std::int64_t c = 0; c < channels; ++c) {
        scale[c] = weight[c] / std::sqrt(scale[c] + epsilon);
        sum[c] = bias[c] - sum[c] * scale[c];
    }
    for (std::int64_t r = 0; r < rows; ++r)
        for (std::int64_t c = 0; c < channels; ++c)
            out[r * channels + c] = in[r * channels + c] * scale[c] + sum[c];
}

/// values * GELU(gates), GELU(x) = x/2 (1 + erf(x / sqrt 2)). The error function is the quotient of
/// polynomials that Eigen and XLA use for floats: on [-4, 4], beyond which it is 1; off by 3e-7 at most.
SHAMAL_VECTORISED void gatedGeluRow(const float* __restrict values, const float* __restrict gates,
                                    float* __restrict out, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float gate = gates[i];
        float x = gate * 0.70710678F;
        x = x > 4.0F ? 4.0F : x;
        x = x < -4.0F ? -4.0F : x;
        const float s = x * x;
        float p = -2.72614225801306e-10F;
        p = p * s + 2.77068142495902e-08F;
        p = p * s - 2.10102402082508e-06F;
        p = p * s - 5.69250639462346e-05F;
        p = p * s - 7.34990630326855e-04F;
        p = p * s - 2.95459980854025e-03F;
        p = p * s - 1.60960333262415e-02F;
        float q = -1.45660718464996e-05F;
        q = q * s - 2.13374055278905e-04F;
        q = q * s - 1.68282697438203e-03F;
        q = q * s - 7.37332916720468e-03F;
        q = q * s - 1.42647390514189e-02F;
        out[i] = values[i] * 0.5F * gate * (1.0F + x * p / q);
    }
}

/// Loops of ours have no gradient and run on the CPU alone; LibTorch's own do the rest.
bool handWrittenServes(const torch::Tensor& x)
{
    return !torch::GradMode::is_enabled() && x.is_cpu();
}

torch::Tensor normalised(const torch::Tensor& x, const Norm& norm, double epsilon)
{
    torch::Tensor result = torch::empty_like(x);
    const std::int64_t channels = x.size(-1);
    const std::int64_t rows = x.numel() / x.size(0) / channels;
    const float* in = x.data_ptr<float>();
    float* out = result.data_ptr<float>();
    const float* weight = norm.weight.data_ptr<float>();
    const float* bias = norm.bias.data_ptr<float>();
    at::parallel_for(0, x.size(0), 1, [&](std::int64_t first, std::int64_t last) {
        std::vector<float> work(static_cast<std::size_t>(2 * channels));
        for (std::int64_t i = first; i < last; ++i)
            normaliseImage(in + i * rows * channels, out + i * rows * channels, rows, channels, weight, bias,
                           static_cast<float>(epsilon), work.data(), work.data() + channels);
    });
    return result;
}

}  // namespace

WeightSource weightsFrom(const TensorMap& tensors, const std::string& prefix,
                         const std::filesystem::path& file)
{
    return [&tensors, prefix, file](const std::string& name, const std::vector<std::int64_t>& shape) {
        const auto found = tensors.find(prefix + name);
        if (found == tensors.end())
            throw InputError(file, fmt::format("has no tensor '{}'", prefix + name), kRemedy);
        const Tensor& stored = found->second;
        if (stored.shape != shape)
            throw InputError(file,
                             fmt::format("has tensor '{}' of {} instead of {} numbers", prefix + name,
                                         fmt::join(stored.shape, "x"), fmt::join(shape, "x")),
                             kRemedy);
        return torch::from_blob(const_cast<float*>(stored.values.data()), shape).clone();
    };
}

std::int64_t sideOf(const TensorMap& tensors, const std::string& name, std::size_t side,
                    const std::filesystem::path& file)
{
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.shape.size() <= side)
        throw InputError(file, fmt::format("has no tensor '{}' of the published networks", name), kRemedy);
    return found->second.shape[side];
}

torch::Tensor Convolution::apply(const torch::Tensor& x, const torch::Tensor& biasInstead) const
{
    if (fast && handWrittenServes(x))
        return (*fast)(x, biasInstead);
    return torch::conv2d(x.permute({0, 3, 1, 2}), weight, biasInstead, stride, 1)
        .permute({0, 2, 3, 1})
        .contiguous();
}

torch::Tensor ResidualBlock::operator()(const torch::Tensor& x, const torch::Tensor& activeEmbedding) const
{
    const torch::Tensor shift = time(activeEmbedding);
    const torch::Tensor active = groupNorm(x, norm1, kEpsilon, true);
    torch::Tensor h = shift.size(0) == 1 ? convolution1.apply(active, convolution1.bias + shift.squeeze(0))
                                         : convolution1(active) + shift.unsqueeze(1).unsqueeze(1);
    h = convolution2(groupNorm(h, norm2, kEpsilon, true));
    return h + (skip ? (*skip)(x) : x);
}

torch::Tensor TimeEmbedding::operator()(const torch::Tensor& timeSteps) const
{
    const std::int64_t half = first.weight.size(1) / 2;
    const torch::Device device = first.weight.device();
    const torch::Tensor frequencies =
        torch::exp(torch::arange(half, device) * (-std::log(10000.0) / static_cast<double>(half)));
    const torch::Tensor phase = timeSteps.to(device, torch::kFloat).unsqueeze(1) * frequencies;
    return torch::silu(second(torch::silu(first(torch::cat({phase.cos(), phase.sin()}, 1)))));
}

Norm normLayer(const WeightSource& source, const std::string& name, std::int64_t channels)
{
    return {source(name + ".weight", {channels}), source(name + ".bias", {channels})};
}

Linear linearLayer(const WeightSource& source, const std::string& name, std::int64_t in, std::int64_t out,
                   bool withBias)
{
    return {source(name + ".weight", {out, in}), withBias ? source(name + ".bias", {out}) : torch::Tensor{}};
}

Convolution convolutionLayer(const WeightSource& source, const std::string& name, std::int64_t in,
                             std::int64_t out, int stride, int winogradSide)
{
    Convolution layer{source(name + ".weight", {out, in, 3, 3}).contiguous(at::MemoryFormat::ChannelsLast),
                      source(name + ".bias", {out}), stride, std::nullopt};
    if (winogradSide > 0 && handWrittenServes(layer.weight))
        layer.fast.emplace(layer.weight, winogradSide);
    return layer;
}

ResidualBlock residualBlock(const WeightSource& source, const std::string& name, std::int64_t in,
                            std::int64_t out, std::int64_t embedding, int winogradSide)
{
    ResidualBlock block;
    block.norm1 = normLayer(source, name + ".norm1", in);
    block.convolution1 = convolutionLayer(source, name + ".conv1", in, out, 1, winogradSide);
    block.time = linearLayer(source, name + ".time_emb_proj", embedding, out);
    block.norm2 = normLayer(source, name + ".norm2", out);
    block.convolution2 = convolutionLayer(source, name + ".conv2", out, out, 1, winogradSide);
    if (in != out)
        block.skip = Linear{source(name + ".conv_shortcut.weight", {out, in, 1, 1}).view({out, in}),
                            source(name + ".conv_shortcut.bias", {out})};
    return block;
}

TimeEmbedding timeEmbedding(const WeightSource& source, std::int64_t width)
{
    return {linearLayer(source, "time_embedding.linear_1", width, 4 * width),
            linearLayer(source, "time_embedding.linear_2", 4 * width, 4 * width)};
}

torch::Tensor groupNorm(const torch::Tensor& x, const Norm& norm, double epsilon, bool withSilu)
{
    if (!handWrittenServes(x)) {
        const torch::Tensor y = torch::group_norm(x.movedim(-1, 1), kGroups, norm.weight, norm.bias, epsilon)
                                    .movedim(1, -1)
                                    .contiguous();
        return withSilu ? torch::silu(y) : y;
    }
    torch::Tensor y = normalised(x, norm, epsilon);
    return withSilu ? torch::silu_(y) : y;
}

torch::Tensor gatedGelu(const torch::Tensor& x)
{
    if (!handWrittenServes(x)) {
        const std::vector<torch::Tensor> halves = x.chunk(2, -1);
        return halves[0] * torch::gelu(halves[1]);
    }
    const std::int64_t width = x.size(-1) / 2;
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = width;
    torch::Tensor result = torch::empty(shape);
    const auto* in = x.data_ptr<float>();
    auto* out = result.data_ptr<float>();
    at::parallel_for(0, x.numel() / (2 * width), 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            gatedGeluRow(in + 2 * i * width, in + (2 * i + 1) * width, out + i * width, width);
    });
    return result;
}

torch::Tensor attention(const torch::Tensor& queriesKeysValues, std::int64_t heads)
{
    const std::int64_t images = queriesKeysValues.size(0);
    const std::int64_t tokens = queriesKeysValues.size(1);
    const std::int64_t width = queriesKeysValues.size(2) / 3 / heads;
    const torch::Tensor parts = queriesKeysValues.view({images, tokens, 3, heads, width})
                                    .permute({2, 0, 3, 1, 4})
                                    .reshape({3, images * heads, tokens, width});
    const torch::Tensor scores =
        torch::bmm(parts[0] * (1.0 / std::sqrt(static_cast<double>(width))), parts[1].transpose(1, 2));
    return torch::bmm(scores.softmax(-1), parts[2])
        .view({images, heads, tokens, width})
        .permute({0, 2, 1, 3})
        .reshape({images, tokens, heads * width});
}

torch::Tensor enlarge(const torch::Tensor& x)
{
    return x.unsqueeze(3)
        .unsqueeze(2)
        .expand({x.size(0), x.size(1), 2, x.size(2), 2, x.size(3)})
        .reshape({x.size(0), 2 * x.size(1), 2 * x.size(2), x.size(3)});
}

torch::Tensor toChannelsInside(const torch::Tensor& images)
{
    return images.permute({0, 2, 3, 1}).contiguous();
}

torch::Tensor toChannelsOutside(const torch::Tensor& images)
{
    return images.permute({0, 3, 1, 2}).contiguous();
}

}  // namespace shamal::published
