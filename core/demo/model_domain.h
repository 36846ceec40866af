#pragma once
#include "demo/nature_run.h"
#include "demo/random_modes.h"
#include "fields/grid.h"

#include <cstddef>
#include <vector>

namespace shamal {

/// The plane of an area: kilometres east and north of its south-western corner.
struct Plane {
    LatLon origin;
    double kmPerDegreeEast = 0.0;

    double eastKm(double longitude) const;
    double northKm(double latitude) const;
};
Plane planeOf(DemoArea area);

/// The ground a run of the demo world stands on: a grid on the local plane and what terrain does to wind and
/// dust there. All fields row-major on `grid`.
struct ModelDomain {
    DemoArea area = DemoArea::A0;
    Grid grid;
    float cellWidthM = 0.0F;       ///< east-west
    float cellHeightM = 0.0F;      ///< north-south
    std::vector<float> altitude;   ///< m
    std::vector<float> slopeEast;  ///< unit vector uphill
    std::vector<float> slopeNorth;
    std::vector<float> blocking;     ///< 0..1: share of the uphill wind that high, steep ground stops
    std::vector<float> columnAbove;  ///< exp(-altitude / scale height)
    std::vector<float> borderPull;   ///< 0..0.25 a step: share by which the rim is drawn to the border value
};

enum class Detail { Coarse, Fine };

/// `rimCells` is the width of the rim. Fine detail adds synthetic ridges and valleys below the 40 km of the
/// shipped terrain, as strong as the relief around is; they are the same in every world.
ModelDomain modelDomain(DemoArea area, const Grid& grid, Detail detail, std::size_t rimCells);

/// The points of a grid on a plane, every `stride`-th one and one beyond the last.
PlaneLattice planeLattice(const Plane& plane, const Grid& grid, std::size_t stride);

}  // namespace shamal
