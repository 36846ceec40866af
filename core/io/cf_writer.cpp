#include "io/cf_writer.h"

#include "fields/error.h"
#include "fields/resources.h"
#include "io/atomic_file.h"
#include "io/dataset.h"
#include "io/netcdf_file.h"
#include "io/netcdf_target.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace shamal {

namespace {

constexpr const char* kGridMapping = "crs";
constexpr float kFill = 1e15F;  // GMAO's, which readers of MERRA-2 know

/// The dimensions variables are laid on; absent ones are -1.
struct Dimensions {
    int realization = -1;
    int time = -1;
    int latitude = -1;
    int longitude = -1;
    int bounds = -1;
};

/// The first series with steps, which all others must match.
const FieldSeries* timedSeries(const OutputFile& file)
{
    for (const OutputVariable& variable : file.variables) {
        if (!variable.series.timeless())
            return &variable.series;
    }
    return nullptr;
}

/// Of a variable read from a group ("Grid/x"), whose name no variable may have.
std::string storedName(const FieldMetadata& metadata)
{
    std::string name = metadata.name;
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
}

std::size_t ensembleSize(const OutputFile& file)
{
    std::size_t members = 1;
    for (const OutputVariable& variable : file.variables)
        members = std::max(members, 1 + variable.furtherMembers.size());
    return members;
}

void requireOneShape(const std::filesystem::path& path, const OutputFile& file)
{
    if (file.variables.empty())
        throw OutputError(path, "there is nothing to write", "Give at least one variable");
    const FieldSeries& first = file.variables.front().series;
    const FieldSeries* const timed = timedSeries(file);
    const auto require = [&](const FieldSeries& series) {
        if (series.grid().empty() || series.empty())
            throw OutputError(path, fmt::format("{} has no values", series.metadata().name),
                              "Choose a larger selection");
        if (series.grid() != first.grid())
            throw OutputError(
                path,
                fmt::format("{} lies on another grid than {}", series.metadata().name, first.metadata().name),
                "Write it to a file of its own");
        if (!series.timeless() &&
            (series.steps() != timed->steps() || series.calendar() != timed->calendar()))
            throw OutputError(path,
                              fmt::format("{} has other time steps than {}", series.metadata().name,
                                          timed->metadata().name),
                              "Write it to a file of its own");
    };
    for (const OutputVariable& variable : file.variables) {
        require(variable.series);
        for (const FieldSeries& member : variable.furtherMembers) {
            require(member);
            if (member.timeless() != variable.series.timeless())
                throw OutputError(path, "members of one ensemble differ in their time steps",
                                  "Write them to files of their own");
        }
        if (!variable.furtherMembers.empty() && 1 + variable.furtherMembers.size() != ensembleSize(file))
            throw OutputError(path, "the ensembles differ in their number of members",
                              "Write them to files of their own");
    }
}

std::vector<double> interleaved(const std::vector<double>& edges)
{
    std::vector<double> bounds;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
        bounds.insert(bounds.end(), {edges[i], edges[i + 1]});
    return bounds;
}

/// Collects what is written after all definitions.
struct PendingCoordinate {
    int variable = -1;
    std::vector<double> values;
    std::size_t perPlace = 1;  ///< 2 of bounds

