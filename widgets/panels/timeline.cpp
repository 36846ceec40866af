#include "panels/timeline.h"

#include "panels/day_text.h"
#include "panels/time_bar.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace {
constexpr double kKeyZoom = 1.5;
constexpr double kKeyPan = 0.25;          // of what is shown
constexpr double kWheelZoom = 1.25;       // a notch
constexpr double kDegreesANotch = 120.0;  // eighths of them
}  // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Time line"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Timeline::setRows(const std::vector<TimeRow>& rows)
{
    m_rows = rows;
    std::optional<shamal::Calendar> calendar;
    for (const TimeRow& row : m_rows) {
        const shamal::Calendar own = row.days.calendar();
        calendar = !calendar || *calendar == own ? own : shamal::Calendar::Standard;
    }
    TimeScale ofCalendar;
    ofCalendar.setWhole(0, 0, calendar.value_or(shamal::Calendar::Standard));
    std::int64_t first = 0;
    std::int64_t last = -1;
    for (const TimeRow& row : m_rows) {
        if (row.days.steps().empty())
            continue;
        const std::int64_t from = ofCalendar.positionOf(row.days.daysOf(0).first);
        const std::int64_t to = ofCalendar.positionOf(row.days.daysOf(row.days.steps().size() - 1).second);
        first = last < first ? from : std::min(first, from);
        last = std::max(last, to);
    }
    m_scale.setWhole(first, last, calendar.value_or(shamal::Calendar::Standard));
    m_painted.clear();
    for (const TimeRow& row : m_rows)
        m_painted.push_back(paintedOf(row));
    layOut();
    updateGeometry();
}

void Timeline::setSeason(shamal::Season season)
{
    m_season = season;
    repaintStrip();
}

void Timeline::setCurrent(std::optional<shamal::Date> date)
{
    m_current = date;
    if (date && m_scale.zoomed()) {
        const std::int64_t before = m_scale.firstShown();
        m_scale.reveal(m_scale.positionOf(*date));
        m_stripStale = m_stripStale || m_scale.firstShown() != before;
    }
    setAccessibleDescription(date ? daySummary(m_rows, *date) : QString());
    update();
}

std::pair<shamal::Date, shamal::Date> Timeline::shown() const
{
    return {shamal::dateOfDay(m_scale.firstShown(), m_scale.calendar()),
            shamal::dateOfDay(m_scale.lastShown(), m_scale.calendar())};
}

void Timeline::showAll()
{
    m_scale.showAll();
    repaintStrip();
}

double Timeline::xOf(shamal::Date date) const
{
    return m_scale.xOf(m_scale.positionOf(date)) + 0.5 * m_scale.dayWidth();
}

Timeline::Painted Timeline::paintedOf(const TimeRow& row) const
{
    Painted painted;
    const auto& steps = row.days.steps();
    std::int64_t before = 0;  // last day of the run, in the row's own calendar
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto [first, last] = row.days.daysOf(i);
        const std::int64_t own = dayNumber(first, row.days.calendar());
        // Days that follow each other in their own calendar are no gap where another has one more.
        if (painted.days.empty() || own > before + 1)
            painted.days.push_back({m_scale.positionOf(first), m_scale.positionOf(last)});
        else
            painted.days.back().last = m_scale.positionOf(last);
        before = dayNumber(last, row.days.calendar());
        if (steps[i].missingSeconds > 0)
            painted.shortDays.push_back(m_scale.positionOf(steps[i].date));
    }
    for (const shamal::Date day : row.testDays) {
        if (row.days.stepOn(day))
            painted.testDays.push_back(m_scale.positionOf(day));
    }
    return painted;
}

void Timeline::repaintStrip()
{
    m_stripStale = true;
    update();
}

void Timeline::pick(double x)
{
    if (!m_scale.empty())
        emit dayPicked(shamal::dateOfDay(m_scale.dayAt(x), m_scale.calendar()));
}

bool Timeline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (m_scale.empty() || !strip().contains(QPointF(help->pos()))) {
        QToolTip::hideText();
        return true;
    }
    const std::int64_t day = m_scale.dayAt(help->pos().x());
    const double width = std::max(2.0, m_scale.dayWidth());
    const QRect ofDay(static_cast<int>(std::floor(m_scale.xOf(day))), 0, static_cast<int>(std::ceil(width)),
                      height());
    QToolTip::showText(help->globalPos(), daySummary(m_rows, shamal::dateOfDay(day, m_scale.calendar())),
                       this, ofDay);
    return true;
}

void Timeline::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void Timeline::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    layOut();
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position();
    m_dragged = false;
    if (!zoomed())
        pick(event->position().x());
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed)
        return;
    if (!zoomed()) {
        pick(event->position().x());
        return;
    }
    const QPointF moved = event->position() - *m_pressed;
    if (!m_dragged && moved.manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragged = true;
    m_scale.pan(moved.x());
    m_pressed = event->position();
    setCursor(Qt::ClosedHandCursor);
    repaintStrip();
}

void Timeline::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_pressed && zoomed() && !m_dragged)
        pick(event->position().x());
    m_pressed.reset();
    unsetCursor();
}

void Timeline::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        showAll();
}

void Timeline::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    const bool sideways =
        std::abs(turned.x()) > std::abs(turned.y()) || event->modifiers() == Qt::ShiftModifier;
    const int angle = turned.y() != 0 ? turned.y() : turned.x();
    if (sideways)
        m_scale.pan(angle / kDegreesANotch * kKeyPan * strip().width());
    else
        m_scale.zoomAbout(event->position().x(), std::pow(kWheelZoom, angle / kDegreesANotch));
    repaintStrip();
    event->accept();
}

void Timeline::zoomByKey(double factor)
{
    const double centre = m_current ? xOf(*m_current) : strip().center().x();
    m_scale.zoomAbout(centre, factor);
    repaintStrip();
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    auto* bar = qobject_cast<TimeBar*>(parentWidget());
    const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_PageUp;
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomByKey(kKeyZoom);
            return;
        case Qt::Key_Minus:
            zoomByKey(1.0 / kKeyZoom);
            return;
        case Qt::Key_0:
        case Qt::Key_Escape:
            showAll();
            return;
        case Qt::Key_Left:
        case Qt::Key_Right:
            if (shift) {
                m_scale.pan((back ? kKeyPan : -kKeyPan) * strip().width());
                repaintStrip();
                return;
            }
            if (bar != nullptr)
                bar->step(back ? -1 : 1);
            return;
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            if (bar != nullptr)
                bar->stepMonths((back ? -1 : 1) * (shift ? 12 : 1));
            return;
        case Qt::Key_Home:
            if (bar != nullptr)
                bar->goToFirst();
            return;
        case Qt::Key_End:
            if (bar != nullptr)
                bar->goToLast();
            return;
        case Qt::Key_Space:
            if (bar != nullptr)
                bar->setPlaying(!bar->playing());
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}
