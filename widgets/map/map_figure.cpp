#include "map/map_figure.h"

#include "map/cell_image.h"
#include "map/figure_cells.h"
#include "map/known_outlines.h"
#include "map/map_frame.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

/// Lays the frame out so that the map has the view's shape: once to learn the margins, once with what they
/// leave.
MapFrame frameFor(const QRectF& target, const ColourBar& bar, const FigureView& view, const FrameStyle& style)
{
    const double aspect = (view.box.east - view.box.west) * view.stretch / (view.box.north - view.box.south);
    MapFrame frame = MapFrame::laidOut(target, bar, style);
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
    return frame;
}

/// Clipped line by line, for formats without clipping (Qt's SVG).
void addClipped(QPainterPath& path, const shamal::Outline& outline, double shift, const MapGeometry& geometry)
{
    QPointF pen(NAN, NAN);
    for (std::size_t i = 1; i < outline.points.size(); ++i) {
        const auto& a = outline.points[i - 1];
        const auto& b = outline.points[i];
        const auto line = clippedLine({geometry.x(a.longitude + shift), geometry.y(a.latitude),
                                       geometry.x(b.longitude + shift), geometry.y(b.latitude)},
                                      geometry.frame);
        if (!line)
            continue;
        if (line->p1() != pen)
            path.moveTo(line->p1());
        path.lineTo(line->p2());
        pen = line->p2();
    }
}

void paintOutlines(QPainter& painter, const MapGeometry& geometry, const QColor& ink, double unit)
{
    const auto view = geometry.visible();
    for (const auto& outline : knownOutlines()) {
        if (outline.points.empty())
            continue;
        const auto [west, east] = std::minmax_element(
            outline.points.begin(), outline.points.end(),
            [](const shamal::LatLon& a, const shamal::LatLon& b) { return a.longitude < b.longitude; });
        const double first = 360.0 * std::ceil((view.west - east->longitude) / 360.0);
        QPainterPath path;
        for (double shift = first; west->longitude + shift < view.east; shift += 360.0)
            addClipped(path, outline, shift, geometry);
        const double width = outline.kind == shamal::OutlineKind::Coast ? 0.8 : 0.45;
        painter.setPen(QPen(ink, width * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
}

void paintSelection(QPainter& painter, const MapGeometry& geometry, const shamal::LatLonBox& box, double unit)
{
    const QRectF area = geometry.toPixels(box);
    const auto side = [&](QPointF from, QPointF to) {
        const auto line = clippedLine({from, to}, geometry.frame);
        if (!line)
            return;
        painter.setPen(QPen(Qt::white, 3.0 * unit));
        painter.drawLine(*line);
        painter.setPen(QPen(Qt::black, 1.2 * unit));
        painter.drawLine(*line);
    };
    side(area.topLeft(), area.topRight());
    side(area.topRight(), area.bottomRight());
    side(area.bottomRight(), area.bottomLeft());
    side(area.bottomLeft(), area.topLeft());
}

}  // namespace

void paintMapFigure(QPainter& painter, const QRectF& target, const MapField& field, const ColourScale& scale,
                    const FigureView& asked, const std::optional<shamal::LatLonBox>& selection)
{
    FigureView view = asked;
    view.box.south = std::max(view.box.south, -90.0);  // a figure has no use for the void beyond the poles
    view.box.north = std::min(view.box.north, 90.0);
    const FrameStyle style = FrameStyle::ofFigure(target);
    const ValueRange range = valueRange(field);
    const bool data = range.minimum <= range.maximum;
    const ColourBar bar{.scale = scale,
                        .quantity = field.quantity,
                        .below = data && range.minimum < scale.minimum,
                        .above = data && range.maximum > scale.maximum,
                        .missing = range.missing};
    const MapFrame frame = frameFor(target, bar, view, style);
    const MapGeometry geometry = MapGeometry::fitted(view.box, view.stretch, frame.map);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(target, style.paper);
    painter.fillRect(frame.map, style.outside);
    paintFigureCells(painter, field, scale, geometry);
    const QColor ink = scale.colours().line;
    frame.paintGraticule(painter, geometry, ink);
    paintOutlines(painter, geometry, ink, style.unit);
    if (selection)
        paintSelection(painter, geometry, *selection, style.unit);
    frame.paintTitle(painter, field);
    frame.paintSurround(painter, geometry);
    painter.restore();
}
