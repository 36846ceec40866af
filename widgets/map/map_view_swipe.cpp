// A second field over a map, right of an edge that moves.
#include "map/map_scene.h"
#include "map/map_view.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kGripWidth = 10.0;  // logical pixels
constexpr double kGripHeight = 32.0;

}  // namespace

void MapView::setSwipe(std::optional<SwipeField> swipe)
{
    m_swipe = std::move(swipe);
    m_swipeRange = m_swipe ? valueRange(m_swipe->field) : ValueRange();
    m_cellsStale = true;
    describe();
    updatePointer();
    repaintAll();
}

bool MapView::swipeShown() const
{
    return m_swipe && !m_swipe->field.grid.empty();
}

const ColourScale& MapView::swipeScale() const
{
    return m_swipe && m_swipe->scale ? *m_swipe->scale : m_scale;
}

void MapView::setSwipeScale(const ColourScale& scale)
{
    if (!m_swipe || !m_swipe->scale)
        return;
    m_swipe->scale = scale;
    m_cellsStale = true;
    repaintAll();
}

QRectF MapView::swipeBarBody() const
{
    const MapFrame parts = frame();
    return parts.otherColourBar ? parts.otherColourBar->body(parts.otherBar, parts.style) : QRectF();
}

double MapView::swipeEdge() const
{
    const QRectF map = frame().map;
    const double ratio = devicePixelRatioF();
    return std::round((map.left() + m_swipeShare * map.width()) * ratio) / ratio;
}

void MapView::setSwipeShare(double share)
{
    m_swipeShare = std::clamp(share, 0.0, 1.0);
    update();
    emit swipeMoved();
}

const MapField* MapView::fieldAt(shamal::LatLon point) const
{
    if (!m_hasField)
        return nullptr;
    if (!m_swipe)
        return &m_field;
    const MapGeometry where = geometry();
    const auto nearest = where.toPixels(point);
    // Where the Earth is seen more than once, longitudes tell which of them is meant.
    const double x = m_projection.isPlateCarree() ? where.x(point.longitude) : 0.0;
    const bool told = m_projection.isPlateCarree() && x >= where.frame.left() && x <= where.frame.right();
    if (!told && !nearest)
        return &m_field;
    if ((told ? x : nearest->x()) < swipeEdge())
        return &m_field;
    return swipeShown() ? &m_swipe->field : nullptr;
}

std::optional<ColourBar> MapView::swipeBar() const
{
    if (!swipeShown() || !m_swipe->scale)
        return std::nullopt;
    return colourBarOf(m_swipe->field, m_swipeRange, *m_swipe->scale);
}

void MapView::refreshSwipe()
{
    if (!swipeShown()) {
        m_swipeScene.reset();
        return;
    }
    if (!m_swipeScene)
        m_swipeScene = std::make_unique<MapScene>();
    const ColourScale& scale = swipeScale();
    m_swipeScene->setCells(m_swipe->field.grid, cellImage(m_swipe->field, scale),
                           m_swipeRange.missing ? std::optional(scale.colours().missing) : std::nullopt);
}

void MapView::renderSwipe(QSize deviceSize, double ratio)
{
    if (!m_swipeScene)
        return;
    const int edge = static_cast<int>(std::lround(swipeEdge() * ratio));
    m_swipeScene->setRelief(m_details.relief);
    m_swipeScene->setInks(FrameStyle::ofWidget(*this).outside, swipeScale().colours().line);
    m_swipeScene->render(geometry(), deviceSize, ratio, defaultFramebufferObject(),
                         QRect(edge, 0, deviceSize.width() - edge, deviceSize.height()));
}

void MapView::paintSwipe(QPainter& painter, const QRectF& map) const
{
    if (!m_swipe)
        return;
    const FrameStyle style = FrameStyle::ofWidget(*this);
    const double edge = swipeEdge();
    if (!swipeShown()) {
        const QRectF right(QPointF(edge, map.top()), map.bottomRight());
        const double margin = 12.0 * style.unit;
        painter.fillRect(right, style.paper);
        painter.setFont(style.small);
        painter.setPen(style.faint);
        painter.drawText(right.adjusted(margin, margin, -margin, -margin), Qt::AlignCenter | Qt::TextWordWrap,
                         m_swipe->explanation);
    }
    painter.setPen(QPen(style.paper, 3.0));
    painter.drawLine(QPointF(edge, map.top()), QPointF(edge, map.bottom()));
    painter.setPen(QPen(style.text, 1.0));
    painter.drawLine(QPointF(edge, map.top()), QPointF(edge, map.bottom()));
    QRectF grip(0.0, 0.0, kGripWidth * style.unit, kGripHeight * style.unit);
    grip.moveCenter({edge, map.center().y()});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(style.paper);
    painter.drawRoundedRect(grip, 4.0, 4.0);
    for (const double aside : {-1.5, 1.5})
        painter.drawLine(grip.center() + QPointF(aside, -0.2 * grip.height()),
                         grip.center() + QPointF(aside, 0.2 * grip.height()));
    painter.restore();
}
