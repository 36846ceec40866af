#pragma once
#include "fields/grid.h"
#include "map/frame_style.h"
#include "map/map_geometry.h"

#include <optional>
#include <vector>

class QPainter;

/// A place kept on all maps under a number.
struct MapPin {
    int number = 1;
    shamal::LatLon place;
    bool operator==(const MapPin&) const = default;
};

/// The pins of all maps.
struct MapPins {
    std::vector<MapPin> pins;
    std::optional<int> chosen;  ///< number of the one that stands out
    bool operator==(const MapPins&) const = default;
};

/// Numbered discs above their places, with a tip at the place itself, so that its cell stays visible; those
/// inside the frame, and of those that are seen more than once the one nearest the centre.
void paintPins(QPainter& painter, const MapGeometry& where, const MapPins& pins, const FrameStyle& style,
               const QColor& accent);
