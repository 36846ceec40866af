#pragma once
#include "fields/field_series.h"
#include "fields/region.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

/// ACF (biased 1/n estimator) and PACF (Yule-Walker by Durbin-Levinson) of a daily series. Missing values and
/// days that are not neighbours (gaps, other years' seasons) form no pair.
///
/// With m the mean over the n days that have a value, acf[k] = c[k] / c[0] where
///     c[k] = 1/n * sum over all days t for which both t and t-k have a value of (x[t] - m) (x[t-k] - m).
/// The divisor is n at every lag, however few pairs there are: gaps pull the ACF towards zero, by the share
/// of pairs they take away, and in return it stays positive semi-definite, so the recursion for the PACF
/// cannot leave [-1, 1]. (statsmodels: acf(x, adjusted=False, missing="conservative"), pacf(method="ywm").)
struct Autocorrelation {
    std::vector<int> lagDays;  ///< 0..maxLag
    std::vector<double> acf;   ///< acf[0] = 1; NaN where no pair
    std::vector<double> pacf;  ///< pacf[0] = 1; NaN from the first lag without a pair on
    double band = 0.0;         ///< 1.96 / sqrt(n), white noise
    std::size_t days = 0;      ///< n: days with a value
};

/// `dayNumbers` ascend strictly; `values` may hold NaN. Throws InputError with fewer than three values, a
/// constant series, or a maxLag below 1.
Autocorrelation autocorrelation(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                int maxLag);
/// Of the area mean of a region over the given (daily) steps, after log10(max(x,1e-6)) of each cell if asked.
/// Cells count by how much of their area is inside.
/// Throws InputError as above, and when the region holds no cell or a date has more than one step.
Autocorrelation autocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                const Region& region, int maxLag, bool log10Transform);

}  // namespace shamal
