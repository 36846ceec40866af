#pragma once
#include "downscale/day_inputs.h"
#include "downscale/downscaler.h"

#include <span>

namespace shamal {

/// How days are shared out.
struct SplitOptions {
    Season season = Season::All;
    std::uint64_t seed = 1;
    double validationShare = 0.2;  ///< of the training days; 0 .. 0.5
    double dayFraction = 1.0;      ///< of the training days left then that are used: above 0, at most 1
};

/// Which days both series have do what:
/// - test: a tenth of the season's days that have 40 days of history before them;
/// - outOfData: the last 75 days (a tenth of a short record), for roll-outs;
/// - train: the season's other days and the 45 days before each of its days, less
/// - validation: a share of these, whole days in runs of a week, so that few training days lose yesterday's
///   field with it.
/// Of a fraction of the training days, runs of 30 are used and the others are nowhere. Throws InputError when
/// too few are left or an option is out of range.
DataSplit splitDays(const FieldSeries& coarse, const FieldSeries& fine, const SplitOptions& options);

/// Everything networks are trained on. Transforms and maps are fitted on the training days alone, and
/// `fields` holds no fine field of another day: not as a target, not as history. For the published profile
/// the coarse field comes to the fine grid by nearest neighbour, else bilinearly, and maps are
/// publishedMaps().
struct TrainingSet {
    DataSplit days;
    Calendar calendar = Calendar::Standard;
    Grid grid;  ///< fine cells of the area
    FieldTransform coarse, fine;
    FittedMaps maps;
    DayFields fields;          ///< on `grid`, standardised
    Rollouts rollouts;         ///< of the training period; none before a model has made them
    FieldSeries fineSeries;    ///< on `grid`, as given; held-out truth comes from here
    FieldSeries coarseSeries;  ///< around the area, on its own grid
};
TrainingSet makeTrainingSet(const TrainRequest& request, const Progress& progress, std::stop_token stop);

/// Adds fine fields of these days to `set.fields`, or takes them out again.
void revealDays(TrainingSet& set, std::span<const Date> days);
void hideDays(TrainingSet& set, std::span<const Date> days);
/// Adds all fine fields there are: for scoring, after training.
void revealHeldOutDays(TrainingSet& set);

}  // namespace shamal
