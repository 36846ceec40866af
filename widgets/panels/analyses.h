#pragma once
#include "charts/chart_content.h"
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

/// One daily series of a snapshot.
struct AnalysisDataSet {
    DataKind kind = DataKind::Coarse;
    QString name;
    shamal::FieldSeries series;
    shamal::FieldSeries spread = {};  ///< of log10 over members, of the same steps; empty without one
};

/// What the analyses look at: a snapshot, shared values, safe to hand to a thread.
struct AnalysisInputs {
    std::vector<AnalysisDataSet> dataSets;
    shamal::Region region;
    shamal::Season season = shamal::Season::All;
};

/// One number of a result, as a row of a tidy table.
struct AnalysisRow {
    QString analysis, dataSet, quantity, lagUnit;
    double lag = 0.0;
    double value = 0.0;
    qint64 n = 0;  ///< pairs or days behind the value
};

struct AnalysisResult {
    std::vector<ChartContent> charts;
    std::vector<AnalysisRow> rows;
    QStringList notes;  ///< data sets left out, and why
};

/// A core computation made ready to draw. Runs off the GUI thread; throws shamal::Stopped.
using Analysis = std::function<AnalysisResult(const AnalysisInputs&, const std::stop_token&)>;

/// Semivariograms of log10 fields to 600 km with a spherical fit.
AnalysisResult analyseSemivariogram(const AnalysisInputs& inputs, const std::stop_token& stop);
/// ACF and PACF of the area mean of log10 fields, to 30 days.
AnalysisResult analyseAutocorrelation(const AnalysisInputs& inputs, const std::stop_token& stop);
/// Image-wise RMSE and R2 between day t and day t-k, k = 1..10, of log10 fields.
AnalysisResult analyseLagSkill(const AnalysisInputs& inputs, const std::stop_token& stop);
