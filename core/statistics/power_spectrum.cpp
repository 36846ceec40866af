#include "statistics/power_spectrum.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "fields/error.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Throws unless `axis` is evenly spaced; returns its step, degrees.
double evenStep(const std::vector<double>& axis, const char* name)
{
    if (axis.size() < 4)
        throw InputError(
            fmt::format("A grid of {} {} is too small for a spectrum. Give 4 or more.", axis.size(), name));
    const double step = (axis.back() - axis.front()) / static_cast<double>(axis.size() - 1);
    for (std::size_t i = 1; i < axis.size(); ++i) {
        if (std::abs(axis[i] - axis[i - 1] - step) > 0.01 * step)
            throw InputError(
                fmt::format("The {} are not evenly spaced, as a spectrum needs them. Bring the "
                            "fields to a regular grid.",
                            name));
    }
    return step;
}

void checkEdges(const std::vector<double>& edges)
{
    const bool ascend = std::ranges::adjacent_find(edges, std::greater_equal<>()) == edges.end();
    if (edges.size() < 2 || !ascend || !(edges.front() > 0.0) || !std::isfinite(edges.back()))
        throw InputError(fmt::format("The borders of wavelength bands ({} km) must ascend and be above 0.",
                                     fmt::join(edges, ", ")));
}

struct CellKm {
    double south = 0.0;  ///< side from south to north
    double west = 0.0;   ///< from west to east, mean over the rows
};

CellKm cellSides(const Grid& grid)
{
    constexpr double kKmPerDegree = kEarthRadiusKm * std::numbers::pi / 180.0;
    double cosines = 0.0;
    for (const double latitude : grid.latitudes())
        cosines += std::cos(latitude * std::numbers::pi / 180.0) / static_cast<double>(grid.rows());
    return {evenStep(grid.latitudes(), "latitudes") * kKmPerDegree,
            evenStep(grid.longitudes(), "longitudes") * kKmPerDegree * cosines};
}

/// Values less their mean, 0 where missing; nothing when all are.
std::vector<float> filled(std::span<const float> field)
{
    double sum = 0.0;
    std::size_t n = 0;
    for (const float value : field) {
        if (!std::isfinite(value))
            continue;
        sum += value;
        ++n;
    }
    if (n == 0)
        return {};
    const double mean = sum / static_cast<double>(n);
    std::vector<float> values;
    values.reserve(field.size());
    for (const float value : field)
        values.push_back(std::isfinite(value) ? static_cast<float>(value - mean) : 0.0F);
    return values;
}

void addTo(std::vector<double>& sums, const std::vector<double>& values)
{
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += values[i];
}

}  // namespace

double PowerSpectrum::total() const
{
    double sum = longer + shorter;
    for (const double band : bands)
        sum += band;
    return sum;
}

PowerSpectrum& PowerSpectrum::operator+=(const PowerSpectrum& other)
{
    if (rings.empty())
        return *this = other;
    addTo(bands, other.bands);
    addTo(rings, other.rings);
    longer += other.longer;
    shorter += other.shorter;
    return *this;
}

PowerSpectrum& PowerSpectrum::operator*=(double factor)
{
    for (auto* values : {&bands, &rings}) {
        for (double& value : *values)
            value *= factor;
    }
    longer *= factor;
    shorter *= factor;
    return *this;
}

