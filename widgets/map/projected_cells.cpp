#include "map/projected_cells.h"

#include "geo/projected_lines.h"
#include "map/cell_image.h"
#include "map/map_curves.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr int kVectorImageWidth = 2400;  // pixels across the map where the device has none of its own
constexpr int kWidestImage = 8192;
constexpr int kHatchLines = 100;  // across the frame
// A cell on the limb or a cut is divided so often, each part drawn or not: to 1/32 of its side.
constexpr int kMostDivisions = 5;

void paintAsImage(QPainter& painter, const MapField& field, const ColourScale& scale,
                  const MapGeometry& geometry)
{
    const QSize size = figureImageSize(painter, field, geometry);
    const QImage cells = cellImage(field, scale).convertToFormat(QImage::Format_ARGB32);
    const auto latitudes = field.grid.latitudeEdges();
    const auto longitudes = field.grid.longitudeEdges();
    const QRgb missing = scale.colours().missing.rgb();
    const QRgb hatch = scale.colours().missing.darker(130).rgb();
    const int spacing = std::max(4, size.width() / kHatchLines);
    QImage image(size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const QRectF& frame = geometry.frame;
    std::vector<shamal::PlanePoint> places(static_cast<std::size_t>(size.width()));
    std::vector<shamal::LatLon> points(places.size());
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            places[static_cast<std::size_t>(x)] =
                geometry.onPlane({frame.left() + (x + 0.5) * frame.width() / size.width(),
                                  frame.top() + (y + 0.5) * frame.height() / size.height()});
        geometry.projection.inverse(places, points);
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const auto& point = points[static_cast<std::size_t>(x)];
            if (!std::isfinite(point.latitude))
                continue;
            const auto row = cellAt(latitudes, point.latitude);
            const auto column = cellAt(longitudes, eastOf(longitudes.front(), point.longitude));
            if (!row || !column)
                continue;
            const QRgb colour = reinterpret_cast<const QRgb*>(
                cells.constScanLine(static_cast<int>(*row)))[static_cast<int>(*column)];
            to[x] = qAlpha(colour) != 0 ? colour : (x + y) % spacing < (spacing + 3) / 4 ? hatch : missing;
        }
    }
    painter.drawImage(frame, image);
}

class CellPainter {
public:
    CellPainter(QPainter& painter, const MapGeometry& geometry) : m_painter(painter), m_geometry(geometry) {}

    void paint(const shamal::LatLonBox& cell, int divisions = 0)
    {
        const auto ring = ringOf(cell);
        if (!ring.isEmpty()) {
            paintCopies(ring);
            return;
        }
        if (divisions >= kMostDivisions || hidden(cell))
            return;
        const double latitude = (cell.south + cell.north) / 2.0;
        const double longitude = (cell.west + cell.east) / 2.0;
        paint({cell.south, latitude, cell.west, longitude}, divisions + 1);
        paint({cell.south, latitude, longitude, cell.east}, divisions + 1);
        paint({latitude, cell.north, cell.west, longitude}, divisions + 1);
        paint({latitude, cell.north, longitude, cell.east}, divisions + 1);
    }

private:
    /// None of its corners, the middles of its sides and its own middle shows.
    bool hidden(const shamal::LatLonBox& cell) const
    {
        for (const double up : {0.0, 0.5, 1.0}) {
            for (const double right : {0.0, 0.5, 1.0}) {
                if (m_geometry.projection.visible(
                        {std::lerp(cell.south, cell.north, up), std::lerp(cell.west, cell.east, right)}))
                    return false;
            }
        }
        return true;
    }
    /// In pixels; empty when the cell is not wholly shown or lies on a cut.
    QPolygonF ringOf(const shamal::LatLonBox& cell) const
    {
        const auto outline = outlineOf(cell);
        const auto lines =
            shamal::projectedLine(m_geometry.projection, outline, 0.2 * m_geometry.unitsPerPixel);
        QPolygonF ring;
        if (lines.size() != 1)
            return ring;
        const auto& first = lines.front().front();
        const auto& last = lines.front().back();
        const double gap = std::hypot(first.x - last.x, first.y - last.y);
        const bool whole = m_geometry.projection.visible({cell.south, cell.west}) &&
                           m_geometry.projection.visible({cell.north, cell.east});
        if (!whole || gap > 0.01 * m_geometry.unitsPerPixel)
            return ring;
        for (const auto& place : lines.front())
            ring << m_geometry.onFrame(place);
        return ring;
    }

