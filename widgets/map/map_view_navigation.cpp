// Where a map goes and where it was: its history, and zooming into a rectangle.
#include "map/map_view.h"

#include <algorithm>

namespace {

constexpr double kSmallestZoom = 4.0;  // logical pixels a side; smaller ones are shaky clicks

}  // namespace

MapExtent MapView::extent() const
{
    return {m_projection, geometry().visiblePlane()};
}

void MapView::visit(const shamal::LatLonBox& box)
{
    const MapExtent before = extent();
    setView(box);
    // Who saw nothing has nothing to go back to.
    if (m_hasField && extent() != before)
        m_history.leave(before);
}

void MapView::goBack()
{
    showPast(m_history.back(extent()));
}

void MapView::goForward()
{
    showPast(m_history.forward(extent()));
}

void MapView::showPast(const std::optional<MapExtent>& past)
{
    if (!past)
        return;
    const MapGeometry there = MapGeometry::fitted(*past, frame().map);
    // The stretch of plate carrée belongs to a view; which projection is shown is another matter.
    if (past->projection.kind() == m_projection.kind() && m_projection.isPlateCarree())
        m_projection = past->projection;
    moveByUser(past->projection == m_projection ? there : there.reprojected(m_projection));
}

void MapView::stepByUser(const MapGeometry& to)
{
    m_history.leaveByStep(extent(), ViewHistory::Clock::now());
    moveByUser(to);
}

std::optional<QRectF> MapView::zoomFrame() const
{
    if (!m_drag || m_drag->kind != Drag::Kind::Zoom)
        return std::nullopt;
    const QRectF part = QRectF(m_drag->from, m_drag->to).normalized();
    return std::min(part.width(), part.height()) < kSmallestZoom ? std::nullopt : std::optional(part);
}

void MapView::zoomInto(const QRectF& part)
{
    const MapGeometry where = geometry();
    const auto topLeft = where.onPlane(part.topLeft());
    const auto bottomRight = where.onPlane(part.bottomRight());
    m_history.leave(extent());
    moveByUser(MapGeometry::fitted({m_projection, {topLeft.x, bottomRight.y, bottomRight.x, topLeft.y}},
                                   where.frame));
}

void MapView::setDetails(const MapDetails& details)
{
    if (m_details == details)
        return;
    m_details = details;
    repaintAll();
}
