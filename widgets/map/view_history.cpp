#include "map/view_history.h"

#include <utility>

namespace {

std::optional<MapExtent> moved(std::vector<MapExtent>& from, std::vector<MapExtent>& to,
                               const MapExtent& shown)
{
    if (from.empty())
        return std::nullopt;
    to.push_back(shown);
    MapExtent view = std::move(from.back());
    from.pop_back();
    return view;
}

}  // namespace

void ViewHistory::leave(const MapExtent& view)
{
    m_lastStep.reset();
    m_after.clear();
    m_before.push_back(view);
    if (m_before.size() > kMostViews)
        m_before.erase(m_before.begin());
}

void ViewHistory::leaveByStep(const MapExtent& view, Clock::time_point when)
{
    if (!m_lastStep || when - *m_lastStep > kPause)
        leave(view);
    m_lastStep = when;
}

std::optional<MapExtent> ViewHistory::back(const MapExtent& shown)
{
    m_lastStep.reset();
    return moved(m_before, m_after, shown);
}

std::optional<MapExtent> ViewHistory::forward(const MapExtent& shown)
{
    m_lastStep.reset();
    return moved(m_after, m_before, shown);
}
