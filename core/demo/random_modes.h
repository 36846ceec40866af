#pragma once
#include "demo/random_stream.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace shamal {

/// Points of a rectangular lattice on the local plane, km east and north of the demo world's corner.
struct PlaneLattice {
    std::vector<double> yKm;  ///< of the rows, ascending
    std::vector<double> xKm;  ///< of the columns, ascending
};

/// What a random field is made of: plane waves with whole wave numbers on a periodic square.
struct ModeSpectrum {
    enum class Quantity { Scalar, Wind };  ///< Wind: the modes are those of a stream function, in km m/s

    Quantity quantity = Quantity::Scalar;
    double periodKm = 3200.0;
    double lowest = 1.0;                                   ///< wave number, waves per period
    int highest = 5;                                       ///< wave number, waves per period
    std::function<double(double waveNumber)> amplitude;    ///< any scale: the field is normalised
    std::function<double(double waveNumber)> memoryHours;  ///< e-folding time of a mode
    double eastwardSpeed = 0.0;                            ///< phase speed, m/s
};

/// A Gaussian random field in space and time: the complex amplitudes of the modes follow Ornstein-Uhlenbeck
/// processes. Normalised to variance 1 (a scalar's own; a wind's, of each component in (m/s)^2).
class RandomModes {
public:
    RandomModes(const ModeSpectrum& spectrum, double stepHours, RandomStream random);

    void advance();  ///< by one step

    std::size_t zonalCount() const { return m_kx.size(); }
    std::size_t meridionalCount() const { return m_ky.size(); }
    const std::vector<double>& zonalWaveNumbers() const
    {
        return m_kx;
    }  ///< rad/km, >= 0: half the plane suffices for a real field
    const std::vector<double>& meridionalWaveNumbers() const { return m_ky; }  ///< rad/km, both signs
    /// Real and imaginary parts, meridional x zonal.
    std::span<const float> real() const { return m_real; }
    std::span<const float> imaginary() const { return m_imaginary; }

private:
    struct Mode {
        double keepReal = 0.0, keepImaginary = 0.0;  // decay and phase shift of one step
        double noise = 0.0;                          // standard deviation of what one step adds
        double real = 0.0, imaginary = 0.0;
        std::size_t at = 0;
    };

    std::vector<double> m_kx, m_ky;
    std::vector<Mode> m_modes;  // those with amplitude only
    std::vector<float> m_real, m_imaginary;
    RandomStream m_random;
};

/// Sines and cosines of a field's waves at a lattice: the field there is two small matrix products, row by
/// row.
class ModeBasis {
public:
    ModeBasis(const RandomModes& modes, const PlaneLattice& lattice);

    /// Adds `scale` times row `row` of the scalar field to `out`.
    void addScalarRow(const RandomModes& modes, std::size_t row, float scale, std::span<float> out) const;
    /// Adds `scale` times row `row` of the wind (u = -dpsi/dy, v = dpsi/dx).
    void addWindRow(const RandomModes& modes, std::size_t row, float scale, std::span<float> u,
                    std::span<float> v) const;

private:
    std::vector<float> m_kx, m_ky;
    std::vector<float> m_rowCosine, m_rowSine;        // rows x meridional
    std::vector<float> m_columnCosine, m_columnSine;  // zonal x columns
};

}  // namespace shamal
