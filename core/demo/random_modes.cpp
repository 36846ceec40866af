#include "demo/random_modes.h"

#include <cmath>
#include <complex>
#include <numbers>

namespace shamal {

namespace {
constexpr double kKmPerHour = 3.6;  // of one m/s
}

RandomModes::RandomModes(const ModeSpectrum& spectrum, double stepHours, RandomStream random)
    : m_random(random)
{
    const double fundamental = 2.0 * std::numbers::pi / spectrum.periodKm;
    for (int n = 0; n <= spectrum.highest; ++n)
        m_kx.push_back(fundamental * n);
    for (int n = -spectrum.highest; n <= spectrum.highest; ++n)
        m_ky.push_back(fundamental * n);
    m_real.assign(m_ky.size() * m_kx.size(), 0.0F);
    m_imaginary.assign(m_real.size(), 0.0F);

    double variance = 0.0;
    std::vector<double> amplitudes;
    for (std::size_t row = 0; row < m_ky.size(); ++row) {
        for (std::size_t column = 0; column < m_kx.size(); ++column) {
            const double k = std::hypot(m_kx[column], m_ky[row]);
            const double n = k / fundamental;
            if (n < spectrum.lowest - 1e-9 || n > spectrum.highest + 1e-9)
                continue;
            // With kx = 0 both ky and -ky are in the half plane and stand for the same wave.
            const double amplitude = spectrum.amplitude(n) * (column == 0 ? std::sqrt(0.5) : 1.0);
            const bool wind = spectrum.quantity == ModeSpectrum::Quantity::Wind;
            variance += amplitude * amplitude * (wind ? k * k / 2.0 : 1.0);
            const double decay = std::exp(-stepHours / spectrum.memoryHours(n));
            const std::complex<double> keep =
                std::polar(decay, -m_kx[column] * spectrum.eastwardSpeed * kKmPerHour * stepHours);
            Mode mode;
            mode.keepReal = keep.real();
            mode.keepImaginary = keep.imag();
            mode.noise = std::sqrt(1.0 - decay * decay);
            mode.at = row * m_kx.size() + column;
            m_modes.push_back(mode);
            amplitudes.push_back(amplitude);
        }
    }
    for (std::size_t i = 0; i < m_modes.size(); ++i) {
        const double amplitude = amplitudes[i] / std::sqrt(variance);
        m_modes[i].noise *= amplitude;
        m_modes[i].real = amplitude * m_random.normal();
        m_modes[i].imaginary = amplitude * m_random.normal();
    }
}

void RandomModes::advance()
{
    for (Mode& mode : m_modes) {
        const double real = mode.real * mode.keepReal - mode.imaginary * mode.keepImaginary;
        const double imaginary = mode.real * mode.keepImaginary + mode.imaginary * mode.keepReal;
        mode.real = real + mode.noise * m_random.normal();
        mode.imaginary = imaginary + mode.noise * m_random.normal();
        m_real[mode.at] = static_cast<float>(mode.real);
        m_imaginary[mode.at] = static_cast<float>(mode.imaginary);
    }
}

ModeBasis::ModeBasis(const RandomModes& modes, const PlaneLattice& lattice)
    : m_kx(modes.zonalWaveNumbers().begin(), modes.zonalWaveNumbers().end()),
      m_ky(modes.meridionalWaveNumbers().begin(), modes.meridionalWaveNumbers().end())
{
    for (const double y : lattice.yKm) {
        for (const double k : modes.meridionalWaveNumbers()) {
            m_rowCosine.push_back(static_cast<float>(std::cos(k * y)));
            m_rowSine.push_back(static_cast<float>(std::sin(k * y)));
        }
    }
    for (const double k : modes.zonalWaveNumbers()) {
        for (const double x : lattice.xKm) {
            m_columnCosine.push_back(static_cast<float>(std::cos(k * x)));
            m_columnSine.push_back(static_cast<float>(std::sin(k * x)));
        }
    }
}

void ModeBasis::addScalarRow(const RandomModes& modes, std::size_t row, float scale,
                             std::span<float> out) const
{
    const std::size_t zonal = m_kx.size();
    const std::size_t columns = out.size();
    std::vector<float> real(zonal, 0.0F);
    std::vector<float> imaginary(zonal, 0.0F);
    for (std::size_t m = 0; m < m_ky.size(); ++m) {
        const float cosine = scale * m_rowCosine[row * m_ky.size() + m];
        const float sine = scale * m_rowSine[row * m_ky.size() + m];
        const float* a = modes.real().data() + m * zonal;
        const float* b = modes.imaginary().data() + m * zonal;
        for (std::size_t n = 0; n < zonal; ++n) {
            real[n] += a[n] * cosine - b[n] * sine;
            imaginary[n] += a[n] * sine + b[n] * cosine;
        }
    }
    float* target = out.data();
    for (std::size_t n = 0; n < zonal; ++n) {
        const float* cosine = m_columnCosine.data() + n * columns;
        const float* sine = m_columnSine.data() + n * columns;
        const float a = real[n];
        const float b = imaginary[n];
        for (std::size_t column = 0; column < columns; ++column)
            target[column] += a * cosine[column] - b * sine[column];
    }
}

void ModeBasis::addWindRow(const RandomModes& modes, std::size_t row, float scale, std::span<float> u,
                           std::span<float> v) const
{
    const std::size_t zonal = m_kx.size();
    const std::size_t columns = u.size();
    // Of u: -i ky C summed over ky; of v: i kx times the plain sum.
    std::vector<float> sumReal(zonal, 0.0F), sumImaginary(zonal, 0.0F), uReal(zonal, 0.0F),
        uImaginary(zonal, 0.0F);
    for (std::size_t m = 0; m < m_ky.size(); ++m) {
        const float cosine = scale * m_rowCosine[row * m_ky.size() + m];
        const float sine = scale * m_rowSine[row * m_ky.size() + m];
        const float ky = m_ky[m];
        const float* a = modes.real().data() + m * zonal;
        const float* b = modes.imaginary().data() + m * zonal;
        for (std::size_t n = 0; n < zonal; ++n) {
            const float real = a[n] * cosine - b[n] * sine;
            const float imaginary = a[n] * sine + b[n] * cosine;
            sumReal[n] += real;
            sumImaginary[n] += imaginary;
            uReal[n] += ky * imaginary;
            uImaginary[n] -= ky * real;
        }
    }
    float* toU = u.data();
    float* toV = v.data();
    for (std::size_t n = 0; n < zonal; ++n) {
        const float* cosine = m_columnCosine.data() + n * columns;
        const float* sine = m_columnSine.data() + n * columns;
        const float ua = uReal[n], ub = uImaginary[n];
        const float va = -m_kx[n] * sumImaginary[n], vb = m_kx[n] * sumReal[n];
        for (std::size_t column = 0; column < columns; ++column) {
            toU[column] += ua * cosine[column] - ub * sine[column];
            toV[column] += va * cosine[column] - vb * sine[column];
        }
    }
}

}  // namespace shamal
