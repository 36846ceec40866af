#pragma once
#include "map/colour_scale.h"
#include "map/map_field.h"
#include "map/map_geometry.h"

class QPainter;

/// Diagonal lines on `ground`, as missing cells are painted.
void paintHatch(QPainter& painter, const QRectF& area, const QColor& ground, double spacing);

/// The field's cells inside `geometry.frame` for a figure: nothing is painted outside the frame, even in
/// formats that cannot clip. Missing cells are hatched.
void paintFigureCells(QPainter& painter, const MapField& field, const ColourScale& scale,
                      const MapGeometry& geometry);
