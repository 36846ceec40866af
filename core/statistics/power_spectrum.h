#pragma once
#include "fields/grid.h"
#include "statistics/field_cosine_transform.h"

#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// Variance of one field by wavelength.
struct PowerSpectrum {
    std::vector<double> bands;  ///< variance per band of FieldSpectrum::bandEdgesKm(), (unit of the field)^2
    double longer = 0.0, shorter = 0.0;  ///< variance beyond the last and below the first edge
    /// Mean variance of the modes of a ring, per ring of FieldSpectrum::ringKm(): a radially averaged
    /// spectrum.
    std::vector<double> rings;

    /// Of the field with its missing cells filled: bands, longer and shorter sum to it (Parseval).
    double total() const;
    PowerSpectrum& operator+=(
        const PowerSpectrum& other);  ///< of the same FieldSpectrum; empty: takes other's
    PowerSpectrum& operator*=(double factor);
};

/// Takes fields on a latitude-longitude box apart by wavelength with the two-dimensional cosine transform
/// DCT-II, which needs no periodic borders, no window and no detrending (Denis, Cote, Laprise 2002, Mon. Wea.
/// Rev. 130, 1812). Mode (m, n) of rows x columns cells of dy x dx km has
///     wavenumber  k = sqrt((m / (2 rows dy))^2 + (n / (2 columns dx))^2) cycles per km, wavelength 1/k,
///     variance    F(m,n)^2 / (rows columns) with the orthonormal transform F; (0, 0), the mean, has none.
/// dx is that of the mean of the rows' cosines of latitude: a wave along the south border of A0 is 9 % longer
/// than it is taken for, along the north border 10 % shorter. Wavelengths below twice the longer side of a
/// cell are not resolved in every direction.
class FieldSpectrum {
public:
    /// `bandEdgesKm` ascend; band i holds wavelengths [edge i, edge i+1). Throws InputError for other edges,
    /// a grid of fewer than 4 x 4 cells, or one that is not evenly spaced.
    FieldSpectrum(const Grid& grid, std::vector<double> bandEdgesKm);

    const std::vector<double>& bandEdgesKm() const { return m_edges; }
    /// Wavelength of the rings' middles, descending. A ring is 1 / (2 shorter side of the box) wide; the
    /// first is centred on that, the last ends before twice the longer side of a cell.
    const std::vector<double>& ringKm() const { return m_ringKm; }

    /// `field` is row-major on the grid. NaN and infinite cells are filled with the mean of the others, so
    /// holes lower the variance: compare only fields with the same holes (withHolesOf). All missing: NaN.
    PowerSpectrum operator()(std::span<const float> field) const;

private:
    static constexpr int kLonger = -1, kShorter = -2, kNoRing = -1;

    std::size_t m_rows, m_columns;
    std::vector<double> m_edges, m_ringKm;
    std::vector<int> m_bandOf, m_ringOf;  // per mode
    std::vector<double> m_modesOfRing;
    FieldCosineTransform m_transform;
};

/// `field` with NaN where `other` is NaN.
std::vector<float> withHolesOf(std::span<const float> other, std::span<const float> field);

/// Variance of the prediction over that of the truth, per band; NaN where the truth has none (a band without
/// a mode). For the ratio over several days, add their spectra up first.
std::vector<double> varianceRatios(const PowerSpectrum& prediction, const PowerSpectrum& truth);

/// Log-spectral distance over the rings, dB: sqrt(mean of (10 log10(prediction / truth))^2). NaN when a ring
/// holds no variance.
double logSpectralDistance(const PowerSpectrum& prediction, const PowerSpectrum& truth);

}  // namespace shamal
