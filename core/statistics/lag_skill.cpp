#include "statistics/lag_skill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/daily_cells.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

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

struct PairScores {
    std::vector<double> rmse;
    std::vector<double> r2;
};

PairScores scoresAtLag(const DailyCells& daily, int lag, const std::stop_token& stop)
{
    PairScores scores;
    for (std::size_t later = 0; later < daily.dayNumbers.size(); ++later) {
        throwIfStopped(stop);
        const std::int64_t wanted = daily.dayNumbers[later] - lag;
        const auto earlier = std::ranges::lower_bound(daily.dayNumbers, wanted);
        if (*earlier != wanted)  // never the end: the later day itself is not below `wanted`
            continue;
        const auto index = static_cast<std::size_t>(earlier - daily.dayNumbers.begin());
        const SkillScores pair = skillScores(daily.values[index], daily.values[later]);
        if (pair.n == 0)
            continue;
        scores.rmse.push_back(pair.rmse);
        if (!std::isnan(pair.r2))
            scores.r2.push_back(pair.r2);
    }
    return scores;
}

}  // namespace

LagSkill lagSkill(const FieldSeries& dailySeries, std::span<const std::size_t> steps, const Region& region,
                  int maxLag, bool log10Transform, const Progress& progress, const std::stop_token& stop)
{
    if (maxLag < 1)
        throw InputError(fmt::format("The longest lag is {} days. It must be 1 or more.", maxLag));
    const DailyCells daily = dailyCells(dailySeries, steps, region, RegionCells::Whole, log10Transform);

    LagSkill skill;
    for (int lag = 1; lag <= maxLag; ++lag) {
        progress.report((lag - 1.0) / maxLag, fmt::format("Comparing days {} apart", lag));
        const PairScores scores = scoresAtLag(daily, lag, stop);
        const MeanAndSd rmse = meanAndSd(scores.rmse);
        const MeanAndSd r2 = meanAndSd(scores.r2);
        skill.lagDays.push_back(lag);
        skill.rmseMean.push_back(rmse.mean);
        skill.rmseSd.push_back(rmse.sd);
        skill.r2Mean.push_back(r2.mean);
        skill.r2Sd.push_back(r2.sd);
        skill.pairs.push_back(scores.rmse.size());
    }
    if (std::ranges::all_of(skill.pairs, [](std::size_t pairs) { return pairs == 0; }))
        throw InputError(
            fmt::format("No two of the {} chosen days of {} lie 1 to {} days apart and have common cells. "
                        "Choose more days or a longer lag.",
                        steps.size(), dailySeries.metadata().title(), maxLag));
    progress.report(1.0, "Comparing days");
    return skill;
}

}  // namespace shamal