    void writeTo(NetcdfTarget& target) const
    {
        const std::array<std::size_t, 2> start{0, 0};
        const std::array<std::size_t, 2> count{values.size() / perPlace, perPlace};
        const std::size_t rank = perPlace == 1 ? 1 : 2;
        target.write(variable, std::span(start).first(rank), std::span(count).first(rank), values);
    }
};

void addHorizontal(NetcdfTarget& target, const Grid& grid, Dimensions& dimensions,
                   std::vector<PendingCoordinate>& pending)
{
    const auto add = [&](const std::string& name, const char* standardName, const char* units,
                         const char* axis, const std::vector<double>& values,
                         const std::vector<double>& edges) {
        const int dimension = target.dimension(name, values.size());
        const int variable = target.doubles(name, {dimension});
        target.attribute(variable, "standard_name", standardName);
        target.attribute(variable, "long_name", standardName);
        target.attribute(variable, "units", units);
        target.attribute(variable, "axis", axis);
        target.attribute(variable, "bounds", name + "_bnds");
        pending.push_back({variable, values});
        pending.push_back(
            {target.doubles(name + "_bnds", {dimension, dimensions.bounds}), interleaved(edges), 2});
        return dimension;
    };
    dimensions.latitude =
        add("lat", "latitude", "degrees_north", "Y", grid.latitudes(), grid.latitudeEdges());
    dimensions.longitude =
        add("lon", "longitude", "degrees_east", "X", grid.longitudes(), grid.longitudeEdges());
}

/// Values and bounds of a time axis in days since a date; a daily mean stands at noon between the midnights
/// that bound it.
struct TimeValues {
    bool daily = true;
    std::vector<double> values, bounds;
};

TimeValues timeValues(const FieldSeries& series, Date since)
{
    const std::int64_t firstDay = dayNumber(since, series.calendar());
    TimeValues time;
    time.daily = std::all_of(series.steps().begin(), series.steps().end(),
                             [](const TimeStep& step) { return step.daily; });
    for (const TimeStep& step : series.steps()) {
        const auto day = static_cast<double>(dayNumber(step.date, series.calendar()) - firstDay);
        time.values.push_back(time.daily ? day + 0.5 : day + step.secondOfDay / 86400.0);
        time.bounds.insert(time.bounds.end(), {day, day + 1.0});
    }
    return time;
}

/// Whether more steps may follow later; their time is then written with them.
enum class TimeAxis { Fixed, Growing };

void addTime(NetcdfTarget& target, const FieldSeries& series, TimeAxis axis, Dimensions& dimensions,
             std::vector<PendingCoordinate>& pending)
{
    TimeValues time = timeValues(series, series.steps().front().date);
    dimensions.time = target.growingDimension("time");  // NCO averages over record dimensions only
    const int variable = target.doubles("time", {dimensions.time});
    target.attribute(variable, "standard_name", "time");
    target.attribute(variable, "long_name", "time");
    target.attribute(variable, "units",
                     fmt::format("days since {} 00:00:00", toString(series.steps().front().date)));
    target.attribute(variable, "calendar", std::string(nameOf(series.calendar())));
    target.attribute(variable, "axis", "T");
    std::optional<int> bounds;
    if (time.daily) {
        target.attribute(variable, "bounds", "time_bnds");
        bounds = target.doubles("time_bnds", {dimensions.time, dimensions.bounds});
    }
    if (axis == TimeAxis::Growing)
        return;
    pending.push_back({variable, std::move(time.values)});
    if (bounds)
        pending.push_back({*bounds, std::move(time.bounds), 2});
}

/// Longitude and latitude on WGS 84 (EPSG:4326), CF appendix F.
void addGridMapping(NetcdfTarget& target)
{
    const int variable = target.integers(kGridMapping, {});
    target.attribute(variable, "grid_mapping_name", "latitude_longitude");
    target.attribute(variable, "semi_major_axis", 6378137.0);
    target.attribute(variable, "inverse_flattening", 298.257223563);
    target.attribute(variable, "longitude_of_prime_meridian", 0.0);
    target.attribute(variable, "geographic_crs_name", "WGS 84");
    target.attribute(variable, "horizontal_datum_name", "WGS_1984");
    target.attribute(
        variable, "crs_wkt",
        R"(GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],)"
        R"(PRIMEM["Greenwich",0],CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],)"
        R"(ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",4326]])");
}

void addRealization(NetcdfTarget& target, std::size_t members, Dimensions& dimensions)
{
    dimensions.realization = target.dimension("realization", members);
    const int variable = target.integers("realization", {dimensions.realization});
    target.attribute(variable, "standard_name", "realization");
    target.attribute(variable, "long_name", "ensemble member");
    target.attribute(variable, "units", "1");
    std::vector<int> numbers(members);
    std::iota(numbers.begin(), numbers.end(), 1);
    target.write(variable, numbers);
}

