#pragma once
#include "downscale/module/published_denoiser.h"
#include "downscale/module/published_encoder.h"
#include "downscale/training_set.h"

namespace shamal {

/// Widths of both networks (what the denoiser is told follows from the encoder's), and how many tiles make a
/// batch of the denoiser and its validation.
struct PublishedSizes {
    PublishedEncoder::Widths encoder;
    PublishedDenoiser::Widths denoiser;
    std::size_t batch = 64;
    std::size_t validationTiles = 256;  ///< a multiple of batch
};

/// Trains a model of the published profile in the two stages of METHOD.md (sections 3 and 4), with logs and
/// checkpoints in request.output, and writes its package there. It is not scored: a day-image takes minutes
/// to hours on a CPU.
/// - "transfer encoder": 40 days of the coarse record to the next, in tiles of 16 x 16 cells at stride 8 of
///   its own grid, batches of 32, mean absolute error; the record's last tenth validates.
/// - "denoiser": tiles of 16 x 16 fine cells at stride 8 on training days, batches of 64, squared error of
/// the
///   clean image where there is truth. The frozen encoder sees the true fine days before, those that are
///   not in the set made up of the coarse field. Tiles of validation days with fixed noise and steps
///   validate.
/// Nothing is materialised: a batch is drawn, with replacement, when it is its turn. An epoch is as many
/// batches as there are (days x tiles) / batch; after each is validated. request.encoderSteps and
/// denoiserSteps bound what the published 20 and 100 epochs take.
ModelCard trainPublished(const TrainRequest& request, const Progress& progress, const std::stop_token& stop,
                         PublishedSizes sizes = {});

}  // namespace shamal
