#pragma once
#include "downscale/module/model_networks.h"
#include "downscale/training_set.h"

namespace shamal {

struct TrainedNetworks {
    ModelNetworks networks{nullptr};
    TrainingRecord record;
    double predictionTrust = 0.0;  ///< for ModelCard
};

/// Trains the networks of the request's method, stage by stage (trainer.h), with logs and checkpoints in
/// request.output:
/// - "transfer encoder" (or "temporal model" of AsdmTransfer): the coarse record alone, on its own grid,
///   40 days to the next, L1; its last tenth validates;
/// - "mean": U-Net, SRDRN or ASDM, least squares;
/// - "mean rolled out 1", "mean rolled out 2": the U-Net again, on histories of its own predictions too,
/// which
///   are made anew before each (as DAgger does: Ross, Gordon and Bagnell 2011), so that it stays good beyond
///   the fine record;
/// - "denoiser" or "vae".
/// A fine-tuned encoder learns on in the first stage after its own and is frozen in the next.
TrainedNetworks trainNetworks(const TrainRequest& request, TrainingSet& set, const Progress& progress,
                              const std::stop_token& stop);

}  // namespace shamal
