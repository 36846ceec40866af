// What Qt paints over VTK's picture.
#include "map/map_curves.h"
#include "map/map_details.h"
#include "map/map_view.h"
#include "map/pixel_grid.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kCrossArm = 9.0;   // logical pixels
constexpr double kCrossHole = 2.5;  // leaves the cell under the cross visible

void strokeCased(QPainter& painter, const QPainterPath& path, const QColor& ink, const QColor& casing)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(casing, 3.0));
    painter.drawPath(path);
    painter.setPen(QPen(ink, 1.0));
    painter.drawPath(path);
}

QPainterPath cross(QPointF at)
{
    QPainterPath path;
    for (const QPointF arm : {QPointF(1.0, 0.0), QPointF(-1.0, 0.0), QPointF(0.0, 1.0), QPointF(0.0, -1.0)}) {
        path.moveTo(at + kCrossHole * arm);
        path.lineTo(at + kCrossArm * arm);
    }
    return path;
}

}  // namespace

void MapView::paintOverlay()
{
    m_overlayStale = false;
    const MapFrame parts = frame();
    m_overlay.fill(parts.style.paper);
    QPainter painter(&m_overlay);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_hasField) {
        paintExplanation(painter);
        return;
    }
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.fillRect(parts.map, Qt::transparent);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    const MapGeometry where = geometry();
    QColor dots = m_scale.colours().line;
    dots.setAlphaF(0.6f);
    painter.save();
    painter.setClipRect(parts.map);
    parts.paintGraticule(painter, where, dots);
    paintDetails(painter, where, parts.style, m_details, m_names);
    painter.restore();
    // Not by one expression, which would copy every value of the field.
    if (swipeShown())
        parts.paintTitle(painter, headingOf(m_field, m_swipe->field));
    else
        parts.paintTitle(painter, m_field);
    parts.paintSurround(painter, where);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2.0));
        painter.drawRect(parts.map.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

QRect MapView::paintTitle()
{
    const MapFrame parts = frame();
    QRect strip = parts.title.toAlignedRect();
    // Not the map's border, nor the one that tells where keys go.
    strip.setBottom(std::min(strip.bottom(), static_cast<int>(std::floor(parts.map.top() - 1.5)) - 1));
    QPainter painter(&m_overlay);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(strip, parts.style.paper);
    painter.setClipRect(strip);
    parts.paintTitle(painter, m_field);
    const double ratio = m_overlay.devicePixelRatio();
    return QRectF(strip.topLeft() * ratio, QSizeF(strip.size()) * ratio).toAlignedRect() & m_overlay.rect();
}

void MapView::paintExplanation(QPainter& painter) const
{
    const FrameStyle style = FrameStyle::ofWidget(*this);
    const double margin = 16.0 * style.unit;
    painter.setFont(style.title);
    painter.setPen(style.faint);
    painter.drawText(QRectF(rect()).adjusted(margin, margin, -margin, -margin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_explanation);
}

void MapView::paintMarks(QPainter& painter)
{
    const MapGeometry where = geometry();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(where.frame);
    paintSwipe(painter, where.frame);
    const QColor casing(255, 255, 255, 160);
    laidOutMarks().paint(painter, palette().color(QPalette::Highlight), m_tool == Tool::Select);
    const QColor ink(QString::fromStdString(m_marks.regions().nextColour()));  // of what is being drawn
    const auto outline = [&](const std::vector<QPolygonF>& lines) {
        const QPainterPath path = pathOf(lines);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(casing, 4.0));
        painter.drawPath(path);
        painter.setPen(QPen(ink, 2.0));
        painter.drawPath(path);
    };
    if (const auto shape = draggedShape())
        outline(outlinesIn(where, *shape));
    if (const auto ring = drawnRing(); !ring.empty()) {
        outline(curvesIn(where, ring));
        painter.setBrush(ink);
        for (const auto& corner : m_corners) {
            if (const auto at = where.toPixels(corner))
                painter.drawRect(QRectF(ontoPixel(*at) - QPointF(2.0, 2.0), QSizeF(4.0, 4.0)));
        }
    }
    if (const auto part = zoomFrame()) {
        QPainterPath box;
        box.addRect(QRectF(ontoPixel(part->topLeft()), ontoPixel(part->bottomRight())));
        strokeCased(painter, box, Qt::black, casing);
    }
    if (m_distanceRing)
        paintDistanceRing(painter, where, *m_distanceRing, palette().color(QPalette::Highlight));
    paintPins(painter, where, m_pins, FrameStyle::ofWidget(*this), palette().color(QPalette::Highlight));
    if (m_cursorMark) {
        const auto at = where.toPixels(*m_cursorMark);
        if (at && where.frame.contains(*at))
            strokeCased(painter, cross(ontoPixel(*at)), Qt::black, casing);
    }
}
