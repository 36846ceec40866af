#include "demo/dust_sources.h"

#include "demo/nature_recipe.h"
#include "demo/smoothing.h"

#include <algorithm>
#include <cmath>

namespace shamal {

namespace {

constexpr std::uint64_t kGeographySeed = 78;
constexpr double kReliefStep = 0.25;   // degrees, of the grid on which highest and lowest ground are sought
constexpr double kReliefMargin = 6.0;  // degrees

struct SurroundingRelief {
    Grid grid;
    Raster highest, lowest;
};

SurroundingRelief surroundingRelief(const Grid& grid)
{
    const auto count = [](const std::vector<double>& axis) {
        return static_cast<std::size_t>((axis.back() - axis.front() + 2.0 * kReliefMargin) / kReliefStep) + 2;
    };
    SurroundingRelief around;
    around.grid =
        Grid::regular(grid.latitudes().front() - kReliefMargin, kReliefStep, count(grid.latitudes()),
                      grid.longitudes().front() - kReliefMargin, kReliefStep, count(grid.longitudes()));
    const Raster altitude{around.grid.rows(), around.grid.columns(), terrain(around.grid)};
    around.highest = blurred(highestNear(altitude, 20), 8.0);
    around.lowest = blurred(lowestNear(altitude, 20), 8.0);
    return around;
}

float bilinear(const Raster& field, double row, double column)
{
    const auto r = static_cast<std::size_t>(row), c = static_cast<std::size_t>(column);
    const auto y = static_cast<float>(row - static_cast<double>(r));
    const auto x = static_cast<float>(column - static_cast<double>(c));
    return (1.0F - y) * ((1.0F - x) * field.at(r, c) + x * field.at(r, c + 1)) +
           y * ((1.0F - x) * field.at(r + 1, c) + x * field.at(r + 1, c + 1));
}

double bareness(const recipe::AreaRecipe& area, LatLon point)
{
    double sum = recipe::kBarenessElsewhere;
    for (const recipe::Desert& desert : area.deserts) {
        const double north = (point.latitude - desert.latitude) / desert.latitudeReach;
        const double east = (point.longitude - desert.longitude) / desert.longitudeReach;
        sum += desert.strength * std::exp(-0.5 * (north * north + east * east));
    }
    return sum;
}

/// Logarithm of the hot spots' strength, mean of the strength 1.
std::vector<float> hotSpots(const ModelDomain& domain, Detail detail)
{
    const Grid& grid = domain.grid;
    RandomStream random(kGeographySeed,
                        recipe::areaRecipe(domain.area).stream + (detail == Detail::Fine ? 1 : 2));
    std::vector<float> logarithm(grid.cells(), 0.0F);
    double variance = 0.0;
    const auto add = [&](double sigmaCells, double weight) {
        const Raster noise = smoothNoise(grid.rows(), grid.columns(), sigmaCells, random);
        variance += weight * weight;
        for (std::size_t i = 0; i < logarithm.size(); ++i)
            logarithm[i] += static_cast<float>(weight) * noise.values[i];
    };
    if (detail == Detail::Fine) {
        add(1.6, 0.9);  // 12 km
        add(6.0, 0.8);  // 45 km
    } else {
        add(4.0, 0.4);
    }
    for (float& value : logarithm)
        value -= static_cast<float>(0.5 * variance);
    return logarithm;
}

}  // namespace

std::vector<float> sourceStrength(const ModelDomain& domain, Detail detail)
{
    const Grid& grid = domain.grid;
    const SurroundingRelief around = surroundingRelief(grid);
    std::vector<float> strength = hotSpots(domain, detail);
    const std::vector<float> land = landShare(grid);
    const recipe::AreaRecipe& area = recipe::areaRecipe(domain.area);
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            const LatLon point = grid.centre(row, column);
            const double y = (point.latitude - around.grid.latitudes().front()) / kReliefStep;
            const double x = (point.longitude - around.grid.longitudes().front()) / kReliefStep;
            const float highest = bilinear(around.highest, y, x), lowest = bilinear(around.lowest, y, x);
            const std::size_t cell = row * grid.columns() + column;
            const float lowland =
                std::clamp((highest - domain.altitude[cell]) / (highest - lowest + 1.0F), 0.0F, 1.0F);
            strength[cell] = std::pow(lowland, 5.0F) * static_cast<float>(bareness(area, point)) *
                             land[cell] * std::exp(strength[cell]);
        }
    }
    return strength;
}

}  // namespace shamal
