#pragma once
#include "fields/region.h"

#include <filesystem>
#include <string>
#include <vector>

namespace shamal {

/// Regions of a CSV table, as region_file.h says; `file` is for messages.
std::vector<Region> regionsOfTable(const std::string& content, const std::filesystem::path& file);
std::string tableOf(const std::vector<Region>& regions);

}  // namespace shamal
