#include "map/map_geometry.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double kFinestDegreesPerPixel = 1e-4;

MapGeometry inside(MapGeometry geometry)
{
    geometry.centre.latitude = std::clamp(geometry.centre.latitude, -90.0, 90.0);
    geometry.centre.longitude = nearestTurn(geometry.centre.longitude, 0.0);
    return geometry;
}

}  // namespace

double stretchAt(double latitude)
{
    return std::max(0.2, std::cos(latitude * M_PI / 180.0));
}

double nearestTurn(double longitude, double to)
{
    return longitude + 360.0 * std::round((to - longitude) / 360.0);
}

MapGeometry MapGeometry::fitted(const shamal::LatLonBox& box, double stretch, const QRectF& frame)
{
    MapGeometry geometry;
    geometry.frame = frame;
    geometry.centre = {(box.south + box.north) / 2.0, (box.west + box.east) / 2.0};
    geometry.stretch = stretch;
    const double wide = (box.east - box.west) * stretch / std::max(1.0, frame.width());
    const double high = (box.north - box.south) / std::max(1.0, frame.height());
    geometry.degreesPerPixel = std::max({wide, high, kFinestDegreesPerPixel});
    return geometry;
}

double MapGeometry::x(double longitude) const
{
    return frame.center().x() + (longitude - centre.longitude) * stretch / degreesPerPixel;
}

double MapGeometry::y(double latitude) const
{
    return frame.center().y() - (latitude - centre.latitude) / degreesPerPixel;
}

QPointF MapGeometry::toPixels(shamal::LatLon point) const
{
    return {x(nearestTurn(point.longitude, centre.longitude)), y(point.latitude)};
}

shamal::LatLon MapGeometry::toGeographic(QPointF position) const
{
    return {centre.latitude - (position.y() - frame.center().y()) * degreesPerPixel,
            centre.longitude + (position.x() - frame.center().x()) * degreesPerPixel / stretch};
}

QRectF MapGeometry::toPixels(const shamal::LatLonBox& box) const
{
    const double middle = (box.west + box.east) / 2.0;
    const double shift = nearestTurn(middle, centre.longitude) - middle;
    return {QPointF(x(box.west + shift), y(box.north)), QPointF(x(box.east + shift), y(box.south))};
}

shamal::LatLonBox MapGeometry::visible() const
{
    const auto northWest = toGeographic(frame.topLeft());
    const auto southEast = toGeographic(frame.bottomRight());
    return {southEast.latitude, northWest.latitude, northWest.longitude, southEast.longitude};
}

MapGeometry MapGeometry::zoomed(double factor, QPointF about) const
{
    MapGeometry result = *this;
    const double coarsest = std::max({360.0 * stretch / std::max(1.0, frame.width()),
                                      180.0 / std::max(1.0, frame.height()), kFinestDegreesPerPixel});
    result.degreesPerPixel = std::clamp(degreesPerPixel / factor, kFinestDegreesPerPixel, coarsest);
    const QPointF away = about - frame.center();
    const double change = degreesPerPixel - result.degreesPerPixel;
    result.centre.latitude -= away.y() * change;
    result.centre.longitude += away.x() * change / stretch;
    return inside(result);
}

MapGeometry MapGeometry::panned(QPointF by) const
{
    MapGeometry result = *this;
    result.centre.latitude += by.y() * degreesPerPixel;
    result.centre.longitude -= by.x() * degreesPerPixel / stretch;
    return inside(result);
}
