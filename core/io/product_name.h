#pragma once
#include "io/dataset.h"
#include "io/netcdf_file.h"

#include <string>

namespace shamal {

/// Product a file belongs to ("MERRA-2", "G5NR", "GEOS-CF") by its attributes and name; else a short title it
/// gives itself; else empty.
std::string productName(const NetcdfFile& file);

/// What the source is for the downscaling, by product and grid spacing.
SourceRoleGuess guessRole(const std::string& title, const Grid& grid, bool hasTime);

}  // namespace shamal
