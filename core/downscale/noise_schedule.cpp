#include "downscale/noise_schedule.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {

constexpr double kOffset = 0.008;
constexpr double kRho = 7.0;
constexpr double kLargestBeta = 0.999;

double angleAt(double time)
{
    return (time + kOffset) / (1.0 + kOffset) * std::numbers::pi / 2.0;
}

double logSigma(double alphaBar)
{
    return 0.5 * (std::log1p(-alphaBar) - std::log(alphaBar));
}

double alphaBarOf(double sigma)
{
    return 1.0 / (1.0 + sigma * sigma);
}

void checkTableSteps(int steps)
{
    if (steps < 2)
        throw InputError(fmt::format(
            "A noise schedule of {} steps is none; give at least 2 (1000 or 2000 are usual).", steps));
}

void checkSamplingSteps(int steps)
{
    if (steps < 1)
        throw InputError(fmt::format("Cannot sample in {} steps; give at least one (8 is usual).", steps));
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
    const double alphaBar = alphaBarOf(sigma);
    const double angle = std::acos(std::sqrt(alphaBar) * std::cos(angleAt(0.0)));
    return {angle * 2.0 / std::numbers::pi * (1.0 + kOffset) - kOffset, alphaBar};
}

NoiseSchedule::NoiseSchedule(const std::vector<double>& betas)
{
    double product = 1.0;
    for (const double beta : betas) {
        product *= 1.0 - beta;
        m_alphaBar.push_back(product);
    }
}

NoiseSchedule NoiseSchedule::cosine()
{
    return {};
}

NoiseSchedule NoiseSchedule::linear(int steps)
{
    checkTableSteps(steps);
    std::vector<double> betas;
    for (int i = 0; i < steps; ++i)
        betas.push_back(1e-4 + (0.02 - 1e-4) * static_cast<double>(i) / (steps - 1));
    return NoiseSchedule(betas);
}

NoiseSchedule NoiseSchedule::cappedCosine(int steps)
{
    checkTableSteps(steps);
    std::vector<double> betas;
    for (int i = 0; i < steps; ++i) {
        const double ratio = std::cos(angleAt(static_cast<double>(i + 1) / steps)) /
                             std::cos(angleAt(static_cast<double>(i) / steps));
        betas.push_back(std::min(1.0 - ratio * ratio, kLargestBeta));
    }
    return NoiseSchedule(betas);
}

NoiseLevel NoiseSchedule::step(int index) const
{
    return {static_cast<double>(index + 1) / steps(), m_alphaBar.at(static_cast<std::size_t>(index))};
}

NoiseLevel NoiseSchedule::at(double time) const
{
    if (m_alphaBar.empty())
        return noiseLevelAt(time);
    const double place = std::clamp(time * steps() - 1.0, 0.0, steps() - 1.0);
    const int before = std::min(static_cast<int>(place), steps() - 2);
    const double share = place - before;
    const double logOfSigma =
        (1.0 - share) * logSigma(step(before).alphaBar) + share * logSigma(step(before + 1).alphaBar);
    return {(place + 1.0) / steps(), alphaBarOf(std::exp(logOfSigma))};
}

NoiseLevel NoiseSchedule::ofSigma(double sigma) const
{
    if (m_alphaBar.empty())
        return noiseLevelOfSigma(sigma);
    const double alphaBar = alphaBarOf(sigma);
    const auto after = std::lower_bound(m_alphaBar.begin(), m_alphaBar.end(), alphaBar, std::greater<>());
    if (after == m_alphaBar.begin())
        return {step(0).time, alphaBar};
    if (after == m_alphaBar.end())
        return {1.0, alphaBar};
    const int before = static_cast<int>(after - m_alphaBar.begin()) - 1;
    const double low = logSigma(step(before).alphaBar);
    const double share = (std::log(sigma) - low) / (logSigma(*after) - low);
    return {(before + 1.0 + share) / steps(), alphaBar};
}

std::string nameOf(Spacing spacing)
{
    switch (spacing) {
        case Spacing::Geometric:
            return "geometric";
        case Spacing::Karras:
            return "karras";
        case Spacing::Uniform:
            break;
    }
    return "uniform";
}

Spacing spacingFromName(const std::string& name)
{
    for (const Spacing spacing : {Spacing::Geometric, Spacing::Karras, Spacing::Uniform}) {
        if (name == nameOf(spacing))
            return spacing;
    }
    throw InputError(
        fmt::format("There is no spacing '{}'; geometric, karras or uniform would be right.", name));
}

std::vector<NoiseLevel> samplingLevels(const NoiseSchedule& schedule, Spacing spacing, int steps)
{
    checkSamplingSteps(steps);
    // Evenly from the noisiest to the last level, in what `spacing` counts.
    const auto place = [&](double sigma) {
        switch (spacing) {
            case Spacing::Geometric:
                return std::log(sigma);
            case Spacing::Karras:
                return std::pow(sigma, 1.0 / kRho);
            case Spacing::Uniform:
                break;
        }
        return schedule.ofSigma(sigma).time;
    };
    const auto levelAt = [&](double where) {
        switch (spacing) {
            case Spacing::Geometric:
                return schedule.ofSigma(std::exp(where));
            case Spacing::Karras:
                return schedule.ofSigma(std::pow(where, kRho));
            case Spacing::Uniform:
                break;
        }
        return schedule.at(where);
    };
    const double first = place(kSigmaMax);
    const double last = place(kSigmaMin);
    std::vector<NoiseLevel> levels;
    for (int i = 0; i < steps; ++i)
        levels.push_back(
            levelAt(first + (steps > 1 ? static_cast<double>(i) / (steps - 1) : 0.0) * (last - first)));
    return levels;
}

std::vector<NoiseLevel> everyNthLevel(const NoiseSchedule& schedule, int steps)
{
    checkSamplingSteps(steps);
    if (steps > schedule.steps())
        throw InputError(fmt::format("Cannot take {} steps of a schedule of {}; 1 to {} would be right.",
                                     steps, schedule.steps(), schedule.steps()));
    const int stride = schedule.steps() / steps;
    std::vector<NoiseLevel> levels;
    for (int k = steps - 1; k >= 0; --k)
        levels.push_back(schedule.step(k * stride));
    return levels;
}

}  // namespace shamal
