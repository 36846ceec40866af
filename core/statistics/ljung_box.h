#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

/// Is a daily series white noise? Portmanteau tests over lags 1..k, for each k up to the longest, with r the
/// biased ACF (statistics/autocorrelation.h), n the days with a value and p[k] the pairs at lag k:
///     Ljung and Box 1978 (Biometrika 65, 297-303):  Q = n (n + 2) sum r[k]^2 / p[k]
///     Box and Pierce 1970 (JASA 65, 1509-1526):     Q = n sum r[k]^2
/// Without gaps p[k] = n - k, as published. With gaps p[k] / (n (n + 2)) still is the variance of r[k] of
/// Gaussian white noise with a known mean, so the first stays a test of its level (cf. Stoffer and Toloi
/// 1992, Stat. Probab. Lett. 13, 391-396); the second is then too small, as r is pulled to zero. A lag
/// without a pair adds nothing, and no degree of freedom.
struct LjungBox {
    std::vector<int> lagDays;           ///< 1..maxLag
    std::vector<int> degreesOfFreedom;  ///< lags with a pair so far, less the parameters fitted
    std::vector<double> statistic;
    std::vector<double> pValue;  ///< probability of as much or more in white noise; NaN with no degree left
    std::vector<double> boxPierce;
    std::vector<double> boxPiercePValue;  ///< likewise
    std::size_t days = 0;                 ///< n
    int lastLag = 0;                      ///< the last with a pair, beyond which nothing is added; 0: none
};

/// `fittedParameters`: how many coefficients the series are the residuals of (p + q of an ARMA model), 0 for
/// data. Throws InputError when it is negative, and as autocorrelation() does.
LjungBox ljungBox(std::span<const std::int64_t> dayNumbers, std::span<const double> values, int maxLag,
                  int fittedParameters = 0);

}  // namespace shamal
