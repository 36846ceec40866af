#pragma once
#include "charts/data_kind.h"
#include "fields/calendar.h"

#include <QString>
#include <Qt>

#include <optional>
#include <vector>

/// One curve of a chart. NaN in `y` breaks the line.
struct ChartCurve {
    /// A guide shows what would be perfect: dashed in the colour of the text, it reads out nothing.
    enum class Style { Line, DashedLine, Points, LineAndPoints, Stems, Bars, Guide };
    QString name;  ///< in the legend; empty keeps it out
    DataKind kind = DataKind::Coarse;
    Style style = Style::LineAndPoints;
    std::vector<double> x, y;
    std::vector<double> halfWidth;  ///< of a translucent band round the curve; empty for none
    bool halfWidthOfLog10 = false;  ///< the band is as far up as down in log10
    std::vector<double> n = {};     ///< pairs or days behind each point; empty where that is not told
    std::vector<double> lower = {}, upper = {};  ///< of a band that is not even about the curve
};

/// How many there are in each rectangle of evenly spaced bins, drawn in colours under the curves: the more
/// the farther from the background, by their logarithm; where there is none, nothing.
struct ChartDensity {
    std::vector<double> xEdges, yEdges;  ///< ascending, one more than bins
    std::vector<double> counts;          ///< x bin after x bin, each with its y bins
    QString label = {};  ///< of the scale of the colours: what is counted, and that by logarithm
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
    bool logX = false, logY = false;                             ///< what is not above 0 is not drawn
    bool descendingX = false;                                    ///< from the largest to the smallest
    std::optional<ChartDensity> density = {};
    QString message = {};  ///< why there is no curve, or no value in any
};

/// Seconds from 1970-01-01, the same for a date in whatever calendar. 29 and 30 February of calendars that
/// have them share the day from the last real one of the month to 1 March: the axis ascends strictly, and
/// dateOnAxis() gives them back.
double onDateAxis(shamal::Date date);
shamal::Date dateOnAxis(double x);

/// A curve over ascending dates, its line broken where days are left out: where two dates are farther apart,
/// in days of the calendar, than is usual for the curve, whether that is a day, a week or a month. Of a short
/// one the points are drawn too.
ChartCurve brokenAtGaps(const ChartCurve& curve, shamal::Calendar calendar);
