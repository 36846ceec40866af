#pragma once
#include "fields/region.h"

#include <optional>
#include <vector>

/// A point of a region's shape that can be gripped. Longitudes of handles are in the turn of the shape.
struct RegionHandle {
    enum class Kind {
        Corner,    ///< of a rectangle (every other of the eight from south-west on) or of a polygon
        Side,      ///< the middle of a rectangle's side, which moves alone
        Midpoint,  ///< of a polygon's edge, where a corner can be put
        Centre,    ///< of an ellipse
        AxisEnd    ///< of an ellipse; as axisEnds()
    };
    Kind kind;
    std::size_t
        index;  ///< among those of a rectangle or ellipse; the corner (that begins the edge) of a polygon
    shamal::LatLon place;
    bool operator==(const RegionHandle&) const = default;
};

/// Within a tenth of a metre, longitudes modulo 360.
bool samePlace(shamal::LatLon a, shamal::LatLon b);

/// Corners of polygons are counted through all rings: outer, holes, and part after part.
std::vector<RegionHandle> handlesOf(const shamal::RegionShape& shape);

/// The shape with its handle taken to `to`, whose longitude goes on from the handle's (it does not jump by a
/// turn). Rectangles turn over when a side passes the other; a midpoint becomes a corner. What would have no
/// extent, or go round the Earth, stays as it is.
shamal::RegionShape dragged(const shamal::RegionShape& shape, const RegionHandle& handle, shamal::LatLon to);

/// Moved whole by the way from `from` to `to` in degrees (an ellipse keeps its lengths in km), no further
/// than the poles. What touches a pole only goes east and west.
shamal::RegionShape moved(const shamal::RegionShape& shape, shamal::LatLon from, shamal::LatLon to);

/// A polygon without its corner at `corner`, or without the hole or part that has only three; nothing when
/// there is no such corner or no polygon would be left.
std::optional<shamal::RegionShape> withoutCorner(const shamal::RegionShape& shape, shamal::LatLon corner);
