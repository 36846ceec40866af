#pragma once
#include "fields/grid.h"
#include "statistics/field_cosine_transform.h"

#include <span>
#include <vector>

namespace shamal {

/// A field's cells, and how large they are (columns: at the field's middle latitude).
struct FieldExtent {
    std::size_t rows = 0, columns = 0;
    double rowKm = 0.0, columnKm = 0.0;

    std::size_t cells() const { return rows * columns; }
    /// Wavelength of a coefficient of the cosine transform: 1 / hypot(row / (2 rows rowKm), column / (2
    /// columns columnKm)); infinite of the first.
    double wavelengthKm(std::size_t row, std::size_t column) const;
};

/// Of a grid, or of `rows` x `columns` cells as large as its.
FieldExtent fieldExtent(const Grid& grid);
FieldExtent fieldExtent(const Grid& grid, std::size_t rows, std::size_t columns);

/// By how much amplitudes are multiplied, by wavelength.
struct SpectralGain {
    std::vector<double> wavelengthKm;  ///< ascending
    std::vector<double> gain;

    /// Linear in the logarithm of the wavelength; beyond the ends as there. 1 without any value.
    double at(double wavelength) const;
};

/// The gain that gives `members` (each a member less the ensemble's mean, on validation days) the variance
/// `truths` (each a true field less the same mean) have at every scale: sqrt of the ratio of the summed
/// squares of their cosine transforms, in three bands an octave, smoothed by 1-2-1 weighted with the
/// coefficients of the bands, and held to 0.1 .. 4. Fields have no missing cell. Throws InputError without a
/// field, for a field of another size and for members without variance.
SpectralGain fitSpectralGain(std::span<const std::vector<float>> truths,
                             std::span<const std::vector<float>> members, const FieldExtent& extent);

/// The gain that brings `told` (each what a network tells beside a simpler guess, on validation days) closest
/// to `truths` (each the true field less that guess): the least-squares factor sum(truth * told) /
/// sum(told^2) of their cosine transforms (a Wiener filter), in the same bands, smoothed likewise, and held
/// to 0.01 .. 1. Where a network tells nothing, 1. Throws InputError without a field and for a field of
/// another size.
SpectralGain fitShrinkage(std::span<const std::vector<float>> truths,
                          std::span<const std::vector<float>> told, const FieldExtent& extent);

/// Applies a gain to fields of one extent. A gain of 1 leaves a field as it is, to the bit.
class SpectralFilter {
public:
    SpectralFilter(const SpectralGain& gain, const FieldExtent& extent);
    /// A member less the mean, without missing cells.
    std::vector<float> apply(std::span<const float> field) const;

private:
    FieldCosineTransform m_transform;
    std::vector<float> m_change;  ///< gain - 1 of every coefficient
};

}  // namespace shamal
