#include "map/distance_ring.h"

#include "geo/ellipse.h"
#include "map/map_curves.h"

#include <QPainter>
#include <QPainterPath>

void paintDistanceRing(QPainter& painter, const MapGeometry& where, const DistanceRing& ring,
                       const QColor& ink)
{
    constexpr double kFarthestKm = 10000.0;
    QPainterPath circles;
    for (const double km : {ring.innerKm, ring.outerKm}) {
        if (km > 0.0 && km < kFarthestKm)
            circles.addPath(pathOf(outlinesIn(where, polygonOf(shamal::Ellipse{ring.centre, km, km, 0.0}))));
    }
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 170), 4.0));
    painter.drawPath(circles);
    painter.setPen(QPen(ink, 1.8));
    painter.drawPath(circles);
    if (const auto centre = where.toPixels(ring.centre)) {
        painter.setPen(QPen(QColor(255, 255, 255, 170), 1.5));
        painter.setBrush(ink);
        painter.drawEllipse(*centre, 3.0, 3.0);
    }
    painter.restore();
}
