#include "statistics/ljung_box.h"

#include <fmt/format.h>

#include <limits>

#include "fields/error.h"
#include "statistics/autocorrelation.h"
#include "statistics/probability_distributions.h"

namespace shamal {

namespace {

double pValue(double statistic, int degreesOfFreedom)
{
    return degreesOfFreedom < 1 ? std::numeric_limits<double>::quiet_NaN()
                                : chiSquareSurvival(statistic, degreesOfFreedom);
}

}  // namespace

LjungBox ljungBox(std::span<const std::int64_t> dayNumbers, std::span<const double> values, int maxLag,
                  int fittedParameters)
{
    if (fittedParameters < 0)
        throw InputError(
            fmt::format("{} fitted parameters were given. Choose 0 for data, or as many as a model has.",
                        fittedParameters));
    const Autocorrelation found = autocorrelation(dayNumbers, values, maxLag);
    const auto days = static_cast<double>(found.days);

    LjungBox result;
    result.days = found.days;
    int degrees = -fittedParameters;
    double statistic = 0.0, boxPierce = 0.0;
    for (std::size_t lag = 1; lag < found.acf.size(); ++lag) {
        if (found.pairs[lag] > 0) {
            const double square = found.acf[lag] * found.acf[lag];
            statistic += days * (days + 2.0) * square / static_cast<double>(found.pairs[lag]);
            boxPierce += days * square;
            ++degrees;
            result.lastLag = found.lagDays[lag];
        }
        result.lagDays.push_back(found.lagDays[lag]);
        result.degreesOfFreedom.push_back(degrees);
        result.statistic.push_back(statistic);
        result.pValue.push_back(pValue(statistic, degrees));
        result.boxPierce.push_back(boxPierce);
        result.boxPiercePValue.push_back(pValue(boxPierce, degrees));
    }
    return result;
}

}  // namespace shamal
