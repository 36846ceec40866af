#pragma once
#include "session/session.h"

#include <string>

/// Days of July 2006; the value of a cell is told by its day (from 1) and its number.
inline LoadedSource sourceOf(const shamal::Grid& grid, shamal::SourceRole role, const std::string& unit,
                             float (*value)(int day, int cell), int days = 4)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (int day = 1; day <= days; ++day) {
        steps.push_back({{2006, 7, day}, 0, 24, true});
        for (int cell = 0; cell < static_cast<int>(grid.cells()); ++cell)
            values.push_back(value(day, cell));
    }
    const bool fine = role == shamal::SourceRole::Fine;
    const shamal::FieldMetadata metadata{.name = "DUEXTTAU",
                                         .longName = "Dust",
                                         .standardName = {},
                                         .units = unit,
                                         .source = fine ? "G5NR" : "MERRA-2"};
    // Two data sets of the same files would be one; they lend their description alone.
    const char* file = fine ? "ncep-daily/air.2m.gauss.2022.nc_subset.nc" : "geos-cf-hourly";
    LoadedSource source{
        .dataset = shamal::Dataset::open(std::filesystem::path(SHAMAL_TEST_DATA) / file),
        .variable = "DUEXTTAU",
        .window = {},
        .series = {metadata, grid, shamal::Calendar::Standard, std::move(steps), std::move(values)}};
    source.role = role;
    return source;
}
