#pragma once
#include "fields/field_series.h"
#include "io/coordinate_axes.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shamal {

/// A variable on latitude and longitude, and which of its dimensions is which (positions in
/// variable.dimensions). Further dimensions have length 1.
struct GriddedVariable {
    NetcdfVariable variable;
    std::size_t latitudeAt = 0;
    std::size_t longitudeAt = 0;
    std::optional<std::size_t> timeAt;
    std::optional<std::size_t>
        levelAt;  ///< the vertical, or another dimension to choose from (ensemble members)
    CoordinateAxis latitudes;
    CoordinateAxis longitudes;

    Grid grid() const { return {latitudes.values, longitudes.values, latitudes.edges, longitudes.edges}; }
};

/// What a file holds, by its header and coordinates alone.
struct FileLayout {
    std::vector<GriddedVariable> variables;  ///< in the file's order
    std::map<int, DimensionCoordinate> coordinates;
    std::optional<NetcdfVariable> time;  ///< time axis of the variables that have one
};

/// Throws InputError when no variable lies on latitude and longitude, telling what there is instead.
FileLayout layoutOf(const NetcdfFile& file);

/// Name, units and other words about a variable; `source` and `synthetic` are left to the caller.
FieldMetadata metadataOf(const NetcdfFile& file, const NetcdfVariable& variable);

}  // namespace shamal
