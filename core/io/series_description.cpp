#include "io/series_description.h"

#include "fields/error.h"
#include "io/file_probe.h"
#include "io/gridded_variables.h"
#include "io/product_name.h"
#include "io/time_axis.h"
#include "io/time_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace shamal {

namespace {

using std::filesystem::path;

constexpr std::int64_t kSecondsPerDay = 86400;

struct ScannedFile {
    path file;
    std::vector<VariableInfo> variables;
    std::optional<TimeAxis> time;
    std::string product, history;
    bool synthetic = false;
};

/// A step before files are put in order.
struct ScannedStep {
    std::int64_t label = 0;
    std::size_t file = 0;  ///< in order of names
    std::size_t index = 0;
};

/// Which file's steps gave way to which other's.
class Repetitions {
public:
    void add(std::size_t kept, std::size_t dropped, const TimeStep& step)
    {
        RepeatedSteps& repeated = m_byFiles[{kept, dropped}];
        if (repeated.count == 0)
            repeated.first = repeated.last = step;
        repeated.first = std::min(repeated.first, step);
        repeated.last = std::max(repeated.last, step);
        ++repeated.count;
    }
    std::vector<RepeatedSteps> take(const std::vector<ScannedFile>& files)
    {
        std::vector<RepeatedSteps> all;
        for (auto& [pair, repeated] : m_byFiles) {
            repeated.kept = files[pair.first].file;
            repeated.dropped = files[pair.second].file;
            all.push_back(std::move(repeated));
        }
        return all;
    }

private:
    std::map<std::pair<std::size_t, std::size_t>, RepeatedSteps> m_byFiles;
};

VariableInfo infoOf(const NetcdfFile& file, const FileLayout& layout, const GriddedVariable& gridded)
{
    VariableInfo info;
    info.metadata = metadataOf(file, gridded.variable);
    info.grid = gridded.grid();
    info.hasTime = gridded.timeAt.has_value();
    info.valueBytes = file.valueBytes(gridded.variable);
    if (!gridded.levelAt)
        return info;
    const int dimension = gridded.variable.dimensions[*gridded.levelAt];
    info.levelName = file.dimensionName(dimension);
    const auto coordinate = layout.coordinates.find(dimension);
    if (coordinate != layout.coordinates.end()) {
        info.levelUnits = file.text(coordinate->second.variable.id, "units");
        info.levels = file.values(coordinate->second.variable);
    } else {
        info.levels.resize(gridded.variable.lengths[*gridded.levelAt]);
        std::iota(info.levels.begin(), info.levels.end(), 0.0);
    }
    return info;
}

ScannedFile scan(const path& name)
{
    const NetcdfFile file(name);
    const FileLayout layout = layoutOf(file);
    ScannedFile scanned;
    scanned.file = name;
    scanned.product = productName(file);
    scanned.history = file.text(kGlobalAttributes, "history");
    const std::string synthetic = file.text(kGlobalAttributes, "synthetic");
    scanned.synthetic = synthetic == "true" || synthetic == "True" || synthetic == "TRUE";
    for (const GriddedVariable& gridded : layout.variables)
        scanned.variables.push_back(infoOf(file, layout, gridded));
    if (layout.time)
        scanned.time = readTimeAxis(file, *layout.time);
    return scanned;
}

std::string gridText(const Grid& grid)
{
    const LatLonBox bounds = grid.bounds();
    return fmt::format("{} x {} cells, {:g}..{:g} N, {:g}..{:g} E", grid.rows(), grid.columns(), bounds.south,
                       bounds.north, bounds.west, bounds.east);
}

/// Keeps of `variables` what `next` has as well.
void intersect(std::vector<VariableInfo>& variables, const ScannedFile& next, const path& firstFile)
{
    std::vector<VariableInfo> common;
    for (VariableInfo& variable : variables) {
        const auto same = std::find_if(
            next.variables.begin(), next.variables.end(),
            [&variable](const VariableInfo& other) { return other.metadata.name == variable.metadata.name; });
        if (same == next.variables.end())
            continue;
        if (!sameGrid(variable.grid, same->grid))
            throw InputError(
                next.file,
                fmt::format("the grid of {} ({}) differs from that of {} ({})", variable.metadata.name,
                            gridText(same->grid), firstFile.filename().string(), gridText(variable.grid)),
                "The files of one series need one grid: open them apart or choose fewer");
        if (same->levels.size() != variable.levels.size() || same->hasTime != variable.hasTime)
            throw InputError(next.file,
                             fmt::format("{} has other dimensions than in {}", variable.metadata.name,
                                         firstFile.filename().string()),
                             "The files of one series need one layout: open them apart or choose fewer");
        common.push_back(std::move(variable));
    }
    if (common.empty())
        throw InputError(next.file, "the file shares no variable with " + firstFile.filename().string(),
                         "The files of one series need one variable at least in common: open them apart");
    variables = std::move(common);
}

/// The two differ before 1582-10-15 only.
bool sameDates(const TimeAxis& a, const TimeAxis& b)
{
    const auto isGregorian = [](const TimeAxis& axis) {
        const std::int64_t start = dayNumber({1582, 10, 15}, Calendar::ProlepticGregorian) * kSecondsPerDay;
        return (axis.calendar == Calendar::Standard || axis.calendar == Calendar::ProlepticGregorian) &&
               std::all_of(axis.label.begin(), axis.label.end(),
                           [start](std::int64_t label) { return label >= start; });
    };
    return a.calendar == b.calendar || (isGregorian(a) && isGregorian(b));
}

void requireOneTimeAxis(const std::vector<ScannedFile>& files)
{
    const ScannedFile& first = files.front();
    for (const ScannedFile& next : files) {
        if (&next != &first && (!first.time || !next.time))
            throw InputError(first.time ? next.file : first.file,
                             "the file has no time axis to order it in a series by", "Open it alone");
        if (first.time && !sameDates(*first.time, *next.time))
            throw InputError(next.file,
                             fmt::format("its calendar {} differs from {} of {}", nameOf(next.time->calendar),
                                         nameOf(first.time->calendar), first.file.filename().string()),
                             "The files of one series need one calendar");
    }
}

/// In time order; of steps with the same time the one from the file with the later name.
std::vector<ScannedStep> stepsOf(const std::vector<ScannedFile>& files, Repetitions& repetitions)
{
    std::map<std::int64_t, ScannedStep> steps;
    for (std::size_t f = 0; f < files.size(); ++f) {
        const TimeAxis& time = *files[f].time;
        for (std::size_t i = 0; i < time.label.size(); ++i) {
            const auto [found, isNew] = steps.try_emplace(time.label[i]);
            if (!isNew)
                repetitions.add(f, found->second.file, stepAt(time.label[i], time.calendar));
            found->second = {time.label[i], f, i};
        }
    }
    if (steps.empty())
        throw InputError(files.front().file, "the time axis is empty",
                         "Choose a file with at least one time step");
    std::vector<ScannedStep> sorted;
    for (const auto& [label, step] : steps)
        sorted.push_back(step);
    return sorted;
}

/// Between neighbours; the shorter one of two that are equally common.
std::int64_t mostCommonStep(const std::vector<ScannedStep>& steps)
{
    std::map<std::int64_t, std::size_t> counts;
    for (std::size_t i = 1; i < steps.size(); ++i)
        ++counts[steps[i].label - steps[i - 1].label];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? 0 : most->first;
}

/// Puts the files in the order of their first steps and the steps into `series`.
void addSteps(SeriesDescription& series, const std::vector<ScannedFile>& files)
{
    Repetitions repetitions;
    const std::vector<ScannedStep> steps = stepsOf(files, repetitions);
    series.calendar = files.front().time->calendar;
    series.stepSeconds = static_cast<double>(mostCommonStep(steps));
    const bool daily = steps.size() > 1 ? mostCommonStep(steps) == kSecondsPerDay
                                        : files.front().time->lengthSeconds == kSecondsPerDay;

    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto begin = [&files](std::size_t f) {
        const auto& label = files[f].time->label;
        return label.empty() ? std::int64_t{0} : *std::min_element(label.begin(), label.end());
    };
    std::stable_sort(order.begin(), order.end(),
                     [&begin](std::size_t a, std::size_t b) { return begin(a) < begin(b); });
    std::vector<std::size_t> position(files.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        position[order[i]] = i;
        series.files.push_back(files[order[i]].file);
    }

    for (const ScannedStep& scanned : steps) {
        TimeStep step = stepAt(scanned.label, series.calendar);
        const TimeAxis& time = *files[scanned.file].time;
        Date day = stepAt(time.middle[scanned.index], series.calendar).date;
        // Labels ascend; the middles of bounds that overlap may not.
        if (!daily && !series.places.empty())
            day = std::max(day, series.places.back().day);
        if (daily)
            step = TimeStep{day, 0, 1, true};
        const StepPlace place{position[scanned.file], scanned.index, day, time.begin[scanned.index],
                              time.end[scanned.index]};
        // Two labels of one day, from files that label their days differently: as with repeated times, the
        // later name wins.
        if (daily && !series.steps.empty() && series.steps.back().date >= day) {
            const std::size_t before = order[series.places.back().file];
            const bool later = series.steps.back().date == day &&
                               files[scanned.file].file.filename() >= files[before].file.filename();
            repetitions.add(later ? scanned.file : before, later ? before : scanned.file, step);
            if (later)
                series.places.back() = place;
            continue;
        }
        series.steps.push_back(step);
        series.places.push_back(place);
    }
    series.repeated = repetitions.take(files);
}

}  // namespace

