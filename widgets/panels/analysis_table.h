#pragma once
#include "fields/region.h"
#include "panels/analyses.h"

#include <filesystem>
#include <string>
#include <vector>

/// Writes analysis results as a tidy CSV, one number a row, with the region and season they are of, or as
/// JSON (by the suffix); atomically, numbers in full. Throws shamal::OutputError; shamal::InputError when
/// there are none.
void writeTable(const std::filesystem::path& path, const std::vector<const AnalysisResult*>& results,
                const shamal::Region& region, shamal::Season season);

/// The JSON that it writes.
std::string tableAsJson(const std::vector<const AnalysisResult*>& results, const shamal::Region& region,
                        shamal::Season season);
