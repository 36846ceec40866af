#include "statistics/quantile_quantile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "statistics/daily_cells.h"
#include "statistics/sorted_values.h"

namespace shamal {

namespace {

std::vector<float> pooled(const FieldSeries& series, std::span<const std::size_t> steps, const Region& region)
{
    std::vector<float> values;
    for (const std::vector<float>& day : dailyCells(series, steps, region, RegionCells::Whole, false).values)
        std::ranges::copy_if(day, std::back_inserter(values), [](float value) { return !std::isnan(value); });
    return values;
}

}  // namespace

std::vector<double> quantiles(std::span<const float> sample, std::span<const double> probabilities)
{
    const std::vector<float> sorted = sortedValues(sample);
    std::vector<double> result;
    for (const double probability : probabilities) {
        if (!(probability >= 0.0 && probability <= 1.0))
            throw InputError(
                fmt::format("A quantile of probability {} was asked for. Choose 0 to 1.", probability));
        if (sorted.empty()) {
            result.push_back(std::numeric_limits<double>::quiet_NaN());
            continue;
        }
        result.push_back(quantileOfSorted(sorted, probability));
    }
    return result;
}

std::vector<double> evenProbabilities(int count)
{
    if (count < 1)
        throw InputError(fmt::format("{} quantiles were asked for. Choose 1 or more.", count));
    std::vector<double> probabilities;
    for (int i = 0; i < count; ++i)
        probabilities.push_back((i + 0.5) / count);
    return probabilities;
}

QuantileQuantile quantileQuantile(std::span<const float> first, std::span<const float> second,
                                  std::span<const double> probabilities)
{
    for (const std::span<const float> sample : {first, second}) {
        if (std::ranges::all_of(sample, [](float value) { return std::isnan(value); }))
            throw InputError("A sample without values has no quantiles. Choose days or an area with data.");
    }
    return {{probabilities.begin(), probabilities.end()},
            quantiles(first, probabilities),
            quantiles(second, probabilities)};
}

QuantileQuantile seriesQuantileQuantile(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                                        const FieldSeries& second, std::span<const std::size_t> secondSteps,
                                        const Region& region, std::span<const double> probabilities,
                                        const Progress& progress, const std::stop_token& stop)
{
    throwIfStopped(stop);
    progress.report(0.0, "Collecting values");
    const std::vector<float> a = pooled(first, firstSteps, region);
    throwIfStopped(stop);
    const std::vector<float> b = pooled(second, secondSteps, region);
    throwIfStopped(stop);
    progress.report(0.2, "Sorting values");
    QuantileQuantile result = quantileQuantile(a, b, probabilities);
    progress.report(1.0, "Sorting values");
    return result;
}

}  // namespace shamal
