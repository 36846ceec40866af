#pragma once
#include "statistics/fourier_transform.h"

#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// Orthonormal discrete cosine transform (DCT-II) of any length n:
///     X[k] = s sum over t of x[t] cos(pi k (2 t + 1) / (2 n)),  s = sqrt(1/n) for k = 0, else sqrt(2/n).
/// The sum of squares is kept. By a Fourier transform of length n of the reordered sequence (Makhoul 1980,
/// IEEE Trans. ASSP 28, 27), that by a convolution with a chirp of a length that is a power of two (Bluestein
/// 1970, IEEE Trans. AU 18, 451). Shareable between threads.
class CosineTransform {
public:
    explicit CosineTransform(std::size_t length);  ///< 2 or more
    std::size_t length() const { return m_length; }

    /// Two sequences of length() values at once, in place.
    void run(std::span<double> first, std::span<double> second) const;

private:
    std::size_t m_length;
    FourierTransform m_transform;
    std::vector<double> m_chirpReal, m_chirpImaginary;    // exp(-i pi t^2 / n)
    std::vector<double> m_filterReal, m_filterImaginary;  // spectrum of its conjugate, over the length
    std::vector<double> m_turnReal, m_turnImaginary;      // s exp(-i pi k / (2 n))
};

}  // namespace shamal
