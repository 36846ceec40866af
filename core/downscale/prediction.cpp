#include "downscale/prediction.h"

#include <cmath>

namespace shamal {

namespace {

std::vector<float> mix(double ofNoisy, std::span<const float> noisy, double ofOther,
                       std::span<const float> other)
{
    std::vector<float> result(noisy.size());
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = static_cast<float>(ofNoisy * noisy[i] + ofOther * other[i]);
    return result;
}

}  // namespace

AnswerFactors answerFactors(Prediction kind, const NoiseLevel& level)
{
    const double signal = std::sqrt(level.alphaBar);
    const double noise = std::sqrt(1.0 - level.alphaBar);
    switch (kind) {
        case Prediction::Noise:
            return {1.0 / noise, -signal / noise};
        case Prediction::Velocity:
            return {signal / noise, -1.0 / noise};
        case Prediction::Preconditioned: {
            const double sigma = level.sigma();
            const double skip =
                kFineDeviation * kFineDeviation / (sigma * sigma + kFineDeviation * kFineDeviation);
            const double scale = std::hypot(1.0 - skip, skip * sigma);
            return {-skip / (signal * scale), 1.0 / scale};
        }
        case Prediction::Clean:
            break;
    }
    return {0.0, 1.0};
}

std::vector<float> targetOf(Prediction kind, std::span<const float> noisy, std::span<const float> clean,
                            const NoiseLevel& level)
{
    const AnswerFactors factors = answerFactors(kind, level);
    return mix(factors.ofNoisy, noisy, factors.ofClean, clean);
}

std::vector<float> cleanFrom(Prediction kind, std::span<const float> noisy, std::span<const float> answer,
                             const NoiseLevel& level)
{
    const AnswerFactors factors = answerFactors(kind, level);
    return mix(-factors.ofNoisy / factors.ofClean, noisy, 1.0 / factors.ofClean, answer);
}

}  // namespace shamal
