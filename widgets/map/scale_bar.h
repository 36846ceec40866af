#pragma once
#include "map/frame_style.h"
#include "map/map_geometry.h"

#include <QLineF>

#include <optional>

class QPainter;

/// A round length (1, 2 or 5 times a power of ten) where it is true: along its own row of pixels at the lower
/// left of the frame, by geodesics on the WGS84 ellipsoid.
struct ScaleBar {
    double km = 0.0;
    QLineF line;  ///< from left to right

    /// The longest that takes up to `longest` pixels of the frame from `start` on. Nothing where the row
    /// leaves the Earth, nor where a length to the right is more than twice as long in one place of the frame
    /// as in another: such a bar would mislead.
    static std::optional<ScaleBar> at(const MapGeometry& geometry, QPointF start, double longest);
    /// At its usual place in a frame with that style.
    static std::optional<ScaleBar> in(const MapGeometry& geometry, const FrameStyle& style);

    /// With its length over it.
    void paint(QPainter& painter, const FrameStyle& style) const;
    /// All that paint() covers.
    QRectF area(const FrameStyle& style) const;
};
