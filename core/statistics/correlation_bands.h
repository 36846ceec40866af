#pragma once
#include "statistics/autocorrelation.h"

#include <vector>

namespace shamal {

/// Which number of days a band goes by.
enum class BandLength {
    /// The pairs at each lag. Of white noise, the biased ACF has the variance pairs/n^2 and the adjusted one
    /// 1/pairs, to first order: where gaps take pairs away, the biased ACF scatters less than 1/n says, since
    /// it is pulled to zero, and the adjusted one more. Near 1/n where lags are short and gaps are few.
    Pairs,
    /// The n days with a value, at every lag: variance 1/n, as usual without gaps (and in statsmodels). With
    /// gaps too wide for the biased ACF and too narrow for the adjusted one.
    Days,
};

struct BandOptions {
    double level = 0.95;  ///< the share of estimates that lie inside where there is no correlation
    BandLength length = BandLength::Pairs;
};

/// Half-widths, per lag of the ACF: about zero, or about the estimate. 0 at lag 0, where the ACF is 1; NaN
/// where no pair.
struct CorrelationBands {
    /// No day is correlated with another.
    std::vector<double> whiteNoise;
    /// The days are correlated up to the lag before this one and not further: the variance of white noise
    /// times 1 + 2 sum over 0 < j < k of acf[j]^2 (Bartlett 1946; statsmodels: bartlett_confint=True). NaN
    /// from the first lag without a pair on.
    std::vector<double> bartlett;
};

/// Throws InputError unless 0 < level < 1.
CorrelationBands correlationBands(const Autocorrelation& found, const BandOptions& options);

/// Half-widths about zero, per lag k of the PACF, of white noise: 0 at lag 0, NaN where the PACF is. To first
/// order that PACF scatters as the ACF does (Quenouille 1949, J. R. Stat. Soc. B 11, 68-84), by its method:
/// with BandLength::Pairs, and p = pacfPairs[k] of the n days, the variance is p/n^2 of Yule-Walker of the
/// biased ACF, 1/p of the adjusted one and of Burg, 1/(p - k - 1) of least squares, whose regression takes
/// k + 1 coefficients from p days. With BandLength::Days, 1/n. Throws InputError as above.
std::vector<double> partialCorrelationBand(const Autocorrelation& found, const BandOptions& options);

}  // namespace shamal
