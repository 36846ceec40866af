#pragma once
#include "downscale/training_set.h"

namespace shamal {

// What is written down of a training.

/// The card of the model it makes, as far as it is known before: without stages, weights and scores.
ModelCard describeModel(const TrainRequest& request, const TrainingSet& set);

/// What a resumed training must share with the one that began, beside the options of its stages.
std::string describeSettings(const TrainRequest& request, const TrainingSet& set);

}  // namespace shamal
