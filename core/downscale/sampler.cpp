#include "downscale/sampler.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace shamal {

namespace {

constexpr std::array kNames{std::pair{SamplerKind::DpmSolver, "dpm++"}, std::pair{SamplerKind::Ddim, "ddim"},
                            std::pair{SamplerKind::Ddpm, "ddpm"}, std::pair{SamplerKind::Heun, "heun"}};

/// Half the logarithm of the signal-to-noise ratio: the solver's clock.
double halfLogSnr(const NoiseLevel& level)
{
    return 0.5 * std::log(level.snr());
}

std::vector<float> sampleByDpmSolver(const Denoiser& denoiser, std::vector<float> x,
                                     std::span<const NoiseLevel> levels)
{
    std::vector<float> previous;
    double previousStep = 0.0;
    for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
        std::vector<float> clean = denoiser(x, levels[k]);
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
    return denoiser(x, levels.back());
}

std::vector<float> sampleByDdim(const Denoiser& denoiser, std::vector<float> x,
                                std::span<const NoiseLevel> levels, double eta, const NoiseSource& fresh)
{
    for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
        const std::vector<float> clean = denoiser(x, levels[k]);
        const double now = levels[k].alphaBar;
        const double next = levels[k + 1].alphaBar;
        const double drawn = eta * std::sqrt((1.0 - next) / (1.0 - now) * (1.0 - now / next));
        // The noise the answer leaves in x, brought to what the next level has of it beside the fresh one.
        const double kept = std::sqrt(std::max(0.0, 1.0 - next - drawn * drawn) / (1.0 - now));
        const auto ofX = static_cast<float>(kept);
        const auto ofClean = static_cast<float>(std::sqrt(next) - kept * std::sqrt(now));
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = ofX * x[i] + ofClean * clean[i];
        if (drawn > 0.0) {
            const std::vector<float> noise = fresh(static_cast<int>(k) + 1);
            for (std::size_t i = 0; i < x.size(); ++i)
                x[i] += static_cast<float>(drawn) * noise[i];
        }
    }
    return denoiser(x, levels.back());
}

/// On y = x / sqrt(alphaBar) = clean + sigma * noise, whose flow is dy/dsigma = (y - clean(y)) / sigma.
std::vector<float> sampleByHeun(const Denoiser& denoiser, std::vector<float> x,
                                std::span<const NoiseLevel> levels)
{
    for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
        const NoiseLevel& now = levels[k];
        const NoiseLevel& next = levels[k + 1];
        const std::vector<float> clean = denoiser(x, now);
        // Euler's step, in x.
        const double ratio = next.sigma() / now.sigma();
        const double rescale = std::sqrt(next.alphaBar / now.alphaBar);
        const auto ofX = static_cast<float>(rescale * ratio);
        const auto ofClean = static_cast<float>(std::sqrt(next.alphaBar) * (1.0 - ratio));
        std::vector<float> there(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            there[i] = ofX * x[i] + ofClean * clean[i];
        // Again with the mean of both slopes.
        const std::vector<float> cleanThere = denoiser(there, next);
        const double span = next.sigma() - now.sigma();
        const double signal = std::sqrt(next.alphaBar);
        const auto half = static_cast<float>(0.5 * span);
        const auto toY = static_cast<float>(1.0 / std::sqrt(now.alphaBar));
        const auto thereToY = static_cast<float>(1.0 / signal);
        const auto perSigma = static_cast<float>(1.0 / now.sigma());
        const auto perSigmaThere = static_cast<float>(1.0 / next.sigma());
        for (std::size_t i = 0; i < x.size(); ++i) {
            const float y = toY * x[i];
            const float slope =
                (y - clean[i]) * perSigma + (thereToY * there[i] - cleanThere[i]) * perSigmaThere;
            x[i] = static_cast<float>(signal) * (y + half * slope);
        }
    }
    return denoiser(x, levels.back());
}

}  // namespace

std::string nameOf(SamplerKind kind)
{
    for (const auto& [known, name] : kNames) {
        if (known == kind)
            return name;
    }
    return {};
}

SamplerKind samplerFromName(const std::string& name)
{
    for (const auto& [kind, known] : kNames) {
        if (name == known)
            return kind;
    }
    throw InputError(
        fmt::format("There is no sampler '{}'; dpm++, ddim, ddpm or heun would be right.", name));
}

std::vector<float> sample(const Sampler& sampler, const Denoiser& denoiser, std::vector<float> noise,
                          std::span<const NoiseLevel> levels, const NoiseSource& fresh)
{
    assert(!levels.empty() && (fresh || !sampler.drawsNoise()));
    switch (sampler.kind) {
        case SamplerKind::Ddim:
            return sampleByDdim(denoiser, std::move(noise), levels, sampler.eta, fresh);
        case SamplerKind::Ddpm:
            return sampleByDdim(denoiser, std::move(noise), levels, 1.0, fresh);
        case SamplerKind::Heun:
            return sampleByHeun(denoiser, std::move(noise), levels);
        case SamplerKind::DpmSolver:
            break;
    }
    return sampleByDpmSolver(denoiser, std::move(noise), levels);
}

}  // namespace shamal
