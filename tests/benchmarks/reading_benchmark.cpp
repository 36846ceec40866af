// Reading and regridding beside CDO, NCO and xarray, each in a process of its own: time and peak memory.
//
//     reading_benchmark FOLDER [--days N] [--files N]
//
// Needs cdo, nco, python3-xarray and python3-dask.
//
// FOLDER keeps the generated data: a daily series of MERRA-2's grid (9131 x 361 x 576, 7.6 GB) and daily
// files.
#include "fields/region.h"
#include "fields/regrid.h"
#include "io/cf_writer.h"
#include "io/dataset.h"
#include "timing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <netcdf.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

extern char** environ;

using namespace shamal;
using std::filesystem::path;

namespace {

constexpr std::size_t kRows = 361;
constexpr std::size_t kColumns = 576;
const LatLonBox kBox{29.2, 43.4, 60.3, 80.4};  // A0

void check(int status)
{
    if (status != NC_NOERR)
        throw std::runtime_error(nc_strerror(status));
}

/// Cheap to make, no two days alike, from 0.01 to about 1.
void fillDay(std::size_t day, std::size_t rows, std::size_t columns, std::vector<float>& field)
{
    field.resize(rows * columns);
    const auto phase = static_cast<float>(day);
    std::vector<float> wave(columns);
    for (std::size_t c = 0; c < columns; ++c)
        wave[c] = std::sin(0.05F * static_cast<float>(c) + 0.3F * phase);
    for (std::size_t r = 0; r < rows; ++r) {
        const float band = std::cos(0.04F * static_cast<float>(r) - 0.1F * phase);
        for (std::size_t c = 0; c < columns; ++c)
            field[r * columns + c] = 0.51F + 0.25F * wave[c] + 0.25F * band * wave[(c + r) % columns];
    }
}

/// As GES DISC stores MERRA-2: chunks of 1 x 91 x 144.
void makeSeries(const path& file, std::size_t firstDay, std::size_t days)
{
    int id = 0;
    check(nc_create(file.c_str(), NC_NETCDF4 | NC_CLOBBER, &id));
    std::array<int, 3> dimensions{};
    check(nc_def_dim(id, "time", NC_UNLIMITED, dimensions.data()));
    check(nc_def_dim(id, "lat", kRows, &dimensions[1]));
    check(nc_def_dim(id, "lon", kColumns, &dimensions[2]));
    const auto text = [&](int variable, const char* name, const char* value) {
        check(nc_put_att_text(id, variable, name, std::strlen(value), value));
    };
    std::array<int, 3> axes{};
    for (std::size_t i = 0; i < 3; ++i)
        check(nc_def_var(id, std::array{"time", "lat", "lon"}[i], NC_DOUBLE, 1, &dimensions[i], &axes[i]));
    text(axes[0], "units", "days since 1998-01-01");
    text(axes[1], "units", "degrees_north");
    text(axes[2], "units", "degrees_east");
    int variable = 0;
    check(nc_def_var(id, "DUEXTTAU", NC_FLOAT, 3, dimensions.data(), &variable));
    const std::array<std::size_t, 3> chunks{1, 91, 144};
    check(nc_def_var_chunking(id, variable, NC_CHUNKED, chunks.data()));
    text(variable, "units", "1");
    check(nc_enddef(id));
    std::vector<double> axis(kRows);
    for (std::size_t i = 0; i < kRows; ++i)
        axis[i] = -90.0 + 0.5 * static_cast<double>(i);
    check(nc_put_var_double(id, axes[1], axis.data()));
    axis.resize(kColumns);
    for (std::size_t i = 0; i < kColumns; ++i)
        axis[i] = -180.0 + 0.625 * static_cast<double>(i);
    check(nc_put_var_double(id, axes[2], axis.data()));
    std::vector<float> field;
    for (std::size_t day = 0; day < days; ++day) {
        fillDay(firstDay + day, kRows, kColumns, field);
        const std::array<std::size_t, 3> start{day, 0, 0};
        const std::array<std::size_t, 3> count{1, kRows, kColumns};
        check(nc_put_vara_float(id, variable, start.data(), count.data(), field.data()));
        const auto time = static_cast<double>(firstDay + day) + 0.5;
        check(nc_put_var1_double(id, axes[0], start.data(), &time));
    }
    check(nc_close(id));
}

void makeFineSeason(const path& file)
{
    const Grid grid = Grid::regular(29.25, 0.0625, 228, 60.3125, 0.0625, 322);
    std::vector<TimeStep> steps;
    std::vector<float> values;
    std::vector<float> field;
    for (std::size_t day = 0; day < 92; ++day) {
        fillDay(day, grid.rows(), grid.columns(), field);
        values.insert(values.end(), field.begin(), field.end());
        steps.push_back({dateOfDay(dayNumber({2006, 6, 1}, Calendar::Standard) + static_cast<int>(day),
                                   Calendar::Standard),
                         0, 1, true});
    }
    const FieldSeries series({"DUEXTTAU", "dust", {}, "1", {}, false}, grid, Calendar::Standard,
                             std::move(steps), std::move(values));
    writeCf(file, {{{series, "time: mean"}}, "fine season", "generated", "made", {}});
}

// What is measured of ours, each run as a process of its own: reading_benchmark --do TASK INPUT OUTPUT.

FieldSeries readAll(const path& input, std::optional<LatLonBox> window)
{
    ReadRequest request;
    request.variable = "DUEXTTAU";
    request.window = window;
    return Dataset::open(input).read(request);
}

void doAreaMean(const path& input, const path& output)
{
    const std::vector<double> means = regionMeans(readAll(input, kBox), {"A0", kBox});
    std::ofstream file(output);
    for (const double mean : means)
        file << fmt::format("{:.9g}\n", mean);
}

void doOpen(const path& input, const path& output)
{
    std::ofstream(output) << Dataset::open(input).steps().size() << "\n";
}

void doRemap(const path& input, const path& output, const Grid& to)
{
    const FieldSeries series = regrid(readAll(input, std::nullopt), to, RegridMethod::Conservative);
    writeCf(output, {{{series, "time: mean"}}, "remapped", "generated", "remapped", {}});
}

Grid coarseGrid()
{
    return Grid::regular(29.5, 0.5, 28, 60.625, 0.625, 31);
}
Grid halfGlobe()
{
    return Grid::regular(-90.0, 1.0, 181, -180.0, 1.25, 288);
}

void doTask(const std::string& task, const path& input, const path& output)
{
    if (task == "area-mean")
        doAreaMean(input, output);
    else if (task == "open")
        doOpen(input, output);
    else if (task == "remap-area")
        doRemap(input, output, coarseGrid());
    else if (task == "remap-globe")
        doRemap(input, output, halfGlobe());
    else
        throw std::runtime_error("unknown task " + task);
}

// Processes and their cost.

struct Cost {
    double seconds = 0.0;
    double peakMegabytes = 0.0;
};

Cost run(const std::vector<std::string>& command)
{
    std::vector<char*> arguments;
    for (const std::string& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    Cost cost;
    rusage usage{};
    int status = 0;
    cost.seconds = secondsOf([&] {
        pid_t child = 0;
        if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
            throw std::runtime_error(command[0] + " cannot be started");
        wait4(child, &status, 0, &usage);
    });
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error(fmt::format("{} failed", fmt::join(command, " ")));
    cost.peakMegabytes = static_cast<double>(usage.ru_maxrss) / 1024.0;
    return cost;
}

/// Takes the file's pages out of memory.
void forget(const path& file)
{
    const int descriptor = open(file.c_str(), O_RDONLY);
    fdatasync(descriptor);
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    close(descriptor);
}

struct Contender {
    std::string name;
    std::vector<std::string> command;
};

/// Median of three; the first contender is ours, and every other's ratio is to it.
void compare(const std::string& what, const std::vector<Contender>& contenders,
             const std::vector<path>& forgotten)
{
    fmt::print("{}\n", what);
    double ours = 0.0;
    for (const Contender& contender : contenders) {
        std::vector<Cost> costs;
        for (int i = 0; i < 3; ++i) {
            for (const path& file : forgotten)
                forget(file);
            costs.push_back(run(contender.command));
        }
        std::sort(costs.begin(), costs.end(),
                  [](const Cost& a, const Cost& b) { return a.seconds < b.seconds; });
        if (ours == 0.0)
            ours = costs[1].seconds;
        fmt::print("  {:<28} {:8.3f} s  {:7.0f} MB  {:6.2f} x ours\n", contender.name, costs[1].seconds,
                   costs[1].peakMegabytes, costs[1].seconds / ours);
        std::fflush(stdout);
    }
}

std::vector<path> filesIn(const path& folder)
{
    std::vector<path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    return files;
}

std::string python(const std::string& code)
{
    return "import xarray as xr, numpy as np\n" + code;
}

void benchmark(const path& self, const path& folder, std::size_t days, std::size_t fileCount)
{
    std::filesystem::create_directories(folder);
    const path series = folder / fmt::format("series-{}.nc4", days);
    if (!std::filesystem::exists(series)) {
        makeSeries(folder / "making.nc4", 0, days);
        std::filesystem::rename(folder / "making.nc4", series);
    }
    const path daily = folder / fmt::format("daily-{}", fileCount);
    if (!std::filesystem::exists(daily)) {
        std::filesystem::create_directories(folder / "making");
        for (std::size_t day = 0; day < fileCount; ++day)
            makeSeries(folder / "making" / fmt::format("MERRA2.{:05}.nc4", day), day, 1);
        std::filesystem::rename(folder / "making", daily);
    }
    const path season = folder / "fine-season.nc4";
    makeFineSeason(season);
    const path summer = folder / "globe-92.nc4";
    makeSeries(summer, 0, 92);
    const path out = folder / "out.nc";
    const auto ours = [&](const std::string& task, const path& input) {
        return std::vector<std::string>{self, "--do", task, input, out};
    };

    const std::string mean = fmt::format(
        "d=xr.open_dataset('{}')['DUEXTTAU'].sel(lat=slice(29.2,43.4),lon=slice(60.3,80.4))\n"
        "w=np.cos(np.deg2rad(d.lat))\nd.weighted(w).mean(('lat','lon')).to_netcdf('{}')",
        series.string(), out.string());
    const std::vector<Contender> means{
        {"shamal", ours("area-mean", series)},
        {"cdo fldmean -sellonlatbox",
         {"cdo", "-s", "-O", "-fldmean", "-sellonlatbox,60.3,80.4,29.2,43.4", series, out}},
        {"ncwa (unweighted)",
         {"ncwa", "-O", "-v", "DUEXTTAU", "-a", "lat,lon", "-d", "lat,29.2,43.4", "-d", "lon,60.3,80.4",
          series, out}},
        {"xarray", {"/usr/bin/python3", "-c", python(mean)}}};
    compare(fmt::format("Area mean of A0 over {} days, warm", days), means, {});
    compare(fmt::format("Area mean of A0 over {} days, cold", days), means, {series});

    const std::string open = fmt::format(
        "import glob\nprint(xr.open_mfdataset(sorted(glob.glob('{}/*.nc4')),combine='by_coords').sizes, "
        "file=open('{}','w'))",
        daily.string(), out.string());
    const std::vector<Contender> opens{{"shamal", ours("open", daily)},
                                       {"xarray.open_mfdataset", {"/usr/bin/python3", "-c", python(open)}}};
    compare(fmt::format("Opening {} daily files, warm", fileCount), opens, {});
    compare(fmt::format("Opening {} daily files, cold", fileCount), opens, filesIn(daily));

    const auto gridFile = [&](const char* name, const Grid& grid) {
        const path file = folder / name;
        std::ofstream(file) << fmt::format(
            "gridtype = lonlat\nxsize = {}\nysize = {}\nxfirst = {}\nxinc = {}\nyfirst = {}\nyinc = {}\n",
            grid.columns(), grid.rows(), grid.longitudes().front(), grid.meanLongitudeStep(),
            grid.latitudes().front(), grid.meanLatitudeStep());
        return file.string();
    };
    compare(
        "Conservative remapping of 92 days, A0, 228 x 322 to 28 x 31, read and written",
        {{"shamal", ours("remap-area", season)},
         {"cdo remapcon",
          {"cdo", "-s", "-O", "-f", "nc4", "remapcon," + gridFile("coarse.txt", coarseGrid()), season, out}}},
        {});
    compare(
        "Conservative remapping of 92 days, globe, 361 x 576 to 181 x 288, read and written",
        {{"shamal", ours("remap-globe", summer)},
         {"cdo remapcon",
          {"cdo", "-s", "-O", "-f", "nc4", "remapcon," + gridFile("globe.txt", halfGlobe()), summer, out}}},
        {});
}

std::size_t numberAfter(const std::vector<std::string>& words, const std::string& option,
                        std::size_t otherwise)
{
    const auto found = std::find(words.begin(), words.end(), option);
    return found == words.end() || found + 1 == words.end() ? otherwise : std::stoul(*(found + 1));
}

}  // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    try {
        if (words.size() == 4 && words[0] == "--do") {
            doTask(words[1], words[2], words[3]);
            return 0;
        }
        if (words.empty() || words[0].starts_with("-"))
            throw std::runtime_error("usage: reading_benchmark FOLDER [--days N] [--files N]");
        benchmark(std::filesystem::canonical("/proc/self/exe"), words[0], numberAfter(words, "--days", 9131),
                  numberAfter(words, "--files", 1000));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
