#include "geo/projection.h"

#include "fields/error.h"
#include "geo/proj_transformation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kEarthRadiusMetres = 1000.0 * kEarthRadiusKm;
constexpr double kMercatorEnd = 85.0;
constexpr double kLambertReach = 75.0;
// Short of the seam and the horizon themselves, on which PROJ decides by rounding.
constexpr double kSeamMargin = 1e-7;
constexpr PlanePoint kNowhere{std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::quiet_NaN()};
constexpr LatLon kOffEarth{std::numeric_limits<double>::quiet_NaN(),
                           std::numeric_limits<double>::quiet_NaN()};

double cosineOfDistance(LatLon a, LatLon b)
{
    return std::sin(a.latitude * kRadians) * std::sin(b.latitude * kRadians) +
           std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) *
               std::cos((a.longitude - b.longitude) * kRadians);
}

/// Standard parallels of a cone: a sixth inside the area. A cone needs a side: none touches both hemispheres
/// alike, and one round the whole Earth is that of the northern textbook.
std::pair<double, double> parallels(LatLon centre, const LatLonBox& area)
{
    const double first = area.south + (area.north - area.south) / 6.0;
    const double second = area.north - (area.north - area.south) / 6.0;
    if (area.north - area.south <= 120.0 && std::abs(first + second) >= 2.0)
        return {first, second};
    return centre.latitude < 0.0 ? std::pair(-20.0, -60.0) : std::pair(20.0, 60.0);
}

bool southernCone(LatLon centre, const LatLonBox& area)
{
    const auto [first, second] = parallels(centre, area);
    return first + second < 0.0;
}

std::string parallelsText(LatLon centre, const LatLonBox& area)
{
    const auto [first, second] = parallels(centre, area);
    return fmt::format("+lat_1={:.10g} +lat_2={:.10g}", first, second);
}

std::string definitionOf(ProjectionKind kind, LatLon centre, const LatLonBox& area)
{
    const std::string sphere = fmt::format("+R={} +units=m", kEarthRadiusMetres);
    const std::string middle =
        fmt::format("+lat_0={:.10g} +lon_0={:.10g}", centre.latitude, centre.longitude);
    switch (kind) {
        case ProjectionKind::Mercator:
            return fmt::format("+proj=merc +lon_0={:.10g} {}", centre.longitude, sphere);
        case ProjectionKind::LambertConformal:
            return fmt::format("+proj=lcc {} {} {}", parallelsText(centre, area), middle, sphere);
        case ProjectionKind::Albers:
            return fmt::format("+proj=aea {} {} {}", parallelsText(centre, area), middle, sphere);
        case ProjectionKind::Orthographic:
            return fmt::format("+proj=ortho {} {}", middle, sphere);
        case ProjectionKind::Stereographic:
            return fmt::format("+proj=stere {} {}", middle, sphere);
        case ProjectionKind::Robinson:
            return fmt::format("+proj=robin +lon_0={:.10g} {}", centre.longitude, sphere);
        default:
            throw InputError("A projection of one's own is given by its PROJ string, not by a centre.");
    }
}

}  // namespace

Projection::Projection() : Projection(plateCarree(1.0)) {}

Projection::Projection(ProjectionKind kind, LatLon centre, std::string definition)
    : m_kind(kind), m_centre(centre), m_definition(std::move(definition))
{
}

Projection Projection::plateCarree(double stretch)
{
    Projection projection(
        ProjectionKind::PlateCarree, {},
        fmt::format("+proj=eqc +lat_ts={:.10g} +R={}", std::acos(std::clamp(stretch, 0.0, 1.0)) / kRadians,
                    kEarthRadiusMetres));
    projection.m_stretch = stretch;
    projection.m_period = 360.0 * stretch;
    projection.m_bounds = {-180.0 * stretch, -90.0, 180.0 * stretch, 90.0};
    return projection;
}

Projection Projection::preset(ProjectionKind kind, LatLon centre, const LatLonBox& area)
{
    if (kind == ProjectionKind::PlateCarree)
        return plateCarree(std::max(0.2, std::cos(centre.latitude * kRadians)));
    centre.latitude = std::clamp(centre.latitude, -90.0, 90.0);
    centre.longitude = std::remainder(centre.longitude, 360.0);
    const std::string definition = definitionOf(kind, centre, area);
    Projection projection(kind, centre, definition);
    projection.m_transformation = std::make_shared<ProjTransformation>(definition);
    if (kind == ProjectionKind::Mercator) {
        projection.m_farthestSouth = -kMercatorEnd;
        projection.m_farthestNorth = kMercatorEnd;
        projection.m_period = 2.0 * std::numbers::pi * kEarthRadiusMetres;
    } else if (kind == ProjectionKind::LambertConformal && southernCone(centre, area)) {
        projection.m_farthestNorth = std::min(60.0, centre.latitude + kLambertReach);
    } else if (kind == ProjectionKind::LambertConformal) {
        projection.m_farthestSouth = std::max(-60.0, centre.latitude - kLambertReach);
    }
    projection.findBounds();
    return projection;
}

