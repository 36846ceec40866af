#pragma once
#include "fields/grid.h"
#include "map/map_geometry.h"

#include <QColor>

class QPainter;

/// All places between two great-circle distances from one: where the other cell of a pair may lie.
struct DistanceRing {
    shamal::LatLon centre;
    double innerKm = 0.0, outerKm = 0.0;  ///< above 0 and below 10000 are drawn
    bool operator==(const DistanceRing&) const = default;
};

/// Both circles and a dot at the centre; the painter clips.
void paintDistanceRing(QPainter& painter, const MapGeometry& where, const DistanceRing& ring,
                       const QColor& ink);
