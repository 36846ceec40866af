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
    Date day;               ///< of the middle of its bounds
    /// Its time bounds, seconds from 1970-01-01 of the calendar; equal where there are none.
    std::int64_t begin = 0, end = 0;
};

/// What a step brings to the mean of a day.
struct DayShare {
    std::int64_t day = 0;      ///< dayNumber()
    std::int64_t seconds = 0;  ///< how much of that day it covers
};

/// All that is known of a source before its values are read.
struct SeriesDescription {
    std::vector<std::filesystem::path> files;  ///< in time order
    std::vector<VariableInfo> variables;       ///< those that every file has
    std::vector<TimeStep> steps;
    std::vector<StepPlace> places;  ///< of the steps
    Calendar calendar = Calendar::Standard;
    double stepSeconds = 0.0;
    std::string title, history;
    bool synthetic = false;
    SourceRoleGuess role;
    std::vector<RepeatedSteps> repeated;

    /// A step with bounds across midnight has a share in both days; one without bounds counts, as long as
    /// steps are, for the day of its label.
    std::vector<DayShare> sharesOf(const StepPlace& place) const;
};

/// Reads headers and coordinates of `files` (sorted by name, not empty). `fallbackTitle` names the source
/// when no attribute does. Throws InputError as Dataset::open() says.
SeriesDescription describeSeries(const std::vector<std::filesystem::path>& files,
                                 const std::string& fallbackTitle);

/// Whether two grids are the same but for rounding in the files.
bool sameGrid(const Grid& a, const Grid& b);

}  // namespace shamal
