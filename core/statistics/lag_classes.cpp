#include "statistics/lag_classes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fields/grid.h"
#include "geo/graticule.h"

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

}  // namespace

std::vector<double> equalWidthBordersKm(double minLagKm, double maxLagKm, int bins)
{
    std::vector<double> borders;
    for (int bin = 0; bin <= bins; ++bin)
        borders.push_back(minLagKm + (maxLagKm - minLagKm) * bin / bins);
    return borders;
}

LagClasses::LagClasses(const std::vector<double>& latitudes, double maxLagKm, int bins)
    : LagClasses(latitudes, equalWidthBordersKm(0.0, maxLagKm, bins))
{
}

LagClasses::LagClasses(const std::vector<double>& latitudes, std::vector<double> bordersKm,
                       const AzimuthSectors& sectors, EarthFigure figure)
    : m_degrees(latitudes), m_bordersKm(std::move(bordersKm)), m_sectors(sectors), m_figure(figure)
{
    for (const double latitude : latitudes) {
        m_latitudes.push_back(latitude * kRadians);
        m_cosines.push_back(std::cos(latitude * kRadians));
        m_sines.push_back(std::sin(latitude * kRadians));
    }
    for (const double border : m_bordersKm) {
        const double halfAngle = border / (2.0 * kEarthRadiusKm);
        // Half an angle reaches 90 degrees at the antipode; a border beyond it is never crossed.
        m_borders.push_back(halfAngle < std::numbers::pi / 2 ? std::sin(halfAngle) * std::sin(halfAngle)
                                                             : 2.0);
    }
}

LagClasses::RowPair LagClasses::rowPair(std::size_t i, std::size_t j) const
{
    const double sine = std::sin(0.5 * (m_latitudes[j] - m_latitudes[i]));
    return {sine * sine, m_cosines[i] * m_cosines[j], m_sines[j] - m_sines[i]};
}

std::size_t LagClasses::rowEnd(std::size_t row) const
{
    const auto inReach = [&](std::size_t other) {
        return m_figure == EarthFigure::Wgs84
                   ? geodesicKm({m_degrees[row], 0.0}, {m_degrees[other], 0.0}) <= m_bordersKm.back()
                   : rowPair(row, other).alongMeridian <= m_borders.back();
    };
    std::size_t end = row + 1;
    while (end < m_latitudes.size() && inReach(end))
        ++end;
    return end;
}

int LagClasses::binOf(const RowPair& rows, double sinSquared, int guess) const
{
    const double haversine = rows.alongMeridian + rows.cosines * sinSquared;
    const int last = bins() - 1;
    if (haversine >= m_borders.back())
        return haversine == m_borders.back() ? last : kOutOfReach;
    if (haversine < m_borders.front())
        return kOutOfReach;
    int bin = guess == kOutOfReach ? last : guess;
    while (haversine >= m_borders[static_cast<std::size_t>(bin) + 1])
        ++bin;
    while (haversine < m_borders[static_cast<std::size_t>(bin)])
        --bin;
    return bin;
}

// With A and B the unit vectors of the cells, the great circle runs at its midpoint along B - A. Its parts to
// the east and to the north there are cos(lat A) cos(lat B) sin d and (sin(lat B) - sin(lat A)) |A + B| / 2,
// times one factor, and |A + B| / 2 is the cosine of half the angle between A and B.
int LagClasses::sectorOf(const RowPair& rows, double sinSquared, double sine) const
{
    if (m_sectors.everyDirection())
        return 0;
    const double haversine = std::min(1.0, rows.alongMeridian + rows.cosines * sinSquared);
    const double azimuth =
        std::atan2(rows.cosines * sine, rows.sines * std::sqrt(1.0 - haversine)) / kRadians;
    const double width = 180.0 / m_sectors.count;
    double fromFirst = std::fmod(azimuth - m_sectors.firstDegrees + m_sectors.toleranceDegrees, 180.0);
    if (fromFirst < 0.0)
        fromFirst += 180.0;
    const int sector = static_cast<int>(fromFirst / width) % m_sectors.count;
    // Sectors without room between them leave none for rounding either.
    const bool gaps = m_sectors.toleranceDegrees * m_sectors.count < 90.0 - 1e-9;
    return gaps && fromFirst - sector * width >= 2.0 * m_sectors.toleranceDegrees ? kOutOfReach : sector;
}

int LagClasses::classOf(std::size_t i, std::size_t j, double eastDegrees, int guess) const
{
    const double half = std::sin(0.5 * eastDegrees * kRadians);
    const RowPair rows = rowPair(i, j);
    int bin = kOutOfReach;
    if (m_figure == EarthFigure::Sphere) {
        bin = binOf(rows, half * half, guess == kOutOfReach ? guess : guess % bins());
    } else {
        const double distance = geodesicKm({m_degrees[i], 0.0}, {m_degrees[j], eastDegrees});
        if (distance >= m_bordersKm.front() && distance <= m_bordersKm.back()) {
            const auto above = std::ranges::upper_bound(m_bordersKm, distance);
            bin = std::min(bins(), static_cast<int>(above - m_bordersKm.begin())) - 1;
        }
    }
    if (bin == kOutOfReach)
        return kOutOfReach;
    const int sector = sectorOf(rows, half * half, std::sin(eastDegrees * kRadians));
    return sector == kOutOfReach ? kOutOfReach : sector * bins() + bin;
}

std::size_t LagClasses::columnEnd(const std::vector<double>& sinSquared) const
{
    // Two cells of the row nearest to a pole are closer than those of any other rows at the same offset.
    const double least = *std::ranges::min_element(m_cosines);
    std::size_t end = sinSquared.size();
    while (end > 1 && least * least * sinSquared[end - 1] > m_borders.back())
        --end;
    return end;
}

}  // namespace shamal