/// Whole fields, several to a chunk while they are small: a map reads one chunk, a time series not one per
/// step.
std::vector<std::size_t> chunksOf(const OutputVariable& variable, TimeAxis axis)
{
    constexpr std::size_t kChunkValues = 256U << 10U;
    constexpr std::size_t kLongestGrowingChunk = 8;  // an unfinished one is packed again with every step
    const Grid& grid = variable.series.grid();
    std::vector<std::size_t> chunks;
    if (!variable.series.timeless())
        chunks.push_back(std::clamp<std::size_t>(
            kChunkValues / grid.cells(), 1,
            axis == TimeAxis::Growing ? kLongestGrowingChunk : variable.series.size()));
    if (!variable.furtherMembers.empty())
        chunks.push_back(1);
    chunks.push_back(std::min<std::size_t>(grid.rows(), 1024));
    chunks.push_back(std::min<std::size_t>(grid.columns(), 1024));
    return chunks;
}

int addVariable(NetcdfTarget& target, const OutputVariable& variable, const Dimensions& dimensions,
                TimeAxis axis)
{
    const FieldMetadata& metadata = variable.series.metadata();
    std::vector<int> ids;
    if (!variable.series.timeless())
        ids.push_back(dimensions.time);  // first, or cdo refuses the variable
    if (!variable.furtherMembers.empty())
        ids.push_back(dimensions.realization);
    ids.insert(ids.end(), {dimensions.latitude, dimensions.longitude});
    const int id = target.floats(storedName(metadata), ids, chunksOf(variable, axis), kFill);
    target.attribute(id, "long_name", metadata.title());
    if (!metadata.standardName.empty())
        target.attribute(id, "standard_name", metadata.standardName);
    target.attribute(id, "units", metadata.units.empty() ? "1" : metadata.units);
    if (!variable.cellMethods.empty())
        target.attribute(id, "cell_methods", variable.cellMethods);
    target.attribute(id, "grid_mapping", kGridMapping);
    return id;
}

/// From step `first` of the file on; some steps at a time: the copy with fill values stays small.
void writeMember(NetcdfTarget& target, int id, const FieldSeries& series, std::size_t first,
                 std::optional<std::size_t> member)
{
    std::vector<float> filled;
    const std::size_t atOnce = std::clamp<std::size_t>((4U << 20U) / series.grid().cells(), 1, series.size());
    for (std::size_t step = 0; step < series.size(); step += atOnce) {
        const std::size_t steps = std::min(atOnce, series.size() - step);
        filled.clear();
        for (std::size_t i = step; i < step + steps; ++i) {
            for (const float value : series.field(i))
                filled.push_back(std::isnan(value) ? kFill : value);
        }
        std::vector<std::size_t> start;
        std::vector<std::size_t> count;
        if (!series.timeless()) {
            start.push_back(first + step);
            count.push_back(steps);
        }
        if (member) {
            start.push_back(*member);
            count.push_back(1);
        }
        start.insert(start.end(), {0, 0});
        count.insert(count.end(), {series.grid().rows(), series.grid().columns()});
        target.write(id, start, count, filled);
    }
}

void addGlobalAttributes(NetcdfTarget& target, const OutputFile& file)
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    target.attribute(kGlobalAttributes, "Conventions", "CF-1.8");
    if (!file.title.empty())
        target.attribute(kGlobalAttributes, "title", file.title);
    if (!file.source.empty())
        target.attribute(kGlobalAttributes, "source", file.source);
    const std::string history = fmt::format("{:%Y-%m-%dT%H:%M:%SZ} shamal {}: {}", fmt::gmtime(now),
                                            softwareVersion(), file.historyLine);
    target.attribute(kGlobalAttributes, "history",
                     file.sourceHistory.empty() ? history : history + "\n" + file.sourceHistory);
    if (std::any_of(file.variables.begin(), file.variables.end(),
                    [](const OutputVariable& variable) { return variable.series.metadata().synthetic; }))
        target.attribute(kGlobalAttributes, "synthetic", "true");
    for (const auto& [name, text] : file.attributes)
        target.attribute(kGlobalAttributes, name, text);
}

