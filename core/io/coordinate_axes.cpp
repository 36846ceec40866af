#include "io/coordinate_axes.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace shamal {

namespace {

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> choices)
{
    return std::find(choices.begin(), choices.end(), text) != choices.end();
}

void requireStrictlyAscending(const CoordinateAxis& axis, const char* name, const NetcdfFile& file)
{
    for (std::size_t i = 0; i < axis.values.size(); ++i) {
        if (!std::isfinite(axis.values[i]) || (i > 0 && axis.values[i] <= axis.values[i - 1]))
            throw InputError(file.path(),
                             fmt::format("the {} axis is not in order at position {}", name, i + 1),
                             "The values must be finite and go one way");
    }
}

/// The short way round from one meridian to another, -180..180.
double turnBetween(double from, double to)
{
    return std::remainder(to - from, 360.0);
}

/// Edges of an axis in order from bounds in the order of its values; empty when they do not fit or are
/// halfway between the centres.
std::vector<double> edgesFrom(const std::vector<double>& bounds, const std::vector<double>& centres)
{
    if (centres.empty() || bounds.size() != 2 * centres.size())
        return {};
    constexpr double kTolerance = 1e-3;  // of a cell: bounds in single precision
    std::vector<double> edges;
    bool halfway = centres.size() > 1;
    for (std::size_t i = 0; i < centres.size(); ++i) {
        const double lower = std::min(bounds[2 * i], bounds[2 * i + 1]);
        const double upper = std::max(bounds[2 * i], bounds[2 * i + 1]);
        const double slack = kTolerance * (upper - lower);
        if (!(lower < upper) || centres[i] < lower || centres[i] > upper ||
            (i > 0 && std::abs(edges.back() - lower) > slack))
            return {};
        if (i == 0)
            edges.push_back(lower);
        edges.push_back(upper);
        halfway = halfway && (i == 0 || std::abs(0.5 * (centres[i - 1] + centres[i]) - lower) <= slack);
    }
    // The outermost cells of a regional grid and those at the poles are symmetric, or cut by the pole.
    const auto symmetric = [](double centre, double inner, double outer) {
        const double mirrored = 2.0 * centre - inner;
        return std::abs(std::clamp(mirrored, -90.0, 90.0) - outer) <= kTolerance * std::abs(outer - inner) ||
               std::abs(mirrored - outer) <= kTolerance * std::abs(outer - inner);
    };
    if (halfway && symmetric(centres.front(), edges[1], edges.front()) &&
        symmetric(centres.back(), edges[edges.size() - 2], edges.back()))
        return {};
    return edges;
}

}  // namespace

AxisKind kindOf(const NetcdfFile& file, const NetcdfVariable& coordinate)
{
    const std::string units = lowered(file.text(coordinate.id, "units"));
    const std::string standardName = lowered(file.text(coordinate.id, "standard_name"));
    const std::string axis = lowered(file.text(coordinate.id, "axis"));
    const std::string name = lowered(coordinate.ownName);

    if (isOneOf(units, {"degrees_north", "degree_north", "degree_n", "degrees_n", "degreen", "degreesn"}))
        return AxisKind::Latitude;
    if (isOneOf(units, {"degrees_east", "degree_east", "degree_e", "degrees_e", "degreee", "degreese"}))
        return AxisKind::Longitude;
    if (units.find(" since ") != std::string::npos || standardName == "time" || axis == "t")
        return AxisKind::Time;
    if (standardName == "latitude")
        return AxisKind::Latitude;
    if (standardName == "longitude")
        return AxisKind::Longitude;
    // Rotated-pole and projected axes are no latitudes, whatever they are called.
    const bool degreesOrNone = isOneOf(units, {"", "degrees", "degree", "deg"}) &&
                               !standardName.starts_with("grid_") && !standardName.starts_with("projection_");
    if (degreesOrNone && isOneOf(name, {"lat", "latitude", "lats", "latitudes", "nav_lat", "xlat"}))
        return AxisKind::Latitude;
    if (degreesOrNone &&
        isOneOf(name, {"lon", "longitude", "lons", "longitudes", "long", "nav_lon", "xlong", "xlon"}))
        return AxisKind::Longitude;
    if (degreesOrNone && !units.empty() && (axis == "y" || name == "y"))
        return AxisKind::Latitude;
    if (degreesOrNone && !units.empty() && (axis == "x" || name == "x"))
        return AxisKind::Longitude;
    if (axis == "z" || !file.text(coordinate.id, "positive").empty() ||
        isOneOf(standardName, {"air_pressure", "altitude", "height", "depth"}) ||
        isOneOf(name, {"lev", "level", "plev", "levels", "height", "altitude", "depth", "pressure"}))
        return AxisKind::Level;
    if (name == "time")
        return AxisKind::Time;
    return AxisKind::Other;
}

