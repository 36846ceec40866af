#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

namespace shamal {

/// How alike two records are in their values, wherever and whenever these occur: Wasserstein distances after
/// log10(max(x, 1e-7)) and a min-max to 0..1 that both records share; exact, and as published of histograms
/// of 256 bins, whose distance is off by up to one bin's width, 1/256.
struct DomainSimilarity {
    std::vector<double> perDay;                             ///< of the common days with data in both; exact
    double mean = 0.0, median = 0.0, p10 = 0.0, p90 = 0.0;  ///< of perDay; percentiles linear between ranks
    double pooled = 0.0;                 ///< whole records against each other, histograms of 256 bins
    std::vector<Date> dates{};           ///< of perDay
    std::vector<double> perDayBinned{};  ///< like perDay, of histograms
    /// Like pooled, exact. NaN when no region was named, as sorting all values of long records takes seconds.
    double pooledExact = std::numeric_limits<double>::quiet_NaN();
};
/// `coarse` goes to the grid of `fine` by nearest neighbour, as published. Minimum, maximum and the pooled
/// distance are those of all days of both records. Records that are one constant lie 0 apart. Throws
/// InputError when they have no day with data in common.
DomainSimilarity domainSimilarity(const FieldSeries& coarse, const FieldSeries& fine,
                                  const Progress& progress, const std::stop_token& stop);
/// Of the given steps and of the cells of the fine grid whose centres the region holds: minimum and maximum
/// are theirs, too. Throws InputError as above, and when the region holds no cell or a step is out of range.
DomainSimilarity domainSimilarity(const FieldSeries& coarse, std::span<const std::size_t> coarseSteps,
                                  const FieldSeries& fine, std::span<const std::size_t> fineSteps,
                                  const Region& region, const Progress& progress,
                                  const std::stop_token& stop);

}  // namespace shamal
