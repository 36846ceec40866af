// What mouse, wheel and keys do to a map.
#include "map/map_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kSmallestDrag = 4.0;  // logical pixels; shorter ones are shaky clicks
constexpr double kZoomByKey = 1.25;
constexpr double kPanByKey = 0.125;  // of the frame

QPointF insideOf(const QRectF& frame, QPointF point)
{
    return {std::clamp(point.x(), frame.left(), frame.right()),
            std::clamp(point.y(), frame.top(), frame.bottom())};
}

}  // namespace

void MapView::moveByUser(const MapGeometry& to)
{
    m_extent = to.visiblePlane();
    m_shownWhole.reset();
    repaintAll();
    emit viewChanged(view());
}

void MapView::showHome()
{
    visit(m_field.grid.bounds());
    emit viewChanged(view());
}

std::optional<shamal::RegionShape> MapView::draggedShape() const
{
    if (!m_drag || m_drag->kind != Drag::Kind::Select)
        return std::nullopt;
    const QPointF away = m_drag->to - m_drag->from;
    if (std::max(std::abs(away.x()), std::abs(away.y())) < kSmallestDrag)
        return std::nullopt;
    const auto from = toGeographic(m_drag->from);
    const auto to = toGeographic(m_drag->to);
    if (!from || !to)
        return std::nullopt;
    shamal::LatLon a = *from;
    shamal::LatLon b = *to;
    for (shamal::LatLon* place : {&a, &b})
        place->latitude = std::clamp(place->latitude, -90.0, 90.0);
    if (m_tool == Tool::Ellipse)
        return ellipseWithin({a.latitude, nearestTurn(a.longitude, 0.0)}, b);
    // Where the plane has a cut, a rectangle over it is the one that does not go round the Earth.
    if (!projection().period())
        b.longitude = nearestTurn(b.longitude, a.longitude);
    shamal::LatLonBox box;
    std::tie(box.south, box.north) = std::minmax({a.latitude, b.latitude});
    std::tie(box.west, box.east) = std::minmax({a.longitude, b.longitude});
    if (box.south == box.north || box.west == box.east)
        return std::nullopt;
    return box;
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::BackButton)
        return goBack();
    if (event->button() == Qt::ForwardButton)
        return goForward();
    const MapGeometry where = geometry();
    const bool mine = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
    if (!mine || m_drag || !m_hasField || !where.frame.contains(event->position())) {
        event->ignore();
        return;
    }
    const bool draws = event->button() == Qt::LeftButton && !m_spaceHeld;
    const bool zooms = draws && (m_tool == Tool::Zoom || event->modifiers().testFlag(Qt::ShiftModifier));
    if (draws && !zooms && m_tool == Tool::Polygon)
        return addCorner(event->position());
    const auto kind = zooms                                                          ? Drag::Kind::Zoom
                      : draws && (m_tool == Tool::Select || m_tool == Tool::Ellipse) ? Drag::Kind::Select
                                                                                     : Drag::Kind::Pan;
    m_drag = Drag{kind, event->position(), event->position(), where};
    updatePointer();
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    const MapGeometry where = geometry();
    if (!m_drag && event->buttons() != Qt::NoButton)
        event->ignore();  // pressed on the title: who took the press takes the way
    if (m_drag && m_drag->kind == Drag::Kind::Pan) {
        if (m_drag->to == m_drag->from && position != m_drag->from)
            m_history.leave(extent());
        m_drag->to = position;
        // By whole pixels, of which most need not be drawn again.
        const double ratio = devicePixelRatioF();
        const QPointF moved = ((position - m_drag->from) * ratio).toPoint().toPointF() / ratio;
        moveByUser(m_drag->start.panned(moved));
    } else if (m_drag) {
        m_drag->to = insideOf(where.frame, position);
        update();
    }
    if (!m_drag)
        moveNextCorner(position);
    const bool over = m_hasField && where.frame.contains(position);
    emit cursorMoved(over ? toGeographic(position) : std::nullopt);
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_drag || (event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
        event->ignore();
        return;
    }
    if (m_drag->kind != Drag::Kind::Pan)
        m_drag->to = insideOf(geometry().frame, event->position());
    const auto shape = draggedShape();
    const auto part = zoomFrame();
    m_drag.reset();
    updatePointer();
    update();
    if (shape)
        emit regionDrawn(*shape);
    if (part)
        zoomInto(*part);
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_hasField || !geometry().frame.contains(event->position())) {
        event->ignore();
        return;
    }
    if (m_tool == Tool::Polygon)
        return finishPolygon();
    showHome();
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    if (polygonKey(event->key()))
        return;
    if (event->key() == Qt::Key_Escape && m_drag) {
        m_drag.reset();
        updatePointer();
        update();
        return;
    }
    if (!m_hasField) {
        QOpenGLWidget::keyPressEvent(event);
        return;
    }
    const MapGeometry where = geometry();
    const QPointF step(kPanByKey * where.frame.width(), kPanByKey * where.frame.height());
    switch (event->key()) {
        case Qt::Key_Home:
            return showHome();
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return stepByUser(where.zoomed(kZoomByKey, where.frame.center()));
        case Qt::Key_Minus:
            return stepByUser(where.zoomed(1.0 / kZoomByKey, where.frame.center()));
        case Qt::Key_Left:
            return stepByUser(where.panned({step.x(), 0.0}));
        case Qt::Key_Right:
            return stepByUser(where.panned({-step.x(), 0.0}));
        case Qt::Key_Up:
            return stepByUser(where.panned({0.0, step.y()}));
        case Qt::Key_Down:
            return stepByUser(where.panned({0.0, -step.y()}));
        case Qt::Key_Space:
            m_spaceHeld = true;
            return updatePointer();
        default:
            QOpenGLWidget::keyPressEvent(event);
    }
}

void MapView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QOpenGLWidget::keyReleaseEvent(event);
        return;
    }
    m_spaceHeld = false;
    updatePointer();
}

void MapView::focusInEvent(QFocusEvent* event)
{
    QOpenGLWidget::focusInEvent(event);
    repaintAll();
}

void MapView::focusOutEvent(QFocusEvent* event)
{
    m_spaceHeld = false;
    updatePointer();
    QOpenGLWidget::focusOutEvent(event);
    repaintAll();
}

void MapView::leaveEvent(QEvent* event)
{
    QOpenGLWidget::leaveEvent(event);
    emit cursorMoved(std::nullopt);
}

void MapView::updatePointer()
{
    if (!m_hasField)
        setCursor(Qt::ArrowCursor);
    else if (m_drag && m_drag->kind == Drag::Kind::Pan)
        setCursor(Qt::ClosedHandCursor);
    else
        setCursor(m_tool != Tool::Pan && !m_spaceHeld ? Qt::CrossCursor : Qt::OpenHandCursor);
}
