#pragma once
#include "downscale/noise_schedule.h"

#include <span>
#include <vector>

namespace shamal {

/// What a denoising network answers to x_t = sqrt(alphaBar) * clean + sqrt(1 - alphaBar) * noise.
enum class Prediction {
    Clean,     ///< the clean image
    Noise,     ///< the noise
    Velocity,  ///< sqrt(alphaBar) * noise - sqrt(1 - alphaBar) * clean (Salimans and Ho 2022, appendix D)
    /// What the clean image has beside a share of the noisy one, brought to unit variance (Karras et al.
    /// 2022, section 5): (clean - skip * x) / scale of x = noisy / sqrt(alphaBar), with skip = s^2 / (sigma^2
    /// + s^2). There s is the standard deviation of the image; here it is kFineDeviation, that of what lies
    /// below the scales a network knows without seeing them. scale is the standard deviation of clean - skip
    /// * x for clean images of unit variance.
    Preconditioned
};

/// Of the scales below some 50 km in images of unit variance (residuals of the demo world).
inline constexpr double kFineDeviation = 0.15;

/// answer = ofNoisy * noisy + ofClean * clean.
struct AnswerFactors {
    double ofNoisy = 0.0, ofClean = 1.0;
};
AnswerFactors answerFactors(Prediction kind, const NoiseLevel& level);

/// What a network of that kind should answer to `noisy` if the clean image is `clean`.
std::vector<float> targetOf(Prediction kind, std::span<const float> noisy, std::span<const float> clean,
                            const NoiseLevel& level);

/// The clean image an answer to `noisy` means; the inverse of the above.
std::vector<float> cleanFrom(Prediction kind, std::span<const float> noisy, std::span<const float> answer,
                             const NoiseLevel& level);

}  // namespace shamal
