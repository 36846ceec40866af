#include "downscale/prediction.h"

#include <cmath>

namespace shamal {

namespace {

/// clean -> answer and back is, per cell, a sum of the noisy and the other value with these factors.
struct Mixture {
    double ofNoisy, ofOther;
};

std::vector<float> mix(const Mixture& factors, std::span<const float> noisy, std::span<const float> other)
{
    std::vector<float> result(noisy.size());
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = static_cast<float>(factors.ofNoisy * noisy[i] + factors.ofOther * other[i]);
    return result;
}

}  // namespace

std::vector<float> targetOf(Prediction kind, std::span<const float> noisy, std::span<const float> clean,
                            const NoiseLevel& level)
{
    const double signal = std::sqrt(level.alphaBar);
    const double noise = std::sqrt(1.0 - level.alphaBar);
    switch (kind) {
        case Prediction::Noise:
            return mix({1.0 / noise, -signal / noise}, noisy, clean);
        case Prediction::Velocity:
            return mix({signal / noise, -1.0 / noise}, noisy, clean);
        case Prediction::Clean:
            break;
    }
    return {clean.begin(), clean.end()};
}

std::vector<float> cleanFrom(Prediction kind, std::span<const float> noisy, std::span<const float> answer,
                             const NoiseLevel& level)
{
    const double signal = std::sqrt(level.alphaBar);
    const double noise = std::sqrt(1.0 - level.alphaBar);
    switch (kind) {
        case Prediction::Noise:
            return mix({1.0 / signal, -noise / signal}, noisy, answer);
        case Prediction::Velocity:
            return mix({signal, -noise}, noisy, answer);
        case Prediction::Clean:
            break;
    }
    return {answer.begin(), answer.end()};
}

}  // namespace shamal
