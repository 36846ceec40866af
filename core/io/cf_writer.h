#pragma once
#include "fields/field_series.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace shamal {

/// One variable to write; all variables of a file share grid, calendar and steps (timeless ones have no
/// steps).
struct OutputVariable {
    FieldSeries series;
    std::string cellMethods;  ///< CF cell_methods; empty for none
    /// Further members of the ensemble whose first is `series`, alike in name, grid and steps. With them the
    /// variable has a dimension `realization` after time, numbered from 1; all ensembles of a file have the
    /// same number of members.
    std::vector<FieldSeries> furtherMembers = {};
};

struct OutputFile {
    std::vector<OutputVariable> variables;
    std::string title;
    std::string source;       ///< CF `source`: how the data were made
    std::string historyLine;  ///< what was done, appended to `history` with date, time and software version
    std::map<std::string, std::string>
        attributes;  ///< further global attributes (model id, seed, sampler, ...)
};

/// Writes netCDF-4 by CF-1.8: coordinates with bounds, units, calendar; time in "days since" with daily
/// bounds for daily means; _FillValue; deflate and shuffle. Written beside the target and renamed when whole.
/// Throws OutputError (no permission, disk full, ...) and leaves what stood at `path` untouched.
void writeCf(const std::filesystem::path& path, const OutputFile& file);

}  // namespace shamal
