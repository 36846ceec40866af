#include "fields/regrid.h"

#include "fields/conservative_regrid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shamal {

namespace {

/// Where a coordinate lies between two centres of an axis.
struct Position {
    std::size_t lower = 0;
    std::size_t upper = 0;
    float upperWeight = 0.0F;  ///< 0..1
    bool inside = false;       ///< within the outermost cell edges
};

Position locate(const std::vector<double>& centres, double coordinate, double lowestEdge, double highestEdge)
{
    constexpr double kTolerance = 1e-9;
    Position position;
    position.inside = coordinate >= lowestEdge - kTolerance && coordinate <= highestEdge + kTolerance;
    const auto above = std::upper_bound(centres.begin(), centres.end(), coordinate);
    if (above == centres.begin())
        return position;
    position.lower = static_cast<std::size_t>(above - centres.begin()) - 1;
    position.upper = std::min(position.lower + 1, centres.size() - 1);
    if (position.upper > position.lower)
        position.upperWeight = static_cast<float>((coordinate - centres[position.lower]) /
                                                  (centres[position.upper] - centres[position.lower]));
    return position;
}

Position locateLongitude(const Grid& from, double longitude, const LatLonBox& bounds)
{
    const double turned = longitude + 360.0 * std::ceil((bounds.west - 1e-9 - longitude) / 360.0);
    const auto& centres = from.longitudes();
    Position position = locate(centres, turned, bounds.west, bounds.east);
    // On a grid that goes all the way round, the last and the first column are neighbours.
    const double gap = centres.front() + 360.0 - centres.back();
    const bool global = centres.size() > 1 && std::abs(gap - from.meanLongitudeStep()) < 1e-6 * gap + 1e-9;
    if (global && (turned < centres.front() || turned > centres.back())) {
        const double beyond =
            turned < centres.front() ? turned + 360.0 - centres.back() : turned - centres.back();
        position = {centres.size() - 1, 0, static_cast<float>(beyond / gap), true};
    }
    return position;
}

std::size_t nearest(const Position& position)
{
    return position.upperWeight > 0.5F ? position.upper : position.lower;
}

float interpolate(std::span<const float> values, std::size_t columns, const Position& row,
                  const Position& column, RegridMethod method)
{
    constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
    if (!row.inside || !column.inside)
        return kMissing;
    if (method == RegridMethod::Nearest)
        return values[nearest(row) * columns + nearest(column)];
    float sum = 0.0F;
    for (const auto& [i, rowWeight] :
         {std::pair(row.lower, 1.0F - row.upperWeight), std::pair(row.upper, row.upperWeight)}) {
        for (const auto& [j, columnWeight] : {std::pair(column.lower, 1.0F - column.upperWeight),
                                              std::pair(column.upper, column.upperWeight)}) {
            const float weight = rowWeight * columnWeight;
            if (weight > 0.0F)
                sum += weight * values[i * columns + j];
        }
    }
    return sum;
}

struct Positions {
    std::vector<Position> rows;
    std::vector<Position> columns;
};

Positions positions(const Grid& from, const Grid& to)
{
    const LatLonBox bounds = from.bounds();
    Positions found;
    for (const double latitude : to.latitudes())
        found.rows.push_back(locate(from.latitudes(), latitude, bounds.south, bounds.north));
    for (const double longitude : to.longitudes())
        found.columns.push_back(locateLongitude(from, longitude, bounds));
    return found;
}

void append(std::vector<float>& out, std::span<const float> values, std::size_t columns, const Positions& at,
            RegridMethod method)
{
    for (const Position& row : at.rows) {
        for (const Position& column : at.columns)
            out.push_back(interpolate(values, columns, row, column, method));
    }
}

}  // namespace

std::vector<float> regrid(std::span<const float> values, const Grid& from, const Grid& to,
                          RegridMethod method)
{
    std::vector<float> out;
    if (method == RegridMethod::Conservative) {
        out.resize(to.cells());
        ConservativeRegridder(from, to).apply(values, out);
        return out;
    }
    out.reserve(to.cells());
    append(out, values, from.columns(), positions(from, to), method);
    return out;
}

FieldSeries regrid(const FieldSeries& series, const Grid& to, RegridMethod method)
{
    std::vector<float> out;
    if (method == RegridMethod::Conservative) {
        out.resize(to.cells() * series.size());
        const ConservativeRegridder regridder(series.grid(), to);
        for (std::size_t step = 0; step < series.size(); ++step)
            regridder.apply(series.field(step), std::span(out).subspan(step * to.cells(), to.cells()));
    } else {
        const Positions at = positions(series.grid(), to);
        out.reserve(to.cells() * series.size());
        for (std::size_t step = 0; step < series.size(); ++step)
            append(out, series.field(step), series.grid().columns(), at, method);
    }
    return {series.metadata(), to, series.calendar(), series.steps(), std::move(out), series.timeless()};
}

std::vector<std::size_t> nearestCells(const Grid& from, const Grid& to)
{
    const Positions at = positions(from, to);
    std::vector<std::size_t> cells;
    cells.reserve(to.cells());
    for (const Position& row : at.rows) {
        for (const Position& column : at.columns)
            cells.push_back(row.inside && column.inside ? nearest(row) * from.columns() + nearest(column)
                                                        : from.cells());
    }
    return cells;
}

}  // namespace shamal
