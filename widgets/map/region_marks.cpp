#include "map/region_marks.h"

#include "map/map_curves.h"
#include "map/pixel_grid.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

using Kind = RegionHandle::Kind;

// Logical pixels, times the style's unit where they are drawn.
constexpr double kHandleReach = 8.0;
constexpr double kLineReach = 5.0;
constexpr double kHandleSize = 8.0;
constexpr double kBetweenCorners = 10.0;  // closer corners have no handle until the map is enlarged
constexpr double kEdgeWithMidpoint = 36.0;
constexpr std::size_t kMostHandles = 10000;  // a country's outline is not reshaped by hand
constexpr double kLabelAway = 8.0;
constexpr double kLabelPadding = 4.0;
constexpr double kWidestName = 160.0;

double distanceTo(const QLineF& line, QPointF point)
{
    const QPointF along = line.p2() - line.p1();
    const double length = QPointF::dotProduct(along, along);
    const double share =
        length == 0.0 ? 0.0 : std::clamp(QPointF::dotProduct(point - line.p1(), along) / length, 0.0, 1.0);
    return QLineF(point, line.pointAt(share)).length();
}

/// Black or white, whichever is read more easily on it (relative luminance of WCAG 2).
QColor legibleOn(const QColor& ground)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    const double luminance =
        0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF()) + 0.0722 * linear(ground.blueF());
    return luminance > 0.179 ? Qt::black : Qt::white;
}

/// Places in pixels, all of one copy where the plane repeats itself; nothing for those not shown.
std::vector<std::optional<QPointF>> inOneCopy(const MapGeometry& geometry,
                                              const std::vector<RegionHandle>& handles)
{
    std::vector<std::optional<QPointF>> places;
    const auto period = geometry.projection.period();
    std::optional<double> first;
    for (const RegionHandle& handle : handles) {
        auto at = geometry.toPixels(handle.place);
        if (at && period) {
            // The plane's x goes with longitude there.
            const double perDegree = *period / 360.0 / geometry.unitsPerPixel;
            if (!first)
                first = at->x() - handle.place.longitude * perDegree;
            at->setX(*first + handle.place.longitude * perDegree);
        }
        places.push_back(at);
    }
    return places;
}

}  // namespace

void RegionMarks::setRegions(const shamal::RegionList& regions)
{
    m_regions = regions;
    m_stale = true;
}

void RegionMarks::setInHand(const std::optional<shamal::RegionShape>& shape)
{
    m_inHand = shape;
    m_stale = true;
}

const shamal::RegionShape& RegionMarks::shapeOf(std::size_t region) const
{
    return m_inHand && region == m_regions.active ? *m_inHand : m_regions.regions[region].shape;
}

QColor RegionMarks::inkOf(std::size_t region, const QColor& accent) const
{
    const QColor own(QString::fromStdString(m_regions.regions[region].colour));
    return own.isValid() ? own : accent;
}

void RegionMarks::layOut(const MapGeometry& geometry, const FrameStyle& style)
{
    const bool moved = geometry != m_geometry || style.small != m_style.small;
    if (!moved && !m_stale)
        return;
    m_geometry = geometry;
    m_style = style;
    m_stale = false;
    if (moved)
        m_marks.clear();
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < m_regions.regions.size(); ++i) {
        const bool kept = i < m_marks.size() && m_marks[i].shape == shapeOf(i) &&
                          m_marks[i].name == QString::fromStdString(m_regions.regions[i].name);
        marks.push_back(kept ? std::move(m_marks[i]) : markOf(i));
    }
    m_marks = std::move(marks);
    placeHandles();
}

RegionMarks::Mark RegionMarks::markOf(std::size_t region) const
{
    Mark mark{shapeOf(region), QString::fromStdString(m_regions.regions[region].name), {}, {}};
    std::vector<QPolygonF> outlines = outlinesIn(m_geometry, mark.shape);
    const bool straight =
        std::holds_alternative<shamal::LatLonBox>(mark.shape) && m_geometry.projection.isPlateCarree();
    if (straight && m_target == Target::Screen) {
        for (QPolygonF& line : outlines)
            std::ranges::transform(line, line.begin(), ontoPixel);
    }
    mark.outline = pathOf(outlines);
    mark.label = labelAt(mark.outline, mark.name);
    return mark;
}

/// Above the topmost point of the outline, of several the leftmost.
QRectF RegionMarks::labelAt(const QPainterPath& outline, const QString& name) const
{
    if (outline.isEmpty() || name.isEmpty())
        return {};
    QPointF top = outline.elementAt(0);
    for (int i = 1; i < outline.elementCount(); ++i) {
        const QPointF point = outline.elementAt(i);
        const double higher = top.y() - point.y();
        if (higher > 0.5 || (higher > -0.5 && point.x() < top.x()))
            top = point;
    }
    const double unit = m_style.unit;
    const QFontMetricsF metrics(m_style.small);
    const QString shown = metrics.elidedText(name, Qt::ElideMiddle, kWidestName * unit);
    const QSizeF size(metrics.horizontalAdvance(shown) + 2.0 * kLabelPadding * unit, metrics.height());
    QRectF label(QPointF(top.x(), top.y() - kLabelAway * unit - size.height()), size);
    if (label.top() < m_geometry.frame.top())
        label.moveTop(top.y() + kLabelAway * unit);
    label.moveLeft(
        std::max(m_geometry.frame.left(), std::min(label.left(), m_geometry.frame.right() - size.width())));
    return label;
}

