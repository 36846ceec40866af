#pragma once
#include "downscale/module/networks.h"

namespace shamal {

/// Conditional variational autoencoder (Sohn et al. 2015): a U-Net from the conditions and a latent image to
/// the field, and, for training, an inference network that tells the latent image from the truth. Latent
/// images have kLatent channels at an eighth of the resolution and a standard normal prior.
class VaeNetworkImpl : public torch::nn::Module {
public:
    static constexpr int kLatent = 8;
    explicit VaeNetworkImpl(int features);
    /// conditions N x kConditions, latent N x kLatent at an eighth -> N x 1
    torch::Tensor decode(const torch::Tensor& conditions, const torch::Tensor& features,
                         const torch::Tensor& latent);
    struct Posterior {
        torch::Tensor mean, logVariance;  ///< N x kLatent at an eighth
    };
    Posterior infer(const torch::Tensor& truth, const torch::Tensor& conditions);
    /// The latent image in standard normal noise at full resolution: kLatent of the 64 numbers of every
    /// 8 x 8 cells, so that a window or a tile of the noise gives that window of the latent image.
    static torch::Tensor latentOf(const torch::Tensor& noise);

private:
    UNetwork m_decoder{nullptr};
    torch::nn::Conv2d m_gather{nullptr}, m_posterior{nullptr};
    ResidualBlock m_block{nullptr};
};
TORCH_MODULE(VaeNetwork);

/// SRDRN, super-resolution deep residual network (Wang, Tian, Lowe, Kalin, Lehrter 2021, Water Resources
/// Research 57, e2020WR029308): residual blocks at the coarse resolution, then upsampling by convolutions.
/// Simplified: 6 residual blocks of 48 channels instead of 16 of 64; the coarse resolution is an eighth of
/// the fine one, elevation joins there and at full resolution; one variable; no adversarial or weighted loss.
class SrdrnNetworkImpl : public torch::nn::Module {
public:
    SrdrnNetworkImpl();
    /// N x kConditions (of which it sees the coarse field of the day and elevation alone) -> N x 1
    torch::Tensor forward(const torch::Tensor& conditions);

private:
    torch::nn::Conv2d m_input{nullptr}, m_afterBlocks{nullptr}, m_output{nullptr}, m_refine{nullptr};
    torch::nn::ModuleList m_blocks{nullptr}, m_ups{nullptr};
};
TORCH_MODULE(SrdrnNetwork);

/// The sequential network per patch of ASDM, and of its transfer form ASDMTE (Wang, Franklin, Li 2022,
/// Atmosphere 13(2), 255). Every patch of 8 x 8 cells is downscaled by itself with shared weights: a gated
/// recurrent unit reads the patch's past days, oldest first, and a dense network makes the patch of the day
/// from its state and the coarse field, elevation, place and season. The transfer form first trains the
/// recurrent unit to tell the coarse record's next day. Simplified: one set of weights for all patches
/// instead of one network each, 8 past days, no ensemble of runs.
class AsdmNetworkImpl : public torch::nn::Module {
public:
    static constexpr int kPatch = 8, kPastDays = 8, kState = 96;
    AsdmNetworkImpl();
    /// N x 40 (yesterday first) -> N x kState, one state a patch: sides divided by 8
    torch::Tensor state(const torch::Tensor& history);
    /// The day after, by the temporal model alone: N x 40 -> N x 1
    torch::Tensor nextDay(const torch::Tensor& history);
    /// N x kConditions, N x kState -> N x 1
    torch::Tensor forward(const torch::Tensor& conditions, const torch::Tensor& state);
    /// What nextDay() trains.
    std::vector<torch::Tensor> temporalParameters();

private:
    torch::nn::GRU m_temporal{nullptr};
    torch::nn::Conv2d m_next{nullptr}, m_dense1{nullptr}, m_dense2{nullptr}, m_output{nullptr};
};
TORCH_MODULE(AsdmNetwork);

}  // namespace shamal
