#pragma once
#include "map/map_view.h"
#include "map/view_link.h"

#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QPainter;
class QRubberBand;

/// The linked maps of the centre, one to six in a grid. A map dragged by its title onto another changes
/// places with it; a double click on the title shows it alone, and all again.
class MapBoard : public QWidget {
    Q_OBJECT
public:
    /// The maps of a new window.
    enum Pane { Coarse, Fine, Downscaled, Difference };
    static constexpr int kPanes = 4;
    static constexpr int kMostMaps = 6;

    explicit MapBoard(QWidget* parent = nullptr);
    ~MapBoard() override;

    /// Maps are counted from 0 in the order made; places may differ after a swap, and numbers close up when
    /// one is closed.
    int count() const { return static_cast<int>(m_views.size()); }
    MapView& view(int map) { return *m_views.at(static_cast<std::size_t>(map)); }
    const MapView& view(int map) const { return *m_views.at(static_cast<std::size_t>(map)); }
    ViewLink& link() { return m_link; }

    /// At the end of the grid, with the view, tool and regions of the others. Not past kMostMaps.
    void addMap();
    void closeMap(int map);  ///< the last one stays
    void swapPlaces(int one, int other);
    std::optional<int> maximised() const { return m_maximised; }
    void setMaximised(std::optional<int> map);

    QSize sizeHint() const override { return {640, 480}; }
    void setTool(MapView::Tool tool);
    void setDistanceRing(const std::optional<DistanceRing>& ring);
    void setView(const shamal::LatLonBox& box);
    void visit(const shamal::LatLonBox& box);  ///< setView(), which the maps' histories remember
    void setProjection(const shamal::Projection& projection);
    void setRegions(const shamal::RegionList& regions);
    void setPins(const MapPins& pins);
    void setDetails(const MapDetails& details);
    /// The map that has the keyboard, else the one moved last, else the first.
    MapView& current();

    /// The maps that hold a field, as they are placed, for a figure.
    void paintFigure(QPainter& painter, const QRectF& target) const;

signals:
    // Of any of the maps, as MapView tells them.
    void regionDrawn(const shamal::RegionShape& shape);
    void regionReshaped(std::size_t region, const shamal::RegionShape& shape, int drag);
    void regionActivated(std::size_t region);
    void placePinned(const shamal::LatLon& place);
    void swipeMoved();
    void cursorMoved(const std::optional<shamal::LatLon>& point);
    void mapFocused(int map);
    void viewChanged();         ///< of any map, by the user
    void arrangementChanged();  ///< maps added, closed, swapped, shown alone or all
    /// The menu of a map is asked for, by mouse or key.
    void menuRequested(int map, const QPoint& globalPosition);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeView();
    void layOut();
    std::optional<int> mapAt(QPoint position) const;
    void endDrag();

    std::vector<MapView*> m_views;
    std::vector<int> m_places;  ///< maps in the order of the grid
    std::optional<int> m_maximised;
    std::optional<int> m_dragged;
    QPoint m_pressedAt;
    QRubberBand* m_target;  ///< around the map that would change places
    QGridLayout* m_layout;
    ViewLink m_link;
    MapView::Tool m_tool = MapView::Tool::Select;
    shamal::RegionList m_regions;
    MapPins m_pins;
    MapDetails m_details;
    QPointer<MapView> m_movedLast;
};
