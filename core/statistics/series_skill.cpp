#include "statistics/series_skill.h"

#include "statistics/daily_cells.h"
#include "statistics/matched_days.h"
#include "statistics/parallel_rows.h"

namespace shamal {

SeriesSkill seriesSkill(const FieldSeries& truth, std::span<const std::size_t> truthSteps,
                        const FieldSeries& prediction, const Region& region,
                        const SeriesSkillOptions& options, const Progress& progress,
                        const std::stop_token& stop)
{
    throwIfStopped(stop);
    requireOneGrid(truth, prediction);
    const MatchedDays matched = matchedDays(truth, truthSteps, prediction);
    const RegionCells regionCells = options.areaWeighted ? RegionCells::Shares : RegionCells::Whole;
    const auto cellsOf = [&](const FieldSeries& series, const std::vector<std::size_t>& steps) {
        return dailyCells(series, steps, region, regionCells, options.log10Transform, options.threads);
    };
    const DailyCells truths = cellsOf(truth, matched.first);
    const DailyCells predictions = cellsOf(prediction, matched.second);

    std::vector<SkillSums> sums(matched.dates.size());
    const auto makeWorker = [&] {
        return [&](std::size_t day) {
            sums[day] = options.areaWeighted
                            ? skillSums(truths.values[day], predictions.values[day], truths.areasKm2)
                            : skillSums(truths.values[day], predictions.values[day]);
        };
    };
    const auto done = [&](double fraction) { progress.report(fraction, "Scoring days"); };
    forEachRow(sums.size(), options.threads, makeWorker, done, stop);

    SeriesSkill skill;
    skill.truthOnly = matched.firstOnly;
    SkillSums all;
    for (std::size_t day = 0; day < sums.size(); ++day) {
        const std::size_t missing = truths.cells.size() - sums[day].n;
        skill.days.push_back({matched.dates[day], missing, sums[day].scores()});
        skill.missing += missing;
        all += sums[day];
    }
    skill.pooled = all.scores();
    return skill;
}

}  // namespace shamal
