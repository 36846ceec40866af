#pragma once
#include "fields/grid.h"

#include <filesystem>
#include <vector>

namespace shamal {

enum class OutlineKind { Coast, Border };
/// Natural Earth's 1:50m, and 1:110m for maps of the whole Earth.
enum class OutlineScale { Medium, Small };

/// One open or closed line, degrees; longitudes in -180..180, a line never jumps across the date line.
struct Outline {
    OutlineKind kind = OutlineKind::Coast;
    std::vector<LatLon> points;  ///< two or more
};

/// Coastlines and land borders of Natural Earth (public domain), read from resources/outlines once per
/// process. Throws InputError when the resource is missing or damaged.
const std::vector<Outline>& naturalEarthOutlines(OutlineScale scale = OutlineScale::Medium);

/// A file in the layout that packaging/make-outlines.mjs describes. Throws InputError when it is missing or
/// damaged.
std::vector<Outline> readOutlines(const std::filesystem::path& file);

}  // namespace shamal
