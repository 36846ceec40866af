#include "fields/region.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace shamal {

std::vector<unsigned char> Region::mask(const Grid& grid) const
{
    std::vector<unsigned char> inside(grid.cells(), 0);
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column)
            inside[row * grid.columns() + column] = box.contains(grid.centre(row, column)) ? 1 : 0;
    }
    return inside;
}

std::size_t Region::cellCount(const Grid& grid) const
{
    const std::vector<unsigned char> inside = mask(grid);
    return static_cast<std::size_t>(std::count(inside.begin(), inside.end(), 1));
}

double Region::areaKm2() const
{
    constexpr double kRadians = std::numbers::pi / 180.0;
    return kEarthRadiusKm * kEarthRadiusKm * (box.east - box.west) * kRadians *
           (std::sin(box.north * kRadians) - std::sin(box.south * kRadians));
}

std::vector<double> regionMeans(const FieldSeries& series, const Region& region)
{
    const Grid& grid = series.grid();
    const std::vector<unsigned char> inside = region.mask(grid);
    std::vector<double> rowArea(grid.rows());
    for (std::size_t row = 0; row < grid.rows(); ++row)
        rowArea[row] = grid.cellAreaKm2(row);

    std::vector<double> means(series.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t step = 0; step < series.size(); ++step) {
        const std::span<const float> values = series.field(step);
        double sum = 0.0;
        double area = 0.0;
        for (std::size_t cell = 0; cell < values.size(); ++cell) {
            if (inside[cell] == 0 || std::isnan(values[cell]))
                continue;
            sum += rowArea[cell / grid.columns()] * values[cell];
            area += rowArea[cell / grid.columns()];
        }
        if (area > 0.0)
            means[step] = sum / area;
    }
    return means;
}

}  // namespace shamal
