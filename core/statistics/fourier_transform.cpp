#include "statistics/fourier_transform.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include "statistics/wide_vectors.h"

namespace shamal {

std::size_t FourierTransform::lengthFor(std::size_t atLeast)
{
    return std::bit_ceil(atLeast < 2 ? std::size_t{2} : atLeast);
}

FourierTransform::FourierTransform(std::size_t length) : m_reversed(length, 0)
{
    assert(std::has_single_bit(length) && length >= 2);
    for (std::size_t i = 1; i < length; ++i)
        m_reversed[i] = (m_reversed[i / 2] / 2) | (i % 2 == 1 ? length / 2 : 0);
    for (std::size_t half = 1; half < length; half *= 2) {
        for (std::size_t k = 0; k < half; ++k) {
            const double angle = -std::numbers::pi * static_cast<double>(k) / static_cast<double>(half);
            m_cosines.push_back(std::cos(angle));
            m_sines.push_back(std::sin(angle));
        }
    }
}

SHAMAL_WIDE_VECTORS void FourierTransform::run(std::span<double> real, std::span<double> imaginary) const
{
    assert(real.size() == length() && imaginary.size() == length());
    for (std::size_t i = 0; i < length(); ++i) {
        if (i < m_reversed[i]) {
            std::swap(real[i], real[m_reversed[i]]);
            std::swap(imaginary[i], imaginary[m_reversed[i]]);
        }
    }
    for (std::size_t half = 1; half < length(); half *= 2) {
        const double* cosines = m_cosines.data() + (half - 1);
        const double* sines = m_sines.data() + (half - 1);
        for (std::size_t start = 0; start < length(); start += 2 * half) {
            double* evenReal = real.data() + start;
            double* evenImaginary = imaginary.data() + start;
            double* oddReal = evenReal + half;
            double* oddImaginary = evenImaginary + half;
            for (std::size_t k = 0; k < half; ++k) {
                const double turnedReal = cosines[k] * oddReal[k] - sines[k] * oddImaginary[k];
                const double turnedImaginary = cosines[k] * oddImaginary[k] + sines[k] * oddReal[k];
                oddReal[k] = evenReal[k] - turnedReal;
                oddImaginary[k] = evenImaginary[k] - turnedImaginary;
                evenReal[k] += turnedReal;
                evenImaginary[k] += turnedImaginary;
            }
        }
    }
}

}  // namespace shamal