/// Everything but the values of variables that have steps.
void define(NetcdfTarget& target, const OutputFile& file, TimeAxis axis)
{
    addGlobalAttributes(target, file);
    Dimensions dimensions;
    std::vector<PendingCoordinate> coordinates;
    dimensions.bounds = target.dimension("bnds", 2);
    if (const FieldSeries* const timed = timedSeries(file))
        addTime(target, *timed, axis, dimensions, coordinates);
    addHorizontal(target, file.variables.front().series.grid(), dimensions, coordinates);
    if (ensembleSize(file) > 1)
        addRealization(target, ensembleSize(file), dimensions);
    addGridMapping(target);
    for (const OutputVariable& variable : file.variables)
        addVariable(target, variable, dimensions, axis);
    for (const PendingCoordinate& coordinate : coordinates)
        coordinate.writeTo(target);
}

/// The values of all variables, from step `first` of the file on.
void writeValues(NetcdfTarget& target, const OutputFile& file, std::size_t first)
{
    for (const OutputVariable& variable : file.variables) {
        const int id = target.variable(storedName(variable.series.metadata()));
        const bool ensemble = !variable.furtherMembers.empty();
        writeMember(target, id, variable.series, first,
                    ensemble ? std::optional<std::size_t>(0) : std::nullopt);
        for (std::size_t m = 0; m < variable.furtherMembers.size(); ++m)
            writeMember(target, id, variable.furtherMembers[m], first, m + 1);
    }
}

}  // namespace

void writeCf(const std::filesystem::path& path, const OutputFile& file)
{
    requireOneShape(path, file);
    writeAtomically(path, [&](const std::filesystem::path& temporary) {
        NetcdfTarget target(temporary, path);
        define(target, file, TimeAxis::Fixed);
        writeValues(target, file, 0);
        target.finish();
    });
}

GrowingCfFile::GrowingCfFile(std::unique_ptr<NetcdfTarget> target, std::filesystem::path shownAs,
                             Date firstDate, std::size_t steps)
    : m_target(std::move(target)), m_shownAs(std::move(shownAs)), m_firstDate(firstDate), m_steps(steps)
{
}

GrowingCfFile::GrowingCfFile(GrowingCfFile&&) noexcept = default;
GrowingCfFile& GrowingCfFile::operator=(GrowingCfFile&&) noexcept = default;
GrowingCfFile::~GrowingCfFile() = default;

GrowingCfFile GrowingCfFile::create(const std::filesystem::path& path, const std::filesystem::path& shownAs,
                                    const OutputFile& first)
{
    requireOneShape(shownAs, first);
    if (timedSeries(first) == nullptr)
        throw OutputError(shownAs, "a field without time cannot grow", "Write it whole");
    requireWritableFolder(shownAs);
    GrowingCfFile file(std::make_unique<NetcdfTarget>(path, shownAs), shownAs,
                       timedSeries(first)->steps().front().date, 0);
    define(*file.m_target, first, TimeAxis::Growing);
    file.writeSteps(first);
    return file;
}

GrowingCfFile GrowingCfFile::reopen(const std::filesystem::path& path, const std::filesystem::path& shownAs)
{
    const std::vector<TimeStep> steps = Dataset::open(path).steps();
    return {NetcdfTarget::reopen(path, shownAs), shownAs, steps.front().date, steps.size()};
}

void GrowingCfFile::append(const OutputFile& more)
{
    requireOneShape(m_shownAs, more);
    writeSteps(more);
}

void GrowingCfFile::writeSteps(const OutputFile& file)
{
    const TimeValues time = timeValues(*timedSeries(file), m_firstDate);
    const std::array<std::size_t, 2> start{m_steps, 0};
    const std::array<std::size_t, 2> count{time.values.size(), 2};
    // Values before their time: a step whose time is there is whole.
    writeValues(*m_target, file, m_steps);
    m_target->write(m_target->variable("time_bnds"), start, count, time.bounds);
    m_target->write(m_target->variable("time"), std::span(start).first(1), std::span(count).first(1),
                    time.values);
    m_target->flush();
    m_steps += time.values.size();
}

void GrowingCfFile::setAttribute(const std::string& name, const std::string& text)
{
    m_target->attribute(kGlobalAttributes, name, text);
}

void GrowingCfFile::finish()
{
    m_target->finish();
}

}  // namespace shamal
