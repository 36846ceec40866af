// What the time line looks like.
#include "panels/day_text.h"
#include "panels/timeline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kMargin = 8.0;
constexpr double kTop = 4.0;
constexpr double kRowHeight = 13.0;
constexpr double kBarTop = 4.0;  // in a row, under the mark of short days
constexpr double kBarHeight = 5.0;
constexpr double kTestTop = 10.0;       // in a row, under the bar
constexpr double kMark = 4.0;           // width and height of a short day's triangle
constexpr double kLeastWidth = 1.5;     // a single day among thousands is still seen
constexpr double kLongestNames = 0.28;  // of the width

}  // namespace

QFont Timeline::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(std::max(7.5, small.pointSizeF() - 1.5));
    return small;
}

QSize Timeline::sizeHint() const
{
    const double rows = static_cast<double>(std::max<std::size_t>(2, m_rows.size()));
    return {400, static_cast<int>(kTop + rows * kRowHeight + QFontMetricsF(smallFont()).height() + 4.0)};
}

QSize Timeline::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

double Timeline::namesWidth() const
{
    const QFontMetricsF metrics(smallFont());
    double widest = 0.0;
    for (const TimeRow& row : m_rows) {
        QString longest = row.name;
        // Room for the note of a longer step, so that the strip does not jump from day to day.
        if (row.days.cadence() != shamal::Cadence::Daily && !row.days.steps().empty())
            longest += QStringLiteral(" · ") + stepNote(row.days, 0, row.days.daysOf(0).first);
        widest = std::max(widest, metrics.horizontalAdvance(longest));
    }
    return m_rows.empty() ? 0.0 : std::min(widest + 8.0, kLongestNames * width());
}

QRectF Timeline::strip() const
{
    const double left = kMargin + namesWidth();
    const double labels = QFontMetricsF(smallFont()).height() + 4.0;
    return {left, kTop, width() - left - kMargin, height() - kTop - labels};
}

double Timeline::rowTop(std::size_t row) const
{
    const QRectF place = strip();
    const double spare = place.height() - kRowHeight * static_cast<double>(m_rows.size());
    return place.top() + std::floor(0.5 * std::max(0.0, spare)) + kRowHeight * static_cast<double>(row);
}

void Timeline::layOut()
{
    const QRectF place = strip();
    m_scale.setPixels(place.left(), place.right());
    repaintStrip();
}

void Timeline::paintSeason(QPainter& painter) const
{
    if (m_season == shamal::Season::All)
        return;
    const QRectF place = strip();
    QColor shade = palette().color(QPalette::Highlight);
    shade.setAlpha(50);
    const auto inSeason = [this](std::int64_t day) {
        return contains(m_season, shamal::dateOfDay(day, m_scale.calendar()));
    };
    for (std::int64_t day = m_scale.firstShown(); day <= m_scale.lastShown();) {
        if (!inSeason(day)) {
            ++day;
            continue;
        }
        const std::int64_t from = day;
        while (day <= m_scale.lastShown() && inSeason(day))
            ++day;
        painter.fillRect(
            QRectF(m_scale.xOf(from), place.top(), m_scale.xOf(day) - m_scale.xOf(from), place.height()),
            shade);
    }
}

void Timeline::paintRow(QPainter& painter, const TimeRow& row, const Painted& days, const QRectF& place) const
{
    const bool dark = palette().color(QPalette::Base).lightness() < 128;
    const QColor colour = dataColour(row.kind, dark);
    const auto barOf = [&](std::int64_t first, std::int64_t last) {
        const double left = m_scale.xOf(first);
        return QRectF(left, place.top() + kBarTop, std::max(kLeastWidth, m_scale.xOf(last + 1) - left),
                      kBarHeight);
    };
    for (const Run& run : days.days)
        painter.fillRect(barOf(run.first, run.last), colour);

    const QColor ink = palette().color(QPalette::Text);
    double free = -kMark;
    for (const std::int64_t day : days.shortDays) {
        QRectF rest = barOf(day, day);
        // A bar of half the height, and a mark that is seen when the day itself is thinner than a pixel.
        painter.fillRect(rest.adjusted(0.0, 0.0, 0.0, -0.5 * kBarHeight), palette().color(QPalette::Base));
        const double x = rest.center().x();
        if (x - 0.5 * kMark < free)
            continue;
        free = x + 0.5 * kMark;
        QPainterPath mark({x, place.top() + kMark});
        mark.lineTo(x - 0.5 * kMark, place.top());
        mark.lineTo(x + 0.5 * kMark, place.top());
        mark.closeSubpath();
        painter.fillPath(mark, ink);
    }
    for (const std::int64_t day : days.testDays) {
        const QRectF bar = barOf(day, day);
        painter.fillRect(
            QRectF(bar.left(), place.top() + kTestTop, std::max(kLeastWidth, bar.width() - 1.0), 2.0), ink);
    }
}

