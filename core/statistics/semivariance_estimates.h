#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "statistics/region_images.h"
#include "statistics/semivariogram.h"

namespace shamal {

/// A day's image, and the second variable's where there are two: NaN in both where either has no data.
struct DayImages {
    std::vector<float> image, other;
};

/// What semivariances are taken of. `load` gives the images of the k-th step, from any thread.
struct SemivarianceInput {
    const RegionImages& images;
    std::span<const std::size_t> steps;
    std::function<DayImages(std::size_t)> load;
    AzimuthSectors sectors;
};

/// Semivariances and numbers of pairs by class of LagClasses.
struct ClassEstimates {
    std::vector<double> gamma;  ///< NaN without a pair
    std::vector<std::int64_t> pairs;
};

struct DayEstimates {
    std::vector<double> bordersKm;
    ClassEstimates total;               ///< over the days
    std::vector<ClassEstimates> byDay;  ///< where asked for
    std::vector<std::size_t> days;  ///< indices into the steps, of those with at least two cells with data
    std::int64_t missing = 0;       ///< cells of the region without data, over all chosen days
    std::int64_t sampledPairsPerDay = 0;  ///< where some day's pairs were a sample: at most so many; else 0
};

/// Matheron's estimator: over all pairs.
DayEstimates matheronEstimates(const SemivarianceInput& input, const SemivariogramOptions& options,
                               const Progress& progress, const std::stop_token& stop);
/// Cressie and Hawkins's or Dowd's, of one variable.
DayEstimates robustEstimates(const SemivarianceInput& input, const SemivariogramOptions& options,
                             const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
