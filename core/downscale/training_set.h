#pragma once
#include "downscale/day_inputs.h"
#include "downscale/downscaler.h"

namespace shamal {

/// Which days do what. The three lists share no day.
struct TrainingDays {
    std::vector<Date> train;  ///< the season and the 45 days before each of its days
    std::vector<Date>
        test;  ///< a tenth of the season's days that have 40 days of history before them, by seed
    std::vector<Date> outOfData;  ///< the last 75 days (a tenth of a short record): for roll-outs, never seen
};
/// Only days both series have. Throws InputError when too few are left.
TrainingDays splitDays(const FieldSeries& coarse, const FieldSeries& fine, Season season, std::uint64_t seed);

/// Everything networks are trained on. Transforms and maps are fitted on the training days alone, and
/// `fields` holds no fine field of another day.
struct TrainingSet {
    TrainingDays days;
    Calendar calendar = Calendar::Standard;
    Grid grid;  ///< fine cells of the area
    FieldTransform coarse, fine;
    FittedMaps maps;
    DayFields fields;          ///< on `grid`, standardised
    FieldSeries fineSeries;    ///< on `grid`, as given; held-out truth comes from here
    FieldSeries coarseSeries;  ///< around the area, on its own grid
};
TrainingSet makeTrainingSet(const TrainRequest& request, const Progress& progress, std::stop_token stop);

/// Adds the held-out fine fields to `set.fields`: for scoring, after training.
void revealHeldOutDays(TrainingSet& set);

}  // namespace shamal
