#include "io/dataset.h"

#include "fields/error.h"
#include "io/day_coverage.h"
#include "io/opendap_address.h"
#include "io/series_reader.h"
#include "io/source_files.h"
#include "io/time_units.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace shamal {

struct Dataset::Description {
    SeriesDescription series;
};

namespace {

constexpr double kSecondsPerDay = 86400.0;

/// Of a folder its own name; of a file or pattern that of the first file without extension.
std::string fallbackTitle(const std::filesystem::path& entry, const std::filesystem::path& firstFile)
{
    std::error_code ignored;
    if (isAddress(entry) || !std::filesystem::is_directory(entry, ignored))
        return nameOfSource(firstFile).stem().string();
    const std::filesystem::path folder = std::filesystem::absolute(entry, ignored).lexically_normal();
    return folder.has_filename() ? folder.filename().string() : folder.parent_path().filename().string();
}

std::vector<std::size_t> chosenSteps(const SeriesDescription& series, const ReadRequest& request)
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < series.steps.size(); ++i) {
        Date first = series.steps[i].date;
        Date last = first;
        if (request.dailyMeans) {
            const std::vector<DayShare> shares = series.sharesOf(series.places[i]);
            first = dateOfDay(shares.front().day, series.calendar);
            last = dateOfDay(shares.back().day, series.calendar);
        }
        if ((!request.firstDate || last >= *request.firstDate) &&
            (!request.lastDate || first <= *request.lastDate))
            chosen.push_back(i);
    }
    if (chosen.empty())
        throw InputError(
            series.files.front(),
            fmt::format("the series has no step {}{}",
                        request.firstDate ? "from " + toString(*request.firstDate) : std::string(),
                        request.lastDate
                            ? (request.firstDate ? " to " : "up to ") + toString(*request.lastDate)
                            : std::string()),
            fmt::format("It covers {} to {}", toString(series.steps.front().date),
                        toString(series.steps.back().date)));
    return chosen;
}

ReadPlan planRead(const Dataset& dataset, const SeriesDescription& series, const ReadRequest& request)
{
    ReadPlan plan;
    plan.variable = dataset.variable(request.variable);
    const std::size_t levels = std::max<std::size_t>(1, plan.variable.levels.size());
    if (request.level >= levels)
        throw InputError(series.files.front(),
                         fmt::format("{} has no level number {}", request.variable, request.level),
                         fmt::format("Levels are numbered from 0 to {}", levels - 1));
    plan.level = request.level;
    plan.window = planWindow(plan.variable.grid, request.window, series.files.front());
    if (plan.variable.hasTime) {
        plan.steps = chosenSteps(series, request);
        // Months and the like are no means of a day and stay what they are.
        plan.dailyMeans =
            request.dailyMeans && !series.steps.front().daily && series.stepSeconds < kSecondsPerDay;
        plan.firstDate = request.firstDate;
        plan.lastDate = request.lastDate;
    } else {
        plan.steps = {0};
    }
    return plan;
}

/// Of all steps and levels.
std::uintmax_t wholeBytes(const SeriesDescription& series, const VariableInfo& variable)
{
    const std::size_t steps = variable.hasTime ? series.steps.size() : 1;
    return static_cast<std::uintmax_t>(steps) * std::max<std::size_t>(1, variable.levels.size()) *
           variable.grid.cells() * variable.valueBytes;
}

/// Fails before the memory does: a global fine record is far larger than any machine of a desk.
void requireMemory(const SeriesDescription& series, const ReadPlan& plan)
{
    std::size_t fields = plan.steps.size();
    if (plan.dailyMeans) {
        fields = 0;
        for (std::size_t i = 0; i < plan.steps.size(); ++i)
            fields +=
                i == 0 || series.places[plan.steps[i]].day != series.places[plan.steps[i - 1]].day ? 1 : 0;
    }
    // Beside the result one field at least is held as it is stored, and decoded.
    const double bytes = static_cast<double>(plan.window.grid.cells()) *
                         (static_cast<double>(fields) * sizeof(float) + sizeof(double) + sizeof(float));
    const double memory =
        static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
    if (bytes > memory)
        throw InputError(
            series.files.front(),
            fmt::format("{} fields of {} x {} cells need {:.1f} GB of memory, this machine has {:.1f} GB",
                        fields, plan.window.grid.rows(), plan.window.grid.columns(), bytes / 1e9,
                        memory / 1e9),
            "Choose a smaller area or a shorter period");
}

}  // namespace

