#include "panels/map_grid.h"

#include <algorithm>

namespace {

int mapsInARow(int maps)
{
    return maps == 1 ? 1 : maps <= 4 ? 2 : 3;
}

}  // namespace

MapGrid MapGrid::of(int maps)
{
    const int wide = mapsInARow(maps);
    return {maps, (maps + wide - 1) / wide};
}

MapGrid::Place MapGrid::place(int index) const
{
    const int wide = mapsInARow(maps);
    const int row = index / wide;
    const int here = std::min(wide, maps - row * wide);
    return {row, (index % wide) * (kUnits / here), kUnits / here};
}
