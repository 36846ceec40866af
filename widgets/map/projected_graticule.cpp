#include "map/projected_graticule.h"

#include "geo/graticule.h"
#include "map/degree_text.h"
#include "map/map_curves.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace {

constexpr double kLongestStep = 5.0;   // degrees between points a curve is drawn through
constexpr double kAtEdge = 0.5;        // pixels
constexpr double kBeyondTheEnd = 3.0;  // pixels past a line's end, to see whether the Earth ends there
constexpr double kGap = 4.0;           // style units between limb and label
constexpr int kMeridiansRoundTheEarth = 12;

struct Line {
    bool parallel;
    double degrees;
    std::vector<QPolygonF> pieces;
};

std::vector<shamal::LatLon> between(shamal::LatLon from, shamal::LatLon to)
{
    const double length = std::abs(to.latitude - from.latitude) + std::abs(to.longitude - from.longitude);
    const int steps = std::max(4, static_cast<int>(std::ceil(length / kLongestStep)));
    std::vector<shamal::LatLon> points;
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        points.push_back(
            {std::lerp(from.latitude, to.latitude, share), std::lerp(from.longitude, to.longitude, share)});
    }
    return points;
}

bool polesArePoints(const shamal::Projection& projection)
{
    for (const double pole : {-90.0, 90.0}) {
        const auto a = projection.forward(shamal::LatLon{pole, 0.0});
        const auto b = projection.forward(shamal::LatLon{pole, 90.0});
        if (a && b && std::hypot(a->x - b->x, a->y - b->y) > 1e-6 * projection.bounds().width())
            return false;
    }
    return true;
}

std::vector<Line> linesIn(const MapGeometry& geometry)
{
    shamal::LatLonBox view = geometry.visible();
    view.east = std::min(view.east, view.west + 360.0);
    const double wide = view.east - view.west;
    const auto rows = shamal::graticule({view.south, view.north, 0.0, view.north - view.south});
    const auto columns =
        shamal::graticule({0.0, wide, view.west, view.east}, wide > 180.0 ? kMeridiansRoundTheEarth : 5);
    std::vector<Line> lines;
    for (const double degrees : rows.parallels) {
        if (std::abs(degrees) < 90.0)
            lines.push_back(
                {true, degrees, curvesIn(geometry, between({degrees, view.west}, {degrees, view.east}))});
    }
    const bool points = polesArePoints(geometry.projection);
    for (const double degrees : columns.meridians) {
        if (degrees > view.west + 360.0 - 1e-6)
            continue;
        const bool whole = !points || std::abs(std::remainder(degrees, 90.0)) < 1e-9;
        const double end = whole ? 90.0 : 90.0 - std::min(10.0, rows.stepDegrees);
        const double south = std::max(view.south, -end);
        const double north = std::min(view.north, end);
        if (south < north)
            lines.push_back(
                {false, degrees, curvesIn(geometry, between({south, degrees}, {north, degrees}))});
    }
    return lines;
}

struct End {
    QPointF at;
    QPointF before;  ///< the point of the line next to it
};

std::vector<End> endsOf(const Line& line)
{
    std::vector<End> ends;
    for (const QPolygonF& piece : line.pieces) {
        if (piece.size() < 2)
            continue;
        ends.push_back({piece.front(), piece[1]});
        ends.push_back({piece.back(), piece[piece.size() - 2]});
    }
    return ends;
}

/// Writes degrees beside the map; keeps account of what is covered.
class Labels {
public:
    Labels(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style, const QRectF& whole)
        : m_painter(painter), m_geometry(geometry), m_style(style), m_whole(whole), m_text(style.small)
    {
        const auto middle = geometry.projection.bounds().centre();
        m_middle = geometry.onFrame(middle);
    }

