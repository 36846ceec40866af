#pragma once
#include "charts/chart_content.h"
#include "map/cell_under.h"
#include "panels/analyses.h"

#include <stop_token>
#include <vector>

/// One data set in the cell that a place lies in.
struct CellSeries {
    DataKind kind = DataKind::Coarse;
    QString name, unit;
    shamal::CellIndex cell;
    shamal::LatLon centre;
    shamal::Calendar calendar = shamal::Calendar::Standard;
    std::vector<shamal::Date> dates;
    std::vector<double> values;       ///< NaN where missing
    std::vector<double> log10Spread;  ///< over members; empty without them
};

/// Of each data set that has a cell there and days in the season. Throws shamal::Stopped.
std::vector<CellSeries> cellSeries(const std::vector<AnalysisDataSet>& dataSets, shamal::LatLon place,
                                   shamal::Season season, const std::stop_token& stop);

/// Values over time; where days are left out (seasons, gaps) lines break.
ChartContent chartOf(const std::vector<CellSeries>& series, const QString& title);
