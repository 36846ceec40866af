#pragma once
#include "fields/region.h"

#include <filesystem>
#include <string>

namespace shamal {

/// A fault of one entry of a file of regions, an InputError.
[[noreturn]] void refuseEntry(const std::filesystem::path& file, const std::string& entry,
                              const std::string& fault, const std::string& remedy);

/// A colour as files write it, "#rrggbb" or "#rgb", as "#rrggbb"; empty for anything else.
std::string colourOf(const std::string& text);
/// A rectangle of a file. Throws InputError when its degrees are none.
Region regionOf(const std::filesystem::path& file, const std::string& entry, std::string name,
                const LatLonBox& box);
/// A polygon of a file, made sound; a rectangle when it is one (two that meet at 180 degrees, too). Throws
/// InputError as soundPolygon().
Region regionOf(const std::filesystem::path& file, const std::string& entry, std::string name,
                const Polygon& polygon);

}  // namespace shamal
