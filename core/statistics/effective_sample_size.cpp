#include "statistics/effective_sample_size.h"

#include <fmt/format.h>

#include "fields/error.h"

namespace shamal {

EffectiveSampleSize effectiveSampleSize(std::span<const double> acf, std::span<const std::size_t> pairs)
{
    if (acf.size() != pairs.size())
        throw InputError(
            fmt::format("{} correlations stand against {} counts of pairs. Give both for each "
                        "lag.",
                        acf.size(), pairs.size()));
    if (pairs.empty() || pairs.front() == 0)
        throw InputError("There is no day. An effective sample size needs some.");
    EffectiveSampleSize result;
    result.days = pairs.front();
    const auto days = static_cast<double>(result.days);
    const auto weighted = [&](std::size_t lag) { return static_cast<double>(pairs[lag]) / days * acf[lag]; };
    double sum = 0.0;  // from lag 0 on, whose weighted correlation is 1
    for (std::size_t lag = 0; lag + 1 < acf.size() && acf[lag] + acf[lag + 1] > 0.0; lag += 2) {
        sum += weighted(lag) + weighted(lag + 1);
        result.lastLag = static_cast<int>(lag) + 1;
    }
    if (result.lastLag > 0)
        result.inflation = 2.0 * sum - 1.0;
    if (result.inflation > 0.0)
        result.size = days / result.inflation;
    return result;
}

EffectiveSampleSize effectiveSampleSize(std::span<const std::int64_t> dayNumbers,
                                        std::span<const double> values, AcfEstimator estimator)
{
    AutocorrelationOptions options;
    options.acf = estimator;
    options.maxLag = 63;  // odd, for whole pairs of lags
    while (true) {
        const Autocorrelation found = autocorrelation(dayNumbers, values, options);
        const EffectiveSampleSize result = effectiveSampleSize(found.acf, found.pairs);
        if (result.lastLag < options.maxLag || options.maxLag > dayNumbers.back() - dayNumbers.front())
            return result;
        options.maxLag = 2 * options.maxLag + 1;
    }
}

}  // namespace shamal
