#pragma once
#include "fields/field_series.h"
#include "fields/region.h"
#include "statistics/area_series.h"
#include "statistics/partial_autocorrelation.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// What the sum over pairs is divided by. With m the mean over the n days that have a value,
///     s[k] = sum over all days t for which both t and t-k have a value of (x[t] - m) (x[t-k] - m).
enum class AcfEstimator {
    /// acf[k] = s[k] / s[0]: both divided by n, however few pairs there are. Gaps pull the ACF towards zero,
    /// by the share of pairs they take away, and in return it stays positive semi-definite, so that the
    /// recursion for the PACF cannot leave [-1, 1]. (statsmodels: acf(adjusted=False,
    /// missing="conservative").)
    Biased,
    /// acf[k] = (s[k] / pairs[k]) / (s[0] / n): gaps do not pull, but few pairs may carry it past 1.
    /// (statsmodels: acf(adjusted=True, missing="conservative").)
    Adjusted,
};

struct AutocorrelationOptions {
    int maxLag = 30;  ///< days
    AcfEstimator acf = AcfEstimator::Biased;
    PacfMethod pacf = PacfMethod::YuleWalkerBiased;
};

/// ACF and PACF of a daily series. Missing values and days that are not neighbours (gaps, other years'
/// seasons) form no pair; how each estimator takes that is said there.
struct Autocorrelation {
    std::vector<int> lagDays;  ///< 0..maxLag
    std::vector<double> acf;   ///< acf[0] = 1; NaN where no pair
    std::vector<double> pacf;  ///< pacf[0] = 1; NaN where the method has none (partial_autocorrelation.h);
                               ///< with Yule-Walker, from the first lag without a pair on
    double band = 0.0;         ///< 1.96 / sqrt(n), white noise
    std::size_t days = 0;      ///< n: days with a value
    std::vector<std::size_t> pairs = {};  ///< per lag; pairs[0] = n
    /// Likewise those behind the PACF: of Yule-Walker the same; of least squares and Burg the days whose k
    /// days before are all there.
    std::vector<std::size_t> pacfPairs = {};
    AcfEstimator estimator = AcfEstimator::Biased;         ///< of the ACF
    PacfMethod pacfMethod = PacfMethod::YuleWalkerBiased;  ///< of the PACF
};

/// `dayNumbers` ascend strictly; `values` not finite are missing. Throws InputError with fewer than three, a
/// constant series, or a maxLag below 1; Stopped.
Autocorrelation autocorrelation(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                const AutocorrelationOptions& options, const std::stop_token& stop = {});
/// As published: biased ACF, Yule-Walker PACF of it.
Autocorrelation autocorrelation(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                int maxLag);
/// Of what stands for a region over the given (daily) steps (statistics/area_series.h; for one cell, give its
/// cellSeries() to the function above). Throws InputError as above and as areaSeries() does.
Autocorrelation autocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                const Region& region, const AutocorrelationOptions& options,
                                const AreaSeriesOptions& seriesOptions, const std::stop_token& stop = {});
/// Of the area mean of a region over the given (daily) steps, after log10(max(x,1e-6)) of each cell if asked.
/// Cells count by how much of their area is inside.
/// Throws InputError as above, and when the region holds no cell or a date has more than one step.
Autocorrelation autocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                const Region& region, int maxLag, bool log10Transform);

}  // namespace shamal
