#include "batch/verb.h"
#include "demo/nature_run.h"
#include "demo/plausibility.h"
#include "io/dataset.h"

#include <fmt/format.h>
#include <QString>

#include <filesystem>
#include <nlohmann/json.hpp>

namespace {

using shamal::DemoArea;

void declare(QCommandLineParser& parser)
{
    const shamal::DemoWorldOptions usual;
    parser.addOption({"area", "A0, A1 or both.", "AREA", shamal::nameOf(usual.area)});
    parser.addOption(
        {"output",
         "Folder to write into; the user's cache without. With both areas each has a folder of its "
         "name in it.",
         "FOLDER"});
    parser.addOption({"seed", "Another seed gives another weather over the same ground.", "N",
                      QString::number(usual.seed)});
    parser.addOption({"fine-days", "Length of the fine record.", "N", QString::number(usual.fineDays)});
    parser.addOption(
        {"threads", "0 for all cores; results do not depend on it.", "N", QString::number(usual.threads)});
    parser.addOption({"check",
                      "Measure how plausible the data are: percentiles, coarse against fine, lags, "
                      "semivariogram, Wasserstein distances."});
    parser.addOption({"table", "The same as a table in Markdown."});
    parser.addOption({"json", "Print the result as JSON."});
}

template <typename Number>
Number numberOf(const QCommandLineParser& parser, const QString& option, Number lowest)
{
    bool valid = false;
    const qulonglong value = parser.value(option).toULongLong(&valid);
    if (!valid || value < static_cast<qulonglong>(lowest) || !std::in_range<Number>(value))
        throw UsageError(fmt::format("--{} wants a whole number of at least {}, not '{}'",
                                     option.toStdString(), lowest, parser.value(option).toStdString()));
    return static_cast<Number>(value);
}

std::vector<DemoArea> areasOf(const QCommandLineParser& parser)
{
    const QString wanted = parser.value("area");
    if (wanted == "both")
        return {DemoArea::A0, DemoArea::A1};
    for (const DemoArea area : {DemoArea::A0, DemoArea::A1})
        if (wanted == shamal::nameOf(area))
            return {area};
    throw UsageError(fmt::format("--area wants A0, A1 or both, not '{}'", wanted.toStdString()));
}

std::vector<shamal::PlausibilityLine> measured(const shamal::DemoWorldFiles& files,
                                               const shamal::Progress& progress, const std::stop_token& stop)
{
    const auto dust = [&](const std::filesystem::path& file) {
        shamal::ReadRequest request;
        request.variable = "DUEXTTAU";
        request.dailyMeans = true;
        return shamal::Dataset::open(file).read(request, progress, stop);
    };
    const shamal::FieldSeries coarse = dust(files.coarse), fine = dust(files.fine);
    return shamal::plausibilityTable(shamal::plausibility(coarse, fine, progress, stop));
}

void printTable(const std::string& area, const std::vector<shamal::PlausibilityLine>& lines)
{
    fmt::print("| demo world {} | measured | expected |\n| --- | --- | --- |\n", area);
    for (const shamal::PlausibilityLine& line : lines)
        fmt::print("| {} | {} | {} |\n", line.quantity, line.measured, line.expected);
}

void printLines(const std::vector<shamal::PlausibilityLine>& lines)
{
    for (const shamal::PlausibilityLine& line : lines)
        fmt::print("{}: {}{}\n", line.quantity, line.measured,
                   line.expected.empty() ? "" : " (" + line.expected + ")");
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    if (!parser.positionalArguments().isEmpty())
        throw UsageError(
            fmt::format("'{}' is one argument too many", parser.positionalArguments().first().toStdString()));
    shamal::DemoWorldOptions options;
    options.seed = numberOf<std::uint64_t>(parser, "seed", 0);
    options.fineDays = numberOf<int>(parser, "fine-days", 1);
    options.threads = numberOf<int>(parser, "threads", 0);
    const std::vector<DemoArea> areas = areasOf(parser);

    nlohmann::json worlds = nlohmann::json::array();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        options.area = areas[i];
        const std::string name = shamal::nameOf(options.area);
        const shamal::Progress progress([&](double fraction, const std::string& doing) {
            context.progress.report((static_cast<double>(i) + fraction) / static_cast<double>(areas.size()),
                                    name + ": " + doing);
        });
        std::filesystem::path folder = parser.value("output").toStdString();
        if (areas.size() > 1)
            folder /= name;
        const shamal::DemoWorldFiles files =
            parser.isSet("output") ? shamal::makeDemoWorld(folder, options, progress, context.stop)
                                   : shamal::cachedDemoWorld(options, progress, context.stop);
        worlds.push_back({{"area", name},
                          {"coarse", files.coarse.string()},
                          {"fine", files.fine.string()},
                          {"elevation", files.elevation.string()},
                          {"seed", options.seed},
                          {"fineDays", options.fineDays},
                          {"synthetic", true}});
        std::vector<shamal::PlausibilityLine> lines;
        if (parser.isSet("check") || parser.isSet("table"))
            lines = measured(files, progress, context.stop);
        for (const shamal::PlausibilityLine& line : lines)
            worlds.back()["plausibility"].push_back(
                {{"quantity", line.quantity}, {"measured", line.measured}, {"expected", line.expected}});
        if (parser.isSet("json"))
            continue;
        if (parser.isSet("table")) {
            printTable(name, lines);
        } else {
            fmt::print("area       {}\ncoarse     {}\nfine       {}\nelevation  {}\n", name,
                       files.coarse.string(), files.fine.string(), files.elevation.string());
            printLines(lines);
        }
    }
    if (parser.isSet("json"))
        fmt::print("{}\n", (worlds.size() == 1 ? worlds.front() : worlds).dump(4));
}

}  // namespace

const Verb kDemoDataVerb{"demo-data", "make the synthetic demo data (or tell where they are)", declare, run};
