#include "geo/azimuthal_plane.h"

#include <algorithm>
#include <cmath>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

}  // namespace

AzimuthalPlane::AzimuthalPlane(LatLon centre)
    : m_centre(centre),
      m_sin(std::sin(centre.latitude * kRadians)),
      m_cos(std::cos(centre.latitude * kRadians))
{
}

OffsetKm AzimuthalPlane::toPlane(LatLon place) const
{
    const double distance = greatCircleKm(m_centre, place);
    const double sinLatitude = std::sin(place.latitude * kRadians);
    const double cosLatitude = std::cos(place.latitude * kRadians);
    const double turn = (place.longitude - m_centre.longitude) * kRadians;
    const double east = cosLatitude * std::sin(turn);
    const double north = m_cos * sinLatitude - m_sin * cosLatitude * std::cos(turn);
    const double length = std::hypot(east, north);
    if (length == 0.0)
        return {};
    return {distance * east / length, distance * north / length};
}

LatLon AzimuthalPlane::toSphere(OffsetKm point) const
{
    const double distance = std::hypot(point.eastKm, point.northKm);
    if (distance == 0.0)
        return m_centre;
    const double sinArc = std::sin(distance / kEarthRadiusKm);
    const double cosArc = std::cos(distance / kEarthRadiusKm);
    const double east = point.eastKm / distance * sinArc;
    const double north = point.northKm / distance * sinArc;
    const double latitude = std::asin(std::clamp(cosArc * m_sin + north * m_cos, -1.0, 1.0));
    const double turn = std::atan2(east, cosArc * m_cos - north * m_sin);
    return {std::clamp(latitude / kRadians, -90.0, 90.0), m_centre.longitude + turn / kRadians};
}

namespace {

/// Makes longitudes continuous; how far the ring comes round, in degrees.
double unroll(std::vector<LatLon>& places)
{
    for (std::size_t i = 1; i < places.size(); ++i)
        places[i].longitude -= 360.0 * std::round((places[i].longitude - places[i - 1].longitude) / 360.0);
    return 360.0 * std::round((places.back().longitude - places.front().longitude) / 360.0);
}

}  // namespace

Ring closedOnSphere(std::vector<LatLon> places)
{
    if (places.empty())
        return places;
    const double round = unroll(places);
    if (round == 0.0)
        return places;
    // Its inside is to the left: going east round the Earth, that is the north.
    const double pole = round > 0.0 ? 90.0 : -90.0;
    // From the place nearest to the pole the meridian to it meets no other part of the ring.
    const auto nearest = std::min_element(places.begin(), places.end(), [pole](LatLon a, LatLon b) {
        return std::abs(pole - a.latitude) < std::abs(pole - b.latitude);
    });
    std::rotate(places.begin(), nearest, places.end());
    places.front().longitude -= 360.0 * std::round(places.front().longitude / 360.0);
    unroll(places);
    const LatLon first = places.front();
    places.push_back({first.latitude, first.longitude + round});
    places.push_back({pole, first.longitude + round});
    places.push_back({pole, first.longitude});
    return places;
}

}  // namespace shamal
