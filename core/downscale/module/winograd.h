#pragma once
#include <torch/torch.h>

namespace shamal::published {

/// A 3x3 convolution (padded by one, stride 1) by Winograd's minimal filtering (Lavin and Gray 2016, F(2x2,
/// 3x3) and F(4x4, 3x3)): patches of side + 2 cells are transformed, multiplied by the transformed weights as
/// matrices, one for each of (side + 2)^2 frequencies, and transformed back to side x side cells. 2.25 (side
/// 2) or 4 (side 4) times fewer multiplications than the convolution itself, for as many times more memory
/// for weights / 9. For inference alone.
class WinogradConvolution {
public:
    /// Weights out x in x 3 x 3, both counts multiples of 8; side 2 or 4.
    WinogradConvolution(const torch::Tensor& weight, int side);

    /// N x rows x columns x in -> N x rows x columns x out, both contiguous.
    torch::Tensor operator()(const torch::Tensor& x, const torch::Tensor& bias) const;
    /// Sides of images must be multiples of it.
    int side() const { return m_side; }

private:
    int m_side;
    torch::Tensor m_weight;  ///< (side + 2)^2 x in x out
};

}  // namespace shamal::published
