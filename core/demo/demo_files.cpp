#include "demo/demo_files.h"

#include "demo/nature_recipe.h"
#include "fields/error.h"
#include "fields/resources.h"
#include "io/netcdf_lock.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <netcdf.h>
#include <array>
#include <bit>
#include <ctime>
#include <utility>

namespace shamal {

namespace {

constexpr float kFill = 1e15F;  // GMAO's
constexpr int kMinutesADay = 1440;

/// An open netCDF file being written; its calls throw. Whoever uses (or destroys) one holds the NetcdfLock.
class OutputNetcdf {
public:
    OutputNetcdf(const std::filesystem::path& path, std::filesystem::path shownAs)
        : m_shownAs(std::move(shownAs))
    {
        check(nc_create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &m_id));
        m_open = true;
    }
    ~OutputNetcdf()
    {
        if (m_open)
            nc_abort(m_id);
    }
    OutputNetcdf(const OutputNetcdf&) = delete;
    OutputNetcdf& operator=(const OutputNetcdf&) = delete;

    int id() const { return m_id; }

    void check(int status) const
    {
        if (status != NC_NOERR)
            throw OutputError(m_shownAs, fmt::format("netCDF could not write it ({})", nc_strerror(status)),
                              "Check free space and permissions of its folder");
    }
    void text(int variable, const char* name, const std::string& value) const
    {
        check(nc_put_att_text(m_id, variable, name, value.size(), value.c_str()));
    }
    int dimension(const char* name, std::size_t length) const
    {
        int dimension = 0;
        check(nc_def_dim(m_id, name, length, &dimension));
        return dimension;
    }
    /// A coordinate with its dimension.
    int axis(const char* name, const char* longName, const char* units, int dimension) const
    {
        int variable = 0;
        check(nc_def_var(m_id, name, NC_DOUBLE, 1, &dimension, &variable));
        text(variable, "long_name", longName);
        text(variable, "standard_name", longName);
        text(variable, "units", units);
        return variable;
    }
    /// A deflated float variable with GMAO's fill value; a chunk is one field.
    int field(const char* name, const std::string& longName, const char* units,
              std::span<const int> dimensions, std::span<const std::size_t> chunks) const
    {
        int variable = 0;
        check(nc_def_var(m_id, name, NC_FLOAT, static_cast<int>(dimensions.size()), dimensions.data(),
                         &variable));
        check(nc_def_var_chunking(m_id, variable, NC_CHUNKED, chunks.data()));
        check(nc_def_var_deflate(m_id, variable, 1, 1, 1));
        text(variable, "long_name", longName);
        text(variable, "units", units);
        for (const char* attribute : {"_FillValue", "missing_value", "fmissing_value"})
            check(nc_put_att_float(m_id, variable, attribute, NC_FLOAT, 1, &kFill));
        return variable;
    }
    void close()
    {
        m_open = false;
        check(nc_close(m_id));
    }

private:
    std::filesystem::path m_shownAs;
    int m_id = -1;
    bool m_open = false;
};

void putGlobalAttributes(const OutputNetcdf& file, std::uint64_t seed, const FileAttributes& attributes)
{
    file.text(NC_GLOBAL, "Conventions", "CF-1.8");
    for (const auto& [name, value] : attributes)
        file.text(NC_GLOBAL, name.c_str(), value);
    file.text(NC_GLOBAL, "synthetic", "true");
    file.text(
        NC_GLOBAL, "comment",
        fmt::format(
            "Synthetic data made by Shamal's demo world, seed {}. Not observations, not a model product.",
            seed));
    file.text(NC_GLOBAL, "source",
              fmt::format("Shamal demo world, recipe {}, seed {}", recipe::kRecipeVersion, seed));
    file.text(NC_GLOBAL, "history",
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

int defineTime(const OutputNetcdf& file, int dimension, std::chrono::sys_days first)
{
    int variable = 0;
    file.check(nc_def_var(file.id(), "time", NC_INT, 1, &dimension, &variable));
    const std::size_t chunk = 1024;
    file.check(nc_def_var_chunking(file.id(), variable, NC_CHUNKED, &chunk));
    file.text(variable, "long_name", "time");
    file.text(variable, "standard_name", "time");
    file.text(variable, "units", fmt::format("minutes since {} 12:00:00", isoDate(first)));
    file.text(variable, "calendar", "standard");
    const std::chrono::year_month_day day(first);
    const int beginDate = static_cast<int>(day.year()) * 10000 +
                          static_cast<int>(static_cast<unsigned>(day.month())) * 100 +
                          static_cast<int>(static_cast<unsigned>(day.day()));
    const int beginTime = 120000, increment = 240000;  // hhmmss
    file.check(nc_put_att_int(file.id(), variable, "begin_date", NC_INT, 1, &beginDate));
    file.check(nc_put_att_int(file.id(), variable, "begin_time", NC_INT, 1, &beginTime));
    file.check(nc_put_att_int(file.id(), variable, "time_increment", NC_INT, 1, &increment));
    return variable;
}

}  // namespace

struct DailyFileWriter::State {
    State(const std::filesystem::path& path, const std::filesystem::path& shownAs) : file(path, shownAs) {}
    OutputNetcdf file;
    int time = 0;
    int dust = 0;
    std::size_t rows = 0, columns = 0;
    std::size_t written = 0;
    std::vector<float> rounded;
};

DailyFileWriter::DailyFileWriter(const std::filesystem::path& path, const DailyFile& description)
{
    const NetcdfLock lock;
    auto state = std::make_unique<State>(path, description.shownAs);
    const OutputNetcdf& file = state->file;
    state->rows = description.grid.rows();
    state->columns = description.grid.columns();
    const std::array<int, 3> dimensions{file.dimension("time", NC_UNLIMITED),
                                        file.dimension("lat", state->rows),
                                        file.dimension("lon", state->columns)};
    state->time = defineTime(file, dimensions[0], description.first);
    const int latitude = file.axis("lat", "latitude", "degrees_north", dimensions[1]);
    const int longitude = file.axis("lon", "longitude", "degrees_east", dimensions[2]);
    const std::array<std::size_t, 3> chunks{1, state->rows, state->columns};
    state->dust = file.field("DUEXTTAU", "Dust Extinction AOT [550 nm]", "1", dimensions, chunks);
    file.text(state->dust, "cell_methods", "time: mean (interval: 1 day)");
    putGlobalAttributes(file, description.seed, description.attributes);
    file.check(nc_enddef(file.id()));
    file.check(nc_put_var_double(file.id(), latitude, description.grid.latitudes().data()));
    file.check(nc_put_var_double(file.id(), longitude, description.grid.longitudes().data()));
    m_state = std::move(state);
}

DailyFileWriter::~DailyFileWriter()
{
    const NetcdfLock lock;
    m_state.reset();
}

void DailyFileWriter::append(std::span<const float> values)
{
    State& state = *m_state;
    const NetcdfLock lock;
    state.rounded.clear();
    for (const float value : values)
        state.rounded.push_back(shaved(value));
    const int minutes = static_cast<int>(state.written) * kMinutesADay;
    state.file.check(nc_put_var1_int(state.file.id(), state.time, &state.written, &minutes));
    const std::array<std::size_t, 3> start{state.written, 0, 0};
    const std::array<std::size_t, 3> count{1, state.rows, state.columns};
    state.file.check(
        nc_put_vara_float(state.file.id(), state.dust, start.data(), count.data(), state.rounded.data()));
    ++state.written;
}

void DailyFileWriter::close()
{
    const NetcdfLock lock;
    m_state->file.close();
}

void writeElevationFile(const std::filesystem::path& path, const std::filesystem::path& shownAs,
                        const Grid& grid, std::span<const float> altitude, std::uint64_t seed)
{
    const NetcdfLock lock;
    OutputNetcdf file(path, shownAs);
    const std::array<int, 2> dimensions{file.dimension("lat", grid.rows()),
                                        file.dimension("lon", grid.columns())};
    const int latitude = file.axis("lat", "latitude", "degrees_north", dimensions[0]);
    const int longitude = file.axis("lon", "longitude", "degrees_east", dimensions[1]);
    const std::array<std::size_t, 2> chunks{grid.rows(), grid.columns()};
    const int elevation = file.field("elevation", "surface altitude", "m", dimensions, chunks);
    file.text(elevation, "standard_name", "surface_altitude");
    putGlobalAttributes(
        file, seed,
        {{"title", "Surface altitude of the demo world: ETOPO20 with synthetic relief below 40 km"}});
    file.check(nc_enddef(file.id()));
    file.check(nc_put_var_double(file.id(), latitude, grid.latitudes().data()));
    file.check(nc_put_var_double(file.id(), longitude, grid.longitudes().data()));
    file.check(nc_put_var_float(file.id(), elevation, altitude.data()));
    file.close();
}

}  // namespace shamal
