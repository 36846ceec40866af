#pragma once
#include "panels/skill_comparison.h"
#include "statistics/ensemble_scores.h"

#include <optional>

// What the skill panel draws beside the errors by day, over the days that all have. Each throws
// shamal::Stopped, and shamal::InputError where it cannot be drawn, in words for the empty chart.

/// One of these charts and what goes with it.
struct SkillPart {
    ChartContent chart;
    std::vector<AnalysisRow> rows;
    QStringList findings;
    QString source;  ///< of the formulas
};

/// Quantiles of each prediction over those of the truth, in cells and on days where both have a value.
SkillPart drawQuantiles(const SkillComparison& comparison, const std::stop_token& stop);

/// Radially averaged power spectra over the bounding box of the region (statistics/power_spectrum.h), mean
/// over days. A cell that one of them lacks on a day is a hole in all of them.
SkillPart drawSpectra(const SkillComparison& comparison, const std::stop_token& stop);

/// Fraction skill score over the width of the neighbourhoods: cells times the root of the area of the cell in
/// the middle row.
SkillPart drawFractionSkill(const SkillComparison& comparison, int percentile, const std::stop_token& stop);

/// Values of the truth and of one prediction, the first there is: what was downscaled, else the coarse field
/// interpolated.
SkillPart drawScatter(const SkillComparison& comparison, const std::stop_token& stop);

/// Of the downscaled members, whatever is drawn; nothing without any.
std::optional<shamal::EnsembleSums> ensembleOf(const SkillComparison& comparison,
                                               const std::stop_token& stop);
std::vector<AnalysisRow> ensembleRows(const SkillComparison& comparison, const shamal::EnsembleSums& sums);
QString ensembleInWords(const SkillComparison& comparison, const shamal::EnsembleSums& sums);

SkillPart drawRankHistogram(const SkillComparison& comparison,
                            const std::optional<shamal::EnsembleSums>& sums);
/// RMSE of the mean of the members over their spread, times sqrt((m+1)/m), in bins of equal counts: on the
/// diagonal truth and members are drawn alike.
SkillPart drawSpreadAndError(const SkillComparison& comparison, const std::stop_token& stop);
/// How often an event happens that the members foretell with some probability.
SkillPart drawReliability(const SkillComparison& comparison, int percentile, const std::stop_token& stop);
