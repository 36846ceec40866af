#include "downscale/spectral_gain.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace shamal {

namespace {

constexpr double kBandsPerOctave = 3.0;
constexpr double kSmallestGain = 0.1;
constexpr double kLargestGain = 4.0;
constexpr double kSmallestShrinkage = 0.01;

int bandOf(double wavelength)
{
    return static_cast<int>(std::lround(kBandsPerOctave * std::log2(wavelength)));
}

/// Sums over the coefficients of one band of wavelengths, of two kinds of fields.
struct Band {
    double first = 0.0, second = 0.0;
    double coefficients = 0.0;
    double logWavelength = 0.0;

    double wavelengthKm() const { return std::exp(logWavelength / coefficients); }
};

std::vector<float> coefficientsOf(const std::vector<float>& field, const FieldExtent& extent,
                                  const FieldCosineTransform& transform, const char* what)
{
    if (field.size() != extent.cells())
        throw InputError(fmt::format("A field of {} has {} cells; {} x {} would be right.", what,
                                     field.size(), extent.rows, extent.columns));
    std::vector<float> coefficients = field;
    transform.forward(coefficients);
    return coefficients;
}

void requireFields(std::span<const std::vector<float>> fields, const char* what)
{
    if (fields.empty())
        throw InputError(fmt::format(
            "A spectral gain cannot be fitted without {}. Give at least one validation day.", what));
}

/// Squares of every coefficient's value, averaged over the fields.
std::vector<double> power(std::span<const std::vector<float>> fields, const FieldExtent& extent,
                          const FieldCosineTransform& transform, const char* what)
{
    requireFields(fields, what);
    std::vector<double> sum(extent.cells(), 0.0);
    for (const std::vector<float>& field : fields) {
        const std::vector<float> coefficients = coefficientsOf(field, extent, transform, what);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += static_cast<double>(coefficients[i]) * coefficients[i];
    }
    for (double& value : sum)
        value /= static_cast<double>(fields.size());
    return sum;
}

/// Sums over bands of wavelengths, by ascending wavelength. The first coefficient has no wavelength.
std::vector<Band> bandsOf(const std::vector<double>& first, const std::vector<double>& second,
                          const FieldExtent& extent)
{
    std::map<int, Band> byScale;
    for (std::size_t i = 1; i < extent.cells(); ++i) {
        const double wavelength = extent.wavelengthKm(i / extent.columns, i % extent.columns);
        Band& band = byScale[bandOf(wavelength)];
        band.first += first[i];
        band.second += second[i];
        band.coefficients += 1.0;
        band.logWavelength += std::log(wavelength);
    }
    std::vector<Band> bands;
    for (const auto& [scale, band] : byScale)
        bands.push_back(band);
    return bands;
}

/// 1-2-1 over the bands, weighted with their coefficients.
template <typename GainOfBand>
SpectralGain smoothed(const std::vector<Band>& bands, GainOfBand gainOf)
{
    SpectralGain result;
    for (std::size_t b = 0; b < bands.size(); ++b) {
        double weights = 0.0;
        double sum = 0.0;
        for (std::size_t near = b == 0 ? 0 : b - 1; near < std::min(b + 2, bands.size()); ++near) {
            const double weight = (near == b ? 2.0 : 1.0) * bands[near].coefficients;
            weights += weight;
            sum += weight * gainOf(bands[near]);
        }
        result.wavelengthKm.push_back(bands[b].wavelengthKm());
        result.gain.push_back(sum / weights);
    }
    return result;
}

}  // namespace

double FieldExtent::wavelengthKm(std::size_t row, std::size_t column) const
{
    return 1.0 / std::hypot(static_cast<double>(row) / (2.0 * static_cast<double>(rows) * rowKm),
                            static_cast<double>(column) / (2.0 * static_cast<double>(columns) * columnKm));
}

FieldExtent fieldExtent(const Grid& grid)
{
    return fieldExtent(grid, grid.rows(), grid.columns());
}

