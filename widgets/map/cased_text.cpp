#include "map/cased_text.h"

#include <QPainter>
#include <QPainterPath>

CasedInk CasedInk::plain(double unit)
{
    return {QColor(0x11, 0x11, 0x11), QColor(255, 255, 255, 217), 3.0 * unit};
}

CasedInk CasedInk::faint(double unit)
{
    return {QColor(0x44, 0x44, 0x44), QColor(255, 255, 255, 217), 2.5 * unit};
}

void drawCasedText(QPainter& painter, QPointF baseline, const QString& text, const CasedInk& ink)
{
    QPainterPath letters;
    letters.addText(baseline, painter.font(), text);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink.casing, ink.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(letters);
    painter.setPen(ink.ink);
    painter.drawText(baseline, text);
}
