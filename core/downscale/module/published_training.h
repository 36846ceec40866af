#pragma once
#include "downscale/module/published_denoiser.h"
#include "downscale/module/published_encoder.h"
#include "downscale/noise_schedule.h"

namespace shamal {

/// What the published training minimises (METHOD.md, sections 3 and 4). Networks are made anew from their
/// parameters in every step, so that gradients flow through what is folded.

/// Stage A: mean absolute error of the next day. history N x 40 x rows x columns, nextDay N x 1 x rows x
/// columns.
torch::Tensor encoderLoss(const PublishedEncoder& encoder, const torch::Tensor& history,
                          const torch::Tensor& nextDay);

/// One draw of the noise process for stage B: the image clean * sqrt(alphaBar) + noise * sqrt(1 - alphaBar)
/// at the given steps of the table. clean and noise N x 1 x rows x columns, steps N whole numbers.
torch::Tensor noisyImages(const NoiseSchedule& table, const torch::Tensor& clean, const torch::Tensor& noise,
                          const torch::Tensor& steps);

/// Stage B: mean squared error of the clean image told from noisyImages(). conditions N x 261 x rows x
/// columns.
torch::Tensor denoiserLoss(const PublishedDenoiser& denoiser, const NoiseSchedule& table,
                           const torch::Tensor& clean, const torch::Tensor& conditions,
                           const torch::Tensor& noise, const torch::Tensor& steps);

}  // namespace shamal
