#include "geo/hillshade.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shamal {

std::vector<float> hillshade(const Grid& grid, std::span<const float> metres, const HillshadeLight& light)
{
    constexpr double kRadians = std::numbers::pi / 180.0;
    constexpr double kMetresPerDegree = 1000.0 * kEarthRadiusKm * kRadians;
    const double level = std::cos(light.altitudeDegrees * kRadians);
    const double lightEast = level * std::sin(light.azimuthDegrees * kRadians);
    const double lightNorth = level * std::cos(light.azimuthDegrees * kRadians);
    const double lightUp = std::sin(light.altitudeDegrees * kRadians);

    const std::size_t rows = grid.rows();
    const std::size_t columns = grid.columns();
    const auto altitude = [&](std::size_t row, std::size_t column) {
        return static_cast<double>(metres[row * columns + column]);
    };
    std::vector<float> shade;
    shade.reserve(grid.cells());
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t south = row == 0 ? row : row - 1;
        const std::size_t north = std::min(row + 1, rows - 1);
        const double northward = (grid.latitudes()[north] - grid.latitudes()[south]) * kMetresPerDegree;
        const double perDegreeEast = kMetresPerDegree * std::cos(grid.latitudes()[row] * kRadians);
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t west = column == 0 ? column : column - 1;
            const std::size_t east = std::min(column + 1, columns - 1);
            const double eastward = (grid.longitudes()[east] - grid.longitudes()[west]) * perDegreeEast;
            const auto across = [&](std::size_t at) {
                return altitude(south, at) + 2.0 * altitude(row, at) + altitude(north, at);
            };
            const auto along = [&](std::size_t at) {
                return altitude(at, west) + 2.0 * altitude(at, column) + altitude(at, east);
            };
            const double riseEast = light.exaggeration * (across(east) - across(west)) / (4.0 * eastward);
            const double riseNorth = light.exaggeration * (along(north) - along(south)) / (4.0 * northward);
            const double towards = lightUp - lightEast * riseEast - lightNorth * riseNorth;
            const double cosine = towards / std::sqrt(1.0 + riseEast * riseEast + riseNorth * riseNorth);
            shade.push_back(static_cast<float>(std::isnan(cosine) ? cosine : std::max(0.0, cosine)));
        }
    }
    return shade;
}

}  // namespace shamal
