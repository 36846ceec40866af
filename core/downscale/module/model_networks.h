#pragma once
#include "downscale/model_card.h"
#include "downscale/module/baseline_networks.h"

namespace shamal {

/// What a model's networks speak of: the fine field less its per-cell regression on the coarse one, divided
/// by FittedMaps::residualScale, or else the standardised field itself.
bool predictsResidual(Method method);
/// Whether its members differ from each other.
bool drawsMembers(Method method);

/// The networks of one model of the interactive profile under one roof. Those a method has no use for are
/// null; parameters are named as in the weights file ("encoder.", "mean.", "denoiser.", "vae.", "srdrn.",
/// "asdm."):
/// - ResidualDiffusion: a U-Net for the mean, and a denoiser of the residual;
/// - UNet: the former alone;
/// - DirectDiffusion: a denoiser of the field itself, as published; its mean is its answer to no image;
/// - Vae, Srdrn, Asdm, AsdmTransfer: baseline_networks.h.
/// Images are N x C x rows x columns with sides that are multiples of 8.
class ModelNetworksImpl : public torch::nn::Module {
public:
    TransferEncoder encoder{nullptr};
    UNetwork mean{nullptr}, denoiser{nullptr};
    VaeNetwork vae{nullptr};
    SrdrnNetwork srdrn{nullptr};
    AsdmNetwork asdm{nullptr};

    /// Weights as the global generator of LibTorch has them. `separateMean`: false for packages of schema 1,
    /// whose denoiser tells the mean too.
    ModelNetworksImpl(Method method, EncoderUse use, Prediction prediction, bool separateMean = true);

    /// What the history gives, once a day: history N x 40, yesterday first. Undefined when nothing is made of
    /// it.
    torch::Tensor features(const torch::Tensor& history);
    /// The expectation, of methods that learn it as such.
    torch::Tensor expectation(const torch::Tensor& conditions, const torch::Tensor& features);
    /// The denoiser's answer as it is (see Prediction); time N.
    torch::Tensor answer(const torch::Tensor& noisy, const torch::Tensor& conditions,
                         const torch::Tensor& features, const torch::Tensor& time);
    /// The clean image that answer tells of.
    torch::Tensor cleanFrom(const torch::Tensor& noisy, const torch::Tensor& answer,
                            const NoiseLevel& level) const;

private:
    Prediction m_prediction;
};
TORCH_MODULE(ModelNetworks);

}  // namespace shamal
