#include "statistics/lag_skill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "statistics/daily_cells.h"
#include "statistics/lag_pairs.h"

namespace shamal {

namespace {

using PairsPerDay = std::vector<std::vector<LagPair>>;

struct MeanAndSd {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double sd = std::numeric_limits<double>::quiet_NaN();
};

MeanAndSd meanAndSd(const std::vector<double>& values)
{
    if (values.empty())
        return {};
    const double n = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    const double mean = sum / n;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return {mean, std::sqrt(squares / n)};
}

/// One score of the pairs at one lag; `perDay` holds it and a 1 for days that have it, else twice 0.
struct ScoreOfDays {
    std::vector<double> values{};
    std::vector<std::vector<double>> perDay{};
};

ScoreOfDays scoreAtLag(const PairsPerDay& pairs, int lag, double LagPair::*score)
{
    ScoreOfDays result;
    for (const std::vector<LagPair>& ofDay : pairs) {
        const auto found = std::ranges::find(ofDay, lag, &LagPair::lagDays);
        const bool has = found != ofDay.end() && !std::isnan(*found.*score);
        result.perDay.push_back({has ? *found.*score : 0.0, has ? 1.0 : 0.0});
        if (has)
            result.values.push_back(*found.*score);
    }
    return result;
}

double meanOfSums(std::span<const double> sums)
{
    return sums[0] / sums[1];
}

LagSkill summary(const PairsPerDay& pairs, LagBand lags, const std::optional<DayBootstrapOptions>& bands,
                 const Progress& progress, const std::stop_token& stop)
{
    std::optional<DayBootstrap> bootstrap;
    if (bands)
        bootstrap.emplace(pairs.size(), *bands);
    LagSkill skill;
    for (int lag = lags.least; lag <= lags.most; ++lag) {
        throwIfStopped(stop);
        if (bootstrap)
            progress.report(1.0, "Drawing days anew");
        const ScoreOfDays errors = scoreAtLag(pairs, lag, &LagPair::rmse);
        const ScoreOfDays correlations = scoreAtLag(pairs, lag, &LagPair::r2);
        const MeanAndSd rmse = meanAndSd(errors.values);
        const MeanAndSd r2 = meanAndSd(correlations.values);
        skill.lagDays.push_back(lag);
        skill.rmseMean.push_back(rmse.mean);
        skill.rmseSd.push_back(rmse.sd);
        skill.r2Mean.push_back(r2.mean);
        skill.r2Sd.push_back(r2.sd);
        skill.pairs.push_back(errors.values.size());
        skill.r2Pairs.push_back(correlations.values.size());
        if (bootstrap) {
            skill.rmseBand.push_back(bootstrap->interval(errors.perDay, meanOfSums));
            skill.r2Band.push_back(bootstrap->interval(correlations.perDay, meanOfSums));
        }
    }
    return skill;
}

DailyCells cellsOf(const DailySteps& daily, const Region& region, const LagSkillOptions& options,
                   const std::stop_token& stop)
{
    return dailyCells(daily.series, daily.steps, region, RegionCells::Whole, options.log10Transform,
                      options.threads, stop);
}

bool hasNoValue(const std::vector<float>& image)
{
    return std::ranges::all_of(image, [](float value) { return std::isnan(value); });
}

LagSkill compare(const DailyCells& later, const DailyCells& earlier, LagBand lags,
                 const LagSkillOptions& options, const Progress& progress, const std::stop_token& stop)
{
    const auto done = [&](double fraction) { progress.report(fraction, "Comparing days"); };
    const PairsPerDay pairs = lagPairs(later, earlier, lags, options.threads, done, stop);
    LagSkill skill = summary(pairs, lags, options.bands, progress, stop);
    skill.missingDays = static_cast<std::size_t>(std::ranges::count_if(later.values, hasNoValue));
    progress.report(1.0, "Comparing days");
    return skill;
}

bool hasPairs(const LagSkill& skill)
{
    return std::ranges::any_of(skill.pairs, [](std::size_t pairs) { return pairs > 0; });
}

void checkLag(int maxLag, int least)
{
    if (maxLag < least)
        throw InputError(fmt::format("The longest lag is {} days. It must be {} or more.", maxLag, least));
}

void checkAlike(const DailySteps& later, const DailySteps& earlier)
{
    if (later.series.grid() != earlier.series.grid())
        throw InputError(fmt::format("{} and {} lie on different grids. Bring one to the grid of the other.",
                                     later.series.metadata().title(), earlier.series.metadata().title()));
    const Calendar first = later.series.calendar(), second = earlier.series.calendar();
    for (const TimeStep& step : earlier.series.steps()) {
        if (first != second &&
            (!isValid(step.date, first) || dayNumber(step.date, first) != dayNumber(step.date, second)))
            throw InputError(fmt::format(
                "The calendars {} and {} count the days to {} differently. Compare series of one calendar.",
                nameOf(first), nameOf(second), toString(step.date)));
    }
}

}  // namespace

LagSkill lagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps, const Region& region,
                  const LagSkillOptions& options, const Progress& progress, const std::stop_token& stop)
{
    checkLag(options.maxLag, 1);
    throwIfStopped(stop);
    const DailyCells daily = cellsOf({dailySeries, steps}, region, options, stop);
    LagSkill skill = compare(daily, daily, {1, options.maxLag}, options, progress, stop);
    if (!hasPairs(skill))
        throw InputError(
            fmt::format("No two of the {} chosen days of {} lie 1 to {} days apart and have common cells. "
                        "Choose more days or a longer lag.",
                        steps.size(), dailySeries.metadata().title(), options.maxLag));
    return skill;
}

LagSkill lagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps, const Region& region,
                  int maxLag, bool log10Transform, const Progress& progress, const std::stop_token& stop)
{
    LagSkillOptions options;
    options.maxLag = maxLag;
    options.log10Transform = log10Transform;
    return lagSkill(dailySeries, steps, region, options, progress, stop);
}

LagSkill lagSkillBetween(const DailySteps& later, const DailySteps& earlier, const Region& region,
                         const LagSkillOptions& options, const Progress& progress,
                         const std::stop_token& stop)
{
    checkLag(options.maxLag, 0);
    throwIfStopped(stop);
    checkAlike(later, earlier);
    LagSkill skill = compare(cellsOf(later, region, options, stop), cellsOf(earlier, region, options, stop),
                             {0, options.maxLag}, options, progress, stop);
    if (!hasPairs(skill))
        throw InputError(fmt::format(
            "No chosen day of {} lies 0 to {} days before one of {} with common cells. Choose more days or a "
            "longer lag.",
            earlier.series.metadata().title(), options.maxLag, later.series.metadata().title()));
    return skill;
}

}  // namespace shamal
