#pragma once
#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace shamal {

/// Complex discrete Fourier transforms of one length, unscaled: forward X[f] = sum over t of
/// x[t] exp(-2 pi i f t / length), backward with the sign of the exponent turned. Shareable between threads.
/// FFTW 3 (Frigo and Johnson 2005).
class FourierTransform {
public:
    /// The smallest even length, not below `atLeast`, that has no prime factor above 7: quick to transform.
    static std::size_t lengthFor(std::size_t atLeast);

    explicit FourierTransform(std::size_t length);
    std::size_t length() const { return m_length; }

    // In place, of length() values.
    void forward(std::span<std::complex<double>> values) const;
    void backward(std::span<std::complex<double>> values) const;

private:
    std::size_t m_length;
    std::shared_ptr<void> m_forward, m_backward;  ///< FFTW's plans
};

}  // namespace shamal
