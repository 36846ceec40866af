#include "map/cell_tiles.h"

#include "map/cell_image.h"
#include "map/map_geometry.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace {

constexpr int kLargestTile = 32;  // pixels
constexpr double kCellTolerance = 0.05;
constexpr double kPixelTolerance = 0.33;
constexpr double kWidestPixels = 1.0;  // of a large cell a twentieth is many pixels
// Texture coordinates at the very border would take the opposite one where the image repeats.
constexpr double kBorderInset = 1e-3;  // cells

struct Position {
    double column = 0.0, row = 0.0;
};

/// A fractional index among the edges; clamped outside.
double positionAmong(const std::vector<double>& edges, double x)
{
    const auto after = std::upper_bound(edges.begin() + 1, edges.end() - 1, x);
    const auto index = static_cast<std::size_t>(after - edges.begin()) - 1;
    return static_cast<double>(index) +
           std::clamp((x - edges[index]) / (edges[index + 1] - edges[index]), 0.0, 1.0);
}

class CellFinder {
public:
    explicit CellFinder(const shamal::Grid& grid)
        : m_latitudes(grid.latitudeEdges()),
          m_longitudes(grid.longitudeEdges()),
          m_columns(static_cast<double>(grid.columns())),
          m_rows(static_cast<double>(grid.rows())),
          m_round(runsRoundTheEarth(grid))
    {
    }

    bool onEarth(shamal::LatLon point) const { return std::isfinite(point.latitude); }
    bool holds(shamal::LatLon point) const
    {
        return point.latitude >= m_latitudes.front() && point.latitude <= m_latitudes.back() &&
               (m_round || eastOf(m_longitudes.front(), point.longitude) <= m_longitudes.back());
    }
    double ownLongitude(double longitude) const { return eastOf(m_longitudes.front(), longitude); }
    /// Continuous with a point of longitude `near`; nothing where that leads off the grid.
    std::optional<Position> positionOf(shamal::LatLon point, double near) const
    {
        const double longitude = nearestTurn(point.longitude, near);
        const double row =
            std::clamp(positionAmong(m_latitudes, point.latitude), kBorderInset, m_rows - kBorderInset);
        if (m_round) {
            const double own = ownLongitude(longitude);
            return Position{
                positionAmong(m_longitudes, own) + m_columns * std::round((longitude - own) / 360.0), row};
        }
        if (longitude < m_longitudes.front() || longitude > m_longitudes.back())
            return std::nullopt;
        return Position{
            std::clamp(positionAmong(m_longitudes, longitude), kBorderInset, m_columns - kBorderInset), row};
    }
    /// Whether the grid may reach between points that lie outside it.
    bool mayReachBetween(const std::array<shamal::LatLon, 9>& points) const
    {
        double south = 90.0, north = -90.0, west = 1e9, east = -1e9;
        const double first = points[0].longitude;
        for (const auto& point : points) {
            if (!onEarth(point))
                continue;
            const double longitude =
                std::isfinite(first) ? nearestTurn(point.longitude, first) : point.longitude;
            south = std::min(south, point.latitude);
            north = std::max(north, point.latitude);
            west = std::min(west, longitude);
            east = std::max(east, longitude);
        }
        const double high = (north - south) / 2.0;
        const double wide = (east - west) / 2.0;
        if (north + high < m_latitudes.front() || south - high > m_latitudes.back())
            return false;
        const double shifted = ownLongitude(west - wide);
        return shifted <= m_longitudes.back() || shifted + 4.0 * wide >= m_longitudes.front() + 360.0;
    }
    std::array<float, 2> texel(Position at) const
    {
        return {static_cast<float>(at.column / m_columns), static_cast<float>(at.row / m_rows)};
    }

private:
    std::vector<double> m_latitudes, m_longitudes;
    double m_columns, m_rows;
    bool m_round;
};

