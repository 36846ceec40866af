#include "demo/nature_run.h"
#include "fields/error.h"
#include "fields/resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace shamal {

namespace {

/// The shipped cut of ETOPO20.
struct Relief {
    std::size_t rows = 0;
    std::size_t columns = 0;
    double firstLatitude = 0.0;
    double firstLongitude = 0.0;
    double stepsPerDegree = 3.0;
    std::vector<float> altitude;  // m, sea floor negative, row-major, south to north

    double lastLatitude() const { return firstLatitude + static_cast<double>(rows - 1) / stepsPerDegree; }
    double lastLongitude() const
    {
        return firstLongitude + static_cast<double>(columns - 1) / stepsPerDegree;
    }
};

std::vector<float> readAltitudes(const std::filesystem::path& path, std::size_t count)
{
    std::vector<unsigned char> bytes(count * 2);
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (file.gcount() != static_cast<std::streamsize>(bytes.size()))
        throw InputError(path, "the terrain file is missing or too short",
                         "Install Shamal's resources again, or make the file with packaging/make-terrain");
    std::vector<float> altitudes;
    altitudes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto metres = static_cast<std::int16_t>(bytes[2 * i] | (bytes[2 * i + 1] << 8));
        altitudes.push_back(static_cast<float>(metres));
    }
    return altitudes;
}

Relief readRelief()
{
    const std::filesystem::path header = resourcesFolder() / "terrain" / "etopo20.json";
    Relief relief;
    try {
        std::ifstream file(header);
        const nlohmann::json json = nlohmann::json::parse(file);
        relief.rows = json.at("rows").get<std::size_t>();
        relief.columns = json.at("columns").get<std::size_t>();
        relief.firstLatitude = json.at("firstLatitude").get<double>();
        relief.firstLongitude = json.at("firstLongitude").get<double>();
        relief.stepsPerDegree = json.at("stepsPerDegree").get<double>();
    } catch (const nlohmann::json::exception&) {
        throw InputError(header, "the terrain's header is missing or damaged",
                         "Install Shamal's resources again, or make the file with packaging/make-terrain");
    }
    relief.altitude =
        readAltitudes(std::filesystem::path(header).replace_extension(".bin"), relief.rows * relief.columns);
    return relief;
}

/// Cubic convolution with a = -1/2 (Keys 1981): exact at the nodes and for quadratics.
struct CubicStencil {
    std::array<std::size_t, 4> at{};
    std::array<double, 4> weight{};
};

CubicStencil cubicStencil(double position, std::size_t count)
{
    const double below = std::clamp(std::floor(position), 0.0, static_cast<double>(count - 2));
    const double t = position - below;
    const double t2 = t * t;
    const double t3 = t2 * t;
    CubicStencil stencil;
    stencil.weight = {-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1.0, -1.5 * t3 + 2.0 * t2 + 0.5 * t,
                      0.5 * t3 - 0.5 * t2};
    for (int i = 0; i < 4; ++i)
        stencil.at[static_cast<std::size_t>(i)] =
            static_cast<std::size_t>(std::clamp(below + i - 1.0, 0.0, static_cast<double>(count - 1)));
    return stencil;
}

std::vector<CubicStencil> stencils(const std::vector<double>& coordinates, double first,
                                   double stepsPerDegree, std::size_t count)
{
    std::vector<CubicStencil> all;
    all.reserve(coordinates.size());
    for (const double coordinate : coordinates)
        all.push_back(cubicStencil((coordinate - first) * stepsPerDegree, count));
    return all;
}

/// Cubic interpolation of `relief` to the cells of `grid`, every node taken as `ground(altitude)`.
template <typename Ground>
std::vector<float> interpolated(const Relief& relief, const Grid& grid, Ground ground)
{
    if (grid.empty())
        throw InputError("The terrain was asked for on a grid without cells.");
    const double south = grid.latitudes().front(), north = grid.latitudes().back();
    const double west = grid.longitudes().front(), east = grid.longitudes().back();
    if (south < relief.firstLatitude || north > relief.lastLatitude() || west < relief.firstLongitude ||
        east > relief.lastLongitude())
        throw InputError(
            fmt::format("The shipped terrain covers latitudes {:.1f} to {:.1f} and longitudes {:.1f} to "
                        "{:.1f}; the grid asked for "
                        "({:.2f} to {:.2f}, {:.2f} to {:.2f}) leaves it. Use an elevation file of that area.",
                        relief.firstLatitude, relief.lastLatitude(), relief.firstLongitude,
                        relief.lastLongitude(), south, north, west, east));

    const auto rowStencils =
        stencils(grid.latitudes(), relief.firstLatitude, relief.stepsPerDegree, relief.rows);
    const auto columnStencils =
        stencils(grid.longitudes(), relief.firstLongitude, relief.stepsPerDegree, relief.columns);
    std::vector<float> values;
    values.reserve(grid.cells());
    for (const CubicStencil& row : rowStencils) {
        for (const CubicStencil& column : columnStencils) {
            double sum = 0.0;
            for (std::size_t i = 0; i < 4; ++i)
                for (std::size_t j = 0; j < 4; ++j)
                    sum += row.weight[i] * column.weight[j] *
                           ground(relief.altitude[row.at[i] * relief.columns + column.at[j]]);
            values.push_back(static_cast<float>(sum));
        }
    }
    return values;
}

}  // namespace

Grid terrainNodes()
{
    const Relief relief = readRelief();
    const double step = 1.0 / relief.stepsPerDegree;
    return Grid::regular(relief.firstLatitude, step, relief.rows, relief.firstLongitude, step,
                         relief.columns);
}

std::vector<float> terrain(const Grid& grid)
{
    std::vector<float> altitude =
        interpolated(readRelief(), grid, [](float metres) { return std::max(metres, 0.0F); });
    for (float& metres : altitude)
        metres = std::max(metres, 0.0F);
    return altitude;
}

std::vector<float> landShare(const Grid& grid)
{
    std::vector<float> share = interpolated(
        readRelief(), grid, [](float metres) { return std::clamp(1.0F + metres / 40.0F, 0.0F, 1.0F); });
    for (float& land : share)
        land = std::clamp(land, 0.0F, 1.0F);
    return share;
}

}  // namespace shamal