Projection Projection::presetFor(ProjectionKind kind, const LatLonBox& area)
{
    return preset(kind, {(area.south + area.north) / 2.0, (area.west + area.east) / 2.0}, area);
}

Projection Projection::fromProj(const std::string& text)
{
    Projection projection(ProjectionKind::Custom, {}, text);
    projection.m_transformation = std::make_shared<ProjTransformation>(text);
    projection.findBounds();
    if (!(projection.m_bounds.width() > 0.0) || !(projection.m_bounds.height() > 0.0))
        throw InputError(
            fmt::format("\"{}\" puts no part of the Earth on a map. Give a map projection such "
                        "as \"+proj=laea +lat_0=90 +lon_0=0\".",
                        text));
    return projection;
}

bool Projection::visible(LatLon point) const
{
    if (!(std::abs(point.latitude) <= 90.0) || !std::isfinite(point.longitude))
        return false;
    switch (m_kind) {
        case ProjectionKind::PlateCarree:
            return true;
        case ProjectionKind::Custom:
            return forward(point).has_value();
        case ProjectionKind::Orthographic:
        case ProjectionKind::Stereographic:
            return cosineOfDistance(point, m_centre) > kSeamMargin;
        default:
            return point.latitude >= m_farthestSouth && point.latitude <= m_farthestNorth;
    }
}

void Projection::forward(std::span<const LatLon> points, std::span<PlanePoint> places) const
{
    if (isPlateCarree()) {
        std::ranges::transform(points, places.begin(), [this](LatLon point) {
            return PlanePoint{point.longitude * m_stretch, point.latitude};
        });
        return;
    }
    m_transformation->forward(points, places);
    if (m_kind == ProjectionKind::Custom)
        return;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!visible(points[i]))
            places[i] = kNowhere;
    }
}

void Projection::inverse(std::span<const PlanePoint> places, std::span<LatLon> points) const
{
    if (isPlateCarree()) {
        std::ranges::transform(places, points.begin(), [this](PlanePoint place) {
            return std::abs(place.y) <= 90.0 ? LatLon{place.y, place.x / m_stretch} : kOffEarth;
        });
        return;
    }
    if (m_kind == ProjectionKind::Mercator) {
        std::vector<PlanePoint> once(places.begin(), places.end());
        for (PlanePoint& place : once)
            place.x = std::remainder(place.x, *m_period);
        m_transformation->inverse(once, points);
        for (std::size_t i = 0; i < points.size(); ++i) {
            // From the place itself: PROJ may give either end of the seam.
            points[i].longitude = m_centre.longitude + 360.0 * places[i].x / *m_period;
            if (!visible(points[i]))
                points[i] = kOffEarth;
        }
        return;
    }
    m_transformation->inverse(places, points);
    if (m_kind == ProjectionKind::Custom)
        return;
    for (LatLon& point : points) {
        if (!visible(point))
            point = kOffEarth;
    }
}

std::optional<PlanePoint> Projection::forward(LatLon point) const
{
    PlanePoint place;
    forward(std::span(&point, 1), std::span(&place, 1));
    return std::isfinite(place.x) && std::isfinite(place.y) ? std::optional(place) : std::nullopt;
}

std::optional<LatLon> Projection::inverse(PlanePoint place) const
{
    LatLon point;
    inverse(std::span(&place, 1), std::span(&point, 1));
    return std::isfinite(point.latitude) ? std::optional(point) : std::nullopt;
}

