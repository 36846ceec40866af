#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "statistics/domain_similarity.h"
#include "statistics/lag_skill.h"
#include "statistics/semivariogram.h"

#include <array>
#include <stop_token>
#include <string>
#include <vector>

namespace shamal {

/// How a coarse record stands to a fine one on their common days, the coarse one brought to the fine grid
/// bilinearly, both as log10(max(x, 1e-6)). NaN where a season has no common day.
struct CoarseFineRelation {
    Season season = Season::All;
    std::size_t days = 0;
    double bias = 0.0;  ///< mean of coarse less fine
    double r2 = 0.0;    ///< squared correlation over all cells and days
};

/// What a pair of records looks like, to be set against real ones. All but the percentiles on log10.
struct Plausibility {
    static constexpr std::array<double, 5> kPercents{1, 5, 50, 95, 99};
    std::array<double, 5> finePercentiles{}, coarsePercentiles{};  ///< of optical depths, common days
    float fineHighest = 0.0F, coarseHighest = 0.0F;
    std::array<CoarseFineRelation, 5> relations;  ///< of all days, then DJF, MAM, JJA, SON
    LagSkill fieldLags;                           ///< of the fine record, to 10 days
    LagSkill anomalyLags;       ///< of the fine record less each cell's mean over the days of the same season
    SphericalFit variogram;     ///< of the fine record, to 600 km
    double fineVariance = 0.0;  ///< of log10 over all cells and days
    double varianceBelow40Km = 0.0;  ///< share of it inside blocks of 6 x 6 cells
    DomainSimilarity similarity;
};

/// Throws InputError when the records share no day or hold missing cells. Needs the memory of the fine record
/// twice.
Plausibility plausibility(const FieldSeries& coarse, const FieldSeries& fine, const Progress& progress,
                          const std::stop_token& stop);

/// A line of the table: what, as measured, and what is asked of the demo world or known of the real records.
struct PlausibilityLine {
    std::string quantity, measured, expected;
};
std::vector<PlausibilityLine> plausibilityTable(const Plausibility& measured);

}  // namespace shamal
