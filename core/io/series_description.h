#pragma once
#include "io/dataset.h"

#include <filesystem>
#include <string>
#include <vector>

namespace shamal {

/// Where a step of a series is stored.
struct StepPlace {
    std::size_t file = 0;   ///< index into SeriesDescription::files
    std::size_t index = 0;  ///< along the file's time axis
    Date day;               ///< the date it counts for in a daily mean: that of the middle of its bounds
};

/// All that is known of a source before its values are read.
struct SeriesDescription {
    std::vector<std::filesystem::path> files;  ///< in time order
    std::vector<VariableInfo> variables;       ///< those that every file has
    std::vector<TimeStep> steps;
    std::vector<StepPlace> places;  ///< of the steps
    Calendar calendar = Calendar::Standard;
    double stepSeconds = 0.0;
    std::string title;
    bool synthetic = false;
    SourceRoleGuess role;
};

/// Reads headers and coordinates of `files` (sorted by name, not empty). `fallbackTitle` names the source
/// when no attribute does. Throws InputError as Dataset::open() says.
SeriesDescription describeSeries(const std::vector<std::filesystem::path>& files,
                                 const std::string& fallbackTitle);

/// Whether two grids are the same but for rounding in the files.
bool sameGrid(const Grid& a, const Grid& b);

}  // namespace shamal
