#pragma once
#include "map/colour_scale.h"
#include "map/map_field.h"
#include "map/map_geometry.h"

class QPainter;

/// Above this a vector file of shapes gets heavy for the programs that open it.
inline constexpr std::size_t kMostFigureShapes = 6000;

/// The field's cells in a curved projection inside `geometry.frame`: polygons when they are few and none is
/// missing, else an image whose every pixel is projected back to its cell; missing ones hatched.
void paintProjectedCells(QPainter& painter, const MapField& field, const ColourScale& scale,
                         const MapGeometry& geometry);

/// Of an image that fills the frame: the device's pixels, or enough for the cells where it has none.
QSize figureImageSize(const QPainter& painter, const MapField& field, const MapGeometry& geometry);

/// About how many cells lie in the frame.
std::size_t visibleCells(const MapField& field, const MapGeometry& geometry);
