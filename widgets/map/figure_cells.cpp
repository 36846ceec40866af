#include "map/figure_cells.h"

#include "map/cell_image.h"
#include "map/map_curves.h"
#include "map/projected_cells.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kHatchSpacing = 10.0;  // in 1/1000 of the frame's width

/// Index of the cell under each of `count` even steps along an axis, or -1.
template <typename ToDegrees>
std::vector<int> cellsAlong(int count, const std::vector<double>& edges, ToDegrees degreesAt)
{
    std::vector<int> cells(static_cast<std::size_t>(count), -1);
    for (int i = 0; i < count; ++i) {
        if (const auto cell = cellAt(edges, degreesAt((i + 0.5) / count)))
            cells[static_cast<std::size_t>(i)] = static_cast<int>(*cell);
    }
    return cells;
}

/// Each pixel of the frame takes the colour of the cell under its middle.
void paintAsImage(QPainter& painter, const MapField& field, const ColourScale& scale,
                  const MapGeometry& geometry)
{
    const QSize size = figureImageSize(painter, field, geometry);
    const auto view = geometry.visible();
    const auto longitudes = field.grid.longitudeEdges();
    const auto columns = cellsAlong(size.width(), longitudes, [&](double share) {
        return eastOf(longitudes.front(), std::lerp(view.west, view.east, share));
    });
    const auto rows = cellsAlong(size.height(), field.grid.latitudeEdges(),
                                 [&](double share) { return std::lerp(view.north, view.south, share); });
    const QImage cells = cellImage(field, scale);
    QImage image(size, QImage::Format_RGBA8888);
    image.fill(Qt::transparent);
    for (int y = 0; y < size.height(); ++y) {
        const int row = rows[static_cast<std::size_t>(y)];
        if (row < 0)
            continue;
        const auto* from = reinterpret_cast<const quint32*>(cells.constScanLine(row));
        auto* to = reinterpret_cast<quint32*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            if (const int column = columns[static_cast<std::size_t>(x)]; column >= 0)
                to[x] = from[column];
        }
    }
    painter.drawImage(geometry.frame, image);
}

/// Calls `paint` with the rectangle of each copy of longitudes west..east and latitudes south..north in the
/// frame.
template <typename Paint>
void forEachCopy(const MapGeometry& geometry, const shamal::LatLonBox& box, Paint paint)
{
    const auto view = geometry.visible();
    const double first = 360.0 * std::ceil((view.west - box.east) / 360.0);
    for (double shift = first; box.west + shift < view.east; shift += 360.0) {
        const QRectF whole(QPointF(geometry.x(box.west + shift), geometry.y(box.north)),
                           QPointF(geometry.x(box.east + shift), geometry.y(box.south)));
        const QRectF part = whole.intersected(geometry.frame);
        if (!part.isEmpty())
            paint(part);
    }
}

void paintAsRectangles(QPainter& painter, const MapField& field, const ColourScale& scale,
                       const MapGeometry& geometry)
{
    // Viewers smooth the edges of neighbours separately and the ground shines through: each cell reaches a
    // little under the ones painted after it, east and north, where there is one.
    constexpr double kOverlap = 0.06;
    const auto latitudes = field.grid.latitudeEdges();
    const auto longitudes = field.grid.longitudeEdges();
    const std::size_t rows = field.grid.rows();
    const std::size_t columns = field.grid.columns();
    const auto known = [&](std::size_t row, std::size_t column) {
        return row < rows && column < columns && !std::isnan(field.values[row * columns + column]);
    };
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            if (!known(row, column))
                continue;
            shamal::LatLonBox cell{latitudes[row], latitudes[row + 1], longitudes[column],
                                   longitudes[column + 1]};
            const bool corner = known(row + 1, column + 1);
            if (known(row, column + 1) && corner)
                cell.east += kOverlap * (cell.east - cell.west);
            if (known(row + 1, column) && corner)
                cell.north += kOverlap * (cell.north - cell.south);
            const QColor colour = scale.colour(field.values[row * columns + column]);
            forEachCopy(geometry, cell, [&](const QRectF& part) { painter.fillRect(part, colour); });
        }
    }
}

}  // namespace

void paintHatch(QPainter& painter, const QRectF& area, const QColor& ground, double spacing)
{
    painter.fillRect(area, ground);
    painter.setPen(QPen(ground.darker(130), 0.22 * spacing));
    const int lines = static_cast<int>((area.width() + area.height()) / spacing);
    for (int i = 0; i <= lines; ++i) {
        const double x = area.left() - area.height() + i * spacing;
        if (const auto line = clippedLine({x, area.bottom(), x + area.height(), area.top()}, area))
            painter.drawLine(*line);
    }
}
void paintFigureCells(QPainter& painter, const MapField& field, const ColourScale& scale,
                      const MapGeometry& geometry)
{
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!geometry.projection.isPlateCarree()) {
        paintProjectedCells(painter, field, scale, geometry);
        painter.restore();
        return;
    }
    if (valueRange(field).missing) {
        const double spacing = kHatchSpacing * geometry.frame.width() / 1000.0;
        forEachCopy(geometry, field.grid.bounds(),
                    [&](const QRectF& part) { paintHatch(painter, part, scale.colours().missing, spacing); });
    }
    if (visibleCells(field, geometry) <= kMostFigureShapes)
        paintAsRectangles(painter, field, scale, geometry);
    else
        paintAsImage(painter, field, scale, geometry);
    painter.restore();
}
