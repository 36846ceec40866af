#include "geo/polygon_cells.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kRadiusSquared = kEarthRadiusKm * kEarthRadiusKm;
/// Shares of a cell that are rounding, either way.
constexpr double kRounding = 1e-12;

/// Turns of 360 degrees by which something from `west` to `east` comes to lie in the grid.
std::vector<double> turnsInto(const LatLonBox& grid, double west, double east)
{
    std::vector<double> turns;
    const int last = static_cast<int>(std::floor((grid.east - west) / 360.0));
    for (int turn = static_cast<int>(std::ceil((grid.west - east) / 360.0)); turn <= last; ++turn)
        turns.push_back(360.0 * turn);
    return turns;
}

struct Edge {
    LatLon from, to;
};

/// Edges of all rings of a part, outer ones counter-clockwise and holes clockwise.
std::vector<Edge> edgesOf(const PolygonPart& part)
{
    std::vector<Edge> edges;
    const auto add = [&edges](const Ring& ring, bool counterClockwise) {
        double twiceArea = 0.0;
        const auto next = [&ring](std::size_t i) { return ring[(i + 1) % ring.size()]; };
        for (std::size_t i = 0; i < ring.size(); ++i)
            twiceArea += (ring[i].longitude - ring[0].longitude) * next(i).latitude -
                         (next(i).longitude - ring[0].longitude) * ring[i].latitude;
        const bool forwards = (twiceArea > 0.0) == counterClockwise;
        for (std::size_t i = 0; i < ring.size(); ++i)
            edges.push_back(forwards ? Edge{ring[i], next(i)} : Edge{next(i), ring[i]});
    };
    add(part.outer, true);
    for (const Ring& hole : part.holes)
        add(hole, false);
    return edges;
}

double longitudeAt(const Edge& edge, double latitude)
{
    const double share = (latitude - edge.from.latitude) / (edge.to.latitude - edge.from.latitude);
    return edge.from.longitude + share * (edge.to.longitude - edge.from.longitude);
}

double latitudeAt(const Edge& edge, double longitude)
{
    const double share = (longitude - edge.from.longitude) / (edge.to.longitude - edge.from.longitude);
    return edge.from.latitude + share * (edge.to.latitude - edge.from.latitude);
}

/// Index of the interval of ascending `edges` that holds `value`; the outermost ones beyond the ends.
std::size_t intervalOf(const std::vector<double>& edges, double value)
{
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
    return static_cast<std::size_t>(above - edges.begin()) - 1;
}

/// Of an edge upwards or downwards, what lies between it and a meridian to its east, on the unit sphere.
struct Swept {
    double rise = 0.0;  ///< change of sin(latitude) along it
    double area = 0.0;  ///< integral of (meridian - longitude) over sin(latitude), radians
};

Swept sweptTo(double meridian, const Edge& edge)
{
    const double half = 0.5 * (edge.to.latitude - edge.from.latitude) * kRadians;
    const double middle = 0.5 * (edge.to.latitude + edge.from.latitude) * kRadians;
    const double distance =
        (meridian - 0.5 * (edge.from.longitude + edge.to.longitude)) * kRadians;  // halfway along
    const double across = (edge.from.longitude - edge.to.longitude) * kRadians;
    const double rise = 2.0 * std::cos(middle) * std::sin(half);
    // (sin h - h cos h) / h, whose terms cancel where h is small.
    const double square = half * half;
    const double bend = std::abs(half) < 0.05 ? square * (1.0 / 3.0 - square * (1.0 / 30.0 - square / 840.0))
                                              : std::sin(half) / half - std::cos(half);
    return {rise, distance * rise - across * std::sin(middle) * bend};
}

/// Sums for one row of cells what edges sweep in each cell, and what they hand to all cells east of it.
class RowSums {
public:
    explicit RowSums(const std::vector<double>& meridians)
        : m_meridians(meridians), m_area(meridians.size() - 1), m_rise(meridians.size() - 1)
    {
    }

