#pragma once
#include "map/map_geometry.h"

#include <chrono>
#include <optional>
#include <vector>

/// Views that were left for others, to go back to and forward again, as a browser keeps its pages. Holds what
/// was left, not what is shown: that may change by itself (a window resized, other data) without an entry.
class ViewHistory {
public:
    using Clock = std::chrono::steady_clock;
    /// Steps (of wheel, keys, a pinch) that follow each other faster are one change.
    static constexpr Clock::duration kPause = std::chrono::milliseconds(500);
    static constexpr std::size_t kMostViews = 100;  ///< the oldest are forgotten

    void leave(const MapExtent& view);
    void leaveByStep(const MapExtent& view, Clock::time_point when);

    bool canGoBack() const { return !m_before.empty(); }
    bool canGoForward() const { return !m_after.empty(); }
    /// The view to show in place of `shown`; nothing at the end.
    std::optional<MapExtent> back(const MapExtent& shown);
    std::optional<MapExtent> forward(const MapExtent& shown);

private:
    std::vector<MapExtent> m_before, m_after;  ///< the nearest last
    std::optional<Clock::time_point> m_lastStep;
};
