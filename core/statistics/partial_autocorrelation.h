#pragma once
#include "statistics/day_runs.h"

#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// How the partial autocorrelation is estimated. Without gaps each is what statsmodels computes under the
/// name given.
enum class PacfMethod {
    /// Of the biased ACF ("ywm", "ldb"): the Durbin-Levinson recursion solves the Yule-Walker equations
    /// exactly, so that both names stand for one estimator. Stays in [-1, 1]. Gaps pull it towards zero, as
    /// they do that ACF.
    YuleWalkerBiased,
    /// Of the adjusted ACF ("yw", "ld"). Gaps do not pull it, but it may leave [-1, 1] and ends there.
    YuleWalkerAdjusted,
    /// At lag k, the last coefficient of the regression of a day on a constant and the k days before it
    /// ("ols"), over all days whose k days before are there. Gaps take days away and do not pull.
    LeastSquares,
    /// Reflection coefficients that minimise forward and backward prediction errors together ("burg"), summed
    /// over all runs of days without a gap (de Waele and Broersen 2000, The Burg algorithm for segments, IEEE
    /// Trans. Signal Process. 48(10), 2876-2880). Stays in [-1, 1]. Runs of k days or fewer say nothing at
    /// lag k; gaps do not pull.
    Burg,
};

/// By the Durbin-Levinson recursion (Durbin 1960, Rev. Int. Stat. Inst. 28, 233-244), of an ACF whose first
/// value, at lag 0, is 1. As many values, the first being 1; NaN from the first NaN of the ACF on, and after
/// the first value that is not inside (-1, 1), with which no prediction error is left to divide.
std::vector<double> levinsonDurbinPacf(std::span<const double> acf);

/// PacfMethod::LeastSquares at lags 0..maxLag. NaN where fewer than k + 2 days have k days before them, one
/// more than there are coefficients, and where the days before depend on each other linearly. Throws Stopped.
std::vector<double> leastSquaresPacf(const DayRuns& series, int maxLag, const std::stop_token& stop = {});

/// PacfMethod::Burg at lags 0..maxLag. NaN where no run is longer than k days or nothing is left to predict.
/// Throws Stopped.
std::vector<double> burgPacf(const DayRuns& series, int maxLag, const std::stop_token& stop = {});

}  // namespace shamal