FieldExtent fieldExtent(const Grid& grid, std::size_t rows, std::size_t columns)
{
    constexpr double kDegree = std::numbers::pi / 180.0;
    const double middle = 0.5 * (grid.latitudes().front() + grid.latitudes().back());
    return {rows, columns, grid.meanLatitudeStep() * kDegree * kEarthRadiusKm,
            grid.meanLongitudeStep() * kDegree * kEarthRadiusKm * std::cos(middle * kDegree)};
}

double SpectralGain::at(double wavelength) const
{
    if (gain.empty())
        return 1.0;
    const auto after = std::lower_bound(wavelengthKm.begin(), wavelengthKm.end(), wavelength);
    if (after == wavelengthKm.begin())
        return gain.front();
    if (after == wavelengthKm.end())
        return gain.back();
    const auto i = static_cast<std::size_t>(after - wavelengthKm.begin());
    const double share =
        std::log(wavelength / wavelengthKm[i - 1]) / std::log(wavelengthKm[i] / wavelengthKm[i - 1]);
    return gain[i - 1] + share * (gain[i] - gain[i - 1]);
}

SpectralGain fitSpectralGain(std::span<const std::vector<float>> truths,
                             std::span<const std::vector<float>> members, const FieldExtent& extent)
{
    const FieldCosineTransform transform(extent.rows, extent.columns);
    const std::vector<double> ofTruths = power(truths, extent, transform, "truths");
    const std::vector<double> ofMembers = power(members, extent, transform, "members");
    const std::vector<Band> bands = bandsOf(ofTruths, ofMembers, extent);
    for (const Band& band : bands) {
        if (!(band.second > 0.0))
            throw InputError(fmt::format(
                "The members have no variance at wavelengths near {:.0f} km. Give members less their "
                "mean, drawn with different noise.",
                band.wavelengthKm()));
    }
    return smoothed(bands, [](const Band& band) {
        return std::clamp(std::sqrt(band.first / band.second), kSmallestGain, kLargestGain);
    });
}

SpectralGain fitShrinkage(std::span<const std::vector<float>> truths,
                          std::span<const std::vector<float>> told, const FieldExtent& extent)
{
    requireFields(truths, "truths");
    const FieldCosineTransform transform(extent.rows, extent.columns);
    std::vector<double> products(extent.cells(), 0.0);
    std::vector<double> squares(extent.cells(), 0.0);
    for (std::size_t k = 0; k < truths.size(); ++k) {
        const std::vector<float> truth = coefficientsOf(truths[k], extent, transform, "truths");
        const std::vector<float> guess = coefficientsOf(told[k], extent, transform, "what is told");
        for (std::size_t i = 0; i < products.size(); ++i) {
            products[i] += double{truth[i]} * guess[i];
            squares[i] += double{guess[i]} * guess[i];
        }
    }
    return smoothed(bandsOf(products, squares, extent), [](const Band& band) {
        return band.second > 0.0 ? std::clamp(band.first / band.second, kSmallestShrinkage, 1.0) : 1.0;
    });
}

SpectralFilter::SpectralFilter(const SpectralGain& gain, const FieldExtent& extent)
    : m_transform(extent.rows, extent.columns), m_change(extent.cells())
{
    for (std::size_t i = 0; i < m_change.size(); ++i)
        m_change[i] =
            static_cast<float>(gain.at(extent.wavelengthKm(i / extent.columns, i % extent.columns)) - 1.0);
}

std::vector<float> SpectralFilter::apply(std::span<const float> field) const
{
    std::vector<float> change(field.begin(), field.end());
    m_transform.forward(change);
    for (std::size_t i = 0; i < change.size(); ++i)
        change[i] *= m_change[i];
    m_transform.backward(change);
    for (std::size_t i = 0; i < change.size(); ++i)
        change[i] += field[i];
    return change;
}

}  // namespace shamal
