#pragma once
#include "panels/analyses.h"
#include "statistics/area_series.h"

/// What is told of the number that stands for the region.
struct SeriesTitles {
    QString series, acf, pacf;  ///< of the charts
    QString axis;               ///< of the series
    QString acfAxis, pacfAxis;
};

/// In words, so that a series is taken for no other. Of one cell they say where it is, and why it is that
/// one; where the data sets have other cells in the middle of the region, they name none.
SeriesTitles titlesOf(const AnalysisInputs& inputs);

/// The cell that the pin lies in, as the probe reads it; without a pin that in the middle of the region.
/// Throws InputError where the grid has none.
shamal::CellIndex cellOf(const shamal::Grid& grid, const AnalysisInputs& inputs);

/// How the number is made of the region's cells.
shamal::AreaSeriesOptions seriesOptionsOf(const AnalysisSettings& settings);

/// Which number it is, in no language; of one cell with its centre on each data set's grid, in order.
QString seriesInText(const AnalysisInputs& inputs);
