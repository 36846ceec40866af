#pragma once
#include "io/netcdf_file.h"

#include <limits>
#include <vector>

namespace shamal {

/// From a stored number to a physical value, by the attributes of CF, the NetCDF User's Guide and GMAO's
/// files.
struct ValueDecoding {
    double scale = 1.0;
    double offset = 0.0;
    std::vector<double> missing;     ///< stored values that mean "none"
    double relativeTolerance = 0.0;  ///< within which a float equals one of them
    double lowestStored = -std::numeric_limits<double>::infinity();  ///< valid range before unpacking
    double highestStored = std::numeric_limits<double>::infinity();
    double lowest = -std::numeric_limits<double>::infinity();  ///< valid range after unpacking
    double highest = std::numeric_limits<double>::infinity();
    double missingFrom =
        std::numeric_limits<double>::infinity();  ///< magnitude from which a stored value means "none"
    double unsignedSpan =
        0.0;  ///< added to negative integers stored for lack of an unsigned type; 0 for none

    /// NaN for missing and for what lies outside the valid range or that of a float.
    float decode(double stored) const;
};

ValueDecoding valueDecoding(const NetcdfFile& file, const NetcdfVariable& variable);

/// All values of a coordinate or its bounds in double precision, by scale_factor, add_offset and _Unsigned.
std::vector<double> unpackedValues(const NetcdfFile& file, const NetcdfVariable& variable);

}  // namespace shamal
