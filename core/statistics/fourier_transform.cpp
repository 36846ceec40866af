#include "statistics/fourier_transform.h"

#include <fftw3.h>
#include <cassert>
#include <vector>

#include "statistics/fftw_plan.h"

namespace shamal {

namespace {

fftw_complex* fftwOf(std::span<std::complex<double>> values)
{
    return reinterpret_cast<fftw_complex*>(values.data());  // as FFTW's manual and C++ allow
}

std::shared_ptr<void> plan(std::size_t length, int sign)
{
    std::vector<std::complex<double>> scratch(length);
    return fftwPlan(
        [&] {
            return fftw_plan_dft_1d(static_cast<int>(length), fftwOf(scratch), fftwOf(scratch), sign,
                                    FFTW_ESTIMATE | FFTW_UNALIGNED);
        },
        fftw_destroy_plan);
}

bool hasSmallFactorsOnly(std::size_t number)
{
    for (const std::size_t factor : {2, 3, 5, 7}) {
        while (number % factor == 0)
            number /= factor;
    }
    return number == 1;
}

}  // namespace

std::size_t FourierTransform::lengthFor(std::size_t atLeast)
{
    std::size_t length = atLeast < 2 ? 2 : atLeast + atLeast % 2;
    while (!hasSmallFactorsOnly(length))
        length += 2;
    return length;
}

FourierTransform::FourierTransform(std::size_t length)
    : m_length(length), m_forward(plan(length, FFTW_FORWARD)), m_backward(plan(length, FFTW_BACKWARD))
{
}

void FourierTransform::forward(std::span<std::complex<double>> values) const
{
    assert(values.size() == m_length);
    fftw_execute_dft(static_cast<fftw_plan>(m_forward.get()), fftwOf(values), fftwOf(values));
}

void FourierTransform::backward(std::span<std::complex<double>> values) const
{
    assert(values.size() == m_length);
    fftw_execute_dft(static_cast<fftw_plan>(m_backward.get()), fftwOf(values), fftwOf(values));
}

}  // namespace shamal
