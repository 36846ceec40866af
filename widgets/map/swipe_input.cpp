#include "map/swipe_input.h"

#include "map/map_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>
#include <utility>

namespace {

constexpr double kReach = 6.0;  // logical pixels on either side of the edge that grip it
constexpr double kShareByKey = 0.02;

}  // namespace

SwipeInput::SwipeInput(MapView& view) : QObject(&view), m_view(view)
{
    view.installEventFilter(this);
}

bool SwipeInput::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_view.swipe() || !m_view.hasField()) {
        m_drag.reset();
        return QObject::eventFilter(watched, event);
    }
    switch (event->type()) {
        case QEvent::MouseButtonPress:
            return press(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseMove:
            return move(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseButtonRelease:
            if (!m_drag || static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton)
                return false;
            m_drag.reset();
            showPointer(static_cast<QMouseEvent*>(event)->position());
            return true;
        case QEvent::MouseButtonDblClick:
            if (!onEdge(static_cast<QMouseEvent*>(event)->position()))
                return false;
            m_view.setSwipeShare(0.5);
            return true;
        case QEvent::ShortcutOverride:
        case QEvent::KeyPress:
            return key(static_cast<QKeyEvent&>(*event));
        default:
            return QObject::eventFilter(watched, event);
    }
}

bool SwipeInput::onEdge(QPointF point) const
{
    const QRectF frame = m_view.frame().map;
    return point.y() >= frame.top() && point.y() <= frame.bottom() &&
           std::abs(point.x() - m_view.swipeEdge()) <= kReach;
}

bool SwipeInput::press(const QMouseEvent& event)
{
    if (m_drag)
        return true;
    if (event.button() != Qt::LeftButton || !onEdge(event.position()))
        return false;
    m_drag = Drag{event.position().x() - m_view.swipeEdge(), m_view.swipeShare()};
    return true;
}

bool SwipeInput::move(const QMouseEvent& event)
{
    if (!m_drag) {
        showPointer(event.position());
        return false;
    }
    if (!event.buttons().testFlag(Qt::LeftButton)) {
        m_drag.reset();
        return false;
    }
    const QRectF frame = m_view.frame().map;
    m_view.setSwipeShare((event.position().x() - m_drag->grip - frame.left()) / frame.width());
    return true;
}

bool SwipeInput::key(QKeyEvent& event)
{
    const bool back = event.key() == Qt::Key_Escape && m_drag;
    const bool aside = event.modifiers() == Qt::ShiftModifier &&
                       (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right);
    if (!back && !aside)
        return false;
    event.accept();
    if (event.type() == QEvent::ShortcutOverride)
        return true;
    if (back)
        m_view.setSwipeShare(std::exchange(m_drag, std::nullopt)->start);
    else
        m_view.setSwipeShare(m_view.swipeShare() +
                             (event.key() == Qt::Key_Left ? -kShareByKey : kShareByKey));
    return true;
}

void SwipeInput::showPointer(QPointF point)
{
    const bool over = m_drag || onEdge(point);
    if (over)
        m_view.setCursor(Qt::SplitHCursor);
    else if (m_hovered)
        m_view.updatePointer();
    m_hovered = over;
}
