#pragma once
#include <cstddef>
#include <memory>
#include <span>

namespace shamal {

/// Two-dimensional cosine transform (DCT-II) of a field of floats, row-major, and its inverse (DCT-III), both
/// orthonormal: sums of squares are kept. Unlike a Fourier transform it continues the field by its mirror
/// image, so a field that does not join at opposite borders has no false jump there. Any size; the transforms
/// may run in several threads at once. FFTW 3 (Frigo and Johnson 2005).
class FieldCosineTransform {
public:
    FieldCosineTransform(std::size_t rows, std::size_t columns);
    std::size_t rows() const { return m_rows; }
    std::size_t columns() const { return m_columns; }

    /// In place: Y[k,l] = sum over r, c of x[r,c] w(k,r,rows) w(l,c,columns),
    /// w(k,i,n) = sqrt((k > 0 ? 2 : 1) / n) cos(pi k (i + 1/2) / n).
    void forward(std::span<float> field) const;
    void backward(std::span<float> field) const;

private:
    void scaleBorders(std::span<float> field, float all, float border) const;

    std::size_t m_rows, m_columns;
    std::shared_ptr<void> m_forward, m_backward;  ///< FFTW's plans
};

}  // namespace shamal
