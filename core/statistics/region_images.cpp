#include "statistics/region_images.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "fields/error.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

/// First and last index for which `holds` is true; nothing when it never is.
struct IndexRange {
    std::size_t first, last;
    std::size_t size() const { return last - first + 1; }
};

template <class Predicate>
std::optional<IndexRange> indicesWhere(std::size_t count, const Predicate& holds)
{
    std::optional<IndexRange> range;
    for (std::size_t i = 0; i < count; ++i) {
        if (!holds(i))
            continue;
        if (!range)
            range = IndexRange{i, i};
        range->last = i;
    }
    return range;
}

std::vector<double> partOf(const std::vector<double>& axis, const IndexRange& range)
{
    const auto first = axis.begin() + static_cast<std::ptrdiff_t>(range.first);
    return {first, first + static_cast<std::ptrdiff_t>(range.size())};
}

}  // namespace

RegionImages::RegionImages(const Grid& grid, const Region& region, const std::string& title)
    : m_gridColumns(grid.columns())
{
    const std::vector<unsigned char> mask = region.mask(grid);
    const std::size_t columns = grid.columns();
    const auto rows = indicesWhere(grid.rows(), [&](std::size_t row) {
        return std::ranges::count(std::span(mask).subspan(row * columns, columns), 1) > 0;
    });
    if (!rows)
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, title));
    const auto within = indicesWhere(columns, [&](std::size_t column) {
        for (std::size_t row = rows->first; row <= rows->last; ++row) {
            if (mask[row * columns + column] != 0)
                return true;
        }
        return false;
    });
    m_firstRow = rows->first;
    m_firstColumn = within->first;
    m_latitudes = partOf(grid.latitudes(), *rows);
    m_longitudes = partOf(grid.longitudes(), *within);
    for (std::size_t row = rows->first; row <= rows->last; ++row) {
        const auto first = mask.begin() + static_cast<std::ptrdiff_t>(row * columns + m_firstColumn);
        m_mask.insert(m_mask.end(), first, first + static_cast<std::ptrdiff_t>(within->size()));
    }
    m_cells = static_cast<std::size_t>(std::ranges::count(m_mask, 1));
}

std::vector<float> RegionImages::image(std::span<const float> field, bool log10Transform) const
{
    std::vector<float> image(m_mask.size(), std::numeric_limits<float>::quiet_NaN());
    const std::size_t columns = m_longitudes.size();
    for (std::size_t row = 0; row < m_latitudes.size(); ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const float value = field[(m_firstRow + row) * m_gridColumns + m_firstColumn + column];
            const std::size_t cell = row * columns + column;
            if (m_mask[cell] != 0 && std::isfinite(value))
                image[cell] = log10Transform ? log10Floored(value) : value;
        }
    }
    return image;
}

std::size_t cellsWithData(const std::vector<float>& image)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(image, [](float value) { return !std::isnan(value); }));
}

}  // namespace shamal
