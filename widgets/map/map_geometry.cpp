#include "map/map_geometry.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr double kFinestDegreesPerPixel = 1e-4;
constexpr double kFinestMetresPerPixel = 10.0;
constexpr int kFrameSamples = 33;  // a side

}  // namespace

double stretchAt(double latitude)
{
    return std::max(0.2, std::cos(latitude * M_PI / 180.0));
}

double nearestTurn(double longitude, double to)
{
    return longitude + 360.0 * std::round((to - longitude) / 360.0);
}

MapExtent MapExtent::of(const shamal::Projection& projection, const shamal::LatLonBox& box)
{
    if (projection.isPlateCarree())
        return {projection,
                {box.west * projection.stretch(), box.south, box.east * projection.stretch(), box.north}};
    return {projection, projection.boundsOf(box)};
}

bool MapGeometry::operator==(const MapGeometry& other) const
{
    return frame == other.frame && centre.x == other.centre.x && centre.y == other.centre.y &&
           unitsPerPixel == other.unitsPerPixel && projection == other.projection;
}

MapGeometry MapGeometry::fitted(const MapExtent& extent, const QRectF& frame)
{
    MapGeometry geometry;
    geometry.frame = frame;
    geometry.projection = extent.projection;
    geometry.centre = extent.box.centre();
    const double wide = extent.box.width() / std::max(1.0, frame.width());
    const double high = extent.box.height() / std::max(1.0, frame.height());
    geometry.unitsPerPixel = std::max({wide, high, geometry.finest()});
    return geometry;
}

double MapGeometry::x(double longitude) const
{
    return frame.center().x() + (longitude * projection.stretch() - centre.x) / unitsPerPixel;
}

double MapGeometry::y(double latitude) const
{
    return frame.center().y() - (latitude - centre.y) / unitsPerPixel;
}

QPointF MapGeometry::onFrame(shamal::PlanePoint place) const
{
    return {frame.center().x() + (place.x - centre.x) / unitsPerPixel,
            frame.center().y() - (place.y - centre.y) / unitsPerPixel};
}

shamal::PlanePoint MapGeometry::onPlane(QPointF position) const
{
    return {centre.x + (position.x() - frame.center().x()) * unitsPerPixel,
            centre.y - (position.y() - frame.center().y()) * unitsPerPixel};
}

std::optional<QPointF> MapGeometry::toPixels(shamal::LatLon point) const
{
    auto place = projection.forward(point);
    if (!place)
        return std::nullopt;
    if (const auto period = projection.period())
        place->x += *period * std::round((centre.x - place->x) / *period);
    return onFrame(*place);
}

std::optional<shamal::LatLon> MapGeometry::toGeographic(QPointF position) const
{
    const shamal::PlanePoint place = onPlane(position);
    if (projection.isPlateCarree())
        return shamal::LatLon{place.y, place.x / projection.stretch()};
    return projection.inverse(place);
}

QRectF MapGeometry::toPixels(const shamal::LatLonBox& box) const
{
    const double middle = (box.west + box.east) / 2.0;
    const double shift = nearestTurn(middle, centre.x / projection.stretch()) - middle;
    return {QPointF(x(box.west + shift), y(box.north)), QPointF(x(box.east + shift), y(box.south))};
}

shamal::PlaneBox MapGeometry::visiblePlane() const
{
    const auto topLeft = onPlane(frame.topLeft());
    const auto bottomRight = onPlane(frame.bottomRight());
    return {topLeft.x, bottomRight.y, bottomRight.x, topLeft.y};
}

shamal::LatLonBox MapGeometry::visible() const
{
    const shamal::PlaneBox plane = visiblePlane();
    if (projection.isPlateCarree()) {
        const double stretch = projection.stretch();
        return {plane.bottom, plane.top, plane.left / stretch, plane.right / stretch};
    }
    std::vector<shamal::PlanePoint> places{plane.centre()};
    for (int row = 0; row < kFrameSamples; ++row) {
        for (int column = 0; column < kFrameSamples; ++column)
            places.push_back({std::lerp(plane.left, plane.right, column / (kFrameSamples - 1.0)),
                              std::lerp(plane.bottom, plane.top, row / (kFrameSamples - 1.0))});
    }
    std::vector<shamal::LatLon> points(places.size());
    projection.inverse(places, points);
    std::optional<shamal::LatLonBox> box;
    double middle = 0.0;
    for (shamal::LatLon point : points) {
        if (!std::isfinite(point.latitude))
            continue;
        if (!box) {
            middle = point.longitude;
            box = shamal::LatLonBox{point.latitude, point.latitude, middle, middle};
        }
        if (!projection.period())
            point.longitude = nearestTurn(point.longitude, middle);
        *box = {std::min(box->south, point.latitude), std::max(box->north, point.latitude),
                std::min(box->west, point.longitude), std::max(box->east, point.longitude)};
    }
    if (!box)
        return {};
    for (const double pole : {-90.0, 90.0}) {
        const auto at = toPixels(shamal::LatLon{pole, middle});
        if (!at || !frame.contains(*at))
            continue;
        (pole < 0.0 ? box->south : box->north) = pole;
        box->west = middle - 180.0;
        box->east = middle + 180.0;
    }
    return *box;
}

double MapGeometry::finest() const
{
    return projection.isPlateCarree() ? kFinestDegreesPerPixel : kFinestMetresPerPixel;
}

double MapGeometry::coarsest() const
{
    const auto& whole = projection.bounds();
    return std::max({whole.width() / std::max(1.0, frame.width()),
                     whole.height() / std::max(1.0, frame.height()), finest()});
}

MapGeometry MapGeometry::inside() const
{
    MapGeometry geometry = *this;
    const auto& whole = projection.bounds();
    geometry.centre.y = std::clamp(centre.y, whole.bottom, whole.top);
    if (const auto period = projection.period())
        geometry.centre.x -= *period * std::round((centre.x - whole.centre().x) / *period);
    else
        geometry.centre.x = std::clamp(centre.x, whole.left, whole.right);
    return geometry;
}

MapGeometry MapGeometry::zoomed(double factor, QPointF about) const
{
    MapGeometry result = *this;
    result.unitsPerPixel = std::clamp(unitsPerPixel / factor, finest(), coarsest());
    const QPointF away = about - frame.center();
    const double change = unitsPerPixel - result.unitsPerPixel;
    result.centre.x += away.x() * change;
    result.centre.y -= away.y() * change;
    return result.inside();
}

MapGeometry MapGeometry::panned(QPointF by) const
{
    MapGeometry result = *this;
    result.centre.x -= by.x() * unitsPerPixel;
    result.centre.y += by.y() * unitsPerPixel;
    return result.inside();
}

MapGeometry MapGeometry::reprojected(const shamal::Projection& to) const
{
    MapGeometry result = *this;
    result.projection = to;
    const auto point = projection.inverse(centre);
    const auto place = point ? to.forward(*point) : std::nullopt;
    const auto before = projection.metresPerUnit(centre);
    const auto after = place ? to.metresPerUnit(*place) : std::nullopt;
    if (!before || !after)
        return fitted({to, to.bounds()}, frame);
    result.centre = *place;
    result.unitsPerPixel = std::clamp(unitsPerPixel * *before / *after, result.finest(), result.coarsest());
    return result.inside();
}
