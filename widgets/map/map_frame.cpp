#include "map/map_frame.h"

#include "geo/graticule.h"
#include "map/degree_text.h"
#include "map/projected_graticule.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

/// The view without what lies beyond the poles.
shamal::LatLonBox onEarth(shamal::LatLonBox view)
{
    view.south = std::max(view.south, -90.0);
    view.north = std::min(view.north, 90.0);
    return view;
}

}  // namespace

MapFrame MapFrame::laidOut(const QRectF& whole, const ColourBar& bar, const FrameStyle& style,
                           const std::optional<ColourBar>& other)
{
    MapFrame frame{.whole = whole,
                   .title = {},
                   .map = {},
                   .bar = {},
                   .colourBar = bar,
                   .otherBar = {},
                   .otherColourBar = other,
                   .style = style};
    const QFontMetricsF titleText(style.title);
    const QFontMetricsF smallText(style.small);
    const double pad = 4.0 * style.unit;
    const bool upright = whole.width() > 1.25 * whole.height();
    frame.colourBar.orientation = upright ? Qt::Vertical : Qt::Horizontal;
    frame.labels = whole.width() > 260.0 * style.unit && whole.height() > 160.0 * style.unit;
    const double barRoom = frame.colourBar.thickness(style);
    double otherRoom = 0.0;
    if (frame.otherColourBar) {
        frame.otherColourBar->orientation = frame.colourBar.orientation;
        otherRoom = frame.otherColourBar->thickness(style);
    }
    const double degreesAcross =
        frame.labels ? smallText.horizontalAdvance(QStringLiteral("88.8° N")) + 1.5 * pad : pad;
    const double degreesBelow = frame.labels ? smallText.height() + 0.5 * pad : pad;

    frame.title = {whole.left() + pad, whole.top(), whole.width() - 2.0 * pad,
                   titleText.height() + 2.0 * pad};
    const double left = whole.left() + degreesAcross;
    const double right = whole.right() - pad - (upright ? barRoom + otherRoom : pad);
    const double top = frame.title.bottom();
    const double bottom = whole.bottom() - degreesBelow - (upright ? 0.0 : barRoom + otherRoom + pad);
    frame.map =
        QRectF(QPointF(std::ceil(left), std::ceil(top)),
               QPointF(std::floor(std::max(right, left + 16.0)), std::floor(std::max(bottom, top + 16.0))));
    frame.bar = upright
                    ? QRectF(frame.map.right(), frame.map.top(), barRoom, frame.map.height())
                    : QRectF(frame.map.left(), frame.map.bottom() + degreesBelow, frame.map.width(), barRoom);
    frame.otherBar = upright ? QRectF(frame.bar.right(), frame.bar.top(), otherRoom, frame.bar.height())
                             : QRectF(frame.bar.left(), frame.bar.bottom(), frame.bar.width(), otherRoom);
    return frame;
}

void MapFrame::paintTitle(QPainter& painter, const MapField& field) const
{
    const QFontMetricsF titleText(style.title);
    const QFontMetricsF smallText(style.small);
    const double gap = 8.0 * style.unit;
    double room = title.width();

    painter.setFont(style.title);
    painter.setPen(style.text);
    if (!field.date.isEmpty()) {
        painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter, field.date);
        room -= titleText.horizontalAdvance(field.date) + 2.0 * gap;
    }
    // The note gives way first, down to nothing; the name keeps most of the room.
    const double noteWanted = field.note.isEmpty() ? 0.0 : smallText.horizontalAdvance(field.note) + gap;
    const double nameRoom = std::max({0.0, room - noteWanted, 0.65 * room});
    const QString name = titleText.elidedText(field.title, Qt::ElideMiddle, nameRoom);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, name);
    const double noteRoom = room - titleText.horizontalAdvance(name) - gap;
    if (field.note.isEmpty() || noteRoom < 4.0 * smallText.averageCharWidth())
        return;
    const QString note = smallText.elidedText(field.note, Qt::ElideRight, noteRoom);
    painter.setFont(style.small);
    painter.setPen(style.faint);
    const double baseline = title.center().y() + (titleText.ascent() - titleText.descent()) / 2.0;
    painter.drawText(QPointF(title.left() + titleText.horizontalAdvance(name) + gap, baseline), note);
}

void MapFrame::paintGraticule(QPainter& painter, const MapGeometry& geometry, const QColor& ink) const
{
    if (!geometry.projection.isPlateCarree())
        return paintProjectedGraticule(painter, geometry, style, ink);
    const auto view = onEarth(geometry.visible());
    if (!(view.north > view.south))
        return;
    const auto lines = shamal::graticule(view);
    QPen pen(ink, style.unit);
    pen.setDashPattern({1.0, 3.0});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    for (const double parallel : lines.parallels) {
        if (std::abs(parallel) >= 90.0)
            continue;  // the poles are an edge, not a line
        const double y = geometry.y(parallel);
        painter.drawLine(QPointF(map.left(), y), QPointF(map.right(), y));
    }
    const double top = geometry.y(view.north);
    const double bottom = geometry.y(view.south);
    for (const double meridian : lines.meridians) {
        const double x = geometry.x(meridian);
        painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    }
}

void MapFrame::paintDegrees(QPainter& painter, const MapGeometry& geometry) const
{
    if (!geometry.projection.isPlateCarree())
        return paintProjectedDegrees(painter, geometry, style, whole);
    const auto view = onEarth(geometry.visible());
    if (!(view.north > view.south))
        return;
    const QFontMetricsF text(style.small);
    const auto lines = shamal::graticule(view);
    const double tick = 3.0 * style.unit;
    painter.setFont(style.small);
    const auto mark = [&](QPointF from, QPointF to) {
        painter.setPen(QPen(style.line, style.unit));
        painter.drawLine(from, to);
        painter.setPen(style.faint);
    };
    for (const double parallel : lines.parallels) {
        const double y = geometry.y(parallel);
        const QString label = latitudeText(parallel);
        mark({map.left() - tick, y}, {map.left(), y});
        const double baseline =
            std::clamp(y + text.capHeight() / 2.0, map.top() + text.capHeight(), map.bottom());
        painter.drawText(
            QPointF(map.left() - tick - 2.0 * style.unit - text.horizontalAdvance(label), baseline), label);
    }
    for (const double meridian : lines.meridians)
        mark({geometry.x(meridian), map.bottom()}, {geometry.x(meridian), map.bottom() + tick});
    const double width = text.horizontalAdvance(QStringLiteral("188.8° W")) + text.averageCharWidth();
    const double apart = lines.stepDegrees * geometry.projection.stretch() / geometry.unitsPerPixel;
    // Every second, third ... label where there is no room for all, counted from Greenwich.
    const long every = std::max(1L, std::lround(std::ceil(width / apart)));
    for (const double meridian : lines.meridians) {
        if (std::lround(meridian / lines.stepDegrees) % every != 0)
            continue;
        const QString label = longitudeText(meridian);
        const double wide = text.horizontalAdvance(label);
        const double left = std::clamp(geometry.x(meridian) - wide / 2.0, whole.left(), whole.right() - wide);
        painter.drawText(QPointF(left, map.bottom() + tick + text.ascent()), label);
    }
}

void MapFrame::paintSurround(QPainter& painter, const MapGeometry& geometry) const
{
    if (labels)
        paintDegrees(painter, geometry);
    painter.setPen(QPen(style.line, style.unit));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
    colourBar.paint(painter, bar, style);
    if (otherColourBar)
        otherColourBar->paint(painter, otherBar, style);
}
