#pragma once
#include "fields/grid.h"
#include "map/colour_scale.h"
#include "map/map_field.h"

#include <QRectF>

#include <optional>

class QPainter;

/// What part of the Earth a figure shows, and how wide a degree of longitude is drawn (MapGeometry::stretch).
struct FigureView {
    shamal::LatLonBox box;
    double stretch = 1.0;
};

/// A figure fit to print, black on white whatever the application's palette: the cells (rectangles when they
/// are few, else an image at no less than cell resolution), outlines, graticule and colour bar as vectors,
/// all words as text. The margins around the map shrink to the view's shape, so the picture may be smaller
/// than `target`, and is centred.
void paintMapFigure(QPainter& painter, const QRectF& target, const MapField& field, const ColourScale& scale,
                    const FigureView& asked, const std::optional<shamal::LatLonBox>& selection);
