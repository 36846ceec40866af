#pragma once
#include "charts/chart_content.h"

#include <QColor>
#include <QPointF>

class QCustomPlot;

// A polar chart on the two straight axes of a plot: north up, east right, one scale for both.

/// Colours of what lies under the curves.
struct PolarLook {
    QColor text, axis, grid;
    bool dark = false;  ///< the background
};

/// Where a point lies, in units of the radius: x to the east, y to the north.
QPointF onPolarPlane(double azimuthDegrees, double radius);

/// Rings with their radii, spokes, the letters of the directions, and the curves. The plot must hold nothing
/// yet; its axes keep their labels, of which the one below tells what the radius is.
void fillPolar(QCustomPlot& plot, const ChartContent& content, const PolarLook& look);

/// Makes the axes as long as all rings and letters take, alike to the east and to the north, and tells the
/// radii of inner rings where there is room; once the plot knows its size (QCustomPlot::afterLayout).
void fitPolar(QCustomPlot& plot, const ChartContent& content);