PlaneBox Projection::boundsOf(const LatLonBox& box) const
{
    if (isPlateCarree())
        return {box.west * m_stretch, std::max(-90.0, box.south), box.east * m_stretch,
                std::min(90.0, box.north)};
    constexpr int kSamples = 97;
    const double south = std::max(box.south, m_farthestSouth);
    const double north = std::min(box.north, m_farthestNorth);
    const double east = std::min(box.east, box.west + 360.0);
    std::vector<LatLon> points;
    for (int row = 0; row < kSamples; ++row) {
        for (int column = 0; column < kSamples; ++column)
            points.push_back({std::lerp(south, north, row / (kSamples - 1.0)),
                              std::lerp(box.west, east, column / (kSamples - 1.0))});
    }
    // Both sides of the seam.
    for (const double side : {-180.0 + kSeamMargin, 180.0 - kSeamMargin}) {
        const double longitude = m_centre.longitude + side;
        if (longitude - 360.0 * std::floor((longitude - box.west) / 360.0) > east)
            continue;
        for (int row = 0; row < kSamples; ++row)
            points.push_back({std::lerp(south, north, row / (kSamples - 1.0)), longitude});
    }
    std::vector<PlanePoint> places(points.size());
    forward(points, places);
    constexpr double kFar = std::numeric_limits<double>::infinity();
    PlaneBox bounds{kFar, kFar, -kFar, -kFar};
    for (const PlanePoint& place : places) {
        if (!std::isfinite(place.x) || !std::isfinite(place.y))
            continue;
        bounds = {std::min(bounds.left, place.x), std::min(bounds.bottom, place.y),
                  std::max(bounds.right, place.x), std::max(bounds.top, place.y)};
    }
    if (!(bounds.left < bounds.right) || !(bounds.bottom < bounds.top))
        return m_bounds;
    // A box across the seam of a plane that repeats itself lies together in one copy.
    if (m_period && bounds.width() > 0.5 * *m_period && east - box.west < 359.0) {
        const double middle = (box.west + east) / 2.0;
        const double x = std::remainder(middle - m_centre.longitude, 360.0) / 360.0 * *m_period;
        const double half = (east - box.west) / 720.0 * *m_period;
        bounds.left = x - half;
        bounds.right = x + half;
    }
    return bounds;
}

void Projection::findBounds()
{
    m_bounds = boundsOf({m_farthestSouth, m_farthestNorth, -180.0, 180.0});
    auto lines = std::make_shared<std::vector<std::vector<PlanePoint>>>();
    constexpr int kSteps = 360;
    std::vector<PlanePoint> line;
    if (m_kind == ProjectionKind::Orthographic || m_kind == ProjectionKind::Stereographic) {
        const double radius = (m_kind == ProjectionKind::Orthographic ? 1.0 : 2.0) * kEarthRadiusMetres;
        m_bounds = {-radius, -radius, radius, radius};
        for (int i = 0; i <= 2 * kSteps; ++i)
            line.push_back({radius * std::cos(i * std::numbers::pi / kSteps),
                            radius * std::sin(i * std::numbers::pi / kSteps)});
        lines->push_back(std::move(line));
    } else if (m_kind == ProjectionKind::LambertConformal || m_kind == ProjectionKind::Albers ||
               m_kind == ProjectionKind::Robinson) {
        const double west = m_centre.longitude - 180.0 + kSeamMargin;
        const double east = m_centre.longitude + 180.0 - kSeamMargin;
        const auto add = [&](double latitude, double longitude) {
            if (const auto place = forward({latitude, longitude}))
                line.push_back(*place);
        };
        for (int i = 0; i <= kSteps; ++i)
            add(m_farthestSouth, std::lerp(west, east, static_cast<double>(i) / kSteps));
        for (int i = 0; i <= kSteps; ++i)
            add(std::lerp(m_farthestSouth, m_farthestNorth, static_cast<double>(i) / kSteps), east);
        for (int i = 0; i <= kSteps; ++i)
            add(m_farthestNorth, std::lerp(east, west, static_cast<double>(i) / kSteps));
        for (int i = 0; i <= kSteps; ++i)
            add(std::lerp(m_farthestNorth, m_farthestSouth, static_cast<double>(i) / kSteps), west);
        lines->push_back(std::move(line));
    }
    m_limb = std::move(lines);
}

const std::vector<std::vector<PlanePoint>>& Projection::limb() const
{
    static const std::vector<std::vector<PlanePoint>> none;
    return m_limb ? *m_limb : none;
}

std::optional<double> Projection::metresPerUnit(PlanePoint place) const
{
    const double step = 1e-6 * m_bounds.width();
    const auto west = inverse(PlanePoint{place.x - step, place.y});
    const auto east = inverse(PlanePoint{place.x + step, place.y});
    if (!west || !east)
        return std::nullopt;
    return 1000.0 * greatCircleKm(*west, *east) / (2.0 * step);
}

}  // namespace shamal
