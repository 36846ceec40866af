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

ColourBarInput::ColourBarInput(MapView& view) : QObject(&view), m_view(view)
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

double ColourBarInput::positionOf(QPointF point) const
{
    const QRectF bar = m_view.colourBarBody();
    return upright(bar) ? (bar.bottom() - point.y()) / bar.height() : (point.x() - bar.left()) / bar.width();
}

std::optional<std::pair<double, ColourBarInput::Part>> ColourBarInput::gripAt(QPointF point) const
{
    const QRectF bar = m_view.colourBarBody();
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
    if (!m_view.colourScale().locked)
        m_drag = Drag{grip->second, grip->first, m_view.colourScale()};
    showPointer(event.position());
    return true;
}

bool ColourBarInput::move(const QMouseEvent& event)
{
    if (!m_drag) {
        showPointer(event.position());
        return false;
    }
    if (m_view.colourBarBody().isEmpty()) {
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
    if (!m_view.colourScale().locked) {
        const double factor = std::pow(kPerNotch, -event.angleDelta().y() / kNotch);
        apply(widened(m_view.colourScale(), factor, std::clamp(grip->first, 0.0, 1.0)));
    }
    return true;
}

void ColourBarInput::apply(const ColourScale& scale)
{
    if (scale == m_view.colourScale())
        return;
    m_view.setColourScale(scale);
    emit m_view.colourScaleEdited(scale);
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
    const ColourScale& scale = m_view.colourScale();
    const Part part = m_drag ? m_drag->part : grip->second;
    if (scale.locked || (scale.centred && part == Part::Middle))
        m_view.setCursor(Qt::ArrowCursor);
    else if (part == Part::Middle)
        m_view.setCursor(m_drag ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
    else
        m_view.setCursor(upright(m_view.colourBarBody()) ? Qt::SizeVerCursor : Qt::SizeHorCursor);
}

QString ColourBarInput::tip() const
{
    return m_view.colourScale().locked
               ? tr("The range is locked. Double-click to open Colours.")
               : tr("Drag an end to move it, the middle to move both, turn the wheel to widen or narrow the "
                    "range.\nDouble-click to open Colours.");
}
