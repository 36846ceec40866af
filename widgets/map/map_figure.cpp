#include "map/map_figure.h"

#include "map/cell_image.h"
#include "map/country_names.h"
#include "map/figure_cells.h"
#include "map/known_outlines.h"
#include "map/map_curves.h"
#include "map/map_details.h"
#include "map/map_frame.h"
#include "map/region_marks.h"
#include "map/relief_image.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

/// Lays the frame out so that the map has the view's shape: once to learn the margins, once with what they
/// leave.
MapFrame frameFor(const QRectF& target, const ColourBar& bar, const std::optional<ColourBar>& other,
                  const MapExtent& view, const FrameStyle& style)
{
    const double aspect = view.box.width() / view.box.height();
    MapFrame frame = MapFrame::laidOut(target, bar, style, other);
    const double width = std::min(frame.map.width(), aspect * frame.map.height());
    const double height = std::min(frame.map.height(), frame.map.width() / aspect);
    const double spareWidth = frame.map.width() - width;
    const double spareHeight = frame.map.height() - height;
    const QPointF inward(spareWidth / 2.0, spareHeight / 2.0);
    frame.whole = target.adjusted(inward.x(), inward.y(), -inward.x(), -inward.y());
    frame.title.translate(inward);
    frame.title.setWidth(frame.title.width() - spareWidth);
    frame.map = QRectF(frame.map.topLeft() + inward, QSizeF(width, height));
    if (frame.colourBar.orientation == Qt::Vertical)
        frame.bar = QRectF(frame.map.right(), frame.map.top(), frame.bar.width(), height);
    else
        frame.bar = QRectF(frame.map.left(), frame.bar.top() - inward.y(), width, frame.bar.height());
    if (frame.colourBar.orientation == Qt::Vertical)
        frame.otherBar = QRectF(frame.bar.right(), frame.map.top(), frame.otherBar.width(), height);
    else
        frame.otherBar = QRectF(frame.map.left(), frame.bar.bottom(), width, frame.otherBar.height());
    return frame;
}

/// One outline in plate carrée, in every turn that is in view.
void addTurns(QPainterPath& path, const shamal::Outline& outline, const MapGeometry& geometry)
{
    const auto view = geometry.visible();
    const auto [west, east] = std::ranges::minmax(outline.points, {}, &shamal::LatLon::longitude);
    const double first = 360.0 * std::ceil((view.west - east.longitude) / 360.0);
    for (double shift = first; west.longitude + shift < view.east; shift += 360.0) {
        QPolygonF line;
        for (const auto& point : outline.points)
            line << QPointF(geometry.x(point.longitude + shift), geometry.y(point.latitude));
        path.addPath(pathOf(clippedPieces(line, geometry.frame)));
    }
}

void paintOutlines(QPainter& painter, const MapGeometry& geometry, const QColor& ink, double unit)
{
    painter.setBrush(Qt::NoBrush);
    for (const auto& outline : knownOutlines(outlineScaleOf(geometry))) {
        if (outline.points.empty())
            continue;
        QPainterPath path;
        if (geometry.projection.isPlateCarree())
            addTurns(path, outline, geometry);
        else
            path = pathOf(curvesIn(geometry, outline.points));
        const double width = outline.kind == shamal::OutlineKind::Coast ? 0.8 : 0.45;
        painter.setPen(QPen(ink, width * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
}

/// The same map in a part of its frame.
MapGeometry partOf(const MapGeometry& whole, const QRectF& part)
{
    MapGeometry geometry = whole;
    geometry.frame = part;
    geometry.centre = whole.onPlane(part.center());
    return geometry;
}

void paintSwipe(QPainter& painter, const MapField& left, const ColourScale& leftScale,
                const MapFigureExtras& extras, const MapGeometry& geometry, const FrameStyle& style)
{
    const SwipeField& right = *extras.swipe;
    const QRectF map = geometry.frame;
    const double edge = map.left() + extras.swipeShare * map.width();
    const auto paint = [&](const MapField& field, const ColourScale& scale, double from, double to) {
        const QRectF part(QPointF(from, map.top()), QPointF(to, map.bottom()));
        if (part.width() > 0.0)
            paintFigureCells(painter, field, scale, partOf(geometry, part));
    };
    paint(left, leftScale, map.left(), edge);
    if (right.field.grid.empty()) {
        const QRectF part(QPointF(edge, map.top()), map.bottomRight());
        painter.fillRect(part, style.paper);
        painter.setFont(style.small);
        painter.setPen(style.faint);
        painter.drawText(part, Qt::AlignCenter | Qt::TextWordWrap, right.explanation);
    } else {
        paint(right.field, right.scale.value_or(leftScale), edge, map.right());
    }
    painter.setPen(QPen(style.line, style.unit));
    painter.drawLine(QPointF(edge, map.top()), QPointF(edge, map.bottom()));
}

}  // namespace

void paintMapFigure(QPainter& painter, const QRectF& target, const MapField& field, const ColourScale& scale,
                    const MapExtent& asked, const shamal::RegionList& regions, const MapFigureExtras& extras)
{
    MapExtent view = asked;
    if (view.projection.isPlateCarree()) {
        view.box.bottom =
            std::max(view.box.bottom, -90.0);  // a figure has no use for the void beyond the poles
        view.box.top = std::min(view.box.top, 90.0);
    }
    const FrameStyle style = FrameStyle::ofFigure(target);
    std::optional<ColourBar> other;
    const bool both = extras.swipe && !extras.swipe->field.grid.empty();
    if (both && extras.swipe->scale)
        other = colourBarOf(extras.swipe->field, valueRange(extras.swipe->field), *extras.swipe->scale);
    const MapFrame frame = frameFor(target, colourBarOf(field, valueRange(field), scale), other, view, style);
    const MapGeometry geometry = MapGeometry::fitted(view, frame.map);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(target, style.paper);
    painter.fillRect(frame.map, style.outside);
    if (extras.swipe)
        paintSwipe(painter, field, scale, extras, geometry, style);
    else
        paintFigureCells(painter, field, scale, geometry);
    if (extras.details.relief)
        paintRelief(painter, geometry);
    const QColor ink = scale.colours().line;
    frame.paintGraticule(painter, geometry, ink);
    const double edge = frame.map.left() + (both ? extras.swipeShare : 1.0) * frame.map.width();
    const QColor otherInk = both && extras.swipe->scale ? extras.swipe->scale->colours().line : ink;
    for (const auto& [part, colour] :
         {std::pair(QRectF(frame.map.topLeft(), QPointF(edge, frame.map.bottom())), ink),
          std::pair(QRectF(QPointF(edge, frame.map.top()), frame.map.bottomRight()), otherInk)}) {
        if (part.width() <= 0.0)
            continue;
        painter.save();
        painter.setClipRect(part, Qt::IntersectClip);
        paintOutlines(painter, geometry, colour, style.unit);
        painter.restore();
    }
    RegionMarks marks(RegionMarks::Target::Figure);
    marks.setRegions(regions);
    marks.layOut(geometry, style);
    marks.paint(painter, Qt::black, false);
    paintPins(painter, geometry, {extras.pins.pins, {}}, style, style.text);
    KnownCountryNames names;
    paintDetails(painter, geometry, style, extras.details, names);
    if (both)
        frame.paintTitle(painter, headingOf(field, extras.swipe->field));
    else
        frame.paintTitle(painter, field);
    frame.paintSurround(painter, geometry);
    painter.restore();
}
