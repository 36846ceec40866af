#pragma once
#include "downscale/day_inputs.h"
#include "downscale/module/published_encoder.h"

#include <span>

namespace shamal {

/// Channels of the denoiser's conditions beside the encoder's features.
inline constexpr std::int64_t kPublishedMaps = 5;

/// What the published denoiser is told of N images: the encoder's features of the history brought to full
/// resolution bilinearly, coarse field, elevation, latitude, longitude and year (METHOD.md, section 4), as N
/// x (features + 5) x rows x columns. `history` (N x 40, yesterday first) and `maps` (N x kConditions) are as
/// DayInputs holds them, with values in 0 .. 1; the encoder sees the oldest day first. Latitude and longitude
/// are constant in an image: those of its middle. One year for each image.
torch::Tensor publishedConditions(const PublishedEncoder& encoder, const torch::Tensor& history,
                                  const torch::Tensor& maps, std::span<const int> years);

}  // namespace shamal