std::optional<NetcdfVariable> boundsOf(const NetcdfFile& file, const NetcdfVariable& coordinate)
{
    const std::string name = file.text(coordinate.id, "bounds");
    if (name.empty() || coordinate.dimensions.size() != 1)
        return std::nullopt;
    std::optional<NetcdfVariable> bounds = file.variableNear(coordinate, name);
    if (!bounds || !bounds->isNumeric() || bounds->lengths.size() != 2 ||
        bounds->dimensions[0] != coordinate.dimensions[0] || bounds->lengths[1] != 2)
        return std::nullopt;  // named but absent: seen in subsets made by servers
    return bounds;
}

CoordinateAxis latitudeAxis(std::vector<double> stored, std::vector<double> bounds, const NetcdfFile& file)
{
    CoordinateAxis axis{std::move(stored), {}, 0, false};
    axis.storedLength = axis.values.size();
    axis.reversed = axis.values.size() > 1 && axis.values.back() < axis.values.front();
    if (axis.reversed) {
        std::reverse(axis.values.begin(), axis.values.end());
        std::reverse(bounds.begin(), bounds.end());
    }
    // A pole computed in single precision may lie a hair outside.
    for (double& latitude : axis.values) {
        if (std::abs(latitude) > 90.0 && std::abs(latitude) < 90.001)
            latitude = std::copysign(90.0, latitude);
    }
    requireStrictlyAscending(axis, "latitude", file);
    if (!axis.values.empty() && (axis.values.front() < -90.0 || axis.values.back() > 90.0))
        throw InputError(file.path(),
                         fmt::format("latitudes run from {} to {}", axis.values.front(), axis.values.back()),
                         "They must lie between -90 and 90 degrees north");
    for (double& bound : bounds)
        bound = std::clamp(bound, -90.0, 90.0);
    axis.edges = edgesFrom(bounds, axis.values);
    return axis;
}

CoordinateAxis longitudeAxis(std::vector<double> stored, std::vector<double> bounds, const NetcdfFile& file)
{
    CoordinateAxis axis{std::move(stored), {}, 0, false};
    std::vector<double>& values = axis.values;
    axis.storedLength = values.size();
    // Judged by the majority: where the numbers jump at a seam, one step goes the other way.
    std::ptrdiff_t eastward = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        eastward += turnBetween(values[i - 1], values[i]) >= 0.0 ? 1 : -1;
    axis.reversed = eastward < 0;
    if (axis.reversed) {
        std::reverse(values.begin(), values.end());
        std::reverse(bounds.begin(), bounds.end());
    }
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (values[i] < values[i - 1])
            values[i] += 360.0 * std::ceil((values[i - 1] - values[i]) / 360.0);
    }
    requireStrictlyAscending(axis, "longitude", file);
    if (!values.empty() && (values.front() < -360.0 || values.back() > 720.0))
        throw InputError(file.path(),
                         fmt::format("longitudes run from {} to {}", values.front(), values.back()),
                         "They must lie between -360 and 720 degrees east");
    if (values.size() > 1) {
        const double step = (values.back() - values.front()) / static_cast<double>(values.size() - 1);
        // Files made for plotting repeat the first meridian at the end.
        if (std::abs(values.back() - values.front() - 360.0) < 0.1 * step)
            values.pop_back();
        if (values.back() - values.front() >= 360.0)
            throw InputError(file.path(), "the longitude axis goes more than once round the globe",
                             "Each meridian may come once");
    }
    if (bounds.size() >= 2 * values.size()) {
        bounds.resize(2 * values.size());
        for (std::size_t i = 0; i < bounds.size(); ++i)  // unrolled as their values are
            bounds[i] = values[i / 2] + turnBetween(values[i / 2], bounds[i]);
        axis.edges = edgesFrom(bounds, values);
    }
    return axis;
}

std::map<int, DimensionCoordinate> dimensionCoordinates(const NetcdfFile& file,
                                                        const std::vector<NetcdfVariable>& variables)
{
    std::map<int, DimensionCoordinate> coordinates;
    for (const NetcdfVariable& variable : variables) {
        if (variable.dimensions.size() != 1 || !variable.isNumeric())
            continue;
        const int dimension = variable.dimensions.front();
        const bool namesake = file.dimensionName(dimension) == variable.ownName;
        const AxisKind kind = kindOf(file, variable);
        const auto known = coordinates.find(dimension);
        const bool knownIsBetter = known != coordinates.end() && known->second.kind != AxisKind::Other &&
                                   (!namesake || kind == AxisKind::Other);
        if (knownIsBetter || (!namesake && kind == AxisKind::Other))
            continue;
        coordinates[dimension] = {kind, variable};
    }
    return coordinates;
}

}  // namespace shamal
