#pragma once
#include "charts/chart_content.h"

class QCPAbstractPlottable;
class QCustomPlot;

// What a chart draws beside graphs.

constexpr double kBarWidth = 0.8;  // of a step of one
void addBars(QCustomPlot& plot, const ChartCurve& curve, QColor colour);
/// In the usual sequential palette, from its end that is like the background to the other.
void addDensity(QCustomPlot& plot, const ChartDensity& density, bool darkBackground);
/// An older result, while a newer one is on its way.
void dim(QCPAbstractPlottable& plottable);
