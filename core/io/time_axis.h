#pragma once
#include "fields/calendar.h"
#include "io/netcdf_file.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace shamal {

/// The times of one file, seconds from 1970-01-01 00:00 of its calendar, in the file's order.
struct TimeAxis {
    Calendar calendar = Calendar::Standard;
    std::vector<std::int64_t> label;            ///< as the time coordinate says
    std::vector<std::int64_t> middle;           ///< of the time bounds; the label where there are none
    std::vector<std::int64_t> begin, end;       ///< the time bounds; both the label where there are none
    std::optional<std::int64_t> lengthSeconds;  ///< of a step, where bounds or GMAO's time_increment tell
};

/// Throws InputError naming the file for an unknown calendar or unit and for missing times.
TimeAxis readTimeAxis(const NetcdfFile& file, const NetcdfVariable& time);

}  // namespace shamal
