#pragma once
#include "downscale/module/networks.h"
#include "downscale/training_set.h"

namespace shamal {

/// Stage A on the coarse series alone, on its own grid: 40 days to the next, L1.
TransferEncoder trainEncoder(const TrainingSet& set, int steps, std::uint64_t seed, const Progress& progress,
                             const std::stop_token& stop);

/// Stage B with the encoder frozen.
DenoiserNetwork trainDenoiser(const TrainingSet& set, TransferEncoder encoder, int steps, std::uint64_t seed,
                              const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