    /// `edge` lies within the row. Its inside is to the left: an edge upwards ends what is inside.
    void add(Edge edge)
    {
        const bool eastwards = edge.to.longitude >= edge.from.longitude;
        while (edge.from.latitude != edge.to.latitude) {
            const double start = edge.from.longitude;
            // The cell that the rest of the edge runs into.
            std::size_t column = intervalOf(m_meridians, start);
            if (!eastwards && column > 0 && start <= m_meridians[column])
                --column;
            const bool before = eastwards ? start < m_meridians.front() : start <= m_meridians.front();
            const bool behind = eastwards ? start >= m_meridians.back() : start > m_meridians.back();
            double limit = eastwards ? m_meridians[column + 1] : m_meridians[column];
            if (before)
                limit = eastwards ? m_meridians.front() : edge.to.longitude;
            if (behind)
                limit = eastwards ? edge.to.longitude : m_meridians.back();
            const bool ends = eastwards ? edge.to.longitude <= limit : edge.to.longitude >= limit;
            Edge piece = edge;
            if (!ends)
                piece.to = {latitudeAt(edge, limit), limit};
            if (before)
                handFromWest(piece);
            else if (!behind)
                put(column, piece);
            if (ends)
                return;
            edge.from = piece.to;
        }
    }

    /// Adds the areas inside to `areas`, km^2, and clears the sums.
    void take(std::span<double> areas, double riseOfRow)
    {
        double handed = 0.0;
        for (std::size_t column = 0; column < m_area.size(); ++column) {
            const double width = (m_meridians[column + 1] - m_meridians[column]) * kRadians;
            const double whole = width * riseOfRow;
            double inside = m_area[column] + handed * width;
            handed += m_rise[column];
            m_area[column] = m_rise[column] = 0.0;
            if (inside < kRounding * whole)
                continue;
            if (inside > (1.0 - kRounding) * whole)
                inside = whole;
            areas[column] = std::min(areas[column] + kRadiusSquared * inside, kRadiusSquared * whole);
        }
    }

private:
    void handFromWest(const Edge& piece)
    {
        const double rise = sweptTo(0.0, piece).rise;
        m_area[0] -= rise * (m_meridians[1] - m_meridians[0]) * kRadians;
        m_rise[0] -= rise;
    }
    void put(std::size_t column, const Edge& piece)
    {
        const Swept swept = sweptTo(m_meridians[column + 1], piece);
        m_area[column] -= swept.area;
        m_rise[column] -= swept.rise;
    }

    const std::vector<double>& m_meridians;
    std::vector<double> m_area;  ///< inside each cell, unit sphere
    std::vector<double> m_rise;  ///< for each cell east of this one: its share in sin(latitude)
};

/// The pieces of edges in each row of cells.
std::vector<std::vector<Edge>> cutByRow(const std::vector<Edge>& edges, const std::vector<double>& parallels)
{
    std::vector<std::vector<Edge>> rows(parallels.size() - 1);
    for (const Edge& edge : edges) {
        if (edge.from.latitude == edge.to.latitude)
            continue;
        const bool up = edge.to.latitude > edge.from.latitude;
        const LatLon low = up ? edge.from : edge.to;
        const LatLon high = up ? edge.to : edge.from;
        if (high.latitude <= parallels.front() || low.latitude >= parallels.back())
            continue;
        for (std::size_t row = intervalOf(parallels, low.latitude);
             row < rows.size() && parallels[row] < high.latitude; ++row) {
            const auto at = [&](double latitude) { return LatLon{latitude, longitudeAt(edge, latitude)}; };
            const LatLon bottom = low.latitude < parallels[row] ? at(parallels[row]) : low;
            const LatLon top = high.latitude > parallels[row + 1] ? at(parallels[row + 1]) : high;
            rows[row].push_back(up ? Edge{bottom, top} : Edge{top, bottom});
        }
    }
    return rows;
}

LatLonBox boxOf(const PolygonPart& part)
{
    return boundsOf(Polygon{{{part.outer, {}}}});
}

double sineStep(double south, double north)
{
    return 2.0 * std::cos(0.5 * (south + north) * kRadians) * std::sin(0.5 * (north - south) * kRadians);
}