/// Corners, in the order of places (0..3), then the middles of the sides that follow each corner (4..7),
/// then the middle (8).
constexpr std::array<std::array<double, 2>, 9> kSamples{{{0.0, 0.0},
                                                         {1.0, 0.0},
                                                         {1.0, 1.0},
                                                         {0.0, 1.0},
                                                         {0.5, 0.0},
                                                         {1.0, 0.5},
                                                         {0.5, 1.0},
                                                         {0.0, 0.5},
                                                         {0.5, 0.5}}};
constexpr std::size_t kCorners = 4;
constexpr std::size_t kMiddle = 8;

struct Tile {
    int left, bottom;  // pixels from the area's corner
    std::array<shamal::LatLon, 9> points;
};

enum class Verdict { Drop, Keep, Halve };

Position mean(Position a, Position b)
{
    return {(a.column + b.column) / 2.0, (a.row + b.row) / 2.0};
}

class Tiler {
public:
    Tiler(const shamal::Projection& projection, const shamal::Grid& grid, const shamal::PlaneBox& area,
          double unitsPerPixel)
        : m_projection(projection), m_cells(grid), m_units(unitsPerPixel)
    {
        const double tile = kLargestTile * unitsPerPixel;
        m_across = static_cast<int>(std::ceil(area.width() / tile));
        m_up = static_cast<int>(std::ceil(area.height() / tile));
        m_result.area = {area.left, area.bottom, area.left + m_across * tile, area.bottom + m_up * tile};
    }

    CellTiles run()
    {
        std::vector<Tile> tiles;
        for (int row = 0; row < m_up; ++row) {
            for (int column = 0; column < m_across; ++column)
                tiles.push_back({column * kLargestTile, row * kLargestTile, {}});
        }
        project(tiles, kLargestTile, 0);
        for (int size = kLargestTile; !tiles.empty(); size /= 2) {
            std::vector<Tile> halved;
            for (const Tile& tile : tiles) {
                if (size == 1)
                    keepPixel(tile);
                else if (judge(tile, size) == Verdict::Halve)
                    halve(tile, size / 2, halved);
            }
            if (size == 1)
                break;
            project(halved, size / 2, size == 2 ? kMiddle : kCorners);
            tiles = std::move(halved);
        }
        return std::move(m_result);
    }

private:
    /// Fills in the points from the given one on.
    void project(std::vector<Tile>& tiles, int size, std::size_t from)
    {
        const std::size_t each = kSamples.size() - from;
        std::vector<shamal::PlanePoint> places;
        places.reserve(tiles.size() * each);
        for (const Tile& tile : tiles) {
            for (std::size_t i = from; i < kSamples.size(); ++i)
                places.push_back({m_result.area.left + (tile.left + kSamples[i][0] * size) * m_units,
                                  m_result.area.bottom + (tile.bottom + kSamples[i][1] * size) * m_units});
        }
        std::vector<shamal::LatLon> points(places.size());
        m_projection.inverse(places, points);
        auto point = points.cbegin();
        for (Tile& tile : tiles) {
            std::copy_n(point, each, tile.points.begin() + static_cast<std::ptrdiff_t>(from));
            point += static_cast<std::ptrdiff_t>(each);
        }
    }

    Verdict judge(const Tile& tile, int size)
    {
        std::size_t shown = 0, held = 0;
        for (const auto& point : tile.points) {
            shown += m_cells.onEarth(point) ? 1 : 0;
            held += m_cells.onEarth(point) && m_cells.holds(point) ? 1 : 0;
        }
        if (held == 0)
            return shown > 0 && m_cells.mayReachBetween(tile.points) ? Verdict::Halve : Verdict::Drop;
        if (held < kSamples.size())
            return Verdict::Halve;
        const double near = m_cells.ownLongitude(tile.points[0].longitude);
        std::array<Position, 9> at;
        for (std::size_t i = 0; i < at.size(); ++i) {
            if (std::abs(nearestTurn(tile.points[i].longitude, near) - near) > 90.0)
                return Verdict::Halve;  // a pole is in it or close to it
            const auto position = m_cells.positionOf(tile.points[i], near);
            if (!position)
                return Verdict::Halve;
            at[i] = *position;
        }
        if (!even(at, size))
            return Verdict::Halve;
        keep(tile, size, {at[0], at[1], at[2], at[3]});
        return Verdict::Keep;
    }

