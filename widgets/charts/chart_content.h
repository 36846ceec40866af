#pragma once
#include "charts/data_colours.h"
#include "fields/calendar.h"

#include <QString>
#include <Qt>

#include <vector>

/// One curve of a chart. NaN in `y` breaks the line.
struct ChartCurve {
    enum class Style { Line, DashedLine, Points, LineAndPoints, Stems };
    QString name;  ///< in the legend; empty keeps it out
    DataKind kind = DataKind::Coarse;
    Style style = Style::LineAndPoints;
    std::vector<double> x, y;
    std::vector<double> halfWidth;  ///< of a translucent band round the curve; empty for none
    bool halfWidthOfLog10 = false;  ///< the band is as far up as down in log10
    std::vector<double> n = {};     ///< pairs or days behind each point; empty where that is not told
    std::vector<double> lower = {}, upper = {};  ///< of a band that is not even about the curve
};

/// All a chart shows.
struct ChartContent {
    QString title;
    QString xLabel, yLabel;
    std::vector<ChartCurve> curves;
    std::vector<double> horizontalLines;  ///< dashed, e.g. confidence bands
    bool showsCounts = false;  ///< `n` of each curve as bars along the lower edge, as shares of its largest
    bool yFromZero = false;
    bool integerX = false;
    bool fitsX = false;   ///< the abscissa need not hold zero
    bool datesX = false;  ///< x are dates (onDateAxis)
    /// Polar: x are azimuths in degrees clockwise from north, which is up, y radii. A closed curve ends where
    /// it began, horizontal lines are rings. Neither marked nor zoomed.
    bool polar = false;
    QString radiusUnit = {};  ///< of a polar chart, at its outermost ring
    bool showsLegend = true;  ///< off where a neighbouring chart shows the same names
    Qt::Alignment legendCorner = Qt::AlignTop | Qt::AlignRight;  ///< where the curves are not
};

/// Seconds from 1970-01-01; days of calendars that lack them here (30 February) fall on the next there are.
double onDateAxis(shamal::Date date);
shamal::Date dateOnAxis(double x);
