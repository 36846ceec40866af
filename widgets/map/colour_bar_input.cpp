#include "map/colour_bar_input.h"

#include "map/colour_range.h"
#include "map/map_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kGrip = 12.0;    // logical pixels on either side of an end that move it alone
constexpr double kBeside = 6.0;   // around the bar that still belong to it
constexpr double kNotch = 120.0;  // Qt's angle of one wheel step, eighths of a degree
constexpr double kPerNotch = 1.15;

bool upright(const QRectF& bar)
{
    return bar.height() > bar.width();
}

}  // namespace

ColourBarInput::ColourBarInput(MapView& view, Bar bar) : QObject(&view), m_view(view), m_bar(bar)
{
    view.installEventFilter(this);
}

bool ColourBarInput::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
        case QEvent::MouseButtonPress:
            return press(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseMove:
            return move(static_cast<const QMouseEvent&>(*event));
        case QEvent::MouseButtonRelease:
            if (!m_drag || static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton)
                break;
            m_drag.reset();
            showPointer(static_cast<QMouseEvent*>(event)->position());
            return true;
        case QEvent::MouseButtonDblClick:
            if (!gripAt(static_cast<QMouseEvent*>(event)->position()))
                break;
            emit m_view.colourEditorRequested();
            return true;
        case QEvent::Wheel:
            return turn(static_cast<const QWheelEvent&>(*event));
        case QEvent::ShortcutOverride:
        case QEvent::KeyPress:
            if (!m_drag || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
                break;
            event->accept();
            if (event->type() == QEvent::KeyPress)
                apply(std::exchange(m_drag, std::nullopt)->start);
            return true;
        case QEvent::ToolTip: {
            const auto* help = static_cast<QHelpEvent*>(event);
            if (!gripAt(help->pos()))
                break;
            QToolTip::showText(help->globalPos(), tip(), &m_view);
            return true;
        }
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

QRectF ColourBarInput::body() const
{
    return m_bar == Bar::Map ? m_view.colourBarBody() : m_view.swipeBarBody();
}

const ColourScale& ColourBarInput::scale() const
{
    return m_bar == Bar::Map ? m_view.colourScale() : m_view.swipeScale();
}

double ColourBarInput::positionOf(QPointF point) const
{
    const QRectF bar = body();
    return upright(bar) ? (bar.bottom() - point.y()) / bar.height() : (point.x() - bar.left()) / bar.width();
}

std::optional<std::pair<double, ColourBarInput::Part>> ColourBarInput::gripAt(QPointF point) const
{
    const QRectF bar = body();
    const bool tall = upright(bar);
    const double across = tall ? bar.width() : bar.height();
    const double along = tall ? bar.height() : bar.width();
    const QRectF around = tall ? bar.adjusted(-kBeside, -across, kBeside, across)
                               : bar.adjusted(-across, -kBeside, across, kBeside);
    if (bar.isEmpty() || !around.contains(point))
        return std::nullopt;
    const double position = positionOf(point);
    const double grip = std::min(kGrip / along, 0.25);
    const Part part = position < grip ? Part::Low : position > 1.0 - grip ? Part::High : Part::Middle;
    return std::pair{position, part};
}

bool ColourBarInput::press(const QMouseEvent& event)
{
    if (m_drag)
        return true;
    const auto grip = gripAt(event.position());
    if (!grip || event.button() != Qt::LeftButton)
        return false;
    if (!scale().locked)
        m_drag = Drag{grip->second, grip->first, scale()};
    showPointer(event.position());
    return true;
}

bool ColourBarInput::move(const QMouseEvent& event)
{
    if (!m_drag) {
        showPointer(event.position());
        return false;
    }
    if (body().isEmpty()) {
        m_drag.reset();  // the field went away under the hand
        return false;
    }
    const double by = positionOf(event.position()) - m_drag->from;
    switch (m_drag->part) {
        case Part::Low:
            apply(minimumMoved(m_drag->start, by));
            break;
        case Part::High:
            apply(maximumMoved(m_drag->start, by));
            break;
        case Part::Middle:
            apply(shifted(m_drag->start, by));
            break;
    }
    return true;
}

bool ColourBarInput::turn(const QWheelEvent& event)
{
    const auto grip = gripAt(event.position());
    if (m_drag || !grip)
        return m_drag.has_value();
    if (!scale().locked) {
        const double factor = std::pow(kPerNotch, -event.angleDelta().y() / kNotch);
        apply(widened(scale(), factor, std::clamp(grip->first, 0.0, 1.0)));
    }
    return true;
}

void ColourBarInput::apply(const ColourScale& edited)
{
    if (edited == scale())
        return;
    if (m_bar == Bar::Map) {
        m_view.setColourScale(edited);
        emit m_view.colourScaleEdited(edited);
    } else {
        m_view.setSwipeScale(edited);
        emit m_view.swipeScaleEdited(edited);
    }
}

void ColourBarInput::showPointer(QPointF point)
{
    const auto grip = gripAt(point);
    if (!grip && !m_drag) {
        if (std::exchange(m_hovered, false))
            m_view.updatePointer();
        return;
    }
    m_hovered = true;
    const ColourScale& shown = scale();
    const Part part = m_drag ? m_drag->part : grip->second;
    if (shown.locked || (shown.centred && part == Part::Middle))
        m_view.setCursor(Qt::ArrowCursor);
    else if (part == Part::Middle)
        m_view.setCursor(m_drag ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
    else
        m_view.setCursor(upright(body()) ? Qt::SizeVerCursor : Qt::SizeHorCursor);
}

QString ColourBarInput::tip() const
{
    return scale().locked
               ? tr("The range is locked. Double-click to open Colours.")
               : tr("Drag an end to move it, the middle to move both, turn the wheel to widen or narrow the "
                    "range.\nDouble-click to open Colours.");
}
