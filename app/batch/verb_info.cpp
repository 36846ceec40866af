#include "batch/model_card_text.h"
#include "batch/verb.h"

#include "downscale/model_card_json.h"
#include "downscale/model_package.h"
#include "fields/day_matching.h"
#include "geo/graticule.h"
#include "io/dataset.h"
#include "io/opendap_address.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>

namespace {

using shamal::Dataset;
using shamal::Grid;
using shamal::VariableInfo;

/// Spacing of the cells at the middle of the grid, on the ellipsoid.
struct Spacing {
    double northSouthDegrees = 0.0;
    double eastWestDegrees = 0.0;
    double northSouthKm = 0.0;
    double eastWestKm = 0.0;
    double middleLatitude = 0.0;
};

Spacing spacingOf(const Grid& grid)
{
    Spacing spacing;
    spacing.northSouthDegrees = grid.meanLatitudeStep();
    spacing.eastWestDegrees = grid.meanLongitudeStep();
    spacing.middleLatitude = 0.5 * (grid.latitudes().front() + grid.latitudes().back());
    const double middle = spacing.middleLatitude;
    const double south = std::max(-90.0, middle - 0.5 * spacing.northSouthDegrees);
    const double north = std::min(90.0, middle + 0.5 * spacing.northSouthDegrees);
    spacing.northSouthKm = shamal::geodesicKm({south, 0.0}, {north, 0.0});
    spacing.eastWestKm = shamal::geodesicKm({middle, 0.0}, {middle, spacing.eastWestDegrees});
    return spacing;
}

std::vector<VariableInfo> chosenVariables(const Dataset& dataset, const QCommandLineParser& parser)
{
    if (!parser.isSet("variable"))
        return dataset.variables();
    return {dataset.variable(parser.value("variable").toStdString())};
}

std::string stepText(double seconds)
{
    if (seconds <= 0.0)
        return "one step only";
    if (seconds >= 86400.0)
        return fmt::format("{:g} {}", seconds / 86400.0, seconds == 86400.0 ? "day" : "days");
    if (seconds >= 3600.0)
        return fmt::format("{:g} h", seconds / 3600.0);
    return seconds >= 60.0 ? fmt::format("{:g} min", seconds / 60.0) : fmt::format("{:g} s", seconds);
}

void printLine(const std::string& label, const std::string& text)
{
    fmt::print("{:<12} {}\n", label, text);
}

void printFiles(const Dataset& dataset)
{
    const auto& files = dataset.files();
    if (files.size() == 1) {
        printLine(dataset.isRemote() ? "Address" : "File", files.front().string());
        return;
    }
    printLine(dataset.isRemote() ? "Addresses" : "Files",
              fmt::format("{} in {}", files.size(), files.front().parent_path().string()));
    printLine("", files.front().filename().string());
    printLine("", "... " + files.back().filename().string());
}

/// Without the traces of binary fractions: 0, not 2.2e-16 or -0.
double tidy(double degrees)
{
    return std::round(degrees * 1e6) / 1e6 + 0.0;
}

void printGrid(const Grid& grid)
{
    const Spacing spacing = spacingOf(grid);
    const shamal::LatLonBox bounds = grid.bounds();
    printLine("Grid", fmt::format("{} x {} cells (latitude x longitude)", grid.rows(), grid.columns()));
    printLine("Spacing",
              fmt::format("{:.4g} x {:.4g} degrees; north-south {:.1f} km, east-west {:.1f} km at {:.2f} N",
                          spacing.northSouthDegrees, spacing.eastWestDegrees, spacing.northSouthKm,
                          spacing.eastWestKm, std::round(spacing.middleLatitude * 100.0) / 100.0 + 0.0));
    printLine("Bounds", fmt::format("{:.9g} .. {:.9g} N, {:.9g} .. {:.9g} E (cell edges)", tidy(bounds.south),
                                    tidy(bounds.north), tidy(bounds.west), tidy(bounds.east)));
}

void printLevels(const VariableInfo& variable)
{
    if (variable.levels.empty())
        return;
    std::string text = fmt::format("{} along {}:", variable.levels.size(), variable.levelName);
    constexpr std::size_t kShown = 10;
    for (std::size_t i = 0; i < std::min(kShown, variable.levels.size()); ++i)
        text += fmt::format(" {:g}", variable.levels[i]);
    if (variable.levels.size() > kShown)
        text += " ...";
    printLine("Levels", text + (variable.levelUnits.empty() ? "" : " " + variable.levelUnits));
}

void printVariables(const std::vector<VariableInfo>& variables)
{
    std::size_t nameWidth = 0;
    std::size_t unitsWidth = 0;
    for (const VariableInfo& variable : variables) {
        nameWidth = std::max(nameWidth, variable.metadata.name.size());
        unitsWidth = std::max(unitsWidth, variable.metadata.units.size());
    }
    for (std::size_t i = 0; i < variables.size(); ++i) {
        const shamal::FieldMetadata& metadata = variables[i].metadata;
        printLine(i == 0 ? "Variables" : "", fmt::format("{:<{}}  {:<{}}  {}", metadata.name, nameWidth,
                                                         metadata.units, unitsWidth, metadata.longName));
    }
    // Variables of one file mostly share their grid: it is told again only where it changes.
    std::optional<Grid> told;
    for (const VariableInfo& variable : variables) {
        if (told != variable.grid) {
            if (told)
                printLine("", variable.metadata.name + ":");
            printGrid(variable.grid);
            printLevels(variable);
        }
        told = variable.grid;
    }
}

void printTime(const Dataset& dataset)
{
    const auto& steps = dataset.steps();
    if (steps.empty()) {
        printLine("Period", "no time axis");
        return;
    }
    printLine("Period", fmt::format("{} .. {}", toString(steps.front()), toString(steps.back())));
    printLine("Steps",
              fmt::format("{}, {}", steps.size(),
                          steps.size() == 1 ? "one step only" : "every " + stepText(dataset.stepSeconds())));
    printLine("Calendar", std::string(nameOf(dataset.calendar())));
    const auto gaps = dataset.gaps();
    if (gaps.empty())
        printLine("Gaps", "none");
    for (std::size_t i = 0; i < gaps.size(); ++i)
        printLine(i == 0 ? "Gaps" : "", fmt::format("{} missing between {} and {}", gaps[i].missingSteps,
                                                    toString(gaps[i].before), toString(gaps[i].after)));
}

void printIncompleteDays(const Dataset& dataset)
{
    const std::vector<shamal::TimeStep> days = dataset.incompleteDays();
    constexpr std::size_t kShown = 5;
    for (std::size_t i = 0; i < std::min(kShown, days.size()); ++i)
        printLine(i == 0 ? "Short days" : "", fmt::format("{}: {} steps, {:.3g} h missing", toString(days[i]),
                                                          days[i].samples, days[i].missingSeconds / 3600.0));
    if (days.size() > kShown)
        printLine("", fmt::format("and {} more", days.size() - kShown));
}

void printRepeatedSteps(const Dataset& dataset)
{
    bool first = true;
    for (const shamal::RepeatedSteps& repeated : dataset.repeatedSteps()) {
        printLine(first ? "Repeated" : "",
                  fmt::format("{} of {} ({} .. {}), taken from {}", repeated.count,
                              repeated.dropped.filename().string(), toString(repeated.first),
                              toString(repeated.last), repeated.kept.filename().string()));
        first = false;
    }
}

/// Of all steps and levels.
std::uintmax_t wholeBytes(const Dataset& dataset, const VariableInfo& variable)
{
    shamal::ReadRequest all;
    all.variable = variable.metadata.name;
    return dataset.bytesToRead(all) * std::max<std::size_t>(1, variable.levels.size());
}

/// Before anybody waits for it.
void printTransfer(const Dataset& dataset, const std::vector<VariableInfo>& variables)
{
    for (std::size_t i = 0; i < variables.size(); ++i)
        printLine(i == 0 ? "Transfer" : "",
                  fmt::format("whole variable {}: {:.3g} MB", variables[i].metadata.name,
                              static_cast<double>(wholeBytes(dataset, variables[i])) / 1e6));
}

void printText(const Dataset& dataset, const std::vector<VariableInfo>& variables)
{
    printFiles(dataset);
    printLine("Title", dataset.title());
    printVariables(variables);
    printTime(dataset);
    printIncompleteDays(dataset);
    printRepeatedSteps(dataset);
    if (dataset.isRemote())
        printTransfer(dataset, variables);
    const shamal::SourceRoleGuess role = dataset.role();
    printLine("Role", fmt::format("{}: {}", nameOf(role.role), role.reason));
    printLine("Synthetic", dataset.synthetic() ? "yes: made by the demo world" : "no");
}

/// Which days a second source shares with the first.
void printMatching(const Dataset& first, const Dataset& second)
{
    const shamal::DayMatching matching = shamal::matchDays(first.steps(), second.steps());
    constexpr std::size_t kRuns = 8;
    const auto line = [](const char* label, const std::vector<shamal::Date>& days, const Dataset& dataset) {
        printLine(label, days.empty() ? std::string("none")
                                      : fmt::format("{}: {}", days.size(),
                                                    textOfRuns(days, dataset.calendar(), kRuns)));
    };
    line("Days in both", matching.both, first);
    line("Only here", matching.firstOnly, first);
    line("Only there", matching.secondOnly, second);
}

nlohmann::json jsonOf(const shamal::DayMatching& matching)
{
    const auto listOf = [](const std::vector<shamal::Date>& days) {
        nlohmann::json list = nlohmann::json::array();
        for (const shamal::Date day : days)
            list.push_back(toString(day));
        return list;
    };
    return {{"both", listOf(matching.both)},
            {"onlyHere", listOf(matching.firstOnly)},
            {"onlyThere", listOf(matching.secondOnly)}};
}

nlohmann::json jsonOf(const VariableInfo& variable)
{
    const Spacing spacing = spacingOf(variable.grid);
    const shamal::LatLonBox bounds = variable.grid.bounds();
    nlohmann::json json{
        {"name", variable.metadata.name},
        {"longName", variable.metadata.longName},
        {"standardName", variable.metadata.standardName},
        {"units", variable.metadata.units},
        {"hasTime", variable.hasTime},
        {"rows", variable.grid.rows()},
        {"columns", variable.grid.columns()},
        {"bounds",
         {{"south", bounds.south}, {"north", bounds.north}, {"west", bounds.west}, {"east", bounds.east}}},
        {"spacing",
         {{"latitudeDegrees", spacing.northSouthDegrees},
          {"longitudeDegrees", spacing.eastWestDegrees},
          {"northSouthKm", spacing.northSouthKm},
          {"eastWestKm", spacing.eastWestKm},
          {"atLatitude", spacing.middleLatitude}}},
    };
    if (!variable.levels.empty())
        json["levels"] = {
            {"name", variable.levelName}, {"units", variable.levelUnits}, {"values", variable.levels}};
    return json;
}

nlohmann::json jsonOf(const Dataset& dataset, const std::vector<VariableInfo>& variables)
{
    nlohmann::json json{{"title", dataset.title()},
                        {"synthetic", dataset.synthetic()},
                        {"role", {{"name", nameOf(dataset.role().role)}, {"reason", dataset.role().reason}}},
                        {"files", nlohmann::json::array()},
                        {"variables", nlohmann::json::array()},
                        {"time", nullptr}};
    for (const auto& file : dataset.files())
        json["files"].push_back(file.string());
    for (const VariableInfo& variable : variables) {
        json["variables"].push_back(jsonOf(variable));
        json["variables"].back()["wholeBytes"] = wholeBytes(dataset, variable);
    }
    if (dataset.steps().empty())
        return json;
    nlohmann::json gaps = nlohmann::json::array();
    for (const shamal::TimeGap& gap : dataset.gaps())
        gaps.push_back({{"before", toString(gap.before)},
                        {"after", toString(gap.after)},
                        {"missingSteps", gap.missingSteps}});
    nlohmann::json incomplete = nlohmann::json::array();
    for (const shamal::TimeStep& day : dataset.incompleteDays())
        incomplete.push_back(
            {{"day", toString(day)}, {"steps", day.samples}, {"missingSeconds", day.missingSeconds}});
    nlohmann::json repeated = nlohmann::json::array();
    for (const shamal::RepeatedSteps& steps : dataset.repeatedSteps())
        repeated.push_back({{"kept", steps.kept.string()},
                            {"dropped", steps.dropped.string()},
                            {"first", toString(steps.first)},
                            {"last", toString(steps.last)},
                            {"steps", steps.count}});
    json["time"] = {{"first", toString(dataset.steps().front())},
                    {"last", toString(dataset.steps().back())},
                    {"steps", dataset.steps().size()},
                    {"stepSeconds", dataset.stepSeconds()},
                    {"daily", dataset.steps().front().daily},
                    {"calendar", nameOf(dataset.calendar())},
                    {"gaps", std::move(gaps)},
                    {"incompleteDays", std::move(incomplete)},
                    {"repeatedSteps", std::move(repeated)}};
    return json;
}

void printModel(const std::filesystem::path& folder, bool asJson)
{
    const shamal::ModelCard card = shamal::readModelPackage(folder);
    if (asJson)
        fmt::print("{}\n",
                   shamal::toJson(card).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        fmt::print("{}", describe(card));
}

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument("files",
                                 "netCDF files, a folder of them, a pattern or OPeNDAP addresses: read as "
                                 "one series; or the folder of a model",
                                 "FILE...");
    parser.addOption({"json", "Print JSON."});
    parser.addOption({"variable", "Tell about this variable only.", "NAME"});
    parser.addOption(
        {"with", "Tell which days this file, folder or pattern has in common with FILE.", "OTHER"});
}

void run(const QCommandLineParser& parser, const BatchContext&)
{
    std::vector<std::filesystem::path> sources;
    for (const QString& source : parser.positionalArguments())
        sources.emplace_back(source.toStdString());
    if (sources.empty())
        throw UsageError("name at least one file");
    if (sources.size() == 1 && !shamal::isAddress(sources.front()) &&
        std::filesystem::exists(sources.front() / "model.json")) {
        printModel(sources.front(), parser.isSet("json"));
        return;
    }
    const Dataset dataset = Dataset::open(sources);
    const std::vector<VariableInfo> variables = chosenVariables(dataset, parser);
    std::optional<Dataset> other;
    if (parser.isSet("with"))
        other = Dataset::open(parser.value("with").toStdString());
    if (parser.isSet("json")) {
        nlohmann::json json = jsonOf(dataset, variables);
        if (other)
            json["daysInCommon"] = jsonOf(shamal::matchDays(dataset.steps(), other->steps()));
        fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    } else {
        printText(dataset, variables);
        if (other)
            printMatching(dataset, *other);
    }
}

}  // namespace

const Verb kInfoVerb{"info", "tell what a data file, folder, pattern or model holds", declare, run};
