#include "fields/grid.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kToleranceDegrees = 1e-9;

void requireAscending(const std::vector<double>& axis, const char* name)
{
    for (std::size_t i = 0; i < axis.size(); ++i) {
        if (!std::isfinite(axis[i]) || (i > 0 && axis[i] <= axis[i - 1]))
            throw InputError(
                fmt::format("The {} axis does not ascend strictly at index {}. Every cell centre must be "
                            "finite and larger than the one before.",
                            name, i));
    }
}

std::vector<double> edgesOf(const std::vector<double>& centres, double lonelyWidth)
{
    if (centres.empty())
        return {};
    std::vector<double> edges(centres.size() + 1);
    for (std::size_t i = 1; i < centres.size(); ++i)
        edges[i] = 0.5 * (centres[i - 1] + centres[i]);
    const double first = centres.size() > 1 ? centres[1] - centres[0] : lonelyWidth;
    const double last = centres.size() > 1 ? centres.back() - centres[centres.size() - 2] : lonelyWidth;
    edges.front() = centres.front() - 0.5 * first;
    edges.back() = centres.back() + 0.5 * last;
    return edges;
}

/// Each centre within its two edges, which ascend.
void requireEdges(const std::vector<double>& edges, const std::vector<double>& centres, const char* name)
{
    bool fit = edges.empty() || edges.size() == centres.size() + 1;
    for (std::size_t i = 0; fit && i + 1 < edges.size(); ++i)
        fit = edges[i] < edges[i + 1] && edges[i] <= centres[i] && centres[i] <= edges[i + 1];
    if (!fit)
        throw InputError(
            fmt::format("The {} edges do not fit the cells. Each cell centre must lie between "
                        "its two edges, and edges must ascend.",
                        name));
}

double meanStep(const std::vector<double>& axis)
{
    return axis.size() < 2 ? 0.0 : (axis.back() - axis.front()) / static_cast<double>(axis.size() - 1);
}

}  // namespace

bool LatLonBox::contains(LatLon point) const
{
    if (point.latitude < south - kToleranceDegrees || point.latitude > north + kToleranceDegrees)
        return false;
    if (east - west >= 360.0)
        return true;
    // The smallest equivalent of the longitude that is not west of the box.
    double eastOfWest = std::fmod(point.longitude - west, 360.0);
    if (eastOfWest < 0.0)
        eastOfWest += 360.0;
    return eastOfWest <= east - west + kToleranceDegrees || eastOfWest >= 360.0 - kToleranceDegrees;
}

double greatCircleKm(LatLon a, LatLon b)
{
    const double sinLatitude = std::sin(0.5 * (b.latitude - a.latitude) * kRadians);
    const double sinLongitude = std::sin(0.5 * (b.longitude - a.longitude) * kRadians);
    const double h = sinLatitude * sinLatitude + std::cos(a.latitude * kRadians) *
                                                     std::cos(b.latitude * kRadians) * sinLongitude *
                                                     sinLongitude;
    return 2.0 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

Grid::Grid(std::vector<double> latitudes, std::vector<double> longitudes)
    : m_latitudes(std::move(latitudes)), m_longitudes(std::move(longitudes))
{
    requireAscending(m_latitudes, "latitude");
    requireAscending(m_longitudes, "longitude");
    if (!m_latitudes.empty() && (m_latitudes.front() < -90.0 - 1e-6 || m_latitudes.back() > 90.0 + 1e-6))
        throw InputError(fmt::format("Latitudes run from {} to {}. They must lie between -90 and 90 degrees.",
                                     m_latitudes.front(), m_latitudes.back()));
}

Grid::Grid(std::vector<double> latitudes, std::vector<double> longitudes, std::vector<double> latitudeEdges,
           std::vector<double> longitudeEdges)
    : Grid(std::move(latitudes), std::move(longitudes))
{
    requireEdges(latitudeEdges, m_latitudes, "latitude");
    requireEdges(longitudeEdges, m_longitudes, "longitude");
    m_latitudeEdges = std::move(latitudeEdges);
    m_longitudeEdges = std::move(longitudeEdges);
}

Grid Grid::regular(double firstLatitude, double stepLatitude, std::size_t rows, double firstLongitude,
                   double stepLongitude, std::size_t columns)
{
    std::vector<double> latitudes(rows);
    std::vector<double> longitudes(columns);
    for (std::size_t i = 0; i < rows; ++i)
        latitudes[i] = firstLatitude + stepLatitude * static_cast<double>(i);
    for (std::size_t j = 0; j < columns; ++j)
        longitudes[j] = firstLongitude + stepLongitude * static_cast<double>(j);
    return {std::move(latitudes), std::move(longitudes)};
}

Grid Grid::part(std::size_t firstRow, std::size_t rows, std::span<const std::size_t> columns,
                std::vector<double> longitudes) const
{
    const auto cut = [&](const std::vector<double>& axis, std::size_t count) {
        const auto first = axis.begin() + static_cast<std::ptrdiff_t>(firstRow);
        return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(count));
    };
    std::vector<double> latitudeEdges;
    if (!m_latitudeEdges.empty())
        latitudeEdges = cut(m_latitudeEdges, rows + 1);
    std::vector<double> longitudeEdges;
    if (!m_longitudeEdges.empty()) {
        longitudeEdges.resize(columns.size() + 1);
        for (std::size_t j = 0; j < columns.size(); ++j) {
            const double turned = longitudes[j] - m_longitudes[columns[j]];
            const double west = m_longitudeEdges[columns[j]] + turned;
            // Neighbours of the part that are none of the grid share the edge halfway between theirs.
            longitudeEdges[j] = j == 0 ? west : 0.5 * (longitudeEdges[j] + west);
            longitudeEdges[j + 1] = m_longitudeEdges[columns[j] + 1] + turned;
        }
    }
    return {cut(m_latitudes, rows), std::move(longitudes), std::move(latitudeEdges),
            std::move(longitudeEdges)};
}

std::vector<double> Grid::latitudeEdges() const
{
    if (!m_latitudeEdges.empty())
        return m_latitudeEdges;
    std::vector<double> edges = edgesOf(m_latitudes, 1.0);
    for (double& edge : edges)
        edge = std::clamp(edge, -90.0, 90.0);
    return edges;
}

std::vector<double> Grid::longitudeEdges() const
{
    if (!m_longitudeEdges.empty())
        return m_longitudeEdges;
    return edgesOf(m_longitudes, 1.0);
}

LatLonBox Grid::bounds() const
{
    if (empty())
        return {};
    const std::vector<double> latitudes = latitudeEdges();
    const std::vector<double> longitudes = longitudeEdges();
    return {latitudes.front(), latitudes.back(), longitudes.front(), longitudes.back()};
}

double Grid::meanLatitudeStep() const
{
    return meanStep(m_latitudes);
}

double Grid::meanLongitudeStep() const
{
    return meanStep(m_longitudes);
}

double Grid::cellAreaKm2(std::size_t row) const
{
    const std::vector<double> edges = latitudeEdges();
    const std::vector<double> meridians = longitudeEdges();
    const double step = (meridians.back() - meridians.front()) / static_cast<double>(columns());
    return kEarthRadiusKm * kEarthRadiusKm * step * kRadians *
           (std::sin(edges[row + 1] * kRadians) - std::sin(edges[row] * kRadians));
}

}  // namespace shamal
