#pragma once
#include "downscale/module/published_layers.h"

#include <array>

namespace shamal {

/// The published stage A: a U-Net of two-dimensional convolutions from the past days, one a channel, to the
/// next day (METHOD.md, section 3). Three levels of two residual blocks, attention (heads of 8 channels) at
/// the deepest and, on the way up, at the middle level; parameters are named as the authors' files name them.
///
/// Exact simplification: the time input is 0 always, so the embedding of the time is one vector for all
/// images.
class PublishedEncoder {
public:
    struct Widths {
        std::int64_t history = 40;
        std::array<std::int64_t, 3> levels{64, 128, 256};
    };

    PublishedEncoder(const Widths& widths, const published::WeightSource& source);
    /// From a state dict whose names begin with `prefix` ("unet." in `transfer_unet_small.pt`, "tiny.core."
    /// in `s2s_model.pt`); widths are those of the tensors. Throws InputError.
    static PublishedEncoder read(const TensorMap& tensors, const std::string& prefix,
                                 const std::filesystem::path& file);

    const Widths& widths() const { return m_widths; }

    /// N x history x rows x columns -> N x levels[2] x rows/4 x columns/4, after the middle block. Sides are
    /// multiples of 4.
    torch::Tensor features(const torch::Tensor& history) const;
    /// N x history x rows x columns -> N x 1 x rows x columns.
    torch::Tensor nextDay(const torch::Tensor& history) const;

private:
    struct SelfAttention {
        published::Norm norm;
        published::Linear queriesKeysValues, output;
        torch::Tensor operator()(const torch::Tensor& x) const;
    };
    struct Level {
        std::vector<published::ResidualBlock> blocks;
        std::vector<SelfAttention> attentions;  ///< as many as blocks, or none
        std::optional<published::Convolution> resize;
    };

    static SelfAttention selfAttention(const published::WeightSource& source, const std::string& name,
                                       std::int64_t channels);
    /// The deepest image; fills `skips` with what the way up needs.
    torch::Tensor descend(const torch::Tensor& history, const torch::Tensor& embedding,
                          std::vector<torch::Tensor>& skips) const;
    torch::Tensor embeddingOfTimeZero() const { return m_time(torch::zeros({1})); }

    Widths m_widths;
    published::TimeEmbedding m_time;
    published::Convolution m_input, m_output;
    std::array<Level, 3> m_down, m_up;
    published::ResidualBlock m_middle1, m_middle2;
    SelfAttention m_middleAttention;
    published::Norm m_outputNorm;
};

}  // namespace shamal
