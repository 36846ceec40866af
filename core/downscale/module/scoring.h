#pragma once
#include "downscale/module/trained_model.h"
#include "downscale/training_set.h"

namespace shamal {

/// Scores the model and what it must beat on the held-out days, with true histories (revealHeldOutDays must
/// have been called).
std::vector<ModelScore> scoreOnTestDays(const TrainedModel& model, const TrainingSet& set,
                                        const SamplerOptions& sampler, const Progress& progress,
                                        const std::stop_token& stop);

}  // namespace shamal