    void paintCopies(const QPolygonF& ring)
    {
        const auto period = m_geometry.projection.period();
        const double turn = period ? *period / m_geometry.unitsPerPixel : 0.0;
        const QRectF extent = ring.boundingRect();
        double shift = period ? turn * std::ceil((m_geometry.frame.left() - extent.right()) / turn) : 0.0;
        do {
            const QRectF moved = extent.translated(shift, 0.0);
            if (moved.left() > m_geometry.frame.right())
                return;
            if (m_geometry.frame.contains(moved))
                m_painter.drawPolygon(ring.translated(shift, 0.0));
            else if (m_geometry.frame.intersects(moved))
                m_painter.drawPolygon(ring.translated(shift, 0.0).intersected(QPolygonF(m_geometry.frame)));
            shift += turn;
        } while (period);
    }

    QPainter& m_painter;
    const MapGeometry& m_geometry;
};

void paintAsPolygons(QPainter& painter, const MapField& field, const ColourScale& scale,
                     const MapGeometry& geometry)
{
    // As in plate carrée each cell reaches a little under the ones painted after it.
    constexpr double kOverlap = 0.06;
    const auto latitudes = field.grid.latitudeEdges();
    const auto longitudes = field.grid.longitudeEdges();
    CellPainter cells(painter, geometry);
    painter.setPen(Qt::NoPen);
    for (std::size_t row = 0; row < field.grid.rows(); ++row) {
        for (std::size_t column = 0; column < field.grid.columns(); ++column) {
            shamal::LatLonBox cell{latitudes[row], latitudes[row + 1], longitudes[column],
                                   longitudes[column + 1]};
            if (column + 1 < field.grid.columns())
                cell.east += kOverlap * (cell.east - cell.west);
            if (row + 1 < field.grid.rows())
                cell.north += kOverlap * (cell.north - cell.south);
            painter.setBrush(scale.colour(field.values[row * field.grid.columns() + column]));
            cells.paint(cell);
        }
    }
}

}  // namespace

QSize figureImageSize(const QPainter& painter, const MapField& field, const MapGeometry& geometry)
{
    const auto engine = painter.paintEngine()->type();
    if (engine == QPaintEngine::Raster || engine == QPaintEngine::OpenGL2) {
        const QRectF device = painter.deviceTransform().mapRect(geometry.frame);
        return {std::max(1, qRound(device.width())), std::max(1, qRound(device.height()))};
    }
    const auto view = geometry.visible();
    const double columns = (view.east - view.west) / std::max(1e-6, field.grid.meanLongitudeStep());
    const int width = std::clamp(static_cast<int>(2.0 * columns), kVectorImageWidth, kWidestImage);
    return {width, std::max(1, qRound(width * geometry.frame.height() / geometry.frame.width()))};
}

std::size_t visibleCells(const MapField& field, const MapGeometry& geometry)
{
    const auto view = geometry.visible();
    const double rows = (view.north - view.south) / std::max(1e-6, field.grid.meanLatitudeStep());
    const double columns = (view.east - view.west) / std::max(1e-6, field.grid.meanLongitudeStep());
    return std::min(field.grid.cells(), static_cast<std::size_t>(rows * columns));
}

void paintProjectedCells(QPainter& painter, const MapField& field, const ColourScale& scale,
                         const MapGeometry& geometry)
{
    if (visibleCells(field, geometry) <= kMostFigureShapes && field.grid.cells() <= 4 * kMostFigureShapes &&
        !valueRange(field).missing)
        paintAsPolygons(painter, field, scale, geometry);
    else
        paintAsImage(painter, field, scale, geometry);
}