bool sameGrid(const Grid& a, const Grid& b)
{
    const auto same = [](const std::vector<double>& x, const std::vector<double>& y, double step) {
        const double tolerance = step > 0.0 ? 1e-3 * step : 1e-6;
        return x.size() == y.size() &&
               std::equal(x.begin(), x.end(), y.begin(),
                          [tolerance](double p, double q) { return std::abs(p - q) <= tolerance; });
    };
    return same(a.latitudes(), b.latitudes(), a.meanLatitudeStep()) &&
           same(a.longitudes(), b.longitudes(), a.meanLongitudeStep());
}

std::vector<DayShare> SeriesDescription::sharesOf(const StepPlace& place) const
{
    // Longer ones are no steps of a day: months, or bounds that are broken.
    if (place.begin == place.end || place.end - place.begin > 2 * kSecondsPerDay) {
        const auto length = std::max<std::int64_t>(1, std::llround(stepSeconds));
        return {{dayNumber(place.day, calendar), length}};
    }
    std::vector<DayShare> shares;
    for (std::int64_t begin = place.begin; begin < place.end;) {
        const std::int64_t day = dayNumber(stepAt(begin, calendar).date, calendar);
        const std::int64_t end = std::min(place.end, (day + 1) * kSecondsPerDay);
        shares.push_back({day, end - begin});
        begin = end;
    }
    return shares;
}

