#include "geo/ellipse.h"

#include "fields/error.h"
#include "geo/azimuthal_plane.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kQuarterOfTheEarthKm = 10000.0;
constexpr int kCorners = 360;
constexpr double kShortestKm = 0.1;

double asSemiAxis(double km)
{
    return std::clamp(km, kShortestKm, std::nextafter(kQuarterOfTheEarthKm, 0.0));
}

}  // namespace

Polygon polygonOf(const Ellipse& ellipse)
{
    if (!(std::abs(ellipse.centre.latitude) <= 90.0) || !(std::abs(ellipse.centre.longitude) <= 540.0) ||
        !std::isfinite(ellipse.azimuthDegrees))
        throw InputError(
            "The ellipse has no centre on the globe, or no azimuth. Give degrees north and east.");
    for (const double axis : {ellipse.semiMajorKm, ellipse.semiMinorKm}) {
        if (!(axis > 0.0) || !(axis < kQuarterOfTheEarthKm))
            throw InputError(
                fmt::format("A semi-axis of the ellipse is {} km. It must be above 0 and below {} km.", axis,
                            kQuarterOfTheEarthKm));
    }
    const AzimuthalPlane plane(ellipse.centre);
    const double sinAzimuth = std::sin(ellipse.azimuthDegrees * kRadians);
    const double cosAzimuth = std::cos(ellipse.azimuthDegrees * kRadians);
    std::vector<LatLon> corners;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kCorners;
        const double along = ellipse.semiMajorKm * std::cos(angle);
        const double leftwards = ellipse.semiMinorKm * std::sin(angle);
        corners.push_back(plane.toSphere(
            {along * sinAzimuth - leftwards * cosAzimuth, along * cosAzimuth + leftwards * sinAzimuth}));
    }
    return {{{closedOnSphere(std::move(corners)), {}}}};
}

std::array<LatLon, 4> axisEnds(const Ellipse& ellipse)
{
    const AzimuthalPlane plane(ellipse.centre);
    std::array<LatLon, 4> ends;
    for (std::size_t end = 0; end < ends.size(); ++end) {
        const double km = end % 2 == 0 ? ellipse.semiMajorKm : ellipse.semiMinorKm;
        const double azimuth = (ellipse.azimuthDegrees + 90.0 * static_cast<double>(end)) * kRadians;
        ends[end] = plane.toSphere({km * std::sin(azimuth), km * std::cos(azimuth)});
    }
    return ends;
}

Ellipse withAxisEnd(Ellipse ellipse, std::size_t end, LatLon to)
{
    const auto [eastKm, northKm] = AzimuthalPlane(ellipse.centre).toPlane(to);
    (end % 2 == 0 ? ellipse.semiMajorKm : ellipse.semiMinorKm) = asSemiAxis(std::hypot(eastKm, northKm));
    const double azimuth = std::atan2(eastKm, northKm) / kRadians - 90.0 * static_cast<double>(end);
    ellipse.azimuthDegrees = azimuth - 360.0 * std::floor(azimuth / 360.0);
    return ellipse;
}

Ellipse ellipseWithin(LatLon centre, LatLon corner)
{
    const auto [eastKm, northKm] = AzimuthalPlane(centre).toPlane(corner);
    return {centre, asSemiAxis(std::abs(northKm)), asSemiAxis(std::abs(eastKm)), 0.0};
}

}  // namespace shamal
