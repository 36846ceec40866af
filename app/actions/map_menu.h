#pragma once
#include "session/map_choice.h"
#include "session/session.h"

#include <functional>

class QMenu;

/// Fills a menu with what a map can show of a session: fields of the day and statistics of the season of
/// every data set, comparisons of two, the way of regridding, and what is laid over it. What is shown now is
/// ticked; `choose` is called with what is asked for.
void addMapChoices(QMenu& menu, const Session& session, const MapChoice& shown,
                   const std::function<void(const MapChoice&)>& choose);
