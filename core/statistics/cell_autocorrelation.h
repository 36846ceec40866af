#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"
#include "statistics/autocorrelation.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

struct CellAutocorrelationOptions {
    int lag = 1;  ///< days
    AcfEstimator estimator = AcfEstimator::Biased;
    std::size_t minimumPairs = 30;  ///< that a cell needs for a value
    bool log10Transform = true;     ///< of each cell before: log10(max(x, 1e-6))
    unsigned threads = 0;           ///< 0: one per processor. The result does not depend on it
};

/// The ACF of each cell at one lag, as a map.
struct CellAutocorrelation {
    Grid grid;                        ///< the smallest box of the series' cells that holds the region's
    std::size_t firstRow = 0;         ///< of the box, in the grid of the series
    std::size_t firstColumn = 0;      ///< likewise
    std::vector<double> correlation;  ///< row-major on the box; NaN outside the region (Region::mask), with
                                      ///< fewer pairs than asked for, and where the days are all equal
    std::vector<std::size_t> pairs;   ///< likewise; 0 outside the region
};

/// As autocorrelation() of each cell's series over the given (daily) steps: each cell has its own mean, days
/// and pairs; values that are not finite are missing. The days are gone through once: what the mean does to
/// the products is made good from sums in the end, about the cell's first value, so that few digits are lost.
/// Throws InputError when the region holds no cell, a date has more than one step, or the lag or the pairs
/// asked for are below 1.
CellAutocorrelation cellAutocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                        const Region& region, const CellAutocorrelationOptions& options,
                                        const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
