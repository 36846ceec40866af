#pragma once
#include "fields/field_series.h"
#include "fields/region.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "statistics/pair_sums.h"

namespace shamal {

/// Cuts images out of fields on one grid: the smallest rectangle of rows and columns that holds a region, NaN
/// outside it.
class RegionImages {
public:
    /// Throws InputError when the region holds no cell of the grid. `title` names the data in that message.
    RegionImages(const Grid& grid, const Region& region, const std::string& title);

    const std::vector<double>& latitudes() const { return m_latitudes; }    ///< degrees, ascending
    const std::vector<double>& longitudes() const { return m_longitudes; }  ///< degrees, ascending
    std::size_t cells() const { return m_cells; }                           ///< of the region
    /// The rectangle's axes with no images yet.
    ImageStack emptyStack() const { return {m_latitudes, m_longitudes, {}}; }

    /// One field of the grid, row-major; NaN outside the region and for values that are not finite. After
    /// log10(max(x, 1e-6)) if asked.
    std::vector<float> image(std::span<const float> field, bool log10Transform) const;

private:
    std::vector<double> m_latitudes, m_longitudes;
    std::size_t m_gridColumns = 0;
    std::size_t m_firstRow = 0, m_firstColumn = 0;
    std::vector<unsigned char> m_mask;  // of the rectangle
    std::size_t m_cells = 0;
};

/// Number of cells that are not NaN.
std::size_t cellsWithData(const std::vector<float>& image);

}  // namespace shamal
