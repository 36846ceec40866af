#pragma once
#include "map/cell_image.h"
#include "map/colour_scale.h"
#include "map/frame_style.h"

#include <QRectF>

class QPainter;

/// The legend of a colour scale: bar, ticks, quantity with unit, pointed ends in colours of their own where
/// data exceed the range (with what they are less than, on a log10 scale), and a hatched square for missing
/// data.
struct ColourBar {
    ColourScale scale;
    QString quantity;
    bool below = false;    ///< data lie under the scale's minimum
    bool above = false;    ///< data lie over the scale's maximum
    bool missing = false;  ///< some cells lack data
    Qt::Orientation orientation = Qt::Vertical;
    bool operator==(const ColourBar&) const = default;

    /// Room it needs across its length, gap to the map included.
    double thickness(const FrameStyle& style) const;
    /// The coloured strip between the ends, within `area`; empty where there is no room for it.
    QRectF body(const QRectF& area, const FrameStyle& style) const;
    /// Paints into `area`, whose length is that of the map's side.
    void paint(QPainter& painter, const QRectF& area, const FrameStyle& style) const;
};

/// Of a field whose values lie in `range`.
ColourBar colourBarOf(const MapField& field, const ValueRange& range, const ColourScale& scale);
