#pragma once
#include "map/colour_scale.h"
#include "map/map_field.h"
#include "map/map_geometry.h"

#include <QLineF>

#include <optional>

class QPainter;

/// Diagonal lines on `ground`, as missing cells are painted.
void paintHatch(QPainter& painter, const QRectF& area, const QColor& ground, double spacing);

/// The field's cells inside `geometry.frame` for a figure: nothing is painted outside the frame, even in
/// formats that cannot clip. Missing cells are hatched.
void paintFigureCells(QPainter& painter, const MapField& field, const ColourScale& scale,
                      const MapGeometry& geometry);

/// The part of a straight line inside `frame` (Liang and Barsky 1984); nothing if it passes by.
std::optional<QLineF> clippedLine(const QLineF& line, const QRectF& frame);
