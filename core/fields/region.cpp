#include "fields/region.h"

#include "geo/polygon_cells.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::vector<unsigned char> centresIn(const LatLonBox& box, const Grid& grid)
{
    std::vector<unsigned char> inside(grid.cells(), 0);
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < grid.columns(); ++column) {
        if (box.contains({0.5 * (box.south + box.north), grid.longitudes()[column]}))
            columns.push_back(column);
    }
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        if (!box.contains({grid.latitudes()[row], box.west}))
            continue;
        for (const std::size_t column : columns)
            inside[row * grid.columns() + column] = 1;
    }
    return inside;
}

}  // namespace

Polygon Region::polygon() const
{
    return std::visit(Overloaded{[](const Polygon& polygon) { return polygon; },
                                 [](const auto& other) { return polygonOf(other); }},
                      shape);
}

LatLonBox Region::bounds() const
{
    return std::visit(Overloaded{[](const LatLonBox& rectangle) { return rectangle; },
                                 [](const Polygon& polygon) { return boundsOf(polygon); },
                                 [](const Ellipse& ellipse) { return boundsOf(polygonOf(ellipse)); }},
                      shape);
}

bool Region::contains(LatLon place) const
{
    if (box() != nullptr)
        return box()->contains(place);
    return cellsInside(polygon(), Grid({place.latitude}, {place.longitude})).front() != 0;
}

std::vector<unsigned char> Region::mask(const Grid& grid) const
{
    std::vector<unsigned char> inside =
        box() != nullptr ? centresIn(*box(), grid) : cellsInside(polygon(), grid);
    if (grid.empty() || std::ranges::find(inside, 1) != inside.end())
        return inside;
    const std::vector<double> areas = cellAreasKm2(grid);
    const auto largest = std::ranges::max_element(areas);
    if (*largest > 0.0)
        inside[static_cast<std::size_t>(largest - areas.begin())] = 1;
    return inside;
}

std::size_t Region::cellCount(const Grid& grid) const
{
    const std::vector<unsigned char> inside = mask(grid);
    return static_cast<std::size_t>(std::count(inside.begin(), inside.end(), 1));
}

std::vector<double> Region::cellAreasKm2(const Grid& grid) const
{
    return box() != nullptr ? areasInsideKm2(*box(), grid) : areasInsideKm2(polygon(), grid);
}

std::vector<double> Region::weights(const Grid& grid) const
{
    std::vector<double> shares = cellAreasKm2(grid);
    if (grid.empty())
        return shares;
    const std::vector<double> parallels = grid.latitudeEdges();
    const std::vector<double> meridians = grid.longitudeEdges();
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        const double perDegree = kEarthRadiusKm * kEarthRadiusKm * kRadians * 2.0 *
                                 std::cos(0.5 * (parallels[row] + parallels[row + 1]) * kRadians) *
                                 std::sin(0.5 * (parallels[row + 1] - parallels[row]) * kRadians);
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            double& share = shares[row * grid.columns() + column];
            if (share > 0.0)
                share /= perDegree * (meridians[column + 1] - meridians[column]);
            if (share > 1.0 - 1e-12)  // rounding; a cell inside counts whole
                share = 1.0;
        }
    }
    return shares;
}

double Region::areaKm2() const
{
    return shamal::areaKm2(polygon());
}

std::vector<Region> presetRegions()
{
    return {{"A0", kAreaA0}, {"A1", kAreaA1}};
}

std::vector<double> regionMeans(const FieldSeries& series, const Region& region)
{
    const std::vector<double> areas = region.cellAreasKm2(series.grid());
    std::vector<double> means(series.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t step = 0; step < series.size(); ++step) {
        const std::span<const float> values = series.field(step);
        double sum = 0.0;
        double area = 0.0;
        for (std::size_t cell = 0; cell < values.size(); ++cell) {
            if (areas[cell] == 0.0 || std::isnan(values[cell]))
                continue;
            sum += areas[cell] * values[cell];
            area += areas[cell];
        }
        if (area > 0.0)
            means[step] = sum / area;
    }
    return means;
}

FieldSeries within(const FieldSeries& series, std::span<const unsigned char> mask)
{
    std::vector<float> values;
    values.reserve(mask.size() * series.size());
    for (std::size_t step = 0; step < series.size(); ++step) {
        const std::span<const float> field = series.field(step);
        for (std::size_t cell = 0; cell < field.size(); ++cell)
            values.push_back(mask[cell] != 0 ? field[cell] : std::numeric_limits<float>::quiet_NaN());
    }
    return {series.metadata(), series.grid(),     series.calendar(),
            series.steps(),    std::move(values), series.timeless()};
}

}  // namespace shamal
