#pragma once
#include <vector>

namespace shamal {

/// A point of the diffusion x_t = sqrt(alphaBar) * x_0 + sqrt(1 - alphaBar) * noise.
struct NoiseLevel {
    double time = 0.0;  ///< 0 clean .. 1 pure noise
    double alphaBar = 1.0;

    double sigma() const;  ///< noise-to-signal amplitude sqrt((1 - alphaBar) / alphaBar)
    double snr() const;    ///< alphaBar / (1 - alphaBar)
};

/// Cosine schedule of Nichol and Dhariwal (2021), eq. 17, in continuous time:
/// alphaBar(t) = f(t) / f(0), f(t) = cos^2((t + 0.008) / 1.008 * pi/2).
NoiseLevel noiseLevelAt(double time);
/// The level with that sigma; the inverse of the above.
NoiseLevel noiseLevelOfSigma(double sigma);

/// Noisiest and last level of a sampling run, in sigma.
inline constexpr double kSigmaMax = 80.0;
inline constexpr double kSigmaMin = 0.03;

/// `steps` levels from kSigmaMax down to kSigmaMin, evenly spaced in sigma^(1/7) (Karras et al. 2022, eq. 5,
/// rho = 7). With one step: kSigmaMax alone. Throws InputError when steps < 1.
std::vector<NoiseLevel> karrasLevels(int steps);

}  // namespace shamal
