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
    dayNumbersOf(truth, matched.first);  // refuse days of several steps
    dayNumbersOf(prediction, matched.second);
    const CellsOfRegion inside = cellsOf(region, truth, regionCells);
    std::vector<SkillSums> sums(matched.dates.size());
    const auto makeWorker = [&] {
        const auto readerOf = [&](const FieldSeries& series, const std::vector<std::size_t>& steps) {
            return CellReader(series, steps, inside.cells, options.log10Transform);
        };
        return [&, truths = readerOf(truth, matched.first),
                predictions = readerOf(prediction, matched.second)](std::size_t day) mutable {
            sums[day] = options.areaWeighted ? skillSums(truths(day), predictions(day), inside.areasKm2)
                                             : skillSums(truths(day), predictions(day));
        };
    };
    const auto done = [&](double fraction) { progress.report(fraction, "Scoring days"); };
    forEachRow(sums.size(), options.threads, makeWorker, done, stop);

    SeriesSkill skill;
    skill.truthOnly = matched.firstOnly;
    SkillSums all;
    for (std::size_t day = 0; day < sums.size(); ++day) {
        const std::size_t missing = inside.cells.size() - sums[day].n;
        skill.days.push_back({matched.dates[day], missing, sums[day].scores(), sums[day]});
        skill.missing += missing;
        all += sums[day];
    }
    skill.pooled = all.scores();
    return skill;
}

}  // namespace shamal
