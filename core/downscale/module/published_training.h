#pragma once
#include "downscale/module/published_denoiser.h"
#include "downscale/noise_schedule.h"

namespace shamal {

// What stage B of the published training minimises (METHOD.md, section 4).

/// One draw of the noise process: the image clean * sqrt(alphaBar) + noise * sqrt(1 - alphaBar)
/// at the given steps of the table. clean and noise N x 1 x rows x columns, steps N whole numbers.
torch::Tensor noisyImages(const NoiseSchedule& table, const torch::Tensor& clean, const torch::Tensor& noise,
                          const torch::Tensor& steps);

/// Mean squared error of the clean image told from noisyImages(), over the cells that are present (1, else
/// 0). conditions N x 261 x rows x columns.
torch::Tensor denoiserLoss(const PublishedDenoiser& denoiser, const NoiseSchedule& table,
                           const torch::Tensor& clean, const torch::Tensor& present,
                           const torch::Tensor& conditions, const torch::Tensor& noise,
                           const torch::Tensor& steps);

}  // namespace shamal
