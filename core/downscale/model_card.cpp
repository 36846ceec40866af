#include "downscale/model_card.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <array>
#include <cmath>
#include <utility>

namespace shamal {

namespace {

template <typename Value, std::size_t N>
using Names = std::array<std::pair<Value, std::string_view>, N>;

constexpr Names<Profile, 2> kProfiles{
    {{Profile::Interactive, "interactive"}, {Profile::Published, "published"}}};
constexpr Names<Method, 7> kMethods{{{Method::ResidualDiffusion, "residual-diffusion"},
                                     {Method::DirectDiffusion, "direct-diffusion"},
                                     {Method::UNet, "u-net"},
                                     {Method::Vae, "vae"},
                                     {Method::Asdm, "asdm"},
                                     {Method::AsdmTransfer, "asdm-transfer"},
                                     {Method::Srdrn, "srdrn"}}};
constexpr Names<EncoderUse, 4> kEncoderUses{{{EncoderUse::None, "none"},
                                             {EncoderUse::Random, "random"},
                                             {EncoderUse::Frozen, "frozen"},
                                             {EncoderUse::FineTuned, "fine-tuned"}}};
constexpr Names<Prediction, 4> kPredictions{{{Prediction::Clean, "clean"},
                                             {Prediction::Noise, "noise"},
                                             {Prediction::Velocity, "velocity"},
                                             {Prediction::Preconditioned, "preconditioned"}}};
constexpr Names<Scaling, 2> kScalings{
    {{Scaling::Standardised, "standardised"}, {Scaling::MinMax, "min-max"}}};

template <typename Value, std::size_t N>
std::string_view find(const Names<Value, N>& names, Value value)
{
    for (const auto& [candidate, name] : names) {
        if (candidate == value)
            return name;
    }
    return "unknown";
}

template <typename Value, std::size_t N>
Value find(const Names<Value, N>& names, std::string_view wanted, const char* what)
{
    std::string known;
    for (const auto& [value, name] : names) {
        if (name == wanted)
            return value;
        known += known.empty() ? "" : ", ";
        known += name;
    }
    throw InputError(fmt::format("'{}' is not a {}. Known are: {}.", wanted, what, known));
}

}  // namespace

Prediction usualPrediction(Method method)
{
    return method == Method::ResidualDiffusion ? Prediction::Preconditioned : Prediction::Clean;
}

std::string_view nameOf(Profile profile)
{
    return find(kProfiles, profile);
}

std::string_view nameOf(Method method)
{
    return find(kMethods, method);
}

std::string_view nameOf(EncoderUse use)
{
    return find(kEncoderUses, use);
}

std::string_view nameOf(Prediction prediction)
{
    return find(kPredictions, prediction);
}

std::string_view nameOf(Scaling scaling)
{
    return find(kScalings, scaling);
}

Profile profileFromName(std::string_view name)
{
    return find(kProfiles, name, "profile");
}

Method methodFromName(std::string_view name)
{
    return find(kMethods, name, "method");
}

EncoderUse encoderUseFromName(std::string_view name)
{
    return find(kEncoderUses, name, "use of the encoder");
}

Prediction predictionFromName(std::string_view name)
{
    return find(kPredictions, name, "prediction of a denoiser");
}

Scaling scalingFromName(std::string_view name)
{
    return find(kScalings, name, "scaling");
}

float FieldTransform::standardise(float value) const
{
    if (std::isnan(value))
        return value;
    return static_cast<float>((std::log10(std::max(static_cast<double>(value), floor)) - offset) / scale);
}

float FieldTransform::restore(float standardised) const
{
    return static_cast<float>(std::pow(10.0, static_cast<double>(standardised) * scale + offset));
}

std::vector<float> FieldTransform::toLog10(std::vector<float> standardised) const
{
    for (float& value : standardised)
        value = static_cast<float>(value * scale + offset);
    return standardised;
}

}  // namespace shamal
