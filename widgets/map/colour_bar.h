#pragma once
#include "map/colour_scale.h"
#include "map/frame_style.h"

#include <QRectF>

class QPainter;

/// The legend of a colour scale: bar, ticks, quantity with unit, and pointed ends where data exceed the
/// range.
struct ColourBar {
    ColourScale scale;
    QString quantity;
    bool below = false;  ///< data lie under the scale's minimum
    bool above = false;  ///< data lie over the scale's maximum
    Qt::Orientation orientation = Qt::Vertical;

    /// Room it needs across its length, gap to the map included.
    double thickness(const FrameStyle& style) const;
    /// Paints into `area`, whose length is that of the map's side.
    void paint(QPainter& painter, const QRectF& area, const FrameStyle& style) const;
};
