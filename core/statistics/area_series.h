#pragma once
#include "fields/field_series.h"
#include "fields/region.h"
#include "statistics/seasonal_cycle.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// Which number stands for a region on a day. Cells with a finite value count by how much of their area is
/// inside.
enum class AreaSummary {
    Mean,
    /// The value that half of the area lies below: the mean of two where half the area is reached exactly
    /// between them, as the median of an even number of equal cells is.
    Median,
};

struct AreaSeriesOptions {
    AreaSummary summary = AreaSummary::Mean;  ///< of a region; one cell needs none
    bool log10Transform = true;               ///< of each cell before: log10(max(x, 1e-6)), as published
    SeasonalCycleOptions seasonal = {};       ///< what is subtracted from the series in the end
};

/// One number a day.
struct AreaSeries {
    std::vector<std::int64_t> dayNumbers;  ///< ascending strictly, in the series' calendar
    std::vector<double> values;            ///< NaN where no cell has data; of one cell as it is
    SeasonalFit seasonal = {};             ///< behind the cycle that was subtracted
};

/// Of a region over the given (daily) steps. Throws InputError when the region holds no cell, a date has more
/// than one step, or as deseasonalised() does; Stopped.
AreaSeries areaSeries(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                      const Region& region, const AreaSeriesOptions& options,
                      const std::stop_token& stop = {});

/// The cell whose centre is nearest along the great circle. Throws InputError when the place lies outside the
/// grid (from edge to edge, longitude modulo 360).
CellIndex nearestCell(const Grid& grid, LatLon place);

/// The cell of the region's mask whose centre is nearest along the great circle to the middle of the region's
/// bounds; of several as near, the first. Throws InputError when the region holds no cell.
CellIndex middleCell(const Grid& grid, const Region& region);

/// Of one cell. Throws InputError when the grid has no such cell, and as areaSeries() does.
AreaSeries cellSeries(const FieldSeries& dailySeries, std::span<const std::size_t> steps, CellIndex cell,
                      const AreaSeriesOptions& options);

}  // namespace shamal
