#pragma once
#include "downscale/noise_schedule.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// What a denoiser thinks the clean image is, given a noisy one.
using Denoiser = std::function<std::vector<float>(std::span<const float> noisy, const NoiseLevel& level)>;

/// Standard normal numbers, one per value of the image, drawn afresh for the step from level `step` - 1 to
/// level `step` = 1, 2, ... A function of `step` alone, so that a run repeats.
using NoiseSource = std::function<std::vector<float>(int step)>;

enum class SamplerKind {
    DpmSolver,  ///< DPM-Solver++(2M), Lu et al. 2022 (arXiv 2211.01095), algorithm 2: second order, one
                ///< evaluation a level
    Ddim,       ///< Song, Meng and Ermon 2021, eq. 12 with eta of eq. 16: eta 0 the first-order flow
    Ddpm,       ///< ancestral, Ho et al. 2020, posterior variance beta-tilde: Ddim at eta 1
    Heun        ///< Karras et al. 2022, algorithm 1 on sigma: second order, two evaluations a level but one
};
std::string nameOf(SamplerKind kind);  ///< "dpm++", "ddim", "ddpm", "heun"
/// Throws InputError for anything else.
SamplerKind samplerFromName(const std::string& name);

struct Sampler {
    SamplerKind kind = SamplerKind::DpmSolver;
    double eta = 0.0;  ///< of Ddim: 0 deterministic .. 1 as Ddpm

    bool drawsNoise() const { return kind == SamplerKind::Ddpm || (kind == SamplerKind::Ddim && eta > 0.0); }
};

/// Brings `noise` (standard normal) down the given levels, which descend in noise; the denoiser's answer at
/// the last level is the result. `fresh` is asked when the sampler draws noise, and may be empty else.
std::vector<float> sample(const Sampler& sampler, const Denoiser& denoiser, std::vector<float> noise,
                          std::span<const NoiseLevel> levels, const NoiseSource& fresh = {});

}  // namespace shamal