SeriesDescription describeSeries(const std::vector<path>& files, const std::string& fallbackTitle)
{
    SeriesDescription series;
    std::vector<ScannedFile> scannedFiles;
    FileProbe probe(files);
    for (const path& file : files) {
        probe.await(file);
        ScannedFile scanned = scan(file);
        if (scannedFiles.empty())
            series.variables = std::move(scanned.variables);
        else
            intersect(series.variables, scanned, scannedFiles.front().file);
        scanned.variables.clear();  // thousands of files would hold thousands of equal grids
        scannedFiles.push_back(std::move(scanned));
    }
    requireOneTimeAxis(scannedFiles);
    if (scannedFiles.front().time)
        addSteps(series, scannedFiles);
    else
        series.files = files;

    series.history = scannedFiles.front().history;
    series.title = scannedFiles.front().product.empty() ? fallbackTitle : scannedFiles.front().product;
    series.synthetic = std::any_of(scannedFiles.begin(), scannedFiles.end(),
                                   [](const ScannedFile& scanned) { return scanned.synthetic; });
    for (VariableInfo& variable : series.variables) {
        variable.metadata.source = series.title;
        variable.metadata.synthetic = series.synthetic;
    }
    series.role = guessRole(series.title, series.variables.front().grid, !series.steps.empty());
    return series;
}

}  // namespace shamal
