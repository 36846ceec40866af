#include "downscale/published_maps.h"

#include "demo/nature_run.h"
#include "downscale/run_plan.h"

#include <algorithm>
#include <cmath>

namespace shamal {

namespace {

/// Ranges of the maps of latitude and longitude (METHOD.md, section 4).
constexpr double kSouth = 10.875;
constexpr double kNorth = 43.25;
constexpr double kWest = 34.4375;
constexpr double kEast = 80.25;

}  // namespace

FittedMaps publishedMaps(const Grid& grid, const std::optional<FieldSeries>& elevation)
{
    FittedMaps maps;
    maps.rows = grid.rows();
    maps.columns = grid.columns();
    maps.slope.assign(grid.cells(), 1.0F);
    maps.intercept.assign(grid.cells(), 0.0F);
    maps.fineClimatology.assign(grid.cells(), 0.5F);
    maps.coarseClimatology.assign(grid.cells(), 0.5F);
    maps.elevation = elevation ? alignOnLattice(elevation->field(0), elevation->grid(), grid) : terrain(grid);
    for (float& metres : maps.elevation)
        metres = std::isnan(metres) ? 0.0F : metres;
    const auto [lowest, highest] = std::minmax_element(maps.elevation.begin(), maps.elevation.end());
    const float low = *lowest;
    const float range = std::max(1.0F, *highest - low);
    for (float& metres : maps.elevation)
        metres = (metres - low) / range;
    for (const double latitude : grid.latitudes())
        for (const double longitude : grid.longitudes()) {
            maps.latitude.push_back(static_cast<float>((latitude - kSouth) / (kNorth - kSouth)));
            maps.longitude.push_back(static_cast<float>((longitude - kWest) / (kEast - kWest)));
        }
    return maps;
}

}  // namespace shamal
