#pragma once
#include "charts/chart_content.h"

class QColor;
class QCustomPlot;

/// In the usual sequential palette, from its end that is like the background to the other, with a scale of
/// the colours above the axes, which look like its axis, where the plot has room. It must have no other.
void addDensity(QCustomPlot& plot, const ChartDensity& density, bool darkBackground);

/// Whether a plot is so high that a scale leaves it enough.
bool hasRoomForScale(const QCustomPlot& plot);

/// A broad line in the colour of the background, for that of the curve to stand out from a density.
void addCasing(QCustomPlot& plot, const ChartCurve& curve, const QColor& background);

/// Takes away the scale of a density whose map is gone; does nothing without one.
void removeDensityScale(QCustomPlot& plot);
