#include "map/cell_under.h"

#include <algorithm>
#include <cmath>

std::optional<shamal::CellIndex> cellUnder(const shamal::Grid& grid, shamal::LatLon point)
{
    if (grid.empty())
        return std::nullopt;
    const auto longitudes = grid.longitudeEdges();
    const auto row = cellAt(grid.latitudeEdges(), point.latitude);
    const auto column = cellAt(longitudes, eastOf(longitudes.front(), point.longitude));
    if (!row || !column)
        return std::nullopt;
    return shamal::CellIndex{*row, *column};
}

std::optional<std::size_t> cellAt(const std::vector<double>& edges, double x)
{
    if (edges.size() < 2 || !(x >= edges.front()) || x > edges.back())
        return std::nullopt;
    const auto after = std::upper_bound(edges.begin(), edges.end(), x);
    const auto index = static_cast<std::size_t>(after - edges.begin()) - 1;
    return std::min(index, edges.size() - 2);
}

double eastOf(double west, double longitude)
{
    return longitude - 360.0 * std::floor((longitude - west) / 360.0);
}
