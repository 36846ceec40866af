#include "statistics/cosine_transform.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace shamal {

CosineTransform::CosineTransform(std::size_t length)
    : m_length(length),
      m_transform(FourierTransform::lengthFor(2 * length - 1)),
      m_filterReal(m_transform.length(), 0.0),
      m_filterImaginary(m_transform.length(), 0.0)
{
    assert(length >= 2);
    const auto n = static_cast<double>(length);
    const auto padded = static_cast<double>(m_transform.length());
    for (std::size_t t = 0; t < length; ++t) {
        // t^2 modulo the chirp's period keeps the angle exact for long sequences.
        const double angle = std::numbers::pi * static_cast<double>(t * t % (2 * length)) / n;
        m_chirpReal.push_back(std::cos(angle));
        m_chirpImaginary.push_back(-std::sin(angle));
        for (const std::size_t at : {t, (m_transform.length() - t) % m_transform.length()}) {
            m_filterReal[at] = std::cos(angle) / padded;
            m_filterImaginary[at] = std::sin(angle) / padded;
        }
        const double scale = std::sqrt((t == 0 ? 1.0 : 2.0) / n);
        const double turn = std::numbers::pi * static_cast<double>(t) / (2.0 * n);
        m_turnReal.push_back(scale * std::cos(turn));
        m_turnImaginary.push_back(-scale * std::sin(turn));
    }
    m_transform.run(m_filterReal, m_filterImaginary);
}

void CosineTransform::run(std::span<double> first, std::span<double> second) const
{
    assert(first.size() == m_length && second.size() == m_length);
    const std::size_t n = m_length;
    std::vector<double> real(m_transform.length(), 0.0), imaginary(m_transform.length(), 0.0);
    // z = first + i second, reordered: even places ascending, then odd ones descending; times the chirp.
    for (std::size_t t = 0; t < n; ++t) {
        const std::size_t from = 2 * t < n ? 2 * t : 2 * (n - t) - 1;
        real[t] = first[from] * m_chirpReal[t] - second[from] * m_chirpImaginary[t];
        imaginary[t] = first[from] * m_chirpImaginary[t] + second[from] * m_chirpReal[t];
    }
    m_transform.run(real, imaginary);
    // Product with the filter, conjugated, so that the same forward transform inverts it.
    for (std::size_t f = 0; f < real.size(); ++f) {
        const double product = real[f] * m_filterReal[f] - imaginary[f] * m_filterImaginary[f];
        imaginary[f] = -(real[f] * m_filterImaginary[f] + imaginary[f] * m_filterReal[f]);
        real[f] = product;
    }
    m_transform.run(real, imaginary);
    for (std::size_t k = 0; k < n; ++k) {
        const double convolvedReal = real[k];
        const double convolvedImaginary = -imaginary[k];
        real[k] = convolvedReal * m_chirpReal[k] - convolvedImaginary * m_chirpImaginary[k];
        imaginary[k] = convolvedReal * m_chirpImaginary[k] + convolvedImaginary * m_chirpReal[k];
    }
    // The spectrum z falls into those of two real sequences, each turned by a quarter sample: real part.
    for (std::size_t k = 0; k < n; ++k) {
        const std::size_t mirrored = (n - k) % n;
        const double sumReal = 0.5 * (real[k] + real[mirrored]);
        const double sumImaginary = 0.5 * (imaginary[k] - imaginary[mirrored]);
        const double differenceReal = 0.5 * (imaginary[k] + imaginary[mirrored]);
        const double differenceImaginary = 0.5 * (real[mirrored] - real[k]);
        first[k] = sumReal * m_turnReal[k] - sumImaginary * m_turnImaginary[k];
        second[k] = differenceReal * m_turnReal[k] - differenceImaginary * m_turnImaginary[k];
    }
}

}  // namespace shamal