void Timeline::paintTicks(QPainter& painter) const
{
    const QRectF place = strip();
    painter.setFont(smallFont());
    const QFontMetricsF metrics(painter.font());
    painter.setPen(palette().color(QPalette::WindowText));
    for (const TimeScale::Tick& tick :
         m_scale.ticks([&](const QString& label) { return metrics.horizontalAdvance(label) + 3.0; })) {
        painter.drawLine(QPointF(tick.x, place.bottom()),
                         QPointF(tick.x, place.bottom() + (tick.strong ? 6.0 : 3.0)));
        painter.drawText(QPointF(tick.x + 3.0, place.bottom() + metrics.ascent() + 2.0), tick.label);
    }
}

void Timeline::paintNames(QPainter& painter) const
{
    painter.setFont(smallFont());
    const QFontMetricsF metrics(painter.font());
    const double room = namesWidth() - 8.0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const TimeRow& row = m_rows[i];
        QString text = row.name;
        const std::optional<std::size_t> step = m_current ? row.days.stepOn(*m_current) : std::nullopt;
        if (step) {
            if (const QString note = stepNote(row.days, *step, *m_current); !note.isEmpty())
                text += QStringLiteral(" · ") + note;
        }
        // Dimmed where the data set has nothing on the current day.
        painter.setPen(palette().color(step ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
        const QRectF place(kMargin, rowTop(i), room, kRowHeight);
        painter.drawText(place.adjusted(0.0, -2.0, 0.0, 2.0),
                         Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, room));
    }
}

void Timeline::paintCurrent(QPainter& painter) const
{
    const std::int64_t day = m_scale.positionOf(*m_current);
    if (day < m_scale.firstShown() || day > m_scale.lastShown())
        return;
    const QRectF place = strip();
    const double x = xOf(*m_current);
    const QColor accent = palette().color(QPalette::Highlight);
    if (m_scale.dayWidth() > 4.0) {
        QColor shade = accent;
        shade.setAlpha(70);
        painter.fillRect(QRectF(m_scale.xOf(day), place.top(), m_scale.dayWidth(), place.height()), shade);
    }
    painter.setPen(QPen(accent, 2));
    painter.drawLine(QPointF(x, place.top() - 3), QPointF(x, place.bottom() + 3));
}

void Timeline::paintStrip()
{
    const double ratio = devicePixelRatioF();
    m_strip = QPixmap(size() * ratio);
    m_strip.setDevicePixelRatio(ratio);
    m_strip.fill(Qt::transparent);
    m_stripStale = false;
    QPainter painter(&m_strip);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF place = strip();
    painter.fillRect(place, palette().color(QPalette::Base));
    painter.save();
    painter.setClipRect(place);
    paintSeason(painter);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        paintRow(painter, m_rows[i], m_painted[i],
                 QRectF(place.left(), rowTop(i), place.width(), kRowHeight));
    painter.restore();
    paintTicks(painter);
}

void Timeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scale.empty()) {
        painter.fillRect(strip(), palette().color(QPalette::Base));
        painter.setPen(palette().color(QPalette::Disabled, QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignCenter, tr("No days yet: open a data set"));
    } else {
        if (m_stripStale || m_strip.devicePixelRatio() != devicePixelRatioF())
            paintStrip();
        painter.drawPixmap(QPointF(0.0, 0.0), m_strip);
        paintNames(painter);
        if (m_current)
            paintCurrent(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(strip());
    }
    emit painted();
}
