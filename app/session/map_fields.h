#pragma once
#include "map/colour_scale.h"
#include "map/map_field.h"
#include "session/session.h"

#include <QString>

#include <optional>

/// What one map is to show: a field, or why there is none.
struct PaneContent {
    std::optional<MapField> field;
    QString explanation;
    QString matched =
        {};  ///< which step it is, where that is not of the day alone: "monthly value of 2006-07"
};

PaneContent coarsePane(const Session& session);
PaneContent finePane(const Session& session);
PaneContent downscaledPane(const Session& session);
/// Downscaled - fine; without a fine field of that day downscaled - coarse; without a downscaled one fine -
/// coarse. The coarse field is brought to the fine grid bilinearly, and the map says so.
PaneContent differencePane(const Session& session);
/// The same of panes that are made already: a day is stepped to without making them twice.
PaneContent differencePane(const Session& session, const PaneContent& coarse, const PaneContent& fine,
                           const PaneContent& downscaled);

/// One scale for coarse, fine and downscaled fields, from a sample over all days of the finest source.
ColourScale commonScale(const Session& session);
/// Its own scale for a source whose units differ from those of the common scale.
ColourScale scaleOf(const shamal::FieldSeries& series);
bool sharesUnits(const Session& session);
