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
constexpr double kSmallestGain = 0.25;
constexpr double kLargestGain = 4.0;

int bandOf(double wavelength)
{
    return static_cast<int>(std::lround(kBandsPerOctave * std::log2(wavelength)));
}

struct Band {
    double truth = 0.0, member = 0.0;  ///< mean squares of a field's coefficients, summed
    double coefficients = 0.0;
    double logWavelength = 0.0;  ///< summed
};

/// Squares of every coefficient's value, averaged over the fields.
std::vector<double> power(std::span<const std::vector<float>> fields, const FieldExtent& extent,
                          const FieldCosineTransform& transform, const char* what)
{
    if (fields.empty())
        throw InputError(fmt::format(
            "A spectral gain cannot be fitted without {}. Give at least one validation day.", what));
    std::vector<double> sum(extent.cells(), 0.0);
    for (const std::vector<float>& field : fields) {
        if (field.size() != extent.cells())
            throw InputError(fmt::format("A field of {} has {} cells; {} x {} would be right.", what,
                                         field.size(), extent.rows, extent.columns));
        std::vector<float> coefficients = field;
        transform.forward(coefficients);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += static_cast<double>(coefficients[i]) * coefficients[i];
    }
    for (double& value : sum)
        value /= static_cast<double>(fields.size());
    return sum;
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
    std::map<int, Band> byScale;
    for (std::size_t i = 1; i < extent.cells(); ++i) {  // the first coefficient has no wavelength
        const double wavelength = extent.wavelengthKm(i / extent.columns, i % extent.columns);
        Band& band = byScale[bandOf(wavelength)];
        band.truth += ofTruths[i];
        band.member += ofMembers[i];
        band.coefficients += 1.0;
        band.logWavelength += std::log(wavelength);
    }
    std::vector<Band> bands;
    for (const auto& [scale, band] : byScale) {
        if (!(band.member > 0.0))
            throw InputError(fmt::format(
                "The members have no variance at wavelengths near {:.0f} km. Give members less their "
                "mean, drawn with different noise.",
                std::exp(band.logWavelength / band.coefficients)));
        bands.push_back(band);
    }
    SpectralGain result;
    for (std::size_t b = 0; b < bands.size(); ++b) {
        double weights = 0.0;
        double sum = 0.0;
        for (std::size_t near = b == 0 ? 0 : b - 1; near < std::min(b + 2, bands.size()); ++near) {
            const double weight = (near == b ? 2.0 : 1.0) * bands[near].coefficients;
            weights += weight;
            sum += weight *
                   std::clamp(std::sqrt(bands[near].truth / bands[near].member), kSmallestGain, kLargestGain);
        }
        result.wavelengthKm.push_back(std::exp(bands[b].logWavelength / bands[b].coefficients));
        result.gain.push_back(sum / weights);
    }
    return result;
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
