#include "statistics/partial_autocorrelation.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "statistics/triangular_least_squares.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Prediction errors of one run in pairs that are to be compared: forward of day t, backward of day t - k.
struct PredictionErrors {
    std::vector<double> forward, backward;

    explicit PredictionErrors(const std::vector<double>& run)
        : forward(run.begin() + 1, run.end()), backward(run.begin(), run.end() - 1)
    {
    }

    /// To those of the next order, one pair fewer.
    void advance(double reflection)
    {
        const std::size_t left = forward.size() - 1;
        for (std::size_t i = 0; i < left; ++i) {
            backward[i] -= reflection * forward[i];
            forward[i] = forward[i + 1] - reflection * backward[i + 1];
        }
        forward.resize(left);
        backward.resize(left);
    }
};

}  // namespace

std::vector<double> levinsonDurbinPacf(std::span<const double> acf)
{
    std::vector<double> pacf(acf.size(), kMissing);
    if (!pacf.empty())
        pacf[0] = 1.0;
    std::vector<double> coefficients;  // of the autoregression of the order reached so far
    double innovation = 1.0;           // its error variance over that of the series
    for (std::size_t order = 1; order < acf.size() && innovation > 0.0; ++order) {
        double numerator = acf[order];
        for (std::size_t j = 1; j < order; ++j)
            numerator -= coefficients[j - 1] * acf[order - j];
        const double reflection = numerator / innovation;
        const std::vector<double> previous = coefficients;
        for (std::size_t j = 1; j < order; ++j)
            coefficients[j - 1] -= reflection * previous[order - 1 - j];
        coefficients.push_back(reflection);
        innovation *= 1.0 - reflection * reflection;  // NaN ends the loop
        pacf[order] = reflection;
    }
    return pacf;
}

std::vector<double> leastSquaresPacf(const DayRuns& series, int maxLag)
{
    const auto orders = static_cast<std::size_t>(maxLag);
    std::vector<double> pacf(orders + 1, kMissing);
    pacf[0] = 1.0;
    // From the longest lag down: the regression of order k has the days of that of order k + 1, and those
    // with k days before them and no more. It wants the first columns of the triangle only.
    TriangularLeastSquares fit(orders + 1);
    std::size_t days = 0;
    std::vector<double> regressors;
    for (std::size_t order = orders; order >= 1; --order) {
        for (const DayRun& run : series.runs) {
            const std::vector<double>& x = run.departures;
            const std::size_t end = order == orders ? x.size() : std::min(x.size(), order + 1);
            for (std::size_t day = order; day < end; ++day) {
                regressors.assign(1, 1.0);
                for (std::size_t lag = 1; lag <= order; ++lag)
                    regressors.push_back(x[day - lag]);
                fit.add(regressors, x[day]);
                ++days;
            }
        }
        if (days >= order + 2)
            pacf[order] = fit.lastCoefficient(order + 1).value_or(kMissing);
    }
    return pacf;
}

std::vector<double> burgPacf(const DayRuns& series, int maxLag)
{
    const auto orders = static_cast<std::size_t>(maxLag);
    std::vector<double> pacf(orders + 1, kMissing);
    pacf[0] = 1.0;
    std::vector<PredictionErrors> errors;
    for (const DayRun& run : series.runs)
        errors.emplace_back(run.departures);
    for (std::size_t order = 1; order <= orders; ++order) {
        std::erase_if(errors, [](const PredictionErrors& run) { return run.forward.empty(); });
        double products = 0.0, squares = 0.0;
        for (const PredictionErrors& run : errors) {
            const auto begin = run.forward.begin(), end = run.forward.end();
            products = std::transform_reduce(begin, end, run.backward.begin(), products);
            squares = std::transform_reduce(begin, end, run.backward.begin(), squares, std::plus<>(),
                                            [](double f, double b) { return f * f + b * b; });
        }
        if (!(squares > 0.0))
            break;
        pacf[order] = 2.0 * products / squares;
        for (PredictionErrors& run : errors)
            run.advance(pacf[order]);
    }
    return pacf;
}

}  // namespace shamal
