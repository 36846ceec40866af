#include "statistics/partial_autocorrelation.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "fields/progress.h"
#include "statistics/triangular_least_squares.h"
#include "statistics/wide_vectors.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Sums over pairs of prediction errors.
struct ErrorSums {
    double products = 0.0, squares = 0.0;

    ErrorSums& operator+=(const ErrorSums& other)
    {
        products += other.products;
        squares += other.squares;
        return *this;
    }
};

SHAMAL_WIDE_VECTORS ErrorSums sumsOf(const double* forward, const double* backward, std::size_t size)
{
    EightSums products, squares;
    const std::size_t whole = size / EightSums::kSize * EightSums::kSize;
    for (std::size_t i = 0; i < whole; i += EightSums::kSize) {
        products.addProducts(forward + i, backward + i);
        squares.addProducts(forward + i, forward + i);
        squares.addProducts(backward + i, backward + i);
    }
    ErrorSums sums{products.total(), squares.total()};
    for (std::size_t i = whole; i < size; ++i)
        sums += {forward[i] * backward[i], forward[i] * forward[i] + backward[i] * backward[i]};
    return sums;
}

/// To the errors of the next order; one more of each must follow the last.
SHAMAL_WIDE_VECTORS void turn(double* __restrict forward, double* __restrict backward, std::size_t size,
                              double reflection)
{
    for (std::size_t i = 0; i < size; ++i) {
        const double b = backward[i] - reflection * forward[i];
        forward[i] = forward[i + 1] - reflection * backward[i + 1];
        backward[i] = b;
    }
}

/// Prediction errors of one run in pairs that are to be compared: forward of day t, backward of day t - k.
class PredictionErrors {
public:
    explicit PredictionErrors(const std::vector<double>& run)
        : m_forward(run.begin() + 1, run.end()), m_backward(run.begin(), run.end() - 1)
    {
    }

    bool empty() const { return m_forward.empty(); }
    ErrorSums sums() const { return sumsOf(m_forward.data(), m_backward.data(), m_forward.size()); }

    /// To those of the next order, one pair fewer, and their sums, while they are in a processor's cache.
    ErrorSums advance(double reflection)
    {
        constexpr std::size_t kTogether = 1024;
        const std::size_t left = m_forward.size() - 1;
        ErrorSums all;
        for (std::size_t begin = 0; begin < left; begin += kTogether) {
            const std::size_t size = std::min(kTogether, left - begin);
            double *const forward = m_forward.data() + begin, *const backward = m_backward.data() + begin;
            turn(forward, backward, size, reflection);
            all += sumsOf(forward, backward, size);
        }
        m_forward.resize(left);
        m_backward.resize(left);
        return all;
    }

private:
    std::vector<double> m_forward, m_backward;
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

std::vector<double> leastSquaresPacf(const DayRuns& series, int maxLag, const std::stop_token& stop)
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
                throwIfStopped(stop);  // one day takes as many steps as the lag squared
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

std::vector<double> burgPacf(const DayRuns& series, int maxLag, const std::stop_token& stop)
{
    const auto orders = static_cast<std::size_t>(maxLag);
    std::vector<double> pacf(orders + 1, kMissing);
    pacf[0] = 1.0;
    std::vector<PredictionErrors> errors;
    ErrorSums sums;
    for (const DayRun& run : series.runs)
        sums += errors.emplace_back(run.departures).sums();
    for (std::size_t order = 1; order <= orders && sums.squares > 0.0; ++order) {
        throwIfStopped(stop);
        pacf[order] = 2.0 * sums.products / sums.squares;
        std::erase_if(errors, [](const PredictionErrors& run) { return run.empty(); });
        sums = {};
        for (PredictionErrors& run : errors)
            sums += run.advance(pacf[order]);
    }
    return pacf;
}

}  // namespace shamal
