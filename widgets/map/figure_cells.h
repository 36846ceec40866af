#pragma once
#include "map/colour_scale.h"
#include "map/map_field.h"
#include "map/map_geometry.h"

class QPainter;

/// The field's cells inside `geometry.frame` for a figure: nothing is painted outside the frame, even in
/// formats that cannot clip. Missing cells are hatched.
void paintFigureCells(QPainter& painter, const MapField& field, const ColourScale& scale,
                      const MapGeometry& geometry);
