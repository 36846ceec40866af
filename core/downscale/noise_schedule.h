#pragma once
#include <string>
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

/// How alphaBar falls with time: the continuous cosine, or a table of T steps of which step i = 0 .. T-1
/// stands at time (i + 1) / T. Between steps log sigma is linear in time.
class NoiseSchedule {
public:
    static NoiseSchedule cosine();
    /// Betas even from 1e-4 to 0.02 (Ho et al. 2020, there with 1000 steps). Throws InputError below 2 steps.
    static NoiseSchedule linear(int steps);
    /// "squaredcos_cap_v2" of the published code, there with 2000 steps: beta_i = 1 - f((i + 1) / T) / f(i /
    /// T) of the cosine above, at most 0.999. Throws InputError below 2 steps.
    static NoiseSchedule cappedCosine(int steps);

    int steps() const { return static_cast<int>(m_alphaBar.size()); }  ///< of the table; 0 = continuous
    NoiseLevel step(int index) const;                                  ///< 0 .. steps()-1
    NoiseLevel at(double time) const;        ///< before the first step of a table: that step
    NoiseLevel ofSigma(double sigma) const;  ///< time is held inside the table, alphaBar is sigma's

private:
    explicit NoiseSchedule(const std::vector<double>& betas);
    NoiseSchedule() = default;
    std::vector<double> m_alphaBar;
};

/// Noisiest and last level of a sampling run, in sigma.
inline constexpr double kSigmaMax = 80.0;
inline constexpr double kSigmaMin = 0.03;

/// Where a sampler of few steps evaluates the denoiser.
enum class Spacing {
    Geometric,  ///< even in log(sigma): of few steps, more at the levels where small scales form
    Karras,     ///< even in sigma^(1/7) (Karras et al. 2022, eq. 5, rho = 7)
    Uniform     ///< even in time
};
std::string nameOf(Spacing spacing);  ///< "geometric", "karras", "uniform"
/// Throws InputError for anything else.
Spacing spacingFromName(const std::string& name);

/// `steps` levels from kSigmaMax down to kSigmaMin. With one step: kSigmaMax alone. Throws InputError when
/// steps < 1.
std::vector<NoiseLevel> samplingLevels(const NoiseSchedule& schedule, Spacing spacing, int steps);

/// Steps (T/steps) * k of a table, k descending to 0: the published code's choice for its ancestral sampler.
/// Throws InputError unless 1 <= steps <= T.
std::vector<NoiseLevel> everyNthLevel(const NoiseSchedule& schedule, int steps);

}  // namespace shamal
