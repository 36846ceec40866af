#include "demo/demo_files.h"

#include "demo/nature_recipe.h"
#include "fields/error.h"
#include "fields/resources.h"
#include "io/netcdf_target.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <bit>
#include <ctime>

namespace shamal {

namespace {

constexpr float kFill = 1e15F;  // GMAO's
constexpr int kMinutesADay = 1440;
constexpr int kDeflateLevel = 1;  // the values are rounded: higher levels save little

/// A coordinate with its dimension.
int axis(NetcdfTarget& file, const char* name, const char* longName, const char* units, int dimension)
{
    const int variable = file.doubles(name, {dimension});
    file.attribute(variable, "long_name", longName);
    file.attribute(variable, "standard_name", longName);
    file.attribute(variable, "units", units);
    return variable;
}

/// A deflated float variable with GMAO's fill value; a chunk is one field.
int field(NetcdfTarget& file, const char* name, const char* longName, const char* units,
          const std::vector<int>& dimensions, const std::vector<std::size_t>& chunks)
{
    const int variable = file.floats(name, dimensions, chunks, kFill, kDeflateLevel);
    file.attribute(variable, "long_name", longName);
    file.attribute(variable, "units", units);
    for (const char* attribute : {"missing_value", "fmissing_value"})
        file.attribute(variable, attribute, kFill);
    return variable;
}

void putGlobalAttributes(NetcdfTarget& file, std::uint64_t seed, const FileAttributes& attributes)
{
    file.attribute(NetcdfTarget::kGlobal, "Conventions", "CF-1.8");
    for (const auto& [name, value] : attributes)
        file.attribute(NetcdfTarget::kGlobal, name, value);
    file.attribute(NetcdfTarget::kGlobal, "synthetic", "true");
    file.attribute(
        NetcdfTarget::kGlobal, "comment",
        fmt::format(
            "Synthetic data made by Shamal's demo world, seed {}. Not observations, not a model product.",
            seed));
    file.attribute(NetcdfTarget::kGlobal, "source",
                   fmt::format("Shamal demo world, recipe {}, seed {}", recipe::kRecipeVersion, seed));
    file.attribute(NetcdfTarget::kGlobal, "history",
                   fmt::format("{:%Y-%m-%dT%H:%M:%SZ} made by Shamal {} (demo world)",
                               fmt::gmtime(std::time(nullptr)), softwareVersion()));
}

/// Round to nearest at 12 explicit mantissa bits: a relative error below 1.3e-4, and files of half the size.
float shaved(float value)
{
    constexpr std::uint32_t dropped = 23 - 12;
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value) + (1U << (dropped - 1));
    return std::bit_cast<float>(bits & ~((1U << dropped) - 1U));
}

std::string isoDate(std::chrono::sys_days date)
{
    const std::chrono::year_month_day day(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

int defineTime(NetcdfTarget& file, int dimension, std::chrono::sys_days first)
{
    const int variable = file.integers("time", {dimension});
    file.attribute(variable, "long_name", "time");
    file.attribute(variable, "standard_name", "time");
    file.attribute(variable, "units", fmt::format("minutes since {} 12:00:00", isoDate(first)));
    file.attribute(variable, "calendar", "standard");
    const std::chrono::year_month_day day(first);
    const int beginDate = static_cast<int>(day.year()) * 10000 +
                          static_cast<int>(static_cast<unsigned>(day.month())) * 100 +
                          static_cast<int>(static_cast<unsigned>(day.day()));
    file.attribute(variable, "begin_date", beginDate);
    file.attribute(variable, "begin_time", 120000);  // hhmmss
    file.attribute(variable, "time_increment", 240000);
    return variable;
}

}  // namespace

struct DailyFileWriter::State {
    State(const std::filesystem::path& path, const std::filesystem::path& shownAs) : file(path, shownAs) {}
    NetcdfTarget file;
    int time = 0;
    int dust = 0;
    std::size_t rows = 0, columns = 0;
    std::size_t written = 0;
    std::vector<float> rounded;
};

DailyFileWriter::DailyFileWriter(const std::filesystem::path& path, const DailyFile& description)
    : m_state(std::make_unique<State>(path, description.shownAs))
{
    NetcdfTarget& file = m_state->file;
    m_state->rows = description.grid.rows();
    m_state->columns = description.grid.columns();
    const std::vector<int> dimensions{file.dimension("time", NetcdfTarget::kUnlimited),
                                      file.dimension("lat", m_state->rows),
                                      file.dimension("lon", m_state->columns)};
    m_state->time = defineTime(file, dimensions[0], description.first);
    const int latitude = axis(file, "lat", "latitude", "degrees_north", dimensions[1]);
    const int longitude = axis(file, "lon", "longitude", "degrees_east", dimensions[2]);
    m_state->dust = field(file, "DUEXTTAU", "Dust Extinction AOT [550 nm]", "1", dimensions,
                          {1, m_state->rows, m_state->columns});
    file.attribute(m_state->dust, "cell_methods", "time: mean (interval: 1 day)");
    putGlobalAttributes(file, description.seed, description.attributes);
    file.write(latitude, description.grid.latitudes());
    file.write(longitude, description.grid.longitudes());
}

DailyFileWriter::~DailyFileWriter() = default;

void DailyFileWriter::append(std::span<const float> values)
{
    State& state = *m_state;
    state.rounded.clear();
    for (const float value : values)
        state.rounded.push_back(shaved(value));
    state.file.write(state.time, state.written, static_cast<int>(state.written) * kMinutesADay);
    const std::array<std::size_t, 3> start{state.written, 0, 0};
    const std::array<std::size_t, 3> count{1, state.rows, state.columns};
    state.file.write(state.dust, start, count, state.rounded);
    ++state.written;
}

void DailyFileWriter::close()
{
    m_state->file.finish();
}

void writeElevationFile(const std::filesystem::path& path, const std::filesystem::path& shownAs,
                        const Grid& grid, std::span<const float> altitude, std::uint64_t seed)
{
    NetcdfTarget file(path, shownAs);
    const std::vector<int> dimensions{file.dimension("lat", grid.rows()),
                                      file.dimension("lon", grid.columns())};
    const int latitude = axis(file, "lat", "latitude", "degrees_north", dimensions[0]);
    const int longitude = axis(file, "lon", "longitude", "degrees_east", dimensions[1]);
    const int elevation =
        field(file, "elevation", "surface altitude", "m", dimensions, {grid.rows(), grid.columns()});
    file.attribute(elevation, "standard_name", "surface_altitude");
    putGlobalAttributes(
        file, seed,
        {{"title", "Surface altitude of the demo world: ETOPO20 with synthetic relief below 40 km"}});
    file.write(latitude, grid.latitudes());
    file.write(longitude, grid.longitudes());
    const std::array<std::size_t, 2> start{0, 0}, count{grid.rows(), grid.columns()};
    file.write(elevation, start, count, altitude);
    file.finish();
}

}  // namespace shamal
