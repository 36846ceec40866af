// A second field over a map.
#include "panels/map_board.h"
#include "session/map_scales.h"
#include "window/main_window.h"

#include <utility>

namespace {

/// Of the field laid over a map, on that map's day.
MapChoice swiped(const MapChoice& map)
{
    MapChoice choice;
    choice.field = *map.swipe;
    choice.day = map.day;
    return choice;
}

}  // namespace

void MainWindow::showSwipe(std::size_t map)
{
    const MapChoice& choice = m_session.maps()[map];
    MapView& view = m_maps->view(static_cast<int>(map));
    if (!choice.swipe) {
        if (view.swipe())
            view.setSwipe(std::nullopt);
        return;
    }
    const MapChoice over = swiped(choice);
    MapContent content = m_contents.of(over);
    SwipeField swipe = view.swipe().value_or(SwipeField());
    swipe.explanation = content.explanation;
    const QString group = colourGroupOf(m_session, over);
    if (group == colourGroupOf(m_session, choice))
        swipe.scale.reset();
    else if (content.field && (!swipe.scale || swipe.scaleOf != group))
        swipe.scale = swipeScale(map, *content.field);
    swipe.scaleOf = group;
    swipe.field = content.field ? std::move(*content.field) : MapField();
    view.setSwipe(std::move(swipe));
}

/// That of a map that shows the like, or fitted.
ColourScale MainWindow::swipeScale(std::size_t map, const MapField& field)
{
    const MapChoice choice = swiped(m_session.maps()[map]);
    const QString group = colourGroupOf(m_session, choice);
    for (std::size_t other = 0; other < m_session.maps().size(); ++other) {
        if (m_fitted[other] && colourGroupOf(m_session, m_session.maps()[other]) == group)
            return m_maps->view(static_cast<int>(other)).colourScale();
    }
    return fittedScale(m_session, choice, field);
}

void MainWindow::fitSwipes()
{
    for (int map = 0; map < m_maps->count(); ++map) {
        MapView& view = m_maps->view(map);
        if (!view.swipe() || !view.swipe()->scale || view.swipe()->field.grid.empty())
            continue;
        SwipeField swipe = *view.swipe();
        swipe.scale = swipeScale(static_cast<std::size_t>(map), swipe.field);
        view.setSwipe(std::move(swipe));
    }
}
