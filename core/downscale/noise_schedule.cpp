#include "downscale/noise_schedule.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {

constexpr double kOffset = 0.008;
constexpr double kRho = 7.0;

double angleAt(double time)
{
    return (time + kOffset) / (1.0 + kOffset) * std::numbers::pi / 2.0;
}

}  // namespace

double NoiseLevel::sigma() const
{
    return std::sqrt((1.0 - alphaBar) / alphaBar);
}

double NoiseLevel::snr() const
{
    return alphaBar / (1.0 - alphaBar);
}

NoiseLevel noiseLevelAt(double time)
{
    const double ratio = std::cos(angleAt(time)) / std::cos(angleAt(0.0));
    return {time, ratio * ratio};
}

NoiseLevel noiseLevelOfSigma(double sigma)
{
    const double alphaBar = 1.0 / (1.0 + sigma * sigma);
    const double angle = std::acos(std::sqrt(alphaBar) * std::cos(angleAt(0.0)));
    return {angle * 2.0 / std::numbers::pi * (1.0 + kOffset) - kOffset, alphaBar};
}

std::vector<NoiseLevel> karrasLevels(int steps)
{
    if (steps < 1)
        throw InputError(fmt::format("Cannot sample in {} steps; give at least one (8 is usual).", steps));
    std::vector<NoiseLevel> levels;
    const double high = std::pow(kSigmaMax, 1.0 / kRho);
    const double low = std::pow(kSigmaMin, 1.0 / kRho);
    for (int i = 0; i < steps; ++i) {
        const double fraction = steps > 1 ? static_cast<double>(i) / (steps - 1) : 0.0;
        levels.push_back(noiseLevelOfSigma(std::pow(high + fraction * (low - high), kRho)));
    }
    return levels;
}

}  // namespace shamal
