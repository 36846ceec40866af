#pragma once
#include "charts/chart_content.h"
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"
#include "panels/analysis_settings.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

/// One daily series of a snapshot.
struct AnalysisDataSet {
    DataKind kind = DataKind::Coarse;
    QString name;
    shamal::FieldSeries series;
    shamal::FieldSeries spread = {};  ///< of log10 over members, of the same steps; empty without one
    std::vector<shamal::FieldSeries> members = {};  ///< of the same steps and grid; none without an ensemble
    /// What `series` was chosen from, for persistence and climatology; empty: `series` is all there is.
    shamal::FieldSeries record = {};
    QString files = {};  ///< that it was read from
};

/// What the analyses look at: a snapshot, shared values, safe to hand to a thread.
struct AnalysisInputs {
    std::vector<AnalysisDataSet> dataSets;
    shamal::Region region;
    shamal::Season season = shamal::Season::All;
    AnalysisSettings settings = {};
    std::optional<shamal::LatLon> pinned = {};  ///< a place in the region that the user chose
};

/// One number of a result, as a row of a tidy table.
struct AnalysisRow {
    QString analysis, dataSet, quantity;
    QString lagUnit;  ///< or the date the number is of, YYYY-MM-DD, with lag 0
    double lag = 0.0;
    double value = 0.0;
    qint64 n = 0;         ///< pairs or days behind the value
    qint64 missing = -1;  ///< cells or days of the data set's without a value; below 0: not counted

    bool isOfDate() const { return lagUnit.size() == 10 && lagUnit[4] == '-' && lagUnit[7] == '-'; }
};

/// A data set that was looked at, and how many of its days lie in the season.
struct AnalysedRecord {
    DataKind kind = DataKind::Coarse;
    QString name, variable, unit, files;
    shamal::Date firstDay, lastDay;  ///< undefined where no day is
    std::size_t days = 0;
};

/// What was found, and what of: enough to do it again.
struct AnalysisResult {
    std::vector<AnalysedRecord> records;
    shamal::Region region;
    shamal::Season season = shamal::Season::All;
    bool log10 = true;  ///< of each cell; else native units
    std::vector<ChartContent> charts;
    std::vector<AnalysisRow> rows;
    QStringList findings;  ///< in words: models fitted, tests
    QStringList notes;     ///< data sets left out, and why
    QString options;       ///< "max_lag_km=600;bins=24", in no language
    QString source;        ///< of the formulas
    /// Of the classes of distance of the first curve, km; empty where x is no distance.
    std::vector<double> lagBordersKm;
};

/// A core computation made ready to draw. Runs off the GUI thread; throws shamal::Stopped.
using Analysis = std::function<AnalysisResult(const AnalysisInputs&, const std::stop_token&)>;

/// Semivariograms with a model fitted, and how many pairs are behind them: of each data set, of coarse with
/// fine, or the ranges of each by direction.
AnalysisResult analyseSemivariogram(const AnalysisInputs& inputs, const std::stop_token& stop);
/// What stands for the region day by day, its ACF and PACF with bands, and whether it is white noise.
AnalysisResult analyseAutocorrelation(const AnalysisInputs& inputs, const std::stop_token& stop);
/// Image-wise RMSE and R2 between day t and day t-k: of each data set, or fine against coarse.
AnalysisResult analyseLagSkill(const AnalysisInputs& inputs, const std::stop_token& stop);
/// Scores against the fine data set, the truth: of the coarse field interpolated, of what was downscaled, of
/// persistence and of climatology, day by day and over the days that all have; of the downscaled members; and
/// the chart that AnalysisSettings::skillChart chooses.
AnalysisResult analyseSkill(const AnalysisInputs& inputs, const std::stop_token& stop);
/// Wasserstein distance of coarse and fine values, day by day and pooled, and how values are distributed.
AnalysisResult analyseSimilarity(const AnalysisInputs& inputs, const std::stop_token& stop);
