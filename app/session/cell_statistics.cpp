#include "session/cell_statistics.h"

#include "fields/error.h"
#include "session/session.h"
#include "statistics/cell_autocorrelation.h"
#include "statistics/daily_cells.h"
#include "statistics/pixel_lag_skill.h"
#include "statistics/temporal_statistics.h"

#include <utility>

namespace {

using Over = FieldChoice::Over;

/// As published; a single month does not have them.
constexpr std::int64_t kPairs = 30;
constexpr std::int64_t kPairsOfAShortSeason = 10;

std::vector<float> narrowed(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

shamal::Region wholeOf(const shamal::Grid& grid)
{
    return {"", grid.bounds()};
}

/// Pairs of days that follow each other.
std::int64_t pairsOf(const shamal::FieldSeries& series, const std::vector<std::size_t>& steps)
{
    const std::vector<std::int64_t> days = shamal::dayNumbersOf(series, steps);
    std::int64_t pairs = 0;
    for (std::size_t i = 1; i < days.size(); ++i)
        pairs += days[i] - days[i - 1] == 1 ? 1 : 0;
    return pairs;
}

void addMoments(CellStatistics& result, const shamal::FieldSeries& series,
                const std::vector<std::size_t>& steps, const std::stop_token& stop)
{
    shamal::TemporalStatistics found = shamal::temporalStatistics(series, steps, stop);
    result.fields = {{Over::Mean, std::move(found.mean)},
                     {Over::Maximum, std::move(found.maximum)},
                     {Over::StandardDeviation, std::move(found.standardDeviation)},
                     {Over::Count, std::move(found.count)}};
}

void addAutocorrelation(CellStatistics& result, const shamal::FieldSeries& series,
                        const std::vector<std::size_t>& steps, bool log10, const std::stop_token& stop)
{
    const shamal::CellAutocorrelationOptions options{
        .minimumPairs = static_cast<std::size_t>(*result.leastPairs), .log10Transform = log10};
    const shamal::CellAutocorrelation found =
        shamal::cellAutocorrelation(series, steps, wholeOf(series.grid()), options, {}, stop);
    result.grid = found.grid;
    result.fields = {{Over::Lag1Autocorrelation, narrowed(found.correlation)}};
}

void addLagSkill(CellStatistics& result, const shamal::FieldSeries& series,
                 const std::vector<std::size_t>& steps, bool log10, const std::stop_token& stop)
{
    const shamal::PixelLagSkillOptions options{.leastPairs = *result.leastPairs, .log10Transform = log10};
    const shamal::PixelLagSkill found =
        shamal::pixelLagSkill(series, steps, wholeOf(series.grid()), options, {}, stop);
    result.fields = {{Over::Lag1Rmse, narrowed(found.rmse)}, {Over::Lag1R2, narrowed(found.r2)}};
}

}  // namespace

std::vector<Over> workedOutWith(Over over)
{
    switch (over) {
        case Over::Lag1Autocorrelation:
            return {Over::Lag1Autocorrelation};
        case Over::Lag1Rmse:
        case Over::Lag1R2:
            return {Over::Lag1Rmse, Over::Lag1R2};
        default:
            return {Over::Mean, Over::Maximum, Over::StandardDeviation, Over::Count};
    }
}

bool ofLagOne(Over over)
{
    return over == Over::Lag1Autocorrelation || over == Over::Lag1Rmse || over == Over::Lag1R2;
}

CellStatistics cellStatistics(const shamal::FieldSeries& series, shamal::Season season, Over over, bool log10,
                              const QString& name, const std::stop_token& stop)
{
    const std::vector<std::size_t> steps =
        series.empty() || series.timeless() ? std::vector<std::size_t>{} : series.stepsIn(season);
    if (steps.empty())
        throw shamal::InputError(Session::tr("%1 has no days in this season.").arg(name).toStdString());
    CellStatistics result{.grid = series.grid(),
                          .days = steps.size(),
                          .first = series.steps()[steps.front()].date,
                          .last = series.steps()[steps.back()].date};
    if (!ofLagOne(over)) {
        addMoments(result, series, steps, stop);
        return result;
    }
    const std::int64_t pairs = pairsOf(series, steps);
    if (pairs < kPairsOfAShortSeason)
        throw shamal::InputError(
            Session::tr("%1 has %n pair(s) of days that follow each other in this season; a comparison of "
                        "each day with the day before needs %2.",
                        nullptr, static_cast<int>(pairs))
                .arg(name)
                .arg(kPairsOfAShortSeason)
                .toStdString());
    const bool published = over == Over::Lag1Autocorrelation && pairs >= kPairs;
    result.leastPairs = published ? kPairs : kPairsOfAShortSeason;
    if (over == Over::Lag1Autocorrelation)
        addAutocorrelation(result, series, steps, log10, stop);
    else
        addLagSkill(result, series, steps, log10, stop);
    return result;
}
