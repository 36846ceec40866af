#pragma once
#include "downscale/noise_schedule.h"

#include <functional>
#include <span>
#include <vector>

namespace shamal {

/// What a denoiser thinks the clean image is, given a noisy one.
using Denoiser = std::function<std::vector<float>(std::span<const float> noisy, const NoiseLevel& level)>;

/// Solves the probability-flow equation from `noise` (standard normal) down the given levels by
/// DPM-Solver++(2M) (Lu et al. 2022, algorithm 2, data prediction); the denoiser's answer at the last level
/// is the result. One evaluation a level. `levels` descend in noise.
std::vector<float> sampleByDpmSolver(const Denoiser& denoiser, std::vector<float> noise,
                                     std::span<const NoiseLevel> levels);

}  // namespace shamal
