#pragma once
#include "map/map_view.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <vector>

/// Links map views: what the user does in one happens in all, with a toggle each and a guard against echo.
class ViewLink : public QObject {
    Q_OBJECT
public:
    explicit ViewLink(QObject* parent = nullptr);
    /// A new view takes on the view of those linked before it, if one of them shows a field.
    void add(MapView* view);
    bool viewLinked() const { return m_viewLinked; }
    void setViewLinked(bool linked);  ///< linking again aligns all views with the one moved last
    /// Views of one group (a unit, say) share their colour scale; one of no group (empty) keeps its own.
    void setColourGroup(MapView* view, const QString& group);
    /// A field laid over a view belongs to the group that it names (SwipeField::scaleOf).
    /// Linking does not change a scale by itself: the next one edited is taken on by the others.
    void setColoursLinked(bool linked);
    /// As if the user had edited the colour bar of `view`.
    void editColours(MapView* view, const ColourScale& scale);
    void setCursorLinked(bool linked);  ///< unlinking takes all marks away

signals:
    void coloursEdited(MapView* view);  ///< of any of the views, and those like it
    // Of any of the views, as MapView tells them.
    void regionDrawn(const shamal::RegionShape& shape);
    void regionReshaped(std::size_t region, const shamal::RegionShape& shape, int drag);
    void regionActivated(std::size_t region);
    void placePinned(const shamal::LatLon& place);
    void swipeMoved();
    void cursorMoved(const std::optional<shamal::LatLon>& point);  ///< over any of the views, linked or not

private:
    void follow(const MapView* leader);
    void share(MapView* leader, const QString& group, const ColourScale& scale);
    void mark(const MapView* under, const std::optional<shamal::LatLon>& point);

    std::vector<QPointer<MapView>> m_views;
    std::map<const MapView*, QString> m_colourGroups;
    QPointer<MapView> m_leader;  // moved last
    bool m_viewLinked = true;
    bool m_cursorLinked = true;
    bool m_coloursLinked = true;
    bool m_echo = false;
};
