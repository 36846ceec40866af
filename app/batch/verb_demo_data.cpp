#include "batch/verb.h"
#include "demo/nature_run.h"

#include <fmt/format.h>
#include <QString>

#include <filesystem>
#include <nlohmann/json.hpp>

namespace {

void declare(QCommandLineParser& parser)
{
    const shamal::DemoWorldOptions usual;
    parser.addOption({"output", "Folder to write into; the user's cache without.", "FOLDER"});
    parser.addOption({"seed", "Another seed gives another weather over the same ground.", "N",
                      QString::number(usual.seed)});
    parser.addOption({"fine-days", "Length of the fine record.", "N", QString::number(usual.fineDays)});
    parser.addOption(
        {"threads", "0 for all cores; results do not depend on it.", "N", QString::number(usual.threads)});
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

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    if (!parser.positionalArguments().isEmpty())
        throw UsageError(
            fmt::format("'{}' is one argument too many", parser.positionalArguments().first().toStdString()));
    shamal::DemoWorldOptions options;
    options.seed = numberOf<std::uint64_t>(parser, "seed", 0);
    options.fineDays = numberOf<int>(parser, "fine-days", 1);
    options.threads = numberOf<int>(parser, "threads", 0);

    const shamal::DemoWorldFiles files =
        parser.isSet("output")
            ? shamal::makeDemoWorld(std::filesystem::path(parser.value("output").toStdString()), options,
                                    context.progress, context.stop)
            : shamal::cachedDemoWorld(options, context.progress, context.stop);
    if (parser.isSet("json")) {
        const nlohmann::json result{{"coarse", files.coarse.string()},       {"fine", files.fine.string()},
                                    {"elevation", files.elevation.string()}, {"seed", options.seed},
                                    {"fineDays", options.fineDays},          {"synthetic", true}};
        fmt::print("{}\n", result.dump(4));
    } else {
        fmt::print("coarse     {}\nfine       {}\nelevation  {}\n", files.coarse.string(),
                   files.fine.string(), files.elevation.string());
    }
}

}  // namespace

const Verb kDemoDataVerb{"demo-data", "make the synthetic demo data (or tell where they are)", declare, run};
