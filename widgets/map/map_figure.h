#pragma once
#include "fields/region_list.h"
#include "map/colour_scale.h"
#include "map/map_details.h"
#include "map/map_field.h"
#include "map/map_geometry.h"
#include "map/map_pins.h"
#include "map/swipe_field.h"

#include <QRectF>

class QPainter;

/// What a figure shows beside field and selection.
struct MapFigureExtras {
    MapPins pins = {};
    std::optional<SwipeField> swipe = {};  ///< its field over the part right of the edge
    double swipeShare = 0.5;               ///< of the map that is left of the edge
    MapDetails details = {};
};

/// A figure fit to print, black on white whatever the application's palette: the cells (shapes when they
/// are few, else an image at no less than cell resolution), outlines, graticule and colour bar as vectors,
/// all words as text. The margins around the map shrink to the view's shape, so the picture may be smaller
/// than `target`, and is centred.
void paintMapFigure(QPainter& painter, const QRectF& target, const MapField& field, const ColourScale& scale,
                    const MapExtent& asked, const shamal::RegionList& regions,
                    const MapFigureExtras& extras = {});
