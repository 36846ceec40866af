#pragma once
#include <QPointF>

#include <cmath>

/// The middle of the pixel that a point lies in: lines one pixel wide are crisp there.
inline QPointF ontoPixel(QPointF point)
{
    return {std::floor(point.x()) + 0.5, std::floor(point.y()) + 0.5};
}
