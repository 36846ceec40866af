#include "batch/downscaling_options.h"
#include "batch/verb.h"
#include "downscale/downscaler.h"
#include "downscale/result_file.h"

#include <nlohmann/json.hpp>

namespace {

namespace options = downscaling_options;

void declare(QCommandLineParser& parser)
{
    const shamal::SamplerOptions usual;
    parser.addOption({"model", "Folder of a model package.", "FOLDER"});
    parser.addOption({"coarse", "File, folder or glob of the coarse series; may be repeated.", "F"});
    parser.addOption({"fine", "File, folder or glob of a fine history; may be repeated.", "F"});
    parser.addOption({"variable", "The model's without.", "NAME"});
    parser.addOption({"area", "A0, A1 or SOUTH,NORTH,WEST,EAST in degrees; the model's without.", "AREA"});
    parser.addOption({"season", "Every day of the coarse series in DJF, MAM, JJA, SON or all.", "SEASON"});
    parser.addOption({"days", "First and last day, both included.", "YYYY-MM-DD..YYYY-MM-DD"});
    parser.addOption(
        {"members", "Ensemble members; 0 for the mean only.", "N", QString::number(usual.members)});
    parser.addOption({"steps", "Denoising steps of a member.", "N", QString::number(usual.steps)});
    parser.addOption({"seed", "Of the members' noise.", "N", QString::number(usual.seed)});
    parser.addOption({"sampler", "dpm++ (DPM-Solver++ 2M), ddim, ddpm (ancestral) or heun.", "NAME",
                      QString::fromStdString(nameOf(usual.sampler))});
    parser.addOption(
        {"spacing",
         "Of the steps: geometric (even in log sigma), karras (even in sigma^(1/7)) or uniform (in time).",
         "NAME", QString::fromStdString(nameOf(usual.spacing))});
    parser.addOption({"eta", "Of ddim: share of fresh noise, 0 to 1.", "X", QString::number(usual.eta)});
    parser.addOption({"persistence",
                      "Correlation of a member's noise with its next day's, 0 to 0.999; without, the model's "
                      "where no true yesterday is known.",
                      "X"});
    parser.addOption({"stitching",
                      "whole (one piece), fused (tiles put together at every step) or separate (each tile "
                      "sampled by itself); chosen by available memory without.",
                      "NAME"});
    parser.addOption({"tile", "Tile side in fine cells; 0 for the usual where tiles are used.", "N",
                      QString::number(usual.tile)});
    parser.addOption({"stride", "Between neighbouring tiles; half of what leaves no gap without.", "N"});
    parser.addOption({"halo", "Cells cut off every tile side.", "N", QString::number(usual.halo)});
    parser.addOption(
        {"history",
         "lenient (true fine days where there are), strict (own predictions first) or coarse-only "
         "(no fine day at all).",
         "MODE", "lenient"});
    parser.addOption({"output", "NetCDF file to write; days lie in FILE.part until all are done.", "FILE"});
    parser.addOption({"resume", "Go on with a run of the same options that was stopped or killed."});
    parser.addOption({"threads", "0 for all cores.", "N", "0"});
    parser.addOption({"json", "Print the result as JSON."});
}

shamal::SamplerOptions samplerOptions(const QCommandLineParser& parser)
{
    shamal::SamplerOptions sampler;
    sampler.members = options::count(parser, "members", 0);
    sampler.steps = options::count(parser, "steps", 1);
    sampler.seed = options::number(parser, "seed", 0);
    sampler.tile = options::count(parser, "tile", 0);
    sampler.halo = options::count(parser, "halo", 0);
    if (parser.isSet("stride"))
        sampler.stride = options::count(parser, "stride", 1);
    sampler.sampler = shamal::samplerFromName(parser.value("sampler").toStdString());
    sampler.spacing = shamal::spacingFromName(parser.value("spacing").toStdString());
    sampler.eta = options::share(parser, "eta");
    if (parser.isSet("persistence"))
        sampler.persistence = options::share(parser, "persistence");
    if (parser.isSet("stitching"))
        sampler.stitching = shamal::stitchingFromName(parser.value("stitching").toStdString());
    return sampler;
}

shamal::HistoryMode historyMode(const QString& text)
{
    if (text == "lenient")
        return shamal::HistoryMode::Lenient;
    if (text == "strict")
        return shamal::HistoryMode::Strict;
    if (text == "coarse-only")
        return shamal::HistoryMode::CoarseOnly;
    throw UsageError(
        fmt::format("--history wants lenient, strict or coarse-only, not '{}'", text.toStdString()));
}

/// The days of the coarse series the command line asks for.
std::vector<shamal::Date> chosenDays(const QCommandLineParser& parser, const shamal::Dataset& coarse)
{
    if (parser.isSet("season") == parser.isSet("days"))
        throw UsageError("give either --season or --days");
    std::vector<shamal::Date> days;
    if (parser.isSet("days")) {
        const QStringList ends = parser.value("days").split("..");
        const shamal::Date first = shamal::dateFromString(ends.first().toStdString());
        const shamal::Date last = shamal::dateFromString(ends.last().toStdString());
        for (std::int64_t day = dayNumber(first, coarse.calendar());
             day <= dayNumber(last, coarse.calendar()); ++day)
            days.push_back(dateOfDay(day, coarse.calendar()));
        if (days.empty() || ends.size() > 2)
            throw UsageError("--days wants FIRST..LAST in order, such as 2006-06-01..2006-06-30");
        return days;
    }
    const shamal::Season season = shamal::seasonFromName(parser.value("season").toStdString());
    for (const shamal::TimeStep& step : coarse.steps()) {
        if (contains(season, step.date) && (days.empty() || days.back() != step.date))
            days.push_back(step.date);
    }
    if (days.empty())
        throw shamal::InputError(fmt::format("{} has no day in season {}. Choose another season.",
                                             coarse.title(), nameOf(season)));
    return days;
}

/// The days and the 40 before them, for which histories are made.
shamal::FieldSeries readHistory(const shamal::Dataset& dataset, const std::string& variable,
                                const shamal::LatLonBox& window, const std::vector<shamal::Date>& days,
                                int historyDays, const BatchContext& context)
{
    shamal::ReadRequest request;
    request.variable = variable;
    request.window = window;
    request.dailyMeans = true;
    request.firstDate =
        dateOfDay(dayNumber(days.front(), dataset.calendar()) - historyDays, dataset.calendar());
    request.lastDate = days.back();
    return dataset.read(request, context.progress, context.stop);
}

/// The request of the command line; `days` of a fine record that has none of them leave `fine` empty.
shamal::DownscaleRequest readRequest(const QCommandLineParser& parser, const BatchContext& context)
{
    shamal::DownscaleRequest request;
    request.model = options::required(parser, "model");
    const shamal::ModelCard model = shamal::readModelPackage(request.model);
    request.area = parser.isSet("area") ? options::area(parser.value("area")) : model.area;
    request.sampler = samplerOptions(parser);
    request.history = historyMode(parser.value("history"));
    request.threads = options::count(parser, "threads", 0);

    constexpr double kContextDegrees =
        3.0;  // around the area: what the network sees beyond it, and bilinear neighbours
    const shamal::LatLonBox window = options::widened(request.area, kContextDegrees);
    const std::string variable =
        parser.isSet("variable") ? parser.value("variable").toStdString() : model.variable;
    const shamal::Dataset coarse = shamal::Dataset::open(options::files(parser, "coarse"));
    request.days = chosenDays(parser, coarse);
    request.coarse = readHistory(coarse, variable, window, request.days, model.historyDays, context);
    if (parser.isSet("fine"))
        request.fine = readHistory(shamal::Dataset::open(options::files(parser, "fine")), variable, window,
                                   request.days, model.historyDays, context);
    return request;
}

/// As named on the command line.
std::string sourcesOf(const QCommandLineParser& parser)
{
    std::string sources;
    for (const char* option : {"coarse", "fine"}) {
        for (const QString& name : parser.values(option))
            sources += (sources.empty() ? "" : ", ") + name.toStdString();
    }
    return sources;
}

struct Summary {
    shamal::DownscaleRunInfo info;
    std::vector<shamal::Date> days;  ///< in the file
    std::size_t resumed = 0;         ///< of them, before this call
    double seconds = 0.0;            ///< of the others
    std::string output;
};

void print(const Summary& summary, bool asJson)
{
    const shamal::DownscaleRunInfo& info = summary.info;
    const double made = static_cast<double>(summary.days.size() - summary.resumed);
    const double perDay = made > 0.0 ? summary.seconds / made : 0.0;
    if (asJson) {
        std::vector<std::string> days;
        for (const shamal::Date day : summary.days)
            days.push_back(toString(day));
        const nlohmann::json result{{"model", info.model.id},
                                    {"output", summary.output},
                                    {"days", days},
                                    {"resumedAfter", summary.resumed},
                                    {"secondsPerDay", perDay},
                                    {"rows", info.grid.rows()},
                                    {"columns", info.grid.columns()},
                                    {"sampler", describe(info.sampler)},
                                    {"warning", info.warning}};
        fmt::print("{}\n", result.dump(4));
        return;
    }
    fmt::print(
        "model            {}\ndays             {} of {}{}\ngrid             {} x {} cells\nseconds per day  "
        "{:.2f}\noutput           {}\n",
        info.model.id, summary.days.size(), info.days.size(),
        summary.resumed > 0 ? fmt::format(", {} of them before", summary.resumed) : "", info.grid.rows(),
        info.grid.columns(), perDay, summary.output);
    if (!info.warning.empty())
        fmt::print("note             {}\n", info.warning);
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    Summary summary;
    summary.output = options::required(parser, "output");
    shamal::DownscaleRequest request = readRequest(parser, context);
    // Memory may be shorter or ampler than when the run began; its days are made alike.
    if (parser.isSet("resume") && !request.sampler.stitching && request.sampler.tile == 0)
        request.sampler.stitching = shamal::ResultFile::stitchingOf(summary.output);
    summary.info = planDownscaling(request);
    request.sampler = summary.info.sampler;
    const auto open = parser.isSet("resume") ? shamal::ResultFile::resume : shamal::ResultFile::begin;
    shamal::ResultFile file = open(summary.output, summary.info, request.coarse.metadata());
    file.setSources(sourcesOf(parser));
    summary.resumed = file.finishedDays().size();
    request.predicted = file.predicted();
    request.days.erase(request.days.begin(),
                       request.days.begin() + static_cast<std::ptrdiff_t>(summary.resumed));
    const auto keep = [&](const shamal::DownscaledDay& day) {
        file.add(day);
        summary.seconds += day.seconds;
    };
    const auto finish = [&] {
        file.finish();
        summary.days = file.finishedDays();
        if (!summary.days.empty())
            print(summary, parser.isSet("json"));
    };
    try {
        if (!request.days.empty())
            shamal::makeDownscaler()->downscale(request, keep, context.progress, context.stop);
    } catch (const shamal::Stopped&) {
        finish();
        throw;
    }
    finish();
}

}  // namespace

const Verb kDownscaleVerb{"downscale", "downscale days of a coarse series with a model", declare, run};
