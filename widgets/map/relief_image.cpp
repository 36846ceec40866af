#include "map/relief_image.h"

#include "demo/nature_run.h"
#include "fields/error.h"
#include "geo/hillshade.h"
#include "map/cell_image.h"

#include <QDebug>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr std::size_t kFiner = 4;  // than the terrain's nodes
constexpr double kExaggeration = 15.0;
constexpr double kDarkest = 0.6;  // leaves colours apart in the deepest shade
constexpr int kWidestImage = 1600;

/// Between the nodes, finer; its cells lie inside them.
shamal::Grid refined(const shamal::Grid& nodes)
{
    const double rowStep = nodes.meanLatitudeStep() / kFiner;
    const double columnStep = nodes.meanLongitudeStep() / kFiner;
    return shamal::Grid::regular(nodes.latitudes().front() + rowStep, rowStep,
                                 kFiner * (nodes.rows() - 1) - 1, nodes.longitudes().front() + columnStep,
                                 columnStep, kFiner * (nodes.columns() - 1) - 1);
}

ReliefImage made()
{
    ReliefImage relief;
    try {
        relief.grid = refined(shamal::terrainNodes());
        const shamal::HillshadeLight light{.exaggeration = kExaggeration};
        const auto shade = shamal::hillshade(relief.grid, shamal::terrain(relief.grid), light);
        const double flat = std::sin(light.altitudeDegrees * M_PI / 180.0);
        const auto columns = static_cast<int>(relief.grid.columns());
        const auto rows = static_cast<int>(relief.grid.rows());
        relief.shade = QImage(columns, rows, QImage::Format_RGBA8888);
        for (int row = 0; row < rows; ++row) {
            uchar* pixel = relief.shade.scanLine(row);
            for (int column = 0; column < columns; ++column, pixel += 4) {
                const auto i =
                    static_cast<std::size_t>(row) * relief.grid.columns() + static_cast<std::size_t>(column);
                const double dark = kDarkest * std::clamp(1.0 - shade[i] / flat, 0.0, 1.0);
                pixel[0] = pixel[1] = pixel[2] = 0;
                pixel[3] = static_cast<uchar>(std::lround(255.0 * dark));
            }
        }
    } catch (const shamal::Error& error) {
        qWarning("Maps are drawn without relief: %s", error.what());
        return {};
    }
    return relief;
}

}  // namespace

const ReliefImage& ReliefImage::shipped()
{
    static const ReliefImage relief = made();
    return relief;
}

double ReliefImage::opacityAt(shamal::LatLon place) const
{
    const auto edges = grid.bounds();
    if (grid.empty() || !edges.contains(place))
        return 0.0;
    const double row = (place.latitude - edges.south) / grid.meanLatitudeStep() - 0.5;
    const double column = (eastOf(edges.west, place.longitude) - edges.west) / grid.meanLongitudeStep() - 0.5;
    const double south = std::floor(row);
    const double west = std::floor(column);
    const auto alpha = [&](double atRow, double atColumn) {
        const int y = static_cast<int>(std::clamp(atRow, 0.0, static_cast<double>(shade.height() - 1)));
        const int x = static_cast<int>(std::clamp(atColumn, 0.0, static_cast<double>(shade.width() - 1)));
        return shade.constScanLine(y)[4 * x + 3] / 255.0;
    };
    return std::lerp(std::lerp(alpha(south, west), alpha(south, west + 1.0), column - west),
                     std::lerp(alpha(south + 1.0, west), alpha(south + 1.0, west + 1.0), column - west),
                     row - south);
}

void paintRelief(QPainter& painter, const MapGeometry& geometry)
{
    const ReliefImage& relief = ReliefImage::shipped();
    const QRectF& frame = geometry.frame;
    const QSizeF onDevice = painter.deviceTransform().mapRect(frame).size();
    const int width = std::clamp(qRound(onDevice.width()), 1, kWidestImage);
    const int height = std::max(1, qRound(width * frame.height() / frame.width()));
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto place = geometry.toGeographic({frame.left() + (x + 0.5) * frame.width() / width,
                                                      frame.top() + (y + 0.5) * frame.height() / height});
            if (!place)
                continue;
            const double dark = relief.opacityAt(*place);
            image.setPixel(x, y, qRgba(0, 0, 0, static_cast<int>(std::lround(255.0 * dark))));
        }
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(frame, image);
    painter.restore();
}
