#pragma once
#include <vector>

namespace shamal {

/// How a structure rises with the lag h from 0 at h = 0 to 1, with range a and smoothness k, as gstat defines
/// them (Pebesma 2004, Computers & Geosciences 30, 683; Sph, Exp, Gau, Mat):
enum class VariogramShape {
    Spherical,    ///< 1.5 h/a - 0.5 (h/a)^3, and 1 from h = a on
    Exponential,  ///< 1 - exp(-h/a): 95 % at h = 3 a
    Gaussian,     ///< 1 - exp(-(h/a)^2): 95 % at h = sqrt(3) a
    Matern        ///< 1 - 2^(1-k) / Gamma(k) (h/a)^k K_k(h/a): exponential at k = 0.5
};

/// One part of a model: a partial sill, reached as its shape rises.
struct VariogramStructure {
    VariogramShape shape = VariogramShape::Spherical;
    double sill = 0.0;        ///< partial sill, (unit of the field)^2
    double rangeKm = 0.0;     ///< a, above 0
    double smoothness = 0.5;  ///< k of Matern, above 0; the other shapes have none

    double at(double lagKm) const;
};

/// Nugget + structures, of which two or more are called nested. At h = 0 it is the nugget, the limit for
/// h -> 0.
struct VariogramModel {
    double nugget = 0.0;
    std::vector<VariogramStructure> structures;

    double at(double lagKm) const;
    double totalSill() const;  ///< of nugget and structures
};

/// Where the model is as good as level, km: the longest over its structures with a sill of a for spherical,
/// 3 a for exponential and sqrt(3) a for Gaussian (Webster and Oliver 2007, Geostatistics for Environmental
/// Scientists, sect. 5.2), and for Matern the lag at which it reaches 95 % of its sill. NaN without a sill.
double practicalRangeKm(const VariogramModel& model);

/// The shape alone.
double variogramShape(VariogramShape shape, double lagKm, double rangeKm, double smoothness);

}  // namespace shamal
