#pragma once
#include "downscale/module/packed_matrix.h"

#include <torch/torch.h>

#include <span>

namespace shamal {

/// N x rows x columns x channels, contiguous; `enlarged`: of half the sides, each cell standing for four.
struct InnerImage {
    torch::Tensor values;
    bool enlarged = false;
};

/// A 3x3 convolution (padded by one, stride 1) by Winograd's minimal filtering (Lavin and Gray 2016, F(2x2,
/// 3x3) and F(4x4, 3x3)): patches of side + 2 cells are transformed, multiplied by the transformed weights as
/// matrices, one for each of (side + 2)^2 frequencies, and transformed back to side x side cells. 2.25 (side
/// 2) or 4 (side 4) times fewer multiplications than the convolution itself, for as many times more memory
/// for weights / 9. For inference alone. The number of threads changes no bit of the result.
class WinogradConvolution {
public:
    WinogradConvolution() = default;
    /// Weights out x in x 3 x 3, both counts multiples of 8; side 2 or 4.
    WinogradConvolution(const torch::Tensor& weight, int side);

    /// N x rows x columns x in -> N x rows x columns x out, both contiguous, of any sides; `add` is added to
    /// the result.
    torch::Tensor operator()(const torch::Tensor& x, const torch::Tensor& bias,
                             std::span<const InnerImage> add = {}) const;

private:
    int m_side = 0;
    PackedMatrices m_weights;  ///< (side + 2)^2 of in x out
};

}  // namespace shamal
