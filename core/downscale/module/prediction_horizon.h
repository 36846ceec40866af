#pragma once
#include "downscale/module/trained_model.h"
#include "downscale/training_set.h"

#include <optional>
#include <span>

namespace shamal {

/// How many days a run does best to build on its own predictions, given sums of squared errors by lead (1,
/// the day after the last true one, first) of predictions that do and of those without fine history, for the
/// same days: the number of leads for which the sum of all is least. At least 1, whose history is true.
int bestHorizon(std::span<const double> ownErrors, std::span<const double> coarseErrors);

/// ModelCard::predictionHorizon: rolls out within every week of validation days and compares with the same
/// days without fine history. No lead above seven is tried: longer runs would lead over training days, whose
/// predictions are better than those of days never seen. Nothing for a model that never saw its own
/// predictions in training, and without validation days.
std::optional<int> fitPredictionHorizon(const TrainedModel& model, TrainingSet& set, const Progress& progress,
                                        const std::stop_token& stop);

}  // namespace shamal
