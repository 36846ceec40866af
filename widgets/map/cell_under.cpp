#include "map/cell_under.h"

#include "map/cell_image.h"

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
