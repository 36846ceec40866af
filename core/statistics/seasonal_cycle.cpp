#include "statistics/seasonal_cycle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "fields/error.h"
#include "statistics/rounding_noise.h"
#include "statistics/triangular_least_squares.h"

namespace shamal {

namespace {

constexpr int kMostHarmonics = 182;  // two days a period

struct MonthSums {
    double sum = 0.0;
    std::size_t days = 0;
};

Deseasonalised withoutMonthlyMeans(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                   Calendar calendar)
{
    const auto monthOf = [calendar](std::int64_t day) {
        return static_cast<std::size_t>(dateOfDay(day, calendar).month - 1);
    };
    std::array<MonthSums, 12> months;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        MonthSums& month = months[monthOf(dayNumbers[i])];
        month.sum += values[i];
        ++month.days;
    }
    Deseasonalised result;
    for (const MonthSums& month : months) {
        if (month.days == 0)
            continue;
        result.fit.fewestDays =
            result.fit.parameters == 0 ? month.days : std::min(result.fit.fewestDays, month.days);
        result.fit.days += month.days;
        ++result.fit.parameters;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const MonthSums& month = months[monthOf(dayNumbers[i])];
        result.values.push_back(values[i] - month.sum / static_cast<double>(month.days));
    }
    return result;
}

/// 1, then cosine and sine of each harmonic on that day.
std::vector<double> harmonicsOn(std::int64_t day, Calendar calendar, int harmonics)
{
    const int year = dateOfDay(day, calendar).year;
    const std::int64_t start = dayNumber({year, 1, 1}, calendar);
    const std::int64_t length = dayNumber({year + 1, 1, 1}, calendar) - start;
    const double phase =
        2.0 * std::numbers::pi * static_cast<double>(day - start) / static_cast<double>(length);
    std::vector<double> terms{1.0};
    for (int h = 1; h <= harmonics; ++h) {
        terms.push_back(std::cos(h * phase));
        terms.push_back(std::sin(h * phase));
    }
    return terms;
}

Deseasonalised withoutHarmonics(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                                Calendar calendar, int harmonics)
{
    if (harmonics < 1 || harmonics > kMostHarmonics)
        throw InputError(fmt::format("{} harmonics of the year were asked for. Choose 1 to {}.", harmonics,
                                     kMostHarmonics));
    Deseasonalised result;
    result.fit.parameters = 1 + 2 * static_cast<std::size_t>(harmonics);
    TriangularLeastSquares fit(result.fit.parameters);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        fit.add(harmonicsOn(dayNumbers[i], calendar, harmonics), values[i]);
        ++result.fit.days;
    }
    result.fit.fewestDays = result.fit.days;
    const auto coefficients = fit.coefficients();
    if (!coefficients)
        throw InputError(
            fmt::format("{} days with a value do not tell {} harmonics of the year apart. Choose "
                        "fewer harmonics, monthly means, or more days.",
                        result.fit.days, harmonics));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::vector<double> terms = harmonicsOn(dayNumbers[i], calendar, harmonics);
        result.values.push_back(values[i] -
                                std::inner_product(terms.begin(), terms.end(), coefficients->begin(), 0.0));
    }
    return result;
}

/// Of the values that are finite.
double largestMagnitude(std::span<const double> values)
{
    double largest = 0.0;
    for (const double value : values)
        largest = std::isfinite(value) ? std::max(largest, std::abs(value)) : largest;
    return largest;
}

}  // namespace

Deseasonalised deseasonalised(std::span<const std::int64_t> dayNumbers, std::span<const double> values,
                              Calendar calendar, const SeasonalCycleOptions& options)
{
    if (dayNumbers.size() != values.size())
        throw InputError(fmt::format("{} days stand against {} values. Give one value for each day.",
                                     dayNumbers.size(), values.size()));
    if (options.cycle == SeasonalCycle::None)
        return {{values.begin(), values.end()}, {}};
    Deseasonalised result = options.cycle == SeasonalCycle::MonthlyMeans
                                ? withoutMonthlyMeans(dayNumbers, values, calendar)
                                : withoutHarmonics(dayNumbers, values, calendar, options.harmonics);
    if (isRoundingNoise(largestMagnitude(result.values), largestMagnitude(values))) {
        for (double& value : result.values)
            value = std::isfinite(value) ? 0.0 : value;
    }
    return result;
}

}  // namespace shamal
