#include "statistics/variogram_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shamal {

namespace {

double matern(double h, double smoothness)
{
    if (h == 0.0)
        return 0.0;
    const double rest = std::pow(2.0, 1.0 - smoothness) / std::tgamma(smoothness) * std::pow(h, smoothness) *
                        std::cyl_bessel_k(smoothness, h);
    // Where K overflows h is so short that nothing has risen yet.
    return std::isfinite(rest) ? 1.0 - rest : 0.0;
}

/// In units of the range: where 1 - 0.05 is reached, by bisection; the shape rises all the way.
double practicalMatern(double smoothness)
{
    constexpr double kReached = 0.95;
    double below = 0.0, above = 1.0;
    while (matern(above, smoothness) < kReached)
        above *= 2.0;
    constexpr int kHalvings = 60;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (below + above);
        (matern(middle, smoothness) < kReached ? below : above) = middle;
    }
    return above;
}

double practicalRangeKm(const VariogramStructure& structure)
{
    switch (structure.shape) {
        case VariogramShape::Exponential:
            return 3.0 * structure.rangeKm;
        case VariogramShape::Gaussian:
            return std::sqrt(3.0) * structure.rangeKm;
        case VariogramShape::Matern:
            return practicalMatern(structure.smoothness) * structure.rangeKm;
        case VariogramShape::Spherical:
            break;
    }
    return structure.rangeKm;
}

}  // namespace

double practicalRangeKm(const VariogramModel& model)
{
    double longest = std::numeric_limits<double>::quiet_NaN();
    for (const VariogramStructure& structure : model.structures) {
        if (structure.sill > 0.0)
            longest = std::fmax(longest, practicalRangeKm(structure));
    }
    return longest;
}

double variogramShape(VariogramShape shape, double lagKm, double rangeKm, double smoothness)
{
    const double h = std::abs(lagKm) / rangeKm;
    switch (shape) {
        case VariogramShape::Exponential:
            return -std::expm1(-h);
        case VariogramShape::Gaussian:
            return -std::expm1(-h * h);
        case VariogramShape::Matern:
            return matern(h, smoothness);
        case VariogramShape::Spherical:
            break;
    }
    const double risen = std::min(1.0, h);
    return risen * (1.5 - 0.5 * risen * risen);
}

double VariogramStructure::at(double lagKm) const
{
    return sill == 0.0 ? 0.0 : sill * variogramShape(shape, lagKm, rangeKm, smoothness);
}

double VariogramModel::at(double lagKm) const
{
    double sum = nugget;
    for (const VariogramStructure& structure : structures)
        sum += structure.at(lagKm);
    return sum;
}

double VariogramModel::totalSill() const
{
    double sum = nugget;
    for (const VariogramStructure& structure : structures)
        sum += structure.sill;
    return sum;
}

}  // namespace shamal
