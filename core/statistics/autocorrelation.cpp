#include "statistics/autocorrelation.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "fields/error.h"
#include "fields/progress.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double correlation(const LaggedProducts& lagged, const LaggedProducts& squares, AcfEstimator estimator)
{
    if (lagged.pairs == 0)
        return kMissing;
    if (estimator == AcfEstimator::Biased)
        return lagged.sum / squares.sum;
    return (lagged.sum / static_cast<double>(lagged.pairs)) /
           (squares.sum / static_cast<double>(squares.pairs));
}

std::vector<double> correlations(const std::vector<LaggedProducts>& products, AcfEstimator estimator)
{
    std::vector<double> acf;
    acf.reserve(products.size());
    for (const LaggedProducts& lagged : products)
        acf.push_back(correlation(lagged, products.front(), estimator));
    return acf;
}

std::vector<double> partialAutocorrelation(const DayRuns& series, const std::vector<LaggedProducts>& products,
                                           const AutocorrelationOptions& options, const std::stop_token& stop)
{
    switch (options.pacf) {
        case PacfMethod::YuleWalkerBiased:
            return levinsonDurbinPacf(correlations(products, AcfEstimator::Biased));
        case PacfMethod::YuleWalkerAdjusted:
            return levinsonDurbinPacf(correlations(products, AcfEstimator::Adjusted));
        case PacfMethod::LeastSquares:
            return leastSquaresPacf(series, options.maxLag, stop);
        case PacfMethod::Burg:
            return burgPacf(series, options.maxLag, stop);
    }
    throw InputError("The method of the partial autocorrelation is not known.");
}

/// Least squares and Burg go through runs of days, Yule-Walker takes the pairs of the ACF.
bool goesByRuns(PacfMethod method)
{
    return method == PacfMethod::LeastSquares || method == PacfMethod::Burg;
}

}  // namespace

Autocorrelation autocorrelation(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                const AutocorrelationOptions& options, const std::stop_token& stop)
{
    if (options.maxLag < 1)
        throw InputError(fmt::format("The longest lag is {} days. It must be 1 or more.", options.maxLag));
    const DayRuns series = dayRuns(dayNumbers, values);

    Autocorrelation result;
    result.days = series.days;
    result.band = 1.96 / std::sqrt(static_cast<double>(result.days));
    result.estimator = options.acf;
    result.pacfMethod = options.pacf;
    std::vector<LaggedProducts> products;
    for (int lag = 0; lag <= options.maxLag; ++lag) {
        throwIfStopped(stop);
        result.lagDays.push_back(lag);
        products.push_back(laggedProducts(series, lag));
        result.pairs.push_back(products.back().pairs);
        result.pacfPairs.push_back(goesByRuns(options.pacf) ? daysAfter(series, lag) : result.pairs.back());
    }
    result.acf = correlations(products, options.acf);
    result.pacf = partialAutocorrelation(series, products, options, stop);
    return result;
}

Autocorrelation autocorrelation(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                int maxLag)
{
    AutocorrelationOptions options;
    options.maxLag = maxLag;
    return autocorrelation(dayNumbers, values, options);
}

Autocorrelation autocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                const Region& region, const AutocorrelationOptions& options,
                                const AreaSeriesOptions& seriesOptions, const std::stop_token& stop)
{
    const AreaSeries series = areaSeries(dailySeries, steps, region, seriesOptions, stop);
    return autocorrelation(series.dayNumbers, series.values, options, stop);
}

Autocorrelation autocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                const Region& region, int maxLag, bool log10Transform)
{
    AutocorrelationOptions options;
    options.maxLag = maxLag;
    AreaSeriesOptions seriesOptions;
    seriesOptions.log10Transform = log10Transform;
    return autocorrelation(dailySeries, steps, region, options, seriesOptions);
}

}  // namespace shamal
