#include "statistics/semivariogram.h"
#include "statistics/variogram_fit.h"

namespace shamal {

double SphericalFit::at(double lagKm) const
{
    const double shape = rangeKm > 0.0 ? variogramShape(VariogramShape::Spherical, lagKm, rangeKm, 0.0) : 0.0;
    return nugget + sill * shape;
}

SphericalFit fitSpherical(const Semivariogram& empirical)
{
    const VariogramFit fit = fitVariogram(empirical, {});
    const VariogramStructure& structure = fit.model.structures.front();
    return {fit.model.nugget, structure.sill, structure.rangeKm, fit.structured};
}

}  // namespace shamal
