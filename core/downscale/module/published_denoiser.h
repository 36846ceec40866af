#pragma once
#include "downscale/module/published_layers.h"

#include <array>

namespace shamal {

/// The published stage B: the three-dimensional conditional U-Net of the usual diffusion library, used with
/// one frame (METHOD.md, section 4): at each of three levels residual blocks, each followed by four
/// convolutions in time; at the lower two also attention within the image, cross-attention to a context of
/// zeros, and attention over the frames. It predicts the clean image, through a sigmoid. Parameters are named
/// as the authors' files name them.
///
/// With one frame and a context of zeros much of it is linear, and is folded once when the network is made.
/// Each of these is exact (up to rounding):
/// - A convolution over 3 frames, padded by zeros, sees the frame with its middle tap alone: a 1x1
/// convolution.
/// - Attention over one frame gives it all the weight: to_out(to_v(x)), one matrix. Queries and keys have no
/// effect.
/// - Cross-attention to a context of zeros mixes values that are zero (its projections have no bias): what is
/// left is the bias
///   of to_out, added to that of the self-attention before it. Its norm, queries, keys and values have no
///   effect.
/// - The first convolution is linear, and 261 of the 262 channels do not change from step to step: what they
/// give
///   is computed once a day (Prepared).
/// - The shift by the embedding of the time is one vector for all images of a step: it is added to the bias
/// of a convolution.
///
/// Convolutions at the upper two levels go by Winograd's filtering with 4 x 4 cells a patch, at the lowest
/// with 2 x 2.
///
/// For training, make it anew from its parameters in every step: gradients flow through the folding.
class PublishedDenoiser {
public:
    struct Widths {
        std::int64_t conditions = 261;  ///< input channels beside the noisy image
        std::array<std::int64_t, 3> levels{128, 256, 512};
        std::int64_t frameAttention = 512;  ///< inside the attention over frames before the first level
        std::int64_t context = 1024;
    };

    PublishedDenoiser(const Widths& widths, const published::WeightSource& source);
    /// From a state dict whose names begin with `prefix` ("unet3d." in `s2s_model.pt`); widths are those of
    /// the tensors. Throws InputError.
    static PublishedDenoiser read(const TensorMap& tensors, const std::string& prefix,
                                  const std::filesystem::path& file);

    const Widths& widths() const { return m_widths; }

    /// What the conditions (N x conditions x rows x columns, in the order of METHOD.md, section 4: features,
    /// coarse field, elevation, maps of latitude, longitude and year) give in the first convolution.
    torch::Tensor prepare(const torch::Tensor& conditions) const;
    /// The clean image before its sigmoid: noisy N x 1 x rows x columns, time steps 0 .. 1999, one for all or
    /// N. Sides are multiples of 4.
    torch::Tensor raw(const torch::Tensor& noisy, const torch::Tensor& prepared,
                      const torch::Tensor& timeSteps) const;
    torch::Tensor clean(const torch::Tensor& noisy, const torch::Tensor& prepared,
                        const torch::Tensor& timeSteps) const
    {
        return torch::sigmoid(raw(noisy, prepared, timeSteps));
    }

private:
    /// Four times norm, SiLU and 1x1 convolution, plus x.
    struct FrameConvolutions {
        std::array<published::Norm, 4> norms;
        std::array<published::Linear, 4> layers;
        torch::Tensor operator()(const torch::Tensor& x) const;
    };
    struct FeedForward {
        published::Norm norm;
        published::Linear widen, narrow;
        torch::Tensor operator()(const torch::Tensor& tokens) const;
    };
    struct ImageAttention {
        published::Norm groups, norm;
        published::Linear enter, queriesKeysValues, output, leave;
        FeedForward feedForward;
        torch::Tensor operator()(const torch::Tensor& x) const;
    };
    struct FrameAttention {
        published::Norm groups, norm1, norm2;
        published::Linear enter, mix1, mix2, leave;
        FeedForward feedForward;
        torch::Tensor operator()(const torch::Tensor& x) const;
    };
    /// A residual block and what follows it.
    struct Stage {
        published::ResidualBlock block;
        FrameConvolutions frames;
        std::optional<ImageAttention> imageAttention;
        std::optional<FrameAttention> frameAttention;
        torch::Tensor operator()(const torch::Tensor& x, const torch::Tensor& activeEmbedding) const;
    };
    struct Level {
        std::vector<Stage> stages;
        std::optional<published::Convolution> resize;
    };

    static FrameConvolutions frameConvolutions(const published::WeightSource& source, const std::string& name,
                                               std::int64_t channels);
    static FeedForward feedForward(const published::WeightSource& source, const std::string& name,
                                   std::int64_t channels);
    ImageAttention imageAttention(const published::WeightSource& source, const std::string& name,
                                  std::int64_t channels) const;
    static FrameAttention frameAttention(const published::WeightSource& source, const std::string& name,
                                         std::int64_t channels, std::int64_t inside);
    Stage stage(const published::WeightSource& source, const std::string& level, int index, std::int64_t in,
                std::int64_t out, bool withAttention, int winogradSide) const;

    Widths m_widths;
    published::TimeEmbedding m_time;
    published::Convolution m_inputNoisy, m_inputConditions, m_output;
    FrameAttention m_inputAttention;
    std::array<Level, 3> m_down, m_up;
    Stage m_middle1;
    published::ResidualBlock m_middle2;
    FrameConvolutions m_middleFrames2;
    published::Norm m_outputNorm;
};

}  // namespace shamal
