#include "downscale/module/model_networks.h"

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
    return srdrn ? srdrn(conditions) : asdm(conditions, features);
}

torch::Tensor ModelNetworksImpl::cleanFrom(const torch::Tensor& noisy, const torch::Tensor& answer,
                                           const NoiseLevel& level) const
{
    if (m_prediction == Prediction::Clean)
        return answer;
    const AnswerFactors factors = answerFactors(m_prediction, level);
    return (answer - factors.ofNoisy * noisy) / factors.ofClean;
}

torch::Tensor ModelNetworksImpl::answer(const torch::Tensor& noisy, const torch::Tensor& conditions,
                                        const torch::Tensor& features, const torch::Tensor& time)
{
    return denoiser(torch::cat({noisy, conditions}, 1), features, time);
}

}  // namespace shamal
