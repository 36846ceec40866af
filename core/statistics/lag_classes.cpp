#include "statistics/lag_classes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fields/grid.h"

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

LagClasses::LagClasses(const std::vector<double>& latitudes, const std::vector<double>& bordersKm)
{
    for (const double latitude : latitudes) {
        m_latitudes.push_back(latitude * kRadians);
        m_cosines.push_back(std::cos(latitude * kRadians));
    }
    for (const double border : bordersKm) {
        const double halfAngle = border / (2.0 * kEarthRadiusKm);
        // Half an angle reaches 90 degrees at the antipode; a border beyond it is never crossed.
        m_borders.push_back(halfAngle < std::numbers::pi / 2 ? std::sin(halfAngle) * std::sin(halfAngle)
                                                             : 2.0);
    }
}

LagClasses::RowPair LagClasses::rowPair(std::size_t i, std::size_t j) const
{
    const double sine = std::sin(0.5 * (m_latitudes[j] - m_latitudes[i]));
    return {sine * sine, m_cosines[i] * m_cosines[j]};
}

std::size_t LagClasses::rowEnd(std::size_t row) const
{
    std::size_t end = row + 1;
    while (end < m_latitudes.size() && rowPair(row, end).alongMeridian <= m_borders.back())
        ++end;
    return end;
}

int LagClasses::classOf(RowPair rows, double sinSquared, int guess) const
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
