#include "map/view_link.h"

#include <QScopedValueRollback>

ViewLink::ViewLink(QObject* parent) : QObject(parent) {}

void ViewLink::add(MapView* view)
{
    if (m_viewLinked) {
        for (const auto& other : m_views) {
            if (other && other->hasField()) {
                view->copyView(m_leader ? *m_leader : *other);
                break;
            }
        }
    }
    m_views.emplace_back(view);
    connect(view, &MapView::viewChanged, this, [this, view] {
        m_leader = view;
        if (m_viewLinked)
            follow(view);
    });
    connect(view, &MapView::cursorMoved, this, [this, view](const std::optional<shamal::LatLon>& point) {
        if (m_cursorLinked)
            mark(view, point);
        emit cursorMoved(point);
    });
    connect(view, &MapView::regionDrawn, this, &ViewLink::regionDrawn);
    connect(view, &MapView::regionReshaped, this, &ViewLink::regionReshaped);
    connect(view, &MapView::regionActivated, this, &ViewLink::regionActivated);
    connect(view, &MapView::placePinned, this, &ViewLink::placePinned);
    connect(view, &MapView::colourScaleEdited, this,
            [this, view](const ColourScale& scale) { share(view, m_colourGroups[view], scale); });
    connect(view, &MapView::swipeScaleEdited, this, [this, view](const ColourScale& scale) {
        if (view->swipe())  // it may have gone under the hand
            share(view, view->swipe()->scaleOf, scale);
    });
    connect(view, &MapView::swipeMoved, this, &ViewLink::swipeMoved);
}

void ViewLink::setViewLinked(bool linked)
{
    m_viewLinked = linked;
    if (linked && m_leader)
        follow(m_leader);
}

void ViewLink::setColourGroup(MapView* view, const QString& group)
{
    m_colourGroups[view] = group;
}

void ViewLink::setColoursLinked(bool linked)
{
    m_coloursLinked = linked;
}

void ViewLink::editColours(MapView* view, const ColourScale& scale)
{
    view->setColourScale(scale);
    share(view, m_colourGroups[view], scale);
}

void ViewLink::share(MapView* leader, const QString& group, const ColourScale& scale)
{
    for (const auto& view : m_views) {
        if (!view || !m_coloursLinked || group.isEmpty())
            continue;
        if (m_colourGroups[view] == group)
            view->setColourScale(scale);
        if (view->swipe() && view->swipe()->scaleOf == group)
            view->setSwipeScale(scale);
    }
    emit coloursEdited(leader);
}

void ViewLink::setCursorLinked(bool linked)
{
    m_cursorLinked = linked;
    if (!linked)
        mark(nullptr, std::nullopt);
}

void ViewLink::follow(const MapView* leader)
{
    if (m_echo)
        return;
    const QScopedValueRollback guard(m_echo, true);
    for (const auto& view : m_views) {
        if (view && view != leader)
            view->copyView(*leader);
    }
}

void ViewLink::mark(const MapView* under, const std::optional<shamal::LatLon>& point)
{
    for (const auto& view : m_views) {
        if (view)
            view->setCursorMark(view == under ? std::nullopt : point);
    }
}
