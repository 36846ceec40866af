#include "demo/storms.h"

#include "demo/nature_recipe.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {

Storm randomStorm(const recipe::AreaRecipe& area, const Plane& plane, RandomStream& random, std::size_t day)
{
    const recipe::StormOrigin& origin = area.stormOrigins[random.index(area.stormOrigins.size())];
    Storm storm;
    storm.startHour = static_cast<double>(day) * 24.0 + random.uniform(0.0, 24.0);
    storm.durationHours = random.uniform(recipe::kShortestStormHours, recipe::kLongestStormHours);
    storm.xKm = plane.eastKm(origin.longitude) + random.normal(0.0, 200.0);
    storm.yKm = plane.northKm(origin.latitude) + random.normal(0.0, 150.0);
    storm.radiusKm = random.uniform(120.0, 350.0);
    storm.gust = random.uniform(3.0, 7.5);
    storm.eastward = random.normal(area.stormEastward, recipe::kStormDriftSpread);
    storm.northward = random.normal(area.stormNorthward, recipe::kStormDriftSpread);
    storm.coarseShiftX = random.normal(0.0, 70.0);
    storm.coarseShiftY = random.normal(0.0, 70.0);
    storm.coarseStrength = std::exp(random.normal(0.0, 0.25));
    return storm;
}

/// Standard deviations from a storm's centre line, squared and halved.
std::vector<double> exponents(const std::vector<double>& km, double centre, double radius)
{
    std::vector<double> result;
    result.reserve(km.size());
    for (const double at : km)
        result.push_back(0.5 * (at - centre) * (at - centre) / (radius * radius));
    return result;
}

}  // namespace

std::vector<Storm> stormEpisodes(DemoArea area, std::uint64_t seed, std::chrono::sys_days first,
                                 std::size_t days)
{
    const recipe::AreaRecipe& recipe = recipe::areaRecipe(area);
    const Plane plane = planeOf(area);
    RandomStream random(seed, recipe.stream + 100);
    std::vector<Storm> storms;
    for (std::size_t day = 0; day < days; ++day) {
        const double season = recipe::dustSeason(recipe.year, first + std::chrono::days(day));
        if (random.uniform() < recipe.stormsADay * season + 0.02)
            storms.push_back(randomStorm(recipe, plane, random, day));
    }
    return storms;
}

void addStormGusts(std::span<const Storm> storms, double hour, Detail detail, const PlaneLattice& lattice,
                   std::span<float> gusts)
{
    const double shift = detail == Detail::Coarse ? 1.0 : 0.0;
    for (const Storm& storm : storms) {
        const double age = hour - storm.startHour;
        const double phase = age / storm.durationHours;
        if (phase <= 0.0 || phase >= 1.0)
            continue;
        const double x = storm.xKm + 3.6 * storm.eastward * age + shift * storm.coarseShiftX;
        const double y = storm.yKm + 3.6 * storm.northward * age + shift * storm.coarseShiftY;
        const double rise = std::sin(std::numbers::pi * phase);
        const double strength = detail == Detail::Coarse ? storm.coarseStrength : 1.0;
        const double peak = storm.gust * strength * rise * rise;
        const auto alongX = exponents(lattice.xKm, x, storm.radiusKm);
        const auto alongY = exponents(lattice.yKm, y, storm.radiusKm);
        for (std::size_t row = 0; row < alongY.size(); ++row) {
            for (std::size_t column = 0; column < alongX.size(); ++column) {
                const double exponent = alongY[row] + alongX[column];
                if (exponent > 12.0)  // below 1e-5 of the peak
                    continue;
                float& gust = gusts[row * alongX.size() + column];
                gust = std::max(gust, static_cast<float>(peak * std::exp(-exponent)));
            }
        }
    }
}

}  // namespace shamal
