#include "statistics/probability_distributions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fields/error.h"

namespace shamal {

double normalQuantile(double probability)
{
    if (!(probability > 0.0 && probability < 1.0))
        throw InputError(fmt::format("A probability of {} was given. It must lie between 0 and 1, exclusive.",
                                     probability));
    // Of the nearer tail, where the function is not a difference from 1.
    const double tail = std::min(probability, 1.0 - probability);
    const double t = std::sqrt(-2.0 * std::log(tail));
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                       (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    for (int step = 0; step < 2; ++step) {
        const double excess = 0.5 * std::erfc(z / std::numbers::sqrt2) - tail;
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
        const double newton = excess / density;
        z += newton / (1.0 - 0.5 * z * newton);
    }
    return probability < 0.5 ? -z : z;
}

double chiSquareSurvival(double x, int degreesOfFreedom)
{
    if (degreesOfFreedom < 1)
        throw InputError(
            fmt::format("A chi-square distribution with {} degrees of freedom was asked for. It "
                        "needs one or more.",
                        degreesOfFreedom));
    if (x <= 0.0)
        return 1.0;
    if (std::isinf(x))
        return 0.0;
    const double h = 0.5 * x;
    const bool odd = degreesOfFreedom % 2 != 0;
    double a = odd ? 0.5 : 1.0;
    double survival = odd ? std::erfc(std::sqrt(h)) : std::exp(-h);
    // As a logarithm: exp(-h) alone may be too small for a double where the sum is not.
    double logTerm = a * std::log(h) - h - (odd ? 0.5 * std::log(std::numbers::pi / 4.0) : 0.0);
    while (a < 0.5 * degreesOfFreedom) {
        survival += std::exp(logTerm);
        a += 1.0;
        logTerm += std::log(h / a);
    }
    return std::min(survival, 1.0);
}

}  // namespace shamal
