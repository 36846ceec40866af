#pragma once
#include "fields/region.h"
#include "map/region_handles.h"

#include <QObject>
#include <QPointF>

#include <optional>

class MapView;
class QKeyEvent;
class QMouseEvent;

/// What mouse and keys do to the regions on a map, while rectangles are selected: drag a handle to reshape
/// the active region, an outline or a name to move a region (which becomes active); click an edge's midpoint
/// to put a corner there; Delete or Backspace takes the corner last touched away; Escape takes a drag back.
/// Tells the map, which tells the world (MapView::regionReshaped); everywhere else the map has the events.
class RegionInput : public QObject {
    Q_OBJECT
public:
    explicit RegionInput(MapView& view);
    /// Whatever is dragged stays as it was told last.
    void letGo();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Drag {
        std::size_t region;
        shamal::RegionShape start;
        std::optional<RegionHandle> handle;  ///< else it is moved whole
        QPointF pressed;
        QPointF beside;       ///< from the handle to where it was gripped
        shamal::LatLon from;  ///< in the turn of the shape
        shamal::LatLon last;  ///< likewise, of the pointer
        int number;           ///< told with every change
        bool begun = false;   ///< further than a shaky click
    };

    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    bool key(QEvent& event);
    void removeTouchedCorner();
    void touch();
    void reshape(const shamal::RegionShape& shape);
    bool listens() const;  ///< whether the map's tool leaves regions to this
    void showPointer(QPointF position);

    MapView& m_view;
    std::optional<Drag> m_drag;
    bool m_hovered = false;
};
