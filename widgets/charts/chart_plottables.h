#pragma once
#include "charts/chart_content.h"

class QColor;
class QCPAbstractPlottable;
class QCustomPlot;

// What a chart draws its content as.

constexpr double kBarWidth = 0.8;  // of a step of one
/// With its band.
void addCurve(QCustomPlot& plot, const ChartCurve& curve, const QColor& colour);
/// `n` of a curve as bars on an axis of their own, of which they take the lowest fifth.
void addCounts(QCustomPlot& plot, const ChartCurve& curve, QColor colour);
/// An older result, while a newer one is on its way.
void dim(QCPAbstractPlottable& plottable);
