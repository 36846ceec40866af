#include "statistics/correlation_bands.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "fields/error.h"
#include "statistics/probability_distributions.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// How many standard deviations of a normal estimate the half-width is.
double deviationsOf(const BandOptions& options)
{
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InputError(
            fmt::format("A band of level {} was asked for. Choose one between 0 and 1, such as "
                        "0.95.",
                        options.level));
    return normalQuantile(0.5 + 0.5 * options.level);
}

/// Of the ACF of white noise.
double variance(const Autocorrelation& found, std::size_t lag, BandLength length)
{
    const auto days = static_cast<double>(found.days), pairs = static_cast<double>(found.pairs[lag]);
    if (found.pairs[lag] == 0)
        return kMissing;
    if (length == BandLength::Days)
        return 1.0 / days;
    return found.estimator == AcfEstimator::Biased ? pairs / (days * days) : 1.0 / pairs;
}

/// Of its PACF.
double partialVariance(const Autocorrelation& found, std::size_t lag, BandLength length)
{
    const auto days = static_cast<double>(found.days), pairs = static_cast<double>(found.pacfPairs[lag]);
    if (std::isnan(found.pacf[lag]))
        return kMissing;
    if (length == BandLength::Days)
        return 1.0 / days;
    switch (found.pacfMethod) {
        case PacfMethod::YuleWalkerBiased:
            return pairs / (days * days);
        case PacfMethod::YuleWalkerAdjusted:
        case PacfMethod::Burg:
            return 1.0 / pairs;
        case PacfMethod::LeastSquares:
            return 1.0 / (pairs - static_cast<double>(lag) - 1.0);
    }
    throw InputError("The method of the partial autocorrelation is not known.");
}

}  // namespace

CorrelationBands correlationBands(const Autocorrelation& found, const BandOptions& options)
{
    const double deviations = deviationsOf(options);
    CorrelationBands bands{{0.0}, {0.0}};
    double inflation = 1.0;
    for (std::size_t lag = 1; lag < found.acf.size(); ++lag) {
        const double noise = variance(found, lag, options.length);
        bands.whiteNoise.push_back(deviations * std::sqrt(noise));
        bands.bartlett.push_back(deviations * std::sqrt(noise * inflation));
        inflation += 2.0 * found.acf[lag] * found.acf[lag];
    }
    return bands;
}

std::vector<double> partialCorrelationBand(const Autocorrelation& found, const BandOptions& options)
{
    const double deviations = deviationsOf(options);
    std::vector<double> band{0.0};
    for (std::size_t lag = 1; lag < found.pacf.size(); ++lag)
        band.push_back(deviations * std::sqrt(partialVariance(found, lag, options.length)));
    return band;
}

}  // namespace shamal
