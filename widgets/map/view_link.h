#pragma once
#include "map/map_view.h"

#include <QObject>
#include <QPointer>

#include <vector>

/// Links map views: what the user does in one happens in all, with a toggle each and a guard against echo.
class ViewLink : public QObject {
    Q_OBJECT
public:
    explicit ViewLink(QObject* parent = nullptr);
    /// A new view takes on the view of those linked before it, if one of them shows a field.
    void add(MapView* view);
    void setViewLinked(bool linked);    ///< linking again aligns all views with the one moved last
    void setCursorLinked(bool linked);  ///< unlinking takes all marks away

signals:
    void selectionChanged(const shamal::LatLonBox& box);           ///< drawn on any of the views
    void cursorMoved(const std::optional<shamal::LatLon>& point);  ///< over any of the views, linked or not

private:
    void follow(const MapView* leader);
    void mark(const MapView* under, const std::optional<shamal::LatLon>& point);

    std::vector<QPointer<MapView>> m_views;
    QPointer<MapView> m_leader;  // moved last
    bool m_viewLinked = true;
    bool m_cursorLinked = true;
    bool m_echo = false;
};
