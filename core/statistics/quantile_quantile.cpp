#include "statistics/quantile_quantile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "fields/error.h"
#include "statistics/series_quantiles.h"
#include "statistics/sorted_values.h"

namespace shamal {

namespace {

void requireValues(const std::vector<double>& quantiles)
{
    if (std::ranges::any_of(quantiles, [](double value) { return std::isnan(value); }))
        throw InputError("A sample without values has no quantiles. Choose days or an area with data.");
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
    QuantileQuantile result{{probabilities.begin(), probabilities.end()},
                            quantiles(first, probabilities),
                            quantiles(second, probabilities)};
    requireValues(result.first);
    requireValues(result.second);
    return result;
}

QuantileQuantile seriesQuantileQuantile(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                                        const FieldSeries& second, std::span<const std::size_t> secondSteps,
                                        const Region& region, std::span<const double> probabilities,
                                        const Progress& progress, const std::stop_token& stop)
{
    const auto of = [&](const FieldSeries& series, std::span<const std::size_t> steps, double from) {
        progress.report(from, "Counting values");
        std::vector<double> found = seriesQuantiles(series, steps, region, probabilities, false, {}, stop);
        requireValues(found);
        return found;
    };
    return {{probabilities.begin(), probabilities.end()},
            of(first, firstSteps, 0.0),
            of(second, secondSteps, 0.5)};
}

}  // namespace shamal
