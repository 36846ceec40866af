#pragma once
#include "fields/region.h"

#include <filesystem>
#include <string>
#include <vector>

namespace shamal {

/// Regions of GeoJSON text, as region_file.h says; `file` is for messages.
std::vector<Region> regionsOfGeoJson(const std::string& content, const std::filesystem::path& file);
std::string geoJsonOf(const std::vector<Region>& regions);

}  // namespace shamal
