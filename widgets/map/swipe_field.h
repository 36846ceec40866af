#pragma once
#include "map/colour_scale.h"
#include "map/map_field.h"

#include <optional>

/// A field laid over the part of a map that is right of an edge the user moves.
struct SwipeField {
    MapField field = {};                    ///< empty: nothing to lay over
    QString explanation = {};               ///< of an empty field: what is missing
    std::optional<ColourScale> scale = {};  ///< none: that of the map
    QString scaleOf = {};                   ///< the group of fields that `scale` is for
};

/// What a map of both is headed: "MERRA-2 | G5NR · DUEXTTAU", both dates where they differ. No cells.
MapField headingOf(const MapField& left, const MapField& right);
