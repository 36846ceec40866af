#pragma once
#include "io/netcdf_file.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace shamal {

enum class AxisKind { Latitude, Longitude, Time, Level, Other };

/// By CF units, standard_name and axis, else by names in use.
AxisKind kindOf(const NetcdfFile& file, const NetcdfVariable& coordinate);

/// The variable an attribute `bounds` names, two values for each of the coordinate's.
std::optional<NetcdfVariable> boundsOf(const NetcdfFile& file, const NetcdfVariable& coordinate);

/// A horizontal axis turned to ascend.
struct CoordinateAxis {
    std::vector<double>
        values;  ///< strictly ascending, degrees; longitudes unrolled, a repeated last meridian left out
    std::vector<double> edges;  ///< by the file's bounds where they tell more than halfway does; or empty
    std::size_t storedLength = 0;
    bool reversed = false;  ///< stored north to south, or east to west

    /// Of the first of `count` neighbours from `index` on, as stored.
    std::size_t storedStart(std::size_t index, std::size_t count) const
    {
        return reversed ? storedLength - index - count : index;
    }
};

/// `bounds`: two for each value, in any order, or none; bounds with gaps, overlaps or their value outside are
/// as good as none. Throw InputError naming the file when the values do not go one way, or a longitude comes
/// twice.
CoordinateAxis latitudeAxis(std::vector<double> stored, std::vector<double> bounds, const NetcdfFile& file);
CoordinateAxis longitudeAxis(std::vector<double> stored, std::vector<double> bounds, const NetcdfFile& file);

/// The coordinate variable of each dimension (by dimension id): the one of the dimension's name, else any
/// along it whose kind is known.
struct DimensionCoordinate {
    AxisKind kind = AxisKind::Other;
    NetcdfVariable variable;
};
std::map<int, DimensionCoordinate> dimensionCoordinates(const NetcdfFile& file,
                                                        const std::vector<NetcdfVariable>& variables);

}  // namespace shamal
