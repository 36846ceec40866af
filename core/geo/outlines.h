#pragma once
#include "fields/grid.h"

#include <filesystem>
#include <vector>

namespace shamal {

enum class OutlineKind { Coast, Border };

/// One open or closed line, degrees; longitudes in -180..180, a line never jumps across the date line.
struct Outline {
    OutlineKind kind = OutlineKind::Coast;
    std::vector<LatLon> points;  ///< two or more
};

/// Coastlines and land borders of Natural Earth 1:50m (public domain), read from resources/outlines once per
/// process. Throws InputError when the resource is missing or damaged.
const std::vector<Outline>& naturalEarthOutlines();

/// A file in the layout that packaging/make-outlines.mjs describes. Throws InputError when it is missing or
/// damaged.
std::vector<Outline> readOutlines(const std::filesystem::path& file);

}  // namespace shamal
