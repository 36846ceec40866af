#include "batch/downscaling_options.h"
#include "batch/model_card_text.h"
#include "batch/verb.h"
#include "downscale/downscaler.h"

#include <nlohmann/json.hpp>

namespace {

namespace options = downscaling_options;

void declare(QCommandLineParser& parser)
{
    const shamal::TrainRequest usual;
    parser.addOption({"coarse", "File, folder or glob of the long coarse record; may be repeated.", "F"});
    parser.addOption({"fine", "File, folder or glob of the fine record; may be repeated.", "F"});
    parser.addOption(
        {"elevation", "Surface altitude in metres on the fine grid; the shipped terrain without.", "F"});
    parser.addOption({"variable", "What to learn.", "NAME", "DUEXTTAU"});
    parser.addOption({"area", "A0, A1 or SOUTH,NORTH,WEST,EAST in degrees.", "AREA", "A0"});
    parser.addOption({"season", "all, DJF, MAM, JJA or SON.", "SEASON", "all"});
    parser.addOption({"name", "Shown to users of the model.", "NAME"});
    parser.addOption({"output", "Folder of the model package to make.", "FOLDER"});
    parser.addOption({"encoder-steps", "Optimiser steps of the transfer encoder.", "N",
                      QString::number(usual.encoderSteps)});
    parser.addOption(
        {"denoiser-steps", "Optimiser steps of the denoiser.", "N", QString::number(usual.denoiserSteps)});
    parser.addOption({"seed", "Of test days, first weights and draws.", "N", QString::number(usual.seed)});
    parser.addOption({"threads", "0 for all cores.", "N", QString::number(usual.threads)});
    parser.addOption({"json", "Print the model card's scores as JSON."});
}

shamal::FieldSeries readDaily(const shamal::Dataset& dataset, const std::string& name,
                              const shamal::LatLonBox& window, const BatchContext& context)
{
    shamal::ReadRequest request;
    request.variable = name;
    request.window = window;
    request.dailyMeans = true;
    return dataset.read(request, context.progress, context.stop);
}

/// As it can be typed again; words with blanks quoted.
std::string asTyped(const QStringList& commandLine)
{
    std::string text;
    for (qsizetype i = 0; i < commandLine.size(); ++i) {
        const std::string word = i == 0 ? "shamal-batch" : commandLine[i].toStdString();
        const bool quote = word.find_first_of(" *?'\"") != std::string::npos;
        text += (i == 0 ? "" : " ") + (quote ? "'" + word + "'" : word);
    }
    return text;
}

void print(const shamal::ModelCard& card, bool asJson)
{
    if (asJson) {
        nlohmann::json scores = nlohmann::json::array();
        for (const shamal::ModelScore& s : card.scores)
            scores.push_back({{"method", s.method},
                              {"rmse", s.rmse},
                              {"mae", s.mae},
                              {"bias", s.bias},
                              {"r2", s.r2},
                              {"temporalR2", s.temporalR2}});
        const nlohmann::json result{{"model", card.id},
                                    {"folder", card.folder.string()},
                                    {"testDays", card.split.test.size()},
                                    {"scores", scores}};
        fmt::print("{}\n", result.dump(4));
        return;
    }
    fmt::print("model      {}\nfolder     {}\ntest days  {}\n\n", card.id, card.folder.string(),
               card.split.test.size());
    fmt::print("{}", scoreTable(card));
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    shamal::TrainRequest request;
    request.output = options::required(parser, "output");
    request.area = options::area(parser.value("area"));
    request.season = shamal::seasonFromName(parser.value("season").toStdString());
    request.name = parser.value("name").toStdString();
    request.encoderSteps = options::count(parser, "encoder-steps", 1);
    request.denoiserSteps = options::count(parser, "denoiser-steps", 1);
    request.seed = options::number(parser, "seed", 0);
    request.threads = options::count(parser, "threads", 0);
    request.command = asTyped(context.commandLine);

    constexpr double kMarginDegrees = 2.0;  // the transfer encoder learns from the surroundings too
    const std::string variable = parser.value("variable").toStdString();
    request.coarse = readDaily(shamal::Dataset::open(options::files(parser, "coarse")), variable,
                               options::widened(request.area, kMarginDegrees), context);
    request.fine =
        readDaily(shamal::Dataset::open(options::files(parser, "fine")), variable, request.area, context);
    if (parser.isSet("elevation")) {
        const shamal::Dataset elevation = shamal::Dataset::open(parser.value("elevation").toStdString());
        shamal::ReadRequest read;
        read.variable = options::variable(elevation, "elevation");
        read.window = options::widened(request.area, 0.5);
        request.elevation = elevation.read(read, context.progress, context.stop);
    }
    print(shamal::makeDownscaler()->train(request, context.progress, context.stop), parser.isSet("json"));
}

}  // namespace

const Verb kTrainVerb{"train", "train a downscaling model on a coarse and a fine record", declare, run};
