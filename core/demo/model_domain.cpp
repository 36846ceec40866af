#include "demo/model_domain.h"

#include "demo/nature_recipe.h"
#include "demo/smoothing.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace shamal {

namespace {

constexpr double kKmPerDegree = 111.2;
constexpr std::uint64_t kGeographySeed = 77;  // geography is the same in every world

/// Ridges and valleys in proportion to the local standard deviation of the relief.
void addFineRelief(Raster& altitude, std::uint64_t stream)
{
    Raster squares = altitude;
    for (float& value : squares.values)
        value *= value;
    const Raster meanSquare = blurred(squares, 5.0);
    const Raster mean = blurred(altitude, 5.0);

    RandomStream random(kGeographySeed, stream + 1);
    const std::array<std::pair<double, float>, 3> octaves{{{0.8, 0.4F}, {1.6, 0.6F}, {3.2, 0.7F}}};
    Raster shape{altitude.rows, altitude.columns, std::vector<float>(altitude.values.size(), 0.0F)};
    for (const auto& [sigmaCells, weight] : octaves) {
        const Raster noise = smoothNoise(altitude.rows, altitude.columns, sigmaCells, random);
        for (std::size_t i = 0; i < shape.values.size(); ++i)
            shape.values[i] += weight * noise.values[i];
    }
    for (std::size_t i = 0; i < altitude.values.size(); ++i) {
        const float variance = std::max(meanSquare.values[i] - mean.values[i] * mean.values[i], 0.0F);
        altitude.values[i] = std::max(altitude.values[i] + std::sqrt(variance) * shape.values[i], 0.0F);
    }
}

/// Wind climbs smooth terrain: slopes are those of the relief blurred to 12 km.
void setSlopes(ModelDomain& domain, const Raster& altitude)
{
    const std::size_t rows = altitude.rows, columns = altitude.columns;
    const Raster smooth = blurred(altitude, std::max(0.3, 12000.0 / domain.cellHeightM));
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t south = row > 0 ? row - 1 : 0, north = std::min(row + 1, rows - 1);
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t west = column > 0 ? column - 1 : 0, east = std::min(column + 1, columns - 1);
            const float eastward = (smooth.at(row, east) - smooth.at(row, west)) /
                                   (static_cast<float>(east - west) * domain.cellWidthM);
            const float northward = (smooth.at(north, column) - smooth.at(south, column)) /
                                    (static_cast<float>(north - south) * domain.cellHeightM);
            const float slope = std::hypot(eastward, northward) + 1e-9F;
            const float high = 1.0F / (1.0F + std::exp(-(altitude.at(row, column) - 700.0F) / 250.0F));
            domain.slopeEast.push_back(eastward / slope);
            domain.slopeNorth.push_back(northward / slope);
            domain.blocking.push_back(0.85F * (1.0F - std::exp(-slope / 0.015F)) * high);
        }
    }
}

}  // namespace

double Plane::eastKm(double longitude) const
{
    return (longitude - origin.longitude) * kmPerDegreeEast;
}

double Plane::northKm(double latitude) const
{
    return (latitude - origin.latitude) * kKmPerDegree;
}

Plane planeOf(DemoArea area)
{
    const recipe::AreaRecipe& recipe = recipe::areaRecipe(area);
    return {{recipe.box.south, recipe.box.west},
            kKmPerDegree * std::cos(recipe.planeLatitude * std::numbers::pi / 180.0)};
}

ModelDomain modelDomain(DemoArea area, const Grid& grid, Detail detail, std::size_t rimCells)
{
    ModelDomain domain;
    domain.area = area;
    domain.grid = grid;
    domain.cellWidthM = static_cast<float>(grid.meanLongitudeStep() * planeOf(area).kmPerDegreeEast * 1000.0);
    domain.cellHeightM = static_cast<float>(grid.meanLatitudeStep() * kKmPerDegree * 1000.0);
    Raster altitude{grid.rows(), grid.columns(), terrain(grid)};
    if (detail == Detail::Fine)
        addFineRelief(altitude, recipe::areaRecipe(area).stream);
    setSlopes(domain, altitude);
    for (const float metres : altitude.values)
        domain.columnAbove.push_back(std::exp(-metres / static_cast<float>(recipe::kDustScaleHeight)));
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            const std::size_t toBorder =
                std::min({row, grid.rows() - 1 - row, column, grid.columns() - 1 - column});
            const float inward = static_cast<float>(toBorder) / static_cast<float>(rimCells);
            const float near = std::clamp(1.0F - inward, 0.0F, 1.0F);
            domain.borderPull.push_back(0.25F * near * near);
        }
    }
    domain.altitude = std::move(altitude.values);
    return domain;
}

PlaneLattice planeLattice(const Plane& plane, const Grid& grid, std::size_t stride)
{
    PlaneLattice lattice;
    const auto points = [stride](const std::vector<double>& degrees, auto toKm) {
        std::vector<double> km;
        const double step = (degrees.back() - degrees.front()) / static_cast<double>(degrees.size() - 1);
        for (std::size_t i = 0; i <= degrees.size() - 1 + stride; i += stride)
            km.push_back(toKm(degrees.front() + static_cast<double>(i) * step));
        return km;
    };
    lattice.yKm = points(grid.latitudes(), [&](double degrees) { return plane.northKm(degrees); });
    lattice.xKm = points(grid.longitudes(), [&](double degrees) { return plane.eastKm(degrees); });
    return lattice;
}

}  // namespace shamal
