// Wheel, touchpad and touch screen: a wheel zooms, two fingers on a touchpad pan, pinching zooms.
#include "map/map_view.h"
#include "map/region_input.h"

#include <QGestureEvent>
#include <QInputDevice>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kNotch = 120.0;  // Qt's angle of one wheel step, eighths of a degree
constexpr double kZoomPerNotch = 1.25;
constexpr double kPixelsPerNotch = 60.0;  // where a touchpad tells angles only (X11)
constexpr double kMostZoom = 4.0;         // by one event, against a leap of the fingers

/// A mouse's wheel has no phases: its notches neither begin nor end.
bool fromTouchpad(const QWheelEvent& event)
{
    const QInputDevice* device = event.device();
    return event.phase() != Qt::NoScrollPhase ||
           (device != nullptr && device->type() == QInputDevice::DeviceType::TouchPad);
}

/// With Alt Qt turns a wheel to the side.
double turned(const QWheelEvent& event)
{
    const QPoint angle = event.angleDelta();
    if (angle.isNull())
        return event.pixelDelta().y() * kNotch / kPixelsPerNotch;
    return angle.y() != 0 ? angle.y() : angle.x();
}

QPointF scrolled(const QWheelEvent& event)
{
    return event.pixelDelta().isNull() ? QPointF(event.angleDelta()) * kPixelsPerNotch / kNotch
                                       : QPointF(event.pixelDelta());
}

}  // namespace

bool MapView::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture)
        return nativeGesture(static_cast<QNativeGestureEvent&>(*event)) || QOpenGLWidget::event(event);
    if (event->type() == QEvent::Gesture)
        return touchGesture(static_cast<QGestureEvent&>(*event)) || QOpenGLWidget::event(event);
    return QOpenGLWidget::event(event);
}

bool MapView::mayZoomAt(QPointF position) const
{
    return m_hasField && !m_drag && geometry().frame.contains(position);
}

void MapView::wheelEvent(QWheelEvent* event)
{
    if (!mayZoomAt(event->position())) {
        event->ignore();
        return;
    }
    if (fromTouchpad(*event) && !event->modifiers().testFlag(Qt::ControlModifier))
        stepByUser(geometry().panned(scrolled(*event)));
    else
        stepByUser(geometry().zoomed(std::pow(kZoomPerNotch, turned(*event) / kNotch), event->position()));
}

bool MapView::nativeGesture(const QNativeGestureEvent& event)
{
    if (event.gestureType() != Qt::ZoomNativeGesture || !mayZoomAt(event.position()))
        return false;
    const double factor = std::clamp(1.0 + event.value(), 1.0 / kMostZoom, kMostZoom);
    stepByUser(geometry().zoomed(factor, event.position()));
    return true;
}

bool MapView::touchGesture(QGestureEvent& event)
{
    auto* pinch = static_cast<QPinchGesture*>(event.gesture(Qt::PinchGesture));
    if (pinch == nullptr || !m_hasField)
        return false;
    event.accept(pinch);
    // The first finger pressed the mouse's button as well.
    m_drag.reset();
    m_regionInput->letGo();
    const QPointF centre = mapFromGlobal(pinch->centerPoint());
    const QPointF before = mapFromGlobal(pinch->lastCenterPoint());
    const double factor = std::clamp(pinch->scaleFactor(), 1.0 / kMostZoom, kMostZoom);
    const QPointF moved = pinch->state() == Qt::GestureUpdated ? centre - before : QPointF();
    stepByUser(geometry().panned(moved).zoomed(factor, centre));
    return true;
}
