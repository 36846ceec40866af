#pragma once
#include "downscale/module/winograd.h"

namespace shamal {

/// Layers of the interactive profile's networks (networks.h) for inference, on images with channels innermost
/// whose channels are multiples of 8. The number of threads changes no bit of a result.

struct GroupNormWeights {
    torch::Tensor weight, bias;  ///< one a channel
    std::int64_t groups = 1;
};

/// SiLU of the normalised images, joined along their channels. Enlarged ones have the same mean and variance
/// as what they were enlarged from.
torch::Tensor activate(std::span<const InnerImage> images, const GroupNormWeights& norm);

/// A 1x1 convolution without bias.
class PointConvolution {
public:
    PointConvolution() = default;
    /// out x in x 1 x 1
    explicit PointConvolution(const torch::Tensor& weight);
    torch::Tensor operator()(const torch::Tensor& x) const;

private:
    PackedMatrices m_weights;
};

/// A 3x3 convolution (padded by one) that halves the sides.
class HalvingConvolution {
public:
    HalvingConvolution() = default;
    /// Weight out x in x 3 x 3, bias out.
    HalvingConvolution(const torch::Tensor& weight, const torch::Tensor& bias);
    std::int64_t out() const { return m_weights.out(); }
    /// N x rows x columns x in -> N x rows/2 x columns/2 x out; sides are even.
    torch::Tensor operator()(const torch::Tensor& x) const;

private:
    PackedMatrices m_weights;  ///< one, 9 in x out
    torch::Tensor m_bias;
};

/// N x channels x rows x columns -> N x rows/side x columns/side x (channels side^2, the rest of a multiple
/// of 8 zero), as torch::pixel_unshuffle orders them.
torch::Tensor gatherCells(const torch::Tensor& images, std::int64_t side);
/// N x rows x columns x (at least 4) -> N x 1 x 2 rows x 2 columns, as torch::pixel_shuffle.
torch::Tensor spreadCells(const torch::Tensor& images);

}  // namespace shamal
