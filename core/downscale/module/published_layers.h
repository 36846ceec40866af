#pragma once
#include "downscale/module/winograd.h"
#include "downscale/tensor_file.h"

#include <torch/torch.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shamal::published {

/// The layers both published networks are made of. Images are N x rows x columns x channels, contiguous:
/// 1x1 convolutions and attention are then matrix products of what lies there, and 3x3 convolutions run on it
/// as it is.

/// Gives the parameter of that name, which has that shape: from a file, fresh for training, at random for a
/// benchmark.
using WeightSource =
    std::function<torch::Tensor(const std::string& name, const std::vector<std::int64_t>& shape)>;

/// A source that takes `prefix` + name from tensors read from `file`. Throws InputError naming the tensor
/// that is missing or of the wrong shape.
WeightSource weightsFrom(const TensorMap& tensors, const std::string& prefix,
                         const std::filesystem::path& file);

/// Side `side` of a tensor of the file. Throws InputError when there is none.
std::int64_t sideOf(const TensorMap& tensors, const std::string& name, std::size_t side,
                    const std::filesystem::path& file);

struct Norm {
    torch::Tensor weight, bias;
};

struct Linear {
    torch::Tensor weight;  ///< out x in
    torch::Tensor bias;
    torch::Tensor operator()(const torch::Tensor& x) const { return torch::linear(x, weight, bias); }
};

/// 3x3, padded by one.
struct Convolution {
    torch::Tensor weight, bias;
    int stride = 1;
    std::optional<WinogradConvolution> fast;  ///< used without gradients
    torch::Tensor operator()(const torch::Tensor& x) const { return apply(x, bias); }
    torch::Tensor apply(const torch::Tensor& x, const torch::Tensor& biasInstead) const;
};

/// conv1(SiLU(norm1(x))) + embedding of the time, conv2(SiLU(norm2(.))), plus x.
struct ResidualBlock {
    Norm norm1, norm2;
    Convolution convolution1, convolution2;
    Linear time;
    std::optional<Linear> skip;  ///< where the number of channels changes
    /// `silu(embedding)` is 1 x E, for all images alike, or N x E.
    torch::Tensor operator()(const torch::Tensor& x, const torch::Tensor& activeEmbedding) const;
};

struct TimeEmbedding {
    Linear first, second;
    /// N time steps -> SiLU of N x E. Sinusoids of Vaswani et al. 2017, cosines first.
    torch::Tensor operator()(const torch::Tensor& timeSteps) const;
};

Norm normLayer(const WeightSource& source, const std::string& name, std::int64_t channels);
Linear linearLayer(const WeightSource& source, const std::string& name, std::int64_t in, std::int64_t out,
                   bool withBias = true);
/// `winogradSide` (2 or 4): by Winograd's filtering, when no gradients are wanted; 0 never.
Convolution convolutionLayer(const WeightSource& source, const std::string& name, std::int64_t in,
                             std::int64_t out, int stride = 1, int winogradSide = 0);
ResidualBlock residualBlock(const WeightSource& source, const std::string& name, std::int64_t in,
                            std::int64_t out, std::int64_t embedding, int winogradSide = 0);
TimeEmbedding timeEmbedding(const WeightSource& source, std::int64_t width);

/// Group normalisation with 32 groups, then SiLU if asked.
torch::Tensor groupNorm(const torch::Tensor& x, const Norm& norm, double epsilon, bool withSilu);
inline constexpr double kEpsilon = 1e-5;

/// The first half of the last side times GELU (with the error function) of the second half.
torch::Tensor gatedGelu(const torch::Tensor& x);

/// softmax(q k' / sqrt(d)) v of N x tokens x (3 * channels), heads side by side; N x tokens x channels.
torch::Tensor attention(const torch::Tensor& queriesKeysValues, std::int64_t heads);

/// Both sides twice as long, every cell four times.
torch::Tensor enlarge(const torch::Tensor& x);

torch::Tensor toChannelsInside(const torch::Tensor& images);   ///< from N x channels x rows x columns
torch::Tensor toChannelsOutside(const torch::Tensor& images);  ///< and back

}  // namespace shamal::published