    /// Whether positions between the corners are close to the mean of the corners.
    static bool even(const std::array<Position, 9>& at, int size)
    {
        const Position right{(at[1].column - at[0].column) / size, (at[1].row - at[0].row) / size};
        const Position up{(at[3].column - at[0].column) / size, (at[3].row - at[0].row) / size};
        const double determinant = right.column * up.row - right.row * up.column;
        const auto close = [&](Position found, Position taken) {
            const Position off{found.column - taken.column, found.row - taken.row};
            const double x = (off.column * up.row - off.row * up.column) / determinant;
            const double y = (off.row * right.column - off.column * right.row) / determinant;
            const double pixels = std::hypot(x, y);
            return pixels < kPixelTolerance ||
                   (pixels < kWidestPixels &&
                    std::max(std::abs(off.column), std::abs(off.row)) < kCellTolerance);
        };
        for (std::size_t side = 0; side < kCorners; ++side) {
            if (!close(at[kCorners + side], mean(at[side], at[(side + 1) % kCorners])))
                return false;
        }
        // Either diagonal may divide the square into triangles.
        return close(at[kMiddle], mean(at[0], at[2])) && close(at[kMiddle], mean(at[1], at[3]));
    }

    void keep(const Tile& tile, int size, const std::array<Position, kCorners>& at)
    {
        const auto middle = m_result.area.centre();
        for (std::size_t i = 0; i < kCorners; ++i) {
            const double x = m_result.area.left + (tile.left + kSamples[i][0] * size) * m_units;
            const double y = m_result.area.bottom + (tile.bottom + kSamples[i][1] * size) * m_units;
            m_result.places.push_back({static_cast<float>(x - middle.x), static_cast<float>(y - middle.y)});
            m_result.texels.push_back(m_cells.texel(at[i]));
        }
    }

    /// One pixel is of the cell under its middle.
    void keepPixel(const Tile& tile)
    {
        const auto& middle = tile.points[kMiddle];
        if (!m_cells.onEarth(middle) || !m_cells.holds(middle))
            return;
        if (const auto at = m_cells.positionOf(middle, m_cells.ownLongitude(middle.longitude)))
            keep(tile, 1, {*at, *at, *at, *at});
    }

    static void halve(const Tile& tile, int size, std::vector<Tile>& into)
    {
        const auto& p = tile.points;
        const auto add = [&](int x, int y, std::array<shamal::LatLon, kCorners> corners) {
            Tile& part = into.emplace_back(Tile{tile.left + x * size, tile.bottom + y * size, {}});
            std::ranges::copy(corners, part.points.begin());
        };
        add(0, 0, {p[0], p[4], p[8], p[7]});
        add(1, 0, {p[4], p[1], p[5], p[8]});
        add(1, 1, {p[8], p[5], p[2], p[6]});
        add(0, 1, {p[7], p[8], p[6], p[3]});
    }

    const shamal::Projection& m_projection;
    CellFinder m_cells;
    double m_units;
    int m_across = 0, m_up = 0;
    CellTiles m_result;
};

}  // namespace

CellTiles cellTiles(const shamal::Projection& projection, const shamal::Grid& grid,
                    const shamal::PlaneBox& area, double unitsPerPixel)
{
    return Tiler(projection, grid, area, unitsPerPixel).run();
}

bool runsRoundTheEarth(const shamal::Grid& grid)
{
    const auto bounds = grid.bounds();
    return std::abs(bounds.east - bounds.west - 360.0) < 1e-3 * grid.meanLongitudeStep();
}
