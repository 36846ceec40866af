#include "map/region_input.h"

#include "map/map_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

constexpr double kShaky = 3.0;  // logical pixels

/// One for each drag on any map.
int nextDrag()
{
    static int drags = 0;
    return ++drags;
}

}  // namespace

RegionInput::RegionInput(MapView& view) : QObject(&view), m_view(view)
{
    view.installEventFilter(this);
}

bool RegionInput::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
        case QEvent::MouseButtonPress:
            return press(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseMove:
            return move(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseButtonRelease:
            return release(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseButtonDblClick:
            return listens() &&
                   m_view.laidOutMarks().gripAt(static_cast<QMouseEvent*>(event)->position()).has_value();
        case QEvent::ShortcutOverride:
        case QEvent::KeyPress:
            return key(*event);
        default:
            return QObject::eventFilter(watched, event);
    }
}

bool RegionInput::listens() const
{
    return m_view.m_hasField && m_view.m_tool == MapView::Tool::Select && !m_view.m_spaceHeld &&
           !m_view.m_drag;
}

bool RegionInput::press(const QMouseEvent& event)
{
    if (m_drag)
        return true;
    if (event.button() != Qt::LeftButton || event.modifiers().testFlag(Qt::ShiftModifier) || !listens() ||
        !m_view.geometry().frame.contains(event.position()))
        return false;
    m_view.m_marks.setTouched(std::nullopt);
    m_view.update();
    const auto grip = m_view.laidOutMarks().gripAt(event.position());
    const auto from = m_view.toGeographic(event.position());
    if (!grip || !from)
        return false;
    if (m_view.m_marks.regions().active != grip->region)
        emit m_view.regionActivated(grip->region);
    const shamal::RegionList& regions = m_view.m_marks.regions();
    if (regions.active != grip->region)
        return true;  // nobody made it active
    const auto begin = grip->handle ? grip->handle->place : *from;
    m_drag = Drag{.region = grip->region,
                  .start = regions.activeRegion()->shape,
                  .handle = grip->handle,
                  .pressed = event.position(),
                  .beside = grip->handle ? event.position() - grip->at : QPointF(),
                  .from = begin,
                  .last = begin,
                  .number = nextDrag()};
    touch();
    showPointer(event.position());
    return true;
}

bool RegionInput::move(const QMouseEvent& event)
{
    if (!m_drag) {
        showPointer(event.position());
        return false;
    }
    // The release went elsewhere, to a box that came up for one.
    if (!event.buttons().testFlag(Qt::LeftButton)) {
        letGo();
        return false;
    }
    const QPointF away = event.position() - m_drag->pressed;
    m_drag->begun = m_drag->begun || std::max(std::abs(away.x()), std::abs(away.y())) >= kShaky;
    const auto pointed = m_view.toGeographic(event.position());
    emit m_view.cursorMoved(m_view.geometry().frame.contains(event.position()) ? pointed : std::nullopt);
    auto place = m_view.toGeographic(event.position() - m_drag->beside);
    if (!m_drag->begun || !place)
        return true;
    place->latitude = std::clamp(place->latitude, -90.0, 90.0);
    place->longitude = nearestTurn(place->longitude, m_drag->last.longitude);
    m_drag->last = *place;
    reshape(m_drag->handle ? dragged(m_drag->start, *m_drag->handle, *place)
                           : moved(m_drag->start, m_drag->from, *place));
    return true;
}

void RegionInput::reshape(const shamal::RegionShape& shape)
{
    m_view.m_marks.setInHand(shape);
    touch();
    m_view.update();
    emit m_view.regionReshaped(m_drag->region, shape, m_drag->number);
}

/// The corner of a polygon that is dragged is the one to be taken away.
void RegionInput::touch()
{
    const bool corner =
        m_drag->handle && (m_drag->handle->kind == RegionHandle::Kind::Corner || m_drag->begun);
    if (corner && std::holds_alternative<shamal::Polygon>(m_drag->start))
        m_view.m_marks.setTouched(m_drag->last);
}

bool RegionInput::release(const QMouseEvent& event)
{
    if (!m_drag || event.button() != Qt::LeftButton)
        return m_drag.has_value();
    const bool clicked = !std::exchange(m_drag->begun, true);
    if (clicked && m_drag->handle && m_drag->handle->kind == RegionHandle::Kind::Midpoint)
        reshape(dragged(m_drag->start, *m_drag->handle, m_drag->last));
    letGo();
    showPointer(event.position());
    return true;
}

void RegionInput::letGo()
{
    m_drag.reset();
    m_view.m_marks.setInHand(std::nullopt);
    m_view.update();
}

bool RegionInput::key(QEvent& event)
{
    const int key = static_cast<QKeyEvent&>(event).key();
    const bool back = m_drag && key == Qt::Key_Escape;
    const bool remove = !m_drag && listens() && m_view.m_marks.touched() &&
                        (key == Qt::Key_Delete || key == Qt::Key_Backspace);
    if (!back && !remove)
        return false;
    event.accept();
    if (event.type() != QEvent::KeyPress)
        return true;
    if (remove) {
        removeTouchedCorner();
        return true;
    }
    if (m_drag->begun)
        reshape(m_drag->start);
    m_view.m_marks.setTouched(std::nullopt);
    letGo();
    m_view.updatePointer();
    return true;
}

void RegionInput::removeTouchedCorner()
{
    const shamal::Region* active = m_view.m_marks.regions().activeRegion();
    const shamal::LatLon corner = *m_view.m_marks.touched();
    m_view.m_marks.setTouched(std::nullopt);
    m_view.update();
    if (active == nullptr)
        return;
    if (const auto left = withoutCorner(active->shape, corner))
        emit m_view.regionReshaped(*m_view.m_marks.regions().active, *left, nextDrag());
}

void RegionInput::showPointer(QPointF position)
{
    const bool over = m_drag || (listens() && m_view.geometry().frame.contains(position));
    const auto grip = over ? m_view.laidOutMarks().gripAt(position) : std::nullopt;
    if (!m_drag && !grip) {
        if (std::exchange(m_hovered, false))
            m_view.updatePointer();
        return;
    }
    m_hovered = true;
    const bool handle = m_drag ? m_drag->handle.has_value() : grip->handle.has_value();
    m_view.setCursor(handle ? Qt::PointingHandCursor : Qt::SizeAllCursor);
}
