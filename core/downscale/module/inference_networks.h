#pragma once
#include "downscale/module/inference_layers.h"
#include "downscale/module/model_networks.h"
#include "downscale/noise_schedule.h"

#include <map>
#include <optional>

namespace shamal {

/// The networks of networks.h as a day is predicted with them: the same functions up to rounding, several
/// times faster, without gradients. 3x3 convolutions go by Winograd's filtering, normalisation and SiLU are
/// one pass, and what depends neither on the noisy image nor on its level is computed once a day.

using NetworkWeights = std::map<std::string, torch::Tensor>;  ///< named as the network names them

/// A ResidualBlock.
class InferenceBlock {
public:
    InferenceBlock() = default;
    /// `parts`: channels of the images that are joined to its input. `apart`: channels that follow them and
    /// change once a day alone; groups of the normalisation must not mix the two.
    InferenceBlock(const NetworkWeights& weights, const std::string& name,
                   const std::vector<std::int64_t>& parts, std::int64_t apart = 0);

    /// What the channels apart give in the first convolution and around both.
    struct Prepared {
        torch::Tensor convolution, skip;  ///< undefined without channels apart
    };
    Prepared prepare(const torch::Tensor& apart) const;
    /// `embedding` of the noise level, 1 x E; undefined without.
    torch::Tensor operator()(std::span<const InnerImage> x, const torch::Tensor& embedding = {},
                             const Prepared& prepared = {}) const;

private:
    GroupNormWeights m_norm1, m_norm1Apart, m_norm2;
    WinogradConvolution m_convolution1, m_convolution1Apart, m_convolution2;
    torch::Tensor m_bias1, m_bias2;         ///< the latter with that of the skip
    std::vector<PointConvolution> m_skips;  ///< one a part; none where the input passes as it is
    PointConvolution m_skipApart;
    torch::Tensor m_filmWeight, m_filmBias;
};

/// TransferEncoder::features().
class InferenceEncoder {
public:
    explicit InferenceEncoder(const NetworkWeights& weights);
    /// N x 40 x rows x columns -> N x kFeatures x rows/4 x columns/4, in memory channels innermost
    torch::Tensor features(const torch::Tensor& history) const;

private:
    WinogradConvolution m_input;
    torch::Tensor m_inputBias;
    HalvingConvolution m_down1, m_down2;
    InferenceBlock m_block0, m_block1, m_block2;
};

/// A UNetwork whose images are `drawn` noisy ones, then conditions.
class InferenceUNetwork {
public:
    InferenceUNetwork(const NetworkWeights& weights, std::int64_t drawn);

    /// What the day gives.
    struct Prepared {
        torch::Tensor input;  ///< after the first convolution
        InferenceBlock::Prepared features;
    };
    Prepared prepare(const torch::Tensor& conditions, const torch::Tensor& features) const;
    /// N x 1 x rows x columns. `noisy` N x drawn, and a time (NoiseLevel::time), one for all images, where
    /// the network has a use for them.
    torch::Tensor operator()(const Prepared& day, const torch::Tensor& noisy = {}, double time = 0.0) const;

private:
    torch::Tensor embeddingOf(double time) const;

    torch::Tensor m_time1, m_timeBias1, m_time2, m_timeBias2;
    WinogradConvolution m_inputNoisy, m_inputConditions, m_output;
    torch::Tensor m_inputBias, m_outputBias;
    HalvingConvolution m_down1, m_down2;
    InferenceBlock m_block0, m_block1, m_middle1, m_middle2, m_up1, m_up0;
    GroupNormWeights m_outputNorm;
};

/// All networks of a model, made from trained ones; those without a form of their own are used as they are.
class InferenceNetworks {
public:
    explicit InferenceNetworks(const ModelNetworks& networks);

    bool hasMean() const { return m_mean.has_value(); }
    bool hasDenoiser() const { return m_denoiser.has_value(); }
    bool hasVae() const { return !m_networks->vae.is_empty(); }

    /// What is computed once a day.
    struct Day {
        torch::Tensor conditions, features;
        InferenceUNetwork::Prepared mean, denoiser;
    };
    /// conditions N x kConditions, history N x 40, yesterday first; sides are multiples of 8.
    Day prepare(const torch::Tensor& conditions, const torch::Tensor& history) const;
    /// The expectation; with a VAE the decoded middle of the prior, with a denoiser alone its middle.
    torch::Tensor expectation(const Day& day) const;
    /// What the denoiser expects when it sees nothing: the middle of its members. Only with a denoiser.
    torch::Tensor middle(const Day& day) const;
    /// The clean image a denoiser sees in a noisy one.
    torch::Tensor denoise(const torch::Tensor& noisy, const Day& day, const NoiseLevel& level) const;
    /// Of a VAE.
    torch::Tensor decode(const Day& day, const torch::Tensor& latent) const;

private:
    mutable ModelNetworks m_networks;
    std::optional<InferenceEncoder> m_encoder;
    std::optional<InferenceUNetwork> m_mean, m_denoiser;
};

}  // namespace shamal
