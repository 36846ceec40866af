#pragma once
#include "downscale/noise_schedule.h"

#include <span>
#include <vector>

namespace shamal {

/// What a denoising network answers to x_t = sqrt(alphaBar) * clean + sqrt(1 - alphaBar) * noise.
enum class Prediction {
    Clean,    ///< the clean image
    Noise,    ///< the noise
    Velocity  ///< sqrt(alphaBar) * noise - sqrt(1 - alphaBar) * clean (Salimans and Ho 2022, appendix D)
};

/// What a network of that kind should answer to `noisy` if the clean image is `clean`.
std::vector<float> targetOf(Prediction kind, std::span<const float> noisy, std::span<const float> clean,
                            const NoiseLevel& level);

/// The clean image an answer to `noisy` means; the inverse of the above.
std::vector<float> cleanFrom(Prediction kind, std::span<const float> noisy, std::span<const float> answer,
                             const NoiseLevel& level);

}  // namespace shamal
