#pragma once
#include "downscale/module/model_networks.h"
#include "downscale/module/trainer.h"
#include "downscale/training_set.h"

namespace shamal {

/// Forty days, yesterday first, to the next: N x 40 -> N x 1, sides multiples of 8.
using NextDay = std::function<torch::Tensor(const torch::Tensor& history)>;

/// Trains `parameters` of a network on the coarse series alone, on its own grid (its edges repeated to sides
/// that are multiples of 8), by the mean absolute error of the next day. Throws InputError when the series
/// has no 41 consecutive days.
StageRecord trainOnCoarseRecord(StageOptions options, const TrainingSet& set,
                                const std::vector<torch::Tensor>& parameters, const NextDay& nextDay,
                                torch::Device device, const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
