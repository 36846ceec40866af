#include "daily_series.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace shamal;

std::vector<TimeStep> dailySteps(const std::vector<std::int64_t>& days)
{
    std::vector<TimeStep> steps;
    for (const std::int64_t day : days)
        steps.push_back({dateOfDay(day, Calendar::Standard), 0, 1, true});
    return steps;
}

std::vector<float> randomValues(std::size_t count, double holes, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> exponent(-0.5, 0.5);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    std::vector<float> values(count);
    for (float& value : values) {
        value = static_cast<float>(std::pow(10.0, exponent(random)));
        if (uniform(random) < holes)
            value = std::numeric_limits<float>::quiet_NaN();
    }
    return values;
}

FieldSeries randomSeries(const Grid& grid, const std::vector<std::int64_t>& days, double holes, unsigned seed)
{
    return {FieldMetadata{}, grid, Calendar::Standard, dailySteps(days),
            randomValues(grid.cells() * days.size(), holes, seed)};
}

std::vector<std::size_t> allSteps(const FieldSeries& series)
{
    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), 0);
    return steps;
}
