#pragma once
#include "map/colour_bar.h"
#include "map/frame_style.h"
#include "map/map_field.h"
#include "map/map_geometry.h"

#include <optional>

class QPainter;

/// Where the parts around a map lie, and their painting; the same on screen and in figures.
struct MapFrame {
    QRectF whole;
    QRectF title;        ///< strip above the map
    QRectF map;          ///< whole painter units
    QRectF bar;          ///< the colour bar with all its text
    bool labels = true;  ///< room for degrees outside the map
    ColourBar colourBar;
    QRectF otherBar;  ///< beside the first, where a second field has a scale of its own
    std::optional<ColourBar> otherColourBar;
    FrameStyle style;

    static MapFrame laidOut(const QRectF& whole, const ColourBar& bar, const FrameStyle& style,
                            const std::optional<ColourBar>& other = {});

    /// Title left, note beside it, date right. The date is never cut; a long title loses its middle.
    void paintTitle(QPainter& painter, const MapField& field) const;
    /// Dotted parallels and meridians, clipped to the map.
    void paintGraticule(QPainter& painter, const MapGeometry& geometry, const QColor& ink) const;
    /// Degrees along the left and the lower side, the map's border, and the colour bar.
    void paintSurround(QPainter& painter, const MapGeometry& geometry) const;

private:
    void paintDegrees(QPainter& painter, const MapGeometry& geometry) const;
};