void RegionMarks::placeHandles()
{
    m_handles.clear();
    if (!m_regions.active || m_target == Target::Figure)
        return;
    const std::vector<RegionHandle> handles = handlesOf(shapeOf(*m_regions.active));
    if (handles.size() > kMostHandles)
        return;
    const auto places = inOneCopy(m_geometry, handles);
    std::optional<QPointF> last;
    const auto isNear = [&](QPointF at) {
        return last && QLineF(*last, at).length() < kBetweenCorners * m_style.unit;
    };
    const bool polygon = std::holds_alternative<shamal::Polygon>(shapeOf(*m_regions.active));
    for (std::size_t i = 0; i < handles.size(); ++i) {
        if (!places[i] || !m_geometry.frame.contains(*places[i]))
            continue;
        if (polygon && handles[i].kind == Kind::Midpoint) {
            // Amid a long edge only; half of it is as far as from the corner before.
            const auto& corner = places[i - 1];
            if (!corner || QLineF(*corner, *places[i]).length() < kEdgeWithMidpoint * m_style.unit / 2.0)
                continue;
        } else if (polygon) {
            if (isNear(*places[i]))
                continue;
            last = *places[i];
        }
        m_handles.push_back({handles[i], *places[i]});
    }
}

std::optional<RegionMarks::Grip> RegionMarks::gripAt(QPointF position) const
{
    const PlacedHandle* nearest = nullptr;
    double reach = kHandleReach * m_style.unit;
    for (const PlacedHandle& placed : m_handles) {
        const double distance = QLineF(position, placed.at).length();
        if (distance > reach)
            continue;
        nearest = &placed;
        reach = distance;
    }
    if (nearest != nullptr)
        return Grip{*m_regions.active, nearest->handle, nearest->at};
    if (m_regions.active && isUnder(position, m_marks[*m_regions.active]))
        return Grip{*m_regions.active, std::nullopt, {}};
    for (std::size_t i = m_marks.size(); i-- > 0;) {
        if (isUnder(position, m_marks[i]))
            return Grip{i, std::nullopt, {}};
    }
    return std::nullopt;
}

bool RegionMarks::isUnder(QPointF position, const Mark& mark) const
{
    if (mark.label.contains(position))
        return true;
    const double reach = kLineReach * m_style.unit;
    if (!mark.outline.controlPointRect().adjusted(-reach, -reach, reach, reach).contains(position))
        return false;
    for (int i = 1; i < mark.outline.elementCount(); ++i) {
        const QPainterPath::Element to = mark.outline.elementAt(i);
        if (to.isLineTo() && distanceTo({mark.outline.elementAt(i - 1), to}, position) <= reach)
            return true;
    }
    return false;
}

void RegionMarks::paint(QPainter& painter, const QColor& accent, bool handles) const
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (i != m_regions.active)
            order.push_back(i);
    }
    if (m_regions.active)
        order.push_back(*m_regions.active);
    for (const std::size_t region : order)
        paintOutline(painter, region, inkOf(region, accent));
    for (const std::size_t region : order)
        paintLabel(painter, m_marks[region], inkOf(region, accent));
    if (handles && m_regions.active)
        paintHandles(painter, inkOf(*m_regions.active, accent));
}

void RegionMarks::paintOutline(QPainter& painter, std::size_t region, const QColor& ink) const
{
    const double width = (region == m_regions.active ? 2.0 : 1.4) * m_style.unit;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(QColor(255, 255, 255, 140), width + (region == m_regions.active ? 2.0 : 1.2) * m_style.unit));
    painter.drawPath(m_marks[region].outline);
    painter.setPen(QPen(ink, width));
    painter.drawPath(m_marks[region].outline);
}

void RegionMarks::paintLabel(QPainter& painter, const Mark& mark, const QColor& ink) const
{
    if (mark.label.isEmpty())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawRoundedRect(mark.label, 2.0 * m_style.unit, 2.0 * m_style.unit);
    painter.setFont(m_style.small);
    painter.setPen(legibleOn(ink));
    painter.drawText(
        mark.label, Qt::AlignCenter,
        QFontMetricsF(m_style.small).elidedText(mark.name, Qt::ElideMiddle, kWidestName * m_style.unit));
}

void RegionMarks::paintHandles(QPainter& painter, const QColor& ink) const
{
    const double unit = m_style.unit;
    for (const auto& [handle, at] : m_handles) {
        const bool small = handle.kind == Kind::Midpoint;
        const bool round = small || handle.kind == Kind::Centre || handle.kind == Kind::AxisEnd;
        const double size = (small ? kHandleSize - 2.0 : kHandleSize) * unit;
        const QRectF area(ontoPixel(at) - QPointF(size / 2.0, size / 2.0), QSizeF(size, size));
        painter.setPen(QPen(ink, 1.5 * unit));
        const bool touched = m_touched && handle.kind == Kind::Corner && samePlace(*m_touched, handle.place);
        painter.setBrush(touched ? ink : Qt::white);
        if (round)
            painter.drawEllipse(area);
        else
            painter.drawRect(area);
    }
}