/// Where edges cross the parallel of each row of centres, ascending.
std::vector<std::vector<double>> crossingsByRow(const std::vector<Edge>& edges,
                                                const std::vector<double>& latitudes)
{
    std::vector<std::vector<double>> rows(latitudes.size());
    for (const Edge& edge : edges) {
        const double low = std::min(edge.from.latitude, edge.to.latitude);
        const double high = std::max(edge.from.latitude, edge.to.latitude);
        // Half open, so that a corner is crossed once.
        const auto first = std::ranges::lower_bound(latitudes, low) - latitudes.begin();
        const auto last = std::ranges::lower_bound(latitudes, high) - latitudes.begin();
        for (auto row = first; row < last; ++row)
            rows[static_cast<std::size_t>(row)].push_back(
                longitudeAt(edge, latitudes[static_cast<std::size_t>(row)]));
    }
    for (std::vector<double>& row : rows)
        std::ranges::sort(row);
    return rows;
}

}  // namespace

std::vector<unsigned char> cellsInside(const Polygon& polygon, const Grid& grid)
{
    std::vector<unsigned char> inside(grid.cells(), 0);
    if (grid.empty())
        return inside;
    // A centre on the pole is not crossed by what reaches the pole: look just beside it.
    std::vector<double> latitudes = grid.latitudes();
    for (double& latitude : latitudes)
        latitude = std::clamp(latitude, -90.0 + kRounding * 1e3, 90.0 - kRounding * 1e3);
    const std::vector<double>& longitudes = grid.longitudes();
    const LatLonBox bounds = grid.bounds();
    for (const PolygonPart& part : polygon.parts) {
        const LatLonBox box = boxOf(part);
        const std::vector<double> turns = turnsInto(bounds, box.west, box.east);
        if (turns.empty())
            continue;
        const std::vector<std::vector<double>> crossings = crossingsByRow(edgesOf(part), latitudes);
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            for (std::size_t i = 0; i + 1 < crossings[row].size(); i += 2) {
                for (const double turn : turns) {
                    const auto column = [&](double longitude) {
                        return std::ranges::lower_bound(longitudes, longitude + turn) - longitudes.begin();
                    };
                    const auto first = inside.begin() + static_cast<std::ptrdiff_t>(row * grid.columns());
                    std::fill(first + column(crossings[row][i]), first + column(crossings[row][i + 1]), 1);
                }
            }
        }
    }
    return inside;
}

std::vector<double> areasInsideKm2(const Polygon& polygon, const Grid& grid)
{
    std::vector<double> areas(grid.cells(), 0.0);
    if (grid.empty())
        return areas;
    const std::vector<double> parallels = grid.latitudeEdges();
    const std::vector<double> meridians = grid.longitudeEdges();
    RowSums sums(meridians);
    for (const PolygonPart& part : polygon.parts) {
        const LatLonBox box = boxOf(part);
        const std::vector<double> turns = turnsInto(grid.bounds(), box.west, box.east);
        if (turns.empty())
            continue;
        const std::vector<std::vector<Edge>> rows = cutByRow(edgesOf(part), parallels);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows[row].empty())
                continue;
            for (const double turn : turns) {
                for (Edge edge : rows[row]) {
                    edge.from.longitude += turn;
                    edge.to.longitude += turn;
                    sums.add(edge);
                }
            }
            sums.take(std::span(areas).subspan(row * grid.columns(), grid.columns()),
                      sineStep(parallels[row], parallels[row + 1]));
        }
    }
    return areas;
}

std::vector<double> areasInsideKm2(const LatLonBox& box, const Grid& grid)
{
    std::vector<double> areas(grid.cells(), 0.0);
    if (grid.empty())
        return areas;
    const std::vector<double> parallels = grid.latitudeEdges();
    const std::vector<double> meridians = grid.longitudeEdges();
    const double east = std::min(box.east, box.west + 360.0);
    std::vector<double> widths(grid.columns(), 0.0);
    for (const double turn : turnsInto(grid.bounds(), box.west, east)) {
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] += std::max(0.0, std::min(meridians[column + 1], east + turn) -
                                                std::max(meridians[column], box.west + turn));
    }
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        const double south = std::max(parallels[row], box.south);
        const double north = std::min(parallels[row + 1], box.north);
        if (south >= north)
            continue;
        const double perDegree = kRadiusSquared * kRadians * sineStep(south, north);
        for (std::size_t column = 0; column < widths.size(); ++column)
            areas[row * grid.columns() + column] = perDegree * widths[column];
    }
    return areas;
}

}  // namespace shamal
