#include "statistics/variogram_model.h"

#include <algorithm>
#include <cmath>

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

}  // namespace

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
