#include "panels/timeline.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {
constexpr double kMargin = 8.0;
constexpr double kYearLabels = 14.0;
}  // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Time line"));
    m_last = m_first - 1;
}

void Timeline::setRows(const std::vector<TimeBar::Row>& rows, shamal::Calendar calendar)
{
    m_rows = rows;
    m_calendar = calendar;
    m_first = 0;
    m_last = -1;
    for (const TimeBar::Row& row : m_rows) {
        if (row.dates.empty())
            continue;
        const std::int64_t first = dayNumber(row.dates.front(), calendar);
        const std::int64_t last = dayNumber(row.dates.back(), calendar);
        m_first = m_last < m_first ? first : std::min(m_first, first);
        m_last = std::max(m_last, last);
    }
    update();
}

void Timeline::setSeason(shamal::Season season)
{
    m_season = season;
    update();
}

void Timeline::setCurrent(std::optional<shamal::Date> date)
{
    m_current = date;
    update();
}

double Timeline::xOf(std::int64_t day) const
{
    const auto span = static_cast<double>(m_last - m_first + 1);
    return kMargin + (width() - 2.0 * kMargin) * static_cast<double>(day - m_first) / span;
}

void Timeline::pick(double x)
{
    if (m_last < m_first)
        return;
    const double share = (x - kMargin) / (width() - 2.0 * kMargin);
    const auto offset =
        static_cast<std::int64_t>(std::floor(share * static_cast<double>(m_last - m_first + 1)));
    emit dayPicked(shamal::dateOfDay(std::clamp(m_first + offset, m_first, m_last), m_calendar));
}

void Timeline::paintSeason(QPainter& painter, const QRectF& strip) const
{
    if (m_season == shamal::Season::All)
        return;
    QColor shade = palette().color(QPalette::Highlight);
    shade.setAlpha(50);
    for (std::int64_t day = m_first; day <= m_last;) {
        if (!contains(m_season, shamal::dateOfDay(day, m_calendar))) {
            ++day;
            continue;
        }
        const std::int64_t from = day;
        while (day <= m_last && contains(m_season, shamal::dateOfDay(day, m_calendar)))
            ++day;
        painter.fillRect(QRectF(xOf(from), strip.top(), xOf(day) - xOf(from), strip.height()), shade);
    }
}

void Timeline::paintYears(QPainter& painter, const QRectF& strip) const
{
    QFont small = font();
    small.setPointSizeF(std::max(7.5, small.pointSizeF() - 1.5));
    painter.setFont(small);
    painter.setPen(palette().color(QPalette::WindowText));
    double free = 0.0;  // where the next label may begin
    const int firstYear = shamal::dateOfDay(m_first, m_calendar).year;
    const int lastYear = shamal::dateOfDay(m_last, m_calendar).year;
    for (int year = firstYear; year <= lastYear; ++year) {
        const std::int64_t newYear = dayNumber({year, 1, 1}, m_calendar);
        const double x = xOf(std::max(newYear, m_first));
        if (newYear >= m_first)
            painter.drawLine(QPointF(x, strip.bottom()), QPointF(x, strip.bottom() + 3));
        const QString label = QString::number(year);
        const double textWidth = painter.fontMetrics().horizontalAdvance(label);
        if (x >= free && x + textWidth <= width()) {
            painter.drawText(QPointF(x + 2, strip.bottom() + kYearLabels - 3), label);
            free = x + textWidth + 10;
        }
    }
}

void Timeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF strip(kMargin, 4.0, width() - 2.0 * kMargin, height() - 4.0 - kYearLabels);
    painter.fillRect(strip, palette().color(QPalette::Base));
    if (m_last < m_first) {
        painter.setPen(palette().color(QPalette::Disabled, QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignCenter, tr("No days yet: open a data set"));
        return;
    }
    paintSeason(painter, strip);
    const bool dark = palette().color(QPalette::Base).lightness() < 128;
    const double rowHeight = strip.height() / static_cast<double>(std::max<std::size_t>(m_rows.size(), 1));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const double top = strip.top() + rowHeight * static_cast<double>(i) + rowHeight * 0.25;
        const auto& dates = m_rows[i].dates;
        for (std::size_t from = 0; from < dates.size();) {
            std::size_t to = from;
            std::int64_t day = dayNumber(dates[from], m_calendar);
            const double left = xOf(day);
            while (to + 1 < dates.size() && dayNumber(dates[to + 1], m_calendar) == day + 1) {
                ++to;
                ++day;
            }
            painter.fillRect(QRectF(left, top, std::max(1.5, xOf(day + 1) - left), rowHeight * 0.5),
                             dataColour(m_rows[i].kind, dark));
            from = to + 1;
        }
    }
    paintYears(painter, strip);
    if (m_current) {
        const double x = xOf(dayNumber(*m_current, m_calendar)) + 0.5 * (xOf(m_first + 1) - xOf(m_first));
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawLine(QPointF(x, strip.top() - 3), QPointF(x, strip.bottom() + 3));
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(strip);
    }
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        pick(event->position().x());
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0)
        pick(event->position().x());
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    auto* bar = qobject_cast<TimeBar*>(parentWidget());
    if (bar == nullptr || (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    bar->step(event->key() == Qt::Key_Left ? -1 : 1);
}
