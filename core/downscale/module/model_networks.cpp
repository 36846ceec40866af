#include "downscale/module/model_networks.h"

#include "downscale/noise_schedule.h"

#include <cmath>

namespace shamal {

bool predictsResidual(Method method)
{
    return method == Method::ResidualDiffusion || method == Method::UNet || method == Method::Vae;
}

bool drawsMembers(Method method)
{
    return method == Method::ResidualDiffusion || method == Method::DirectDiffusion || method == Method::Vae;
}

ModelNetworksImpl::ModelNetworksImpl(Method method, EncoderUse use, Prediction prediction, bool separateMean)
    : m_prediction(prediction)
{
    const bool unets = predictsResidual(method) || method == Method::DirectDiffusion;
    const bool encoded = unets && use != EncoderUse::None;
    const int features = encoded ? TransferEncoderImpl::kFeatures : 0;
    const int conditions = static_cast<int>(kConditions);
    if (encoded)
        encoder = register_module("encoder", TransferEncoder());
    if (method == Method::UNet || (method == Method::ResidualDiffusion && separateMean))
        mean = register_module("mean", UNetwork(conditions, features, false));
    if (method == Method::ResidualDiffusion || method == Method::DirectDiffusion)
        denoiser = register_module("denoiser", UNetwork(1 + conditions, features, true));
    if (method == Method::Vae)
        vae = register_module("vae", VaeNetwork(features));
    if (method == Method::Srdrn)
        srdrn = register_module("srdrn", SrdrnNetwork());
    if (method == Method::Asdm || method == Method::AsdmTransfer)
        asdm = register_module("asdm", AsdmNetwork());
    makeChannelsLast(*this);
}

torch::Tensor ModelNetworksImpl::features(const torch::Tensor& history)
{
    if (encoder)
        return encoder->features(channelsLast(history));
    return asdm ? asdm->state(history) : torch::Tensor();
}

torch::Tensor ModelNetworksImpl::expectation(const torch::Tensor& conditions, const torch::Tensor& features)
{
    if (mean)
        return mean(conditions, features);
    if (srdrn)
        return srdrn(conditions);
    if (asdm)
        return asdm(conditions, features);
    if (vae)
        return vae->decode(conditions, features,
                           torch::zeros({conditions.size(0), VaeNetworkImpl::kLatent, conditions.size(2) / 8,
                                         conditions.size(3) / 8},
                                        conditions.options()));
    return middle(conditions, features);
}

torch::Tensor ModelNetworksImpl::middle(const torch::Tensor& conditions, const torch::Tensor& features)
{
    return denoise(torch::zeros_like(conditions.slice(1, 0, 1)), conditions, features,
                   noiseLevelOfSigma(kSigmaMax));
}

torch::Tensor ModelNetworksImpl::denoise(const torch::Tensor& noisy, const torch::Tensor& conditions,
                                         const torch::Tensor& features, const NoiseLevel& level)
{
    const torch::Tensor told =
        answer(noisy, conditions, features, torch::full({noisy.size(0)}, level.time, conditions.options()));
    const double signal = std::sqrt(level.alphaBar);
    const double noise = std::sqrt(1.0 - level.alphaBar);
    switch (m_prediction) {
        case Prediction::Noise:
            return (noisy - noise * told) / signal;
        case Prediction::Velocity:
            return signal * noisy - noise * told;
        case Prediction::Clean:
            break;
    }
    return told;
}

torch::Tensor ModelNetworksImpl::answer(const torch::Tensor& noisy, const torch::Tensor& conditions,
                                        const torch::Tensor& features, const torch::Tensor& time)
{
    return denoiser(torch::cat({noisy, conditions}, 1), features, time);
}

}  // namespace shamal
