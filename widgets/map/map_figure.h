#pragma once
#include "fields/region.h"
#include "map/colour_scale.h"
#include "map/map_details.h"
#include "map/map_field.h"
#include "map/map_geometry.h"

#include <QRectF>

#include <optional>

class QPainter;

/// A figure fit to print, black on white whatever the application's palette: the cells (shapes when they
/// are few, else an image at no less than cell resolution), outlines, graticule and colour bar as vectors,
/// all words as text. The margins around the map shrink to the view's shape, so the picture may be smaller
/// than `target`, and is centred.
void paintMapFigure(QPainter& painter, const QRectF& target, const MapField& field, const ColourScale& scale,
                    const MapExtent& asked, const std::optional<shamal::RegionShape>& selection,
                    const MapDetails& details = {});
