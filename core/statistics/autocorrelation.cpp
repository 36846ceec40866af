#include "statistics/autocorrelation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "fields/error.h"
#include "statistics/daily_cells.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// A day that has a value, and its departure from the mean.
struct Departure {
    std::int64_t day;
    double value;
};

std::vector<Departure> departuresFromMean(std::span<const std::int64_t> dayNumbers,
                                          std::span<const double> values)
{
    if (dayNumbers.size() != values.size())
        throw InputError(fmt::format("{} days stand against {} values. Give one value for each day.",
                                     dayNumbers.size(), values.size()));
    std::vector<Departure> present;
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0 && dayNumbers[i] <= dayNumbers[i - 1])
            throw InputError("The days of the series do not ascend. Give one value for each day, in order.");
        if (std::isnan(values[i]))
            continue;
        present.push_back({dayNumbers[i], values[i]});
        sum += values[i];
    }
    if (present.size() < 3)
        throw InputError(fmt::format("Only {} days have a value. An autocorrelation needs three or more.",
                                     present.size()));
    const auto [least, most] = std::ranges::minmax(present, {}, &Departure::value);
    if (least.value == most.value)
        throw InputError(
            "The series is constant, so its autocorrelation is not defined. Choose another area or season.");
    const double mean = sum / static_cast<double>(present.size());
    for (Departure& departure : present)
        departure.value -= mean;
    return present;
}

/// Sum of products of days `lag` apart; NaN when there is no such pair.
double laggedProducts(const std::vector<Departure>& departures, int lag)
{
    double sum = 0.0;
    bool any = false;
    std::size_t earlier = 0;
    for (const Departure& later : departures) {
        while (departures[earlier].day < later.day - lag)
            ++earlier;
        if (departures[earlier].day != later.day - lag)
            continue;
        sum += later.value * departures[earlier].value;
        any = true;
    }
    return any ? sum : kMissing;
}

/// Durbin-Levinson recursion; `acf[0]` is 1.
std::vector<double> partialAutocorrelation(const std::vector<double>& acf)
{
    std::vector<double> pacf{1.0};
    std::vector<double> coefficients;  // of the autoregression of the order reached so far
    double innovation = 1.0;           // its error variance over that of the series
    for (std::size_t order = 1; order < acf.size(); ++order) {
        double numerator = acf[order];
        for (std::size_t j = 1; j < order; ++j)
            numerator -= coefficients[j - 1] * acf[order - j];
        const double reflection = numerator / innovation;
        const std::vector<double> previous = coefficients;
        for (std::size_t j = 1; j < order; ++j)
            coefficients[j - 1] -= reflection * previous[order - 1 - j];
        coefficients.push_back(reflection);
        innovation *= 1.0 - reflection * reflection;
        pacf.push_back(reflection);
    }
    return pacf;
}

}  // namespace

Autocorrelation autocorrelation(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                int maxLag)
{
    if (maxLag < 1)
        throw InputError(fmt::format("The longest lag is {} days. It must be 1 or more.", maxLag));
    const std::vector<Departure> departures = departuresFromMean(dayNumbers, values);

    Autocorrelation result;
    result.days = departures.size();
    result.band = 1.96 / std::sqrt(static_cast<double>(result.days));
    const double squares = laggedProducts(departures, 0);
    for (int lag = 0; lag <= maxLag; ++lag) {
        result.lagDays.push_back(lag);
        // The divisor 1/n of both covariances cancels.
        result.acf.push_back(laggedProducts(departures, lag) / squares);
    }
    result.pacf = partialAutocorrelation(result.acf);
    return result;
}

Autocorrelation autocorrelation(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                                const Region& region, int maxLag, bool log10Transform)
{
    const DailyCells daily = dailyCells(dailySeries, steps, region, RegionCells::Shares, log10Transform);
    std::vector<double> means;
    means.reserve(daily.values.size());
    for (const std::vector<float>& values : daily.values) {
        double sum = 0.0, area = 0.0;
        for (std::size_t cell = 0; cell < values.size(); ++cell) {
            if (std::isnan(values[cell]))
                continue;
            sum += daily.areasKm2[cell] * values[cell];
            area += daily.areasKm2[cell];
        }
        means.push_back(area > 0.0 ? sum / area : kMissing);
    }
    return autocorrelation(daily.dayNumbers, means, maxLag);
}

}  // namespace shamal