    void add(const Line& line)
    {
        const QString label = line.parallel ? latitudeText(line.degrees) : longitudeText(line.degrees);
        const QRectF& frame = m_geometry.frame;
        std::optional<QPointF> limb;
        for (const End& end : endsOf(line)) {
            if (line.parallel && std::abs(end.at.x() - frame.left()) < kAtEdge)
                return leftOf(end.at, label);
            if (!line.parallel && std::abs(end.at.y() - frame.bottom()) < kAtEdge)
                return below(end.at, label);
            if (!atLimb(end))
                continue;
            const bool better = !limb || (line.parallel ? end.at.x() < limb->x() : end.at.y() > limb->y());
            if (better)
                limb = end.at;
        }
        if (limb)
            outside(*limb, label);
    }

private:
    bool atLimb(const End& end) const
    {
        const QPointF along = end.at - end.before;
        const double length = std::hypot(along.x(), along.y());
        if (length == 0.0 || !m_geometry.frame.adjusted(1.0, 1.0, -1.0, -1.0).contains(end.at))
            return false;
        return !m_geometry.toGeographic(end.at + along * (kBeyondTheEnd / length));
    }
    void tick(QPointF from, QPointF to)
    {
        m_painter.setPen(QPen(m_style.line, m_style.unit));
        m_painter.drawLine(from, to);
    }
    void leftOf(QPointF at, const QString& label)
    {
        const double length = 3.0 * m_style.unit;
        tick(at, at - QPointF(length, 0.0));
        const double wide = m_text.horizontalAdvance(label);
        const double y = std::clamp(at.y(), m_geometry.frame.top() + m_text.capHeight() / 2.0,
                                    m_geometry.frame.bottom() - m_text.capHeight() / 2.0);
        write(QRectF(at.x() - length - 2.0 * m_style.unit - wide, y - m_text.height() / 2.0, wide,
                     m_text.height()),
              label, m_style.faint);
    }
    void below(QPointF at, const QString& label)
    {
        const double length = 3.0 * m_style.unit;
        tick(at, at + QPointF(0.0, length));
        const double wide = m_text.horizontalAdvance(label);
        const double left = std::clamp(at.x() - wide / 2.0, m_whole.left(), m_whole.right() - wide);
        write(QRectF(left, at.y() + length, wide, m_text.height()), label, m_style.faint);
    }
    void outside(QPointF at, const QString& label)
    {
        QPointF away = at - m_middle;
        away /= std::max(1e-9, std::hypot(away.x(), away.y()));
        const QSizeF size(m_text.horizontalAdvance(label), m_text.capHeight());
        const double reach = std::abs(away.x()) * size.width() / 2.0 +
                             std::abs(away.y()) * size.height() / 2.0 + kGap * m_style.unit;
        const QPointF middle = at + reach * away;
        const QRectF place(middle.x() - size.width() / 2.0, middle.y() - m_text.height() / 2.0, size.width(),
                           m_text.height());
        // On the inner side of a ring outwards would be over the cells.
        if (m_geometry.frame.contains(place) && !m_geometry.toGeographic(middle))
            write(place, label, m_style.text);
    }
    void write(const QRectF& place, const QString& label, const QColor& ink)
    {
        const double room = m_text.averageCharWidth();
        const QRectF claimed = place.adjusted(-room, 0.0, room, 0.0);
        if (std::ranges::any_of(m_taken, [&](const QRectF& other) { return other.intersects(claimed); }))
            return;
        m_taken.push_back(place);
        m_painter.setPen(ink);
        m_painter.drawText(QPointF(place.left(), place.center().y() + m_text.capHeight() / 2.0), label);
    }

    QPainter& m_painter;
    const MapGeometry& m_geometry;
    const FrameStyle& m_style;
    QRectF m_whole;
    QFontMetricsF m_text;
    QPointF m_middle;
    std::vector<QRectF> m_taken;
};

}  // namespace

void paintProjectedGraticule(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style,
                             const QColor& ink)
{
    QPen pen(ink, style.unit);
    pen.setDashPattern({1.0, 3.0});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (const Line& line : linesIn(geometry)) {
        for (const QPolygonF& piece : line.pieces)
            painter.drawPolyline(piece);
    }
    painter.setPen(QPen(style.line, style.unit));
    painter.drawPath(pathOf(limbIn(geometry)));
}

void paintProjectedDegrees(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style,
                           const QRectF& whole)
{
    painter.setFont(style.small);
    Labels labels(painter, geometry, style, whole);
    for (const Line& line : linesIn(geometry))
        labels.add(line);
}
