#include "map/map_pins.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace {

constexpr double kHeight = 24.0;  // of a pin, style units
constexpr double kTip = 3.0;      // half the width of its foot

QPainterPath outlineOf(QPointF tip, double width, double unit)
{
    const double head = 16.0 * unit;
    const QRectF disc(tip.x() - width / 2.0, tip.y() - kHeight * unit, width, head);
    QPainterPath path;
    path.addRoundedRect(disc, head / 2.0, head / 2.0);
    QPainterPath foot;
    foot.moveTo(tip);
    foot.lineTo(tip.x() - kTip * unit, disc.bottom() - unit);
    foot.lineTo(tip.x() + kTip * unit, disc.bottom() - unit);
    foot.closeSubpath();
    return path.united(foot);
}

}  // namespace

void paintPins(QPainter& painter, const MapGeometry& where, const MapPins& pins, const FrameStyle& style,
               const QColor& accent)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = style.small;
    font.setBold(true);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    for (const MapPin& pin : pins.pins) {
        const auto tip = where.toPixels(pin.place);
        if (!tip || !where.frame.contains(*tip))
            continue;
        const QString number = QString::number(pin.number);
        const double width =
            std::max(16.0 * style.unit, metrics.horizontalAdvance(number) + 8.0 * style.unit);
        const QPainterPath outline = outlineOf(*tip, width, style.unit);
        const QColor ink = pins.chosen == pin.number ? accent : style.text;
        painter.setPen(QPen(style.paper, 1.5 * style.unit));
        painter.setBrush(ink);
        painter.drawPath(outline);
        painter.setPen(ink.lightnessF() < 0.55F ? Qt::white : Qt::black);
        painter.drawText(
            QRectF(tip->x() - width / 2.0, tip->y() - kHeight * style.unit, width, 16.0 * style.unit),
            Qt::AlignCenter, number);
    }
    painter.restore();
}
