#pragma once
#include "fields/field_series.h"
#include "fields/region.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// Which cells a region has: those whose centres it holds, whole (Region::mask), or all it has a share in.
enum class RegionCells { Whole, Shares };

/// Those of a grid.
struct CellsOfRegion {
    std::vector<std::size_t> cells;  ///< their places on the grid, row-major
    std::vector<double> areasKm2;    ///< inside the region
};

/// Throws InputError when the region holds no cell of the series' grid.
CellsOfRegion cellsOf(const Region& region, const FieldSeries& series, RegionCells which);

/// Reads chosen cells of chosen steps, one step at a time, into a buffer of its own: whoever needs a long
/// series only once need not hold a second one. Everything it is given must outlive it.
class CellReader {
public:
    CellReader(const FieldSeries& series, std::span<const std::size_t> steps,
               std::span<const std::size_t> cells, bool log10Transform);

    /// Of steps[index], NaN where missing; until the next call. After log10(max(x, 1e-6)) of finite values if
    /// asked, others then being missing.
    std::span<const float> operator()(std::size_t index);

private:
    const FieldSeries& m_series;
    std::span<const std::size_t> m_steps, m_cells;
    bool m_log10;
    bool m_inARow;  ///< the cells follow each other on the grid: nothing to pick
    std::vector<float> m_values;
};

/// The part of a daily series that the statistics of time look at: chosen days, cells of one region.
struct DailyCells {
    std::vector<std::int64_t> dayNumbers;  ///< ascending strictly, in the series' calendar
    std::vector<std::vector<float>>
        values;                      ///< per day: the region's cells in row-major order, NaN where missing
    std::vector<double> areasKm2;    ///< of those cells, inside the region
    std::vector<std::size_t> cells;  ///< their places on the grid, row-major
};

/// Day numbers of chosen steps, in the series' calendar. Throws InputError when the series has no dates or
/// several steps a day, or a step is out of range.
std::vector<std::int64_t> dayNumbersOf(const FieldSeries& dailySeries, std::span<const std::size_t> steps);

/// Of all steps.
std::vector<std::int64_t> dayNumbersOf(const FieldSeries& dailySeries);

/// After log10(max(x, 1e-6)) of each cell if asked. Throws InputError when the series has no dates or several
/// steps a day, a step is out of range, or the region holds no cell; Stopped. `threads` as in
/// parallel_rows.h.
DailyCells dailyCells(const FieldSeries& dailySeries, std::span<const std::size_t> steps,
                      const Region& region, RegionCells cells, bool log10Transform, unsigned threads = 1,
                      const std::stop_token& stop = {});

}  // namespace shamal
