#include "map/pin_input.h"

#include "map/map_view.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>

#include <utility>

namespace {
constexpr double kShaky = 4.0;  // logical pixels a click may move
}

PinInput::PinInput(MapView& view) : QObject(&view), m_view(view)
{
    view.installEventFilter(this);
}

bool PinInput::eventFilter(QObject* watched, QEvent* event)
{
    using Tool = MapView::Tool;
    if (event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const bool pins =
            (m_view.tool() == Tool::Pin && mouse->modifiers() == Qt::NoModifier && !m_view.m_spaceHeld) ||
            (m_view.tool() == Tool::Pan && mouse->modifiers() == Qt::ControlModifier);
        const bool inside = m_view.hasField() && m_view.frame().map.contains(mouse->position());
        m_pressed = pins && inside && mouse->button() == Qt::LeftButton ? std::optional(mouse->position())
                                                                        : std::nullopt;
    } else if (event->type() == QEvent::MouseButtonRelease && m_pressed) {
        const QPointF at = static_cast<QMouseEvent*>(event)->position();
        const QPointF from = *std::exchange(m_pressed, std::nullopt);
        const auto place = m_view.toGeographic(at);
        if (QLineF(from, at).length() < kShaky && place)
            emit m_view.placePinned(*place);
    } else if (event->type() == QEvent::KeyPress && m_view.tool() == Tool::Pin && m_view.hasField()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key != Qt::Key_Return && key != Qt::Key_Enter)
            return false;
        if (const auto middle = m_view.centre())
            emit m_view.placePinned(*middle);
        return true;
    }
    return QObject::eventFilter(watched, event);
}