FieldSpectrum::FieldSpectrum(const Grid& grid, std::vector<double> bandEdgesKm)
    : m_rows(grid.rows()),
      m_columns(grid.columns()),
      m_edges(std::move(bandEdgesKm)),
      m_transform(m_rows, m_columns)
{
    checkEdges(m_edges);
    const CellKm side = cellSides(grid);
    const double height = side.south * static_cast<double>(m_rows);
    const double width = side.west * static_cast<double>(m_columns);
    const double ringWidth = 0.5 / std::min(height, width);
    const double resolved = 0.5 / std::max(side.south, side.west);
    const auto rings = static_cast<std::size_t>(std::max(0.0, std::floor(resolved / ringWidth - 0.5)));
    m_modesOfRing.assign(rings, 0.0);
    for (std::size_t ring = 0; ring < rings; ++ring)
        m_ringKm.push_back(1.0 / (ringWidth * static_cast<double>(ring + 1)));

    m_bandOf.assign(grid.cells(), kLonger);
    m_ringOf.assign(grid.cells(), kNoRing);
    for (std::size_t m = 0; m < m_rows; ++m) {
        for (std::size_t n = 0; n < m_columns; ++n) {
            if (m == 0 && n == 0)
                continue;  // the mean: its coefficient is 0 once it is taken off
            const double wavenumber =
                0.5 * std::hypot(static_cast<double>(m) / height, static_cast<double>(n) / width);
            const std::size_t mode = m * m_columns + n;
            const auto edge = std::ranges::upper_bound(m_edges, 1.0 / wavenumber);
            if (edge == m_edges.begin())
                m_bandOf[mode] = kShorter;
            else if (edge != m_edges.end())
                m_bandOf[mode] = static_cast<int>(edge - m_edges.begin()) - 1;
            const auto ring = static_cast<std::size_t>(std::lround(wavenumber / ringWidth));
            if (ring >= 1 && ring <= rings) {
                m_ringOf[mode] = static_cast<int>(ring) - 1;
                m_modesOfRing[ring - 1] += 1.0;
            }
        }
    }
}

PowerSpectrum FieldSpectrum::operator()(std::span<const float> field) const
{
    if (field.size() != m_bandOf.size())
        throw InputError(fmt::format("A field of {} cells was given for a spectrum on {} x {}.", field.size(),
                                     m_rows, m_columns));
    PowerSpectrum spectrum;
    std::vector<float> values = filled(field);
    const double empty = values.empty() ? kMissing : 0.0;
    spectrum.bands.assign(m_edges.size() - 1, empty);
    spectrum.rings.assign(m_ringKm.size(), empty);
    if (values.empty()) {
        spectrum.longer = spectrum.shorter = kMissing;
        return spectrum;
    }
    m_transform.forward(values);

    values.front() = 0.0F;
    const auto cells = static_cast<double>(values.size());
    for (std::size_t mode = 0; mode < values.size(); ++mode) {
        const double variance = double{values[mode]} * double{values[mode]} / cells;
        if (m_bandOf[mode] == kLonger)
            spectrum.longer += variance;
        else if (m_bandOf[mode] == kShorter)
            spectrum.shorter += variance;
        else
            spectrum.bands[static_cast<std::size_t>(m_bandOf[mode])] += variance;
        if (m_ringOf[mode] != kNoRing) {
            const auto ring = static_cast<std::size_t>(m_ringOf[mode]);
            spectrum.rings[ring] += variance / m_modesOfRing[ring];
        }
    }
    return spectrum;
}

std::vector<float> withHolesOf(std::span<const float> other, std::span<const float> field)
{
    std::vector<float> result(field.begin(), field.end());
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (std::isnan(other[i]))
            result[i] = other[i];
    }
    return result;
}

std::vector<double> varianceRatios(const PowerSpectrum& prediction, const PowerSpectrum& truth)
{
    std::vector<double> ratios;
    for (std::size_t band = 0; band < truth.bands.size(); ++band)
        ratios.push_back(truth.bands[band] > 0.0 ? prediction.bands[band] / truth.bands[band] : kMissing);
    return ratios;
}

double logSpectralDistance(const PowerSpectrum& prediction, const PowerSpectrum& truth)
{
    double squares = 0.0;
    for (std::size_t ring = 0; ring < truth.rings.size(); ++ring) {
        if (!(truth.rings[ring] > 0.0) || !(prediction.rings[ring] > 0.0))
            return kMissing;
        const double decibels = 10.0 * std::log10(prediction.rings[ring] / truth.rings[ring]);
        squares += decibels * decibels;
    }
    return truth.rings.empty() ? kMissing : std::sqrt(squares / static_cast<double>(truth.rings.size()));
}

}  // namespace shamal
