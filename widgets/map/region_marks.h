#pragma once
#include "fields/region_list.h"
#include "map/frame_style.h"
#include "map/map_geometry.h"
#include "map/region_handles.h"

#include <QColor>
#include <QPainterPath>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

/// Regions as they lie on a map or a figure: outlines in their colours, names, and handles of the active one.
class RegionMarks {
public:
    enum class Target { Screen, Figure };  ///< on a screen, sides of rectangles are on whole pixels
    /// What is under a point: a handle of the active region, else a region's outline or name.
    struct Grip {
        std::size_t region;
        std::optional<RegionHandle> handle;
        QPointF at;  ///< of the handle
    };

    explicit RegionMarks(Target target) : m_target(target) {}

    void setRegions(const shamal::RegionList& regions);
    const shamal::RegionList& regions() const { return m_regions; }
    /// The active region's shape while it is dragged; nothing: as in the list.
    void setInHand(const std::optional<shamal::RegionShape>& shape);
    /// A corner that is filled: the one Delete would take away.
    void setTouched(const std::optional<shamal::LatLon>& corner) { m_touched = corner; }
    const std::optional<shamal::LatLon>& touched() const { return m_touched; }

    /// Before the two below, whenever something may have changed; costs nothing when nothing has.
    void layOut(const MapGeometry& geometry, const FrameStyle& style);
    std::optional<Grip> gripAt(QPointF position) const;
    /// `accent` for regions without a colour of their own.
    void paint(QPainter& painter, const QColor& accent, bool handles) const;

private:
    struct Mark {
        shamal::RegionShape shape;
        QString name;
        QPainterPath outline;
        QRectF label;  ///< empty where the outline is out of sight
    };
    struct PlacedHandle {
        RegionHandle handle;
        QPointF at;
    };

    const shamal::RegionShape& shapeOf(std::size_t region) const;
    QColor inkOf(std::size_t region, const QColor& accent) const;
    Mark markOf(std::size_t region) const;
    QRectF labelAt(const QPainterPath& outline, const QString& name) const;
    void placeHandles();
    bool isUnder(QPointF position, const Mark& mark) const;
    void paintOutline(QPainter& painter, std::size_t region, const QColor& ink) const;
    void paintLabel(QPainter& painter, const Mark& mark, const QColor& ink) const;
    void paintHandles(QPainter& painter, const QColor& ink) const;

    Target m_target;
    shamal::RegionList m_regions;
    std::optional<shamal::RegionShape> m_inHand;
    std::optional<shamal::LatLon> m_touched;
    bool m_stale = true;
    MapGeometry m_geometry;
    FrameStyle m_style;
    std::vector<Mark> m_marks;
    std::vector<PlacedHandle> m_handles;
};
