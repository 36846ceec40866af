#pragma once
#include "statistics/autocorrelation.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace shamal {

/// How many independent days the mean of n dependent ones is worth (Bayley and Hammersley 1946, Suppl. J. R.
/// Stat. Soc. 8, 184-197):
///     size = n / (1 + 2 sum over k = 1..K of (1 - k/n) acf[k]).
/// With gaps pairs[k]/n stands for 1 - k/n: the variance of the mean of the days that are there has exactly
/// these weights. The sum ends where estimates are noise: K is the last lag before the first of the sums
/// acf[0] + acf[1], acf[2] + acf[3], ... that is not positive (the initial positive sequence of Geyer 1992,
/// Stat. Sci. 7, 473-483), or before a sum that holds a lag without a pair. So correlations between the
/// seasons of different years do not count.
struct EffectiveSampleSize {
    /// More than n where neighbours differ in sign; NaN where the estimated variance of the mean is not
    /// positive, as it may be with a few days that alternate.
    double size = std::numeric_limits<double>::quiet_NaN();
    double inflation = 1.0;  ///< the sum in the denominator: of the variance of the mean, over independent
    int lastLag = 0;         ///< K, days; 0 where nothing was summed
    std::size_t days = 0;    ///< n
};

/// Of a known ACF, per lag from 0 on, and the pairs at each lag, pairs[0] being n. Where the ACF is too short
/// to be cut, `lastLag` is its last lag (or the last but one). Throws InputError when the two differ in
/// length or there is no day.
EffectiveSampleSize effectiveSampleSize(std::span<const double> acf, std::span<const std::size_t> pairs);

/// Of a daily series, with as many lags as the rule wants. The adjusted ACF is the one to take: in the biased
/// one the factor pairs[k]/n is already there and would count twice. Throws InputError as autocorrelation()
/// does.
EffectiveSampleSize effectiveSampleSize(std::span<const std::int64_t> dayNumbers,
                                        std::span<const double> values,
                                        AcfEstimator estimator = AcfEstimator::Adjusted);

}  // namespace shamal
