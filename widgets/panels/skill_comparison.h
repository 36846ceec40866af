#pragma once
#include "panels/analyses.h"

#include <QCoreApplication>

#include <span>
#include <stop_token>
#include <vector>

/// What is said of the truth, and by whom.
struct SkillPrediction {
    QString name;
    DataKind kind = DataKind::Coarse;
    shamal::FieldSeries series;  ///< on the grid of the truth
};

/// What the skill panel holds against the truth. Values of truth and predictions are log10(max(x, 1e-6))
/// where `log10` says so: taken once, as it is the most that scores cost.
struct SkillComparison {
    /// Days of the season, cells of the region's bounding box. On the days in common, a cell of the region
    /// that a prediction lacks is missing here too: all are held against the same cells.
    shamal::FieldSeries truth;
    std::vector<SkillPrediction> predictions;
    /// Steps of the truth on days on which every prediction has a value in the region.
    std::vector<std::size_t> common;
    std::vector<shamal::FieldSeries> members;  ///< of what was downscaled: in native units, on their own grid
    QString membersName;
    shamal::Region region;
    bool log10 = true;
    QString unit;        ///< of the values: "log10", or the native one
    QString nativeUnit;  ///< empty for a number
    QStringList notes;   ///< predictions and cells left out, and why

    double native(double value) const;  ///< of a value of the truth, in nativeUnit
};

/// Throws InputError when there is no truth, or no day of it in the season.
SkillComparison skillComparison(const AnalysisInputs& inputs, const std::stop_token& stop);

/// Values of the region's cells on those dates, one day after the other, NaN where missing. Throws InputError
/// when the series lacks one of them, or the region holds no cell.
std::vector<float> valuesOn(const std::vector<shamal::Date>& dates, const shamal::FieldSeries& series,
                            const shamal::Region& region);

/// Of a field, the values in those cells.
std::vector<float> valuesIn(const std::vector<std::size_t>& cells, std::span<const float> field);

/// The dates of SkillComparison::common.
std::vector<shamal::Date> commonDates(const SkillComparison& comparison);

/// That percentile of the truth over the common days: what lies above it is an event. Throws InputError when
/// there is none.
double eventThreshold(const SkillComparison& comparison, int percentile);
/// In words, with its unit.
QString eventInWords(const SkillComparison& comparison, int percentile, double threshold);
