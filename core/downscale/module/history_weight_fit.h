#pragma once
#include "downscale/module/trained_model.h"
#include "downscale/training_set.h"

#include <optional>

namespace shamal {

/// ModelCard::historyWeight: predicts every week of validation days in runs that start on every other day,
/// lead by lead, with and without fine history; the best blend of the two is what later days of the run build
/// on. Longer runs lead over training days, whose predictions are better than those of days never seen: from
/// them, three weeks after their start, comes the lasting weight alone. Nothing for a model that never saw
/// its own predictions in training, and without validation days.
std::optional<HistoryWeight> fitHistoryWeight(const TrainedModel& model, TrainingSet& set,
                                              const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
