#pragma once
#include "geo/polygon.h"

#include <filesystem>
#include <string>

namespace shamal {

/// A POLYGON or MULTIPOLYGON of OGC's well-known text, longitude before latitude, as it stands. Throws
/// InputError naming file and entry for anything else.
Polygon polygonOfWkt(const std::string& wkt, const std::filesystem::path& file, const std::string& entry);
std::string wktOf(const Polygon& polygon);  ///< a MULTIPOLYGON, numbers in full

}  // namespace shamal
