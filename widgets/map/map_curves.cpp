#include "map/map_curves.h"

#include "geo/projected_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace {

constexpr double kPixelTolerance = 0.33;
// Longer steps could hide a curve behind a middle that happens to lie on the chord.
constexpr double kLongestStep = 5.0;  // degrees

void append(std::vector<QPolygonF>& pieces, std::vector<QPolygonF> more)
{
    std::ranges::move(more, std::back_inserter(pieces));
}

QPolygonF onFrame(const MapGeometry& geometry, std::span<const shamal::PlanePoint> line, double shift)
{
    QPolygonF pixels;
    pixels.reserve(static_cast<qsizetype>(line.size()));
    for (const auto& place : line)
        pixels << geometry.onFrame({place.x + shift, place.y});
    return pixels;
}

}  // namespace

std::vector<QPolygonF> curvesIn(const MapGeometry& geometry, std::span<const shamal::LatLon> points)
{
    const auto& projection = geometry.projection;
    const auto view = geometry.visiblePlane();
    std::vector<QPolygonF> pieces;
    for (const auto& line :
         shamal::projectedLine(projection, points, kPixelTolerance * geometry.unitsPerPixel)) {
        if (!projection.period()) {
            append(pieces, clippedPieces(onFrame(geometry, line, 0.0), geometry.frame));
            continue;
        }
        const auto [left, right] = std::ranges::minmax(line, {}, &shamal::PlanePoint::x);
        const double period = *projection.period();
        const double first = period * std::ceil((view.left - right.x) / period);
        for (double shift = first; left.x + shift <= view.right; shift += period)
            append(pieces, clippedPieces(onFrame(geometry, line, shift), geometry.frame));
    }
    return pieces;
}

std::vector<QPolygonF> limbIn(const MapGeometry& geometry)
{
    std::vector<QPolygonF> pieces;
    for (const auto& line : geometry.projection.limb())
        append(pieces, clippedPieces(onFrame(geometry, line, 0.0), geometry.frame));
    return pieces;
}

std::vector<QPolygonF> outlinesIn(const MapGeometry& geometry, const shamal::RegionShape& shape)
{
    if (const auto* box = std::get_if<shamal::LatLonBox>(&shape))
        return curvesIn(geometry, outlineOf(*box));
    std::vector<QPolygonF> outlines;
    const auto add = [&](shamal::Ring ring) {
        if (ring.empty())
            return;
        ring.push_back(ring.front());
        std::ranges::move(curvesIn(geometry, ring), std::back_inserter(outlines));
    };
    for (const shamal::PolygonPart& part : shamal::Region({}, shape).polygon().parts) {
        add(part.outer);
        for (const shamal::Ring& hole : part.holes)
            add(hole);
    }
    return outlines;
}

std::vector<shamal::LatLon> outlineOf(const shamal::LatLonBox& box)
{
    const std::array<shamal::LatLon, 5> corners{{{box.south, box.west},
                                                 {box.south, box.east},
                                                 {box.north, box.east},
                                                 {box.north, box.west},
                                                 {box.south, box.west}}};
    std::vector<shamal::LatLon> points{corners[0]};
    for (std::size_t side = 1; side < corners.size(); ++side) {
        const auto& from = corners[side - 1];
        const auto& to = corners[side];
        const double length = std::abs(to.latitude - from.latitude) + std::abs(to.longitude - from.longitude);
        const int steps = std::max(1, static_cast<int>(std::ceil(length / kLongestStep)));
        for (int i = 1; i <= steps; ++i) {
            const double share = static_cast<double>(i) / steps;
            points.push_back({std::lerp(from.latitude, to.latitude, share),
                              std::lerp(from.longitude, to.longitude, share)});
        }
    }
    return points;
}

std::vector<QPolygonF> clippedPieces(const QPolygonF& line, const QRectF& frame)
{
    std::vector<QPolygonF> pieces;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const auto part = clippedLine({line[i - 1], line[i]}, frame);
        if (!part)
            continue;
        if (pieces.empty() || pieces.back().back() != part->p1())
            pieces.push_back({part->p1()});
        pieces.back() << part->p2();
    }
    return pieces;
}

std::optional<QLineF> clippedLine(const QLineF& line, const QRectF& frame)
{
    double enter = 0.0;
    double leave = 1.0;
    const std::array<std::pair<double, double>, 4> sides = {
        std::pair{-line.dx(), line.x1() - frame.left()}, std::pair{line.dx(), frame.right() - line.x1()},
        std::pair{-line.dy(), line.y1() - frame.top()}, std::pair{line.dy(), frame.bottom() - line.y1()}};
    for (const auto& [towards, room] : sides) {
        if (towards == 0.0) {
            if (room < 0.0)
                return std::nullopt;
            continue;
        }
        const double at = room / towards;
        if (towards < 0.0)
            enter = std::max(enter, at);
        else
            leave = std::min(leave, at);
    }
    if (enter > leave)
        return std::nullopt;
    return QLineF(line.pointAt(enter), line.pointAt(leave));
}

QPainterPath pathOf(const std::vector<QPolygonF>& pieces)
{
    QPainterPath path;
    for (const QPolygonF& piece : pieces)
        path.addPolygon(piece);
    return path;
}
