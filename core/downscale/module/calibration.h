#pragma once
#include "downscale/module/trained_model.h"
#include "downscale/training_set.h"

namespace shamal {

/// ModelCard::meanGain: what the mean network tells beside the per-cell regression, brought closest to the
/// truth at every wavelength, on all validation days with true histories. What it tells of small scales on
/// days it has not seen is worth less than on those it has. Nothing for methods that draw no residual about
/// such a mean, or without validation days.
SpectralGain fitMeanGain(const TrainedModel& model, TrainingSet& set, const Progress& progress,
                         const std::stop_token& stop);

/// What brings a model's members to the truth's variance and coherence.
struct Calibration {
    SpectralGain gain;
    /// Of the noise, from day to day, where no true day is known: there the error of the mean lasts for days,
    /// and a member's must too. (Against a true history, errors are new every day.)
    double noisePersistence = 0.0;
};

/// Fits both on pairs of successive validation days. The gain: variance by wavelength of the truth less the
/// mean over that of members less the mean, with true histories. The persistence: chosen so that members less
/// the mean correlate from one day to the next as the truth less the mean does, both without fine history;
/// linear between what persistences of 0 and 0.8 give. Nothing for a model that draws no members, or without
/// such pairs.
Calibration calibrate(const TrainedModel& model, TrainingSet& set, const Progress& progress,
                      const std::stop_token& stop);

}  // namespace shamal
