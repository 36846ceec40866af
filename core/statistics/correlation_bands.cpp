#include "statistics/correlation_bands.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "fields/error.h"
#include "statistics/probability_distributions.h"

namespace shamal {

namespace {

/// Of an estimate at a lag with so many pairs, of white noise.
double variance(const Autocorrelation& found, std::size_t pairs, BandLength length)
{
    const auto days = static_cast<double>(found.days), pairsAsDouble = static_cast<double>(pairs);
    if (pairs == 0)
        return std::numeric_limits<double>::quiet_NaN();
    if (length == BandLength::Days)
        return 1.0 / days;
    return found.estimator == AcfEstimator::Biased ? pairsAsDouble / (days * days) : 1.0 / pairsAsDouble;
}

}  // namespace

CorrelationBands correlationBands(const Autocorrelation& found, const BandOptions& options)
{
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InputError(
            fmt::format("A band of level {} was asked for. Choose one between 0 and 1, such as "
                        "0.95.",
                        options.level));
    const double deviations = normalQuantile(0.5 + 0.5 * options.level);
    CorrelationBands bands{{0.0}, {0.0}};
    double inflation = 1.0;
    for (std::size_t lag = 1; lag < found.acf.size(); ++lag) {
        const double noise = variance(found, found.pairs[lag], options.length);
        bands.whiteNoise.push_back(deviations * std::sqrt(noise));
        bands.bartlett.push_back(deviations * std::sqrt(noise * inflation));
        inflation += 2.0 * found.acf[lag] * found.acf[lag];
    }
    return bands;
}

}  // namespace shamal
