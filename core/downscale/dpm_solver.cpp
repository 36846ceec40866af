#include "downscale/dpm_solver.h"

#include <cmath>

namespace shamal {

namespace {

/// Half the logarithm of the signal-to-noise ratio: the solver's clock.
double halfLogSnr(const NoiseLevel& level)
{
    return 0.5 * std::log(level.snr());
}

}  // namespace

std::vector<float> sampleByDpmSolver(const Denoiser& denoiser, std::vector<float> noise,
                                     std::span<const NoiseLevel> levels)
{
    std::vector<float> x = std::move(noise);
    std::vector<float> previous;
    double previousStep = 0.0;
    for (std::size_t k = 0; k < levels.size(); ++k) {
        std::vector<float> clean = denoiser(x, levels[k]);
        if (k + 1 == levels.size())
            return clean;
        const NoiseLevel& next = levels[k + 1];
        const double step = halfLogSnr(next) - halfLogSnr(levels[k]);
        // Second order: the clean image extrapolated to the middle of the step from this and the last answer.
        const double beyond = previous.empty() ? 0.0 : step / (2.0 * previousStep);
        const auto keep = static_cast<float>(std::sqrt((1.0 - next.alphaBar) / (1.0 - levels[k].alphaBar)));
        const auto gain = static_cast<float>(-std::sqrt(next.alphaBar) * std::expm1(-step));
        const auto ahead = static_cast<float>(beyond);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const float before = previous.empty() ? clean[i] : previous[i];
            x[i] = keep * x[i] + gain * (clean[i] + ahead * (clean[i] - before));
        }
        previous = std::move(clean);
        previousStep = step;
    }
    return x;
}

}  // namespace shamal
