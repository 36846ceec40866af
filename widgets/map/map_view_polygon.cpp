// Drawing a polygon on a map, corner by corner.
#include "map/map_view.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>

void MapView::addCorner(QPointF position)
{
    const auto place = toGeographic(position);
    if (!place)
        return;
    shamal::LatLon corner = *place;
    corner.latitude = std::clamp(corner.latitude, -90.0, 90.0);
    if (!m_corners.empty())
        corner.longitude = nearestTurn(corner.longitude, m_corners.back().longitude);
    m_corners.push_back(corner);
    m_nextCorner = corner;
    update();
}

void MapView::moveNextCorner(QPointF position)
{
    if (m_corners.empty())
        return;
    m_nextCorner = toGeographic(position);
    if (m_nextCorner)
        m_nextCorner->longitude = nearestTurn(m_nextCorner->longitude, m_corners.back().longitude);
    update();
}

void MapView::finishPolygon()
{
    shamal::Ring ring = std::exchange(m_corners, {});
    m_nextCorner.reset();
    update();
    // A double click leaves its corner twice.
    const auto last = std::unique(ring.begin(), ring.end());
    ring.erase(last, ring.end());
    if (ring.size() >= 3)
        emit regionDrawn(shamal::Polygon{{{ring, {}}}});
}

bool MapView::polygonKey(int key)
{
    if (m_corners.empty())
        return false;
    switch (key) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            finishPolygon();
            return true;
        case Qt::Key_Backspace:
            m_corners.pop_back();
            if (m_corners.empty())
                m_nextCorner.reset();
            update();
            return true;
        case Qt::Key_Escape:
            m_corners.clear();
            m_nextCorner.reset();
            update();
            return true;
        default:
            return false;
    }
}

shamal::Ring MapView::drawnRing() const
{
    shamal::Ring ring = m_corners;
    if (m_nextCorner && !ring.empty() && ring.back() != *m_nextCorner)
        ring.push_back(*m_nextCorner);
    return ring;
}