std::string_view nameOf(SourceRole role)
{
    switch (role) {
        case SourceRole::Coarse:
            return "coarse";
        case SourceRole::Fine:
            return "fine";
        case SourceRole::Other:
            break;
    }
    return "other";
}

Dataset::Dataset(std::shared_ptr<const Description> description) : m_description(std::move(description)) {}

Dataset Dataset::open(const std::vector<std::filesystem::path>& filesFoldersOrGlobs)
{
    const std::vector<std::filesystem::path> files = sourceFiles(filesFoldersOrGlobs);
    const std::string title = fallbackTitle(filesFoldersOrGlobs.front(), files.front());
    return Dataset(std::make_shared<const Description>(Description{describeSeries(files, title)}));
}

Dataset Dataset::open(const std::filesystem::path& fileFolderOrGlob)
{
    return open(std::vector{fileFolderOrGlob});
}

const std::vector<VariableInfo>& Dataset::variables() const
{
    return m_description->series.variables;
}

const VariableInfo& Dataset::variable(const std::string& name) const
{
    std::vector<std::string> names;
    for (const VariableInfo& variable : variables()) {
        if (variable.metadata.name == name)
            return variable;
        names.push_back(variable.metadata.name);
    }
    throw InputError(files().front(), fmt::format("there is no gridded variable \"{}\"", name),
                     fmt::format("There is {}", fmt::join(names, ", ")));
}

const std::vector<TimeStep>& Dataset::steps() const
{
    return m_description->series.steps;
}

Calendar Dataset::calendar() const
{
    return m_description->series.calendar;
}

double Dataset::stepSeconds() const
{
    return m_description->series.stepSeconds;
}

std::vector<TimeGap> Dataset::gaps() const
{
    std::vector<TimeGap> gaps;
    const double step = stepSeconds();
    for (std::size_t i = 1; i < steps().size(); ++i) {
        const std::int64_t between =
            secondsOf(steps()[i], calendar()) - secondsOf(steps()[i - 1], calendar());
        // Months differ by three days in length; a missing step adds a whole one.
        if (static_cast<double>(between) > 1.5 * step)
            gaps.push_back(
                {steps()[i - 1], steps()[i], std::llround(static_cast<double>(between) / step) - 1});
    }
    return gaps;
}

std::vector<TimeStep> Dataset::incompleteDays() const
{
    const SeriesDescription& series = m_description->series;
    if (series.steps.empty() || series.steps.front().daily || series.stepSeconds >= kSecondsPerDay)
        return {};
    DayCoverage coverage;
    for (const StepPlace& place : series.places) {
        for (const DayShare& share : series.sharesOf(place))
            coverage.add(share);
    }
    std::vector<TimeStep> incomplete;
    for (const TimeStep& day : coverage.days(series.calendar)) {
        if (day.missingSeconds > 0)
            incomplete.push_back(day);
    }
    return incomplete;
}

const std::vector<RepeatedSteps>& Dataset::repeatedSteps() const
{
    return m_description->series.repeated;
}

const std::vector<std::filesystem::path>& Dataset::files() const
{
    return m_description->series.files;
}

const std::string& Dataset::title() const
{
    return m_description->series.title;
}

const std::string& Dataset::history() const
{
    return m_description->series.history;
}

bool Dataset::isRemote() const
{
    return std::any_of(files().begin(), files().end(), isAddress);
}

SourceRoleGuess Dataset::role() const
{
    return m_description->series.role;
}

bool Dataset::synthetic() const
{
    return m_description->series.synthetic;
}

std::uintmax_t Dataset::bytesToRead(const ReadRequest& request) const
{
    const SeriesDescription& series = m_description->series;
    const bool isSentWhole = std::any_of(files().begin(), files().end(), [](const auto& file) {
        return isAddress(file) && opendapAddress(file).isDap4();
    });
    const std::uintmax_t bytes = planRead(*this, series, request).bytes();
    if (!isSentWhole)
        return bytes;
    return std::accumulate(
        variables().begin(), variables().end(), std::uintmax_t{0},
        [&series](std::uintmax_t sum, const VariableInfo& next) { return sum + wholeBytes(series, next); });
}

FieldSeries Dataset::read(const ReadRequest& request, const Progress& progress, std::stop_token stop) const
{
    const SeriesDescription& series = m_description->series;
    const ReadPlan plan = planRead(*this, series, request);
    requireMemory(series, plan);
    return readSeries(series, plan, progress, stop);
}

}  // namespace shamal
