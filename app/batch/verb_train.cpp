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
    const auto text = [](std::string_view name) { return QString::fromStdString(std::string(name)); };
    parser.addOption({"profile",
                      "interactive (small networks) or published (those of the paper, which have their own "
                      "method, encoder, prediction and scaling).",
                      "PROFILE", text(nameOf(usual.profile))});
    parser.addOption({"method",
                      "residual-diffusion, direct-diffusion, u-net, vae, asdm, asdm-transfer or srdrn.",
                      "METHOD", text(nameOf(usual.method))});
    parser.addOption({"encoder", "The transfer encoder: frozen, or as controls none, random, fine-tuned.",
                      "USE", text(nameOf(usual.encoderUse))});
    parser.addOption(
        {"prediction",
         "What a denoiser tells: preconditioned, clean or velocity; without, clean for direct-diffusion "
         "and preconditioned for residual-diffusion.",
         "KIND"});
    parser.addOption(
        {"scaling", "Of log10 values: standardised or min-max.", "KIND", text(nameOf(usual.scaling))});
    parser.addOption({"networks-from",
                      "Model whose transfer encoder and U-Net are taken over instead of being trained.",
                      "FOLDER"});
    parser.addOption({"validation",
                      "Share of the training days kept to choose weights and fit gains by, 0 to 0.5.",
                      "SHARE", QString::number(usual.validationShare)});
    parser.addOption({"day-fraction", "Share of the training days that are used.", "SHARE",
                      QString::number(usual.dayFraction)});
    parser.addOption({"encoder-steps",
                      "Steps of the transfer encoder (of asdm-transfer: temporal model). "
                      "Published: at most; without, the 20 epochs of the paper.",
                      "N", QString::number(usual.encoderSteps)});
    parser.addOption({"mean-steps",
                      "Steps of the network that tells the mean (u-net, srdrn, asdm too). Published: none.",
                      "N", QString::number(usual.meanSteps)});
    parser.addOption({"rollout-steps",
                      "More of them for the U-Net, on histories of its own predictions; 0 for none. "
                      "Published: none.",
                      "N", QString::number(usual.rolloutSteps)});
    parser.addOption(
        {"denoiser-steps",
         "Steps of the network that draws members (denoiser, vae). Published: at most; without, the 100 "
         "epochs of the paper.",
         "N", QString::number(usual.denoiserSteps)});
    parser.addOption(
        {"checkpoint-every", "Steps; 0 when stopped alone.", "N", QString::number(usual.checkpointEvery)});
    parser.addOption({"resume", "Go on from the checkpoints in the output folder, with the same settings."});
    parser.addOption({"device", "cpu or cuda.", "NAME", QString::fromStdString(usual.device)});
    parser.addOption(
        {"split-seed", "Of the test and validation days.", "N", QString::number(usual.splitSeed)});
    parser.addOption({"seed", "Of first weights and draws.", "N", QString::number(usual.seed)});
    parser.addOption({"threads", "0 for all cores.", "N", QString::number(usual.threads)});
    parser.addOption({"json", "Print the model card's scores as JSON."});
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
    if (card.profile == shamal::Profile::Published)
        fmt::print("Not scored: a day-image of the published networks takes minutes to hours on a CPU.\n");
    else
        fmt::print("{}", scoreTable(card));
}

/// What is trained and for how long. The published profile keeps its own unless told otherwise; what it
/// cannot be told, training refuses.
void readMethod(const QCommandLineParser& parser, shamal::TrainRequest& request)
{
    const auto text = [&](const char* option) { return parser.value(option).toStdString(); };
    const bool published = shamal::profileFromName(text("profile")) == shamal::Profile::Published;
    if (published)
        request = shamal::publishedTraining(std::move(request));
    for (const char* option : {"mean-steps", "rollout-steps", "networks-from"}) {
        if (published && parser.isSet(option))
            throw UsageError(fmt::format("--{} has no meaning with --profile published", option));
    }
    const auto told = [&](const char* option) { return !published || parser.isSet(option); };
    if (told("method"))
        request.method = shamal::methodFromName(text("method"));
    if (told("encoder"))
        request.encoderUse = shamal::encoderUseFromName(text("encoder"));
    if (parser.isSet("prediction"))
        request.prediction = shamal::predictionFromName(text("prediction"));
    if (told("scaling"))
        request.scaling = shamal::scalingFromName(text("scaling"));
    if (told("encoder-steps"))
        request.encoderSteps = options::count(parser, "encoder-steps", 1);
    if (told("mean-steps"))
        request.meanSteps = options::count(parser, "mean-steps", 1);
    request.rolloutSteps = published ? 0 : options::count(parser, "rollout-steps", 0);
    if (told("denoiser-steps"))
        request.denoiserSteps = options::count(parser, "denoiser-steps", 1);
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    const std::filesystem::path output = options::required(parser, "output");
    std::optional<std::filesystem::path> elevation;
    if (parser.isSet("elevation"))
        elevation = parser.value("elevation").toStdString();
    const shamal::LatLonBox area = options::area(parser.value("area"));
    shamal::TrainRequest request =
        options::trainingSeries({options::files(parser, "coarse"), options::files(parser, "fine"), elevation},
                                parser.value("variable").toStdString(), area, context);
    request.output = output;
    request.season = shamal::seasonFromName(parser.value("season").toStdString());
    request.name = parser.value("name").toStdString();
    readMethod(parser, request);
    request.validationShare = options::share(parser, "validation");
    request.dayFraction = options::share(parser, "day-fraction");
    if (parser.isSet("networks-from"))
        request.networksFrom = parser.value("networks-from").toStdString();
    request.checkpointEvery = options::count(parser, "checkpoint-every", 0);
    request.resume = parser.isSet("resume");
    request.device = parser.value("device").toStdString();
    request.splitSeed = options::number(parser, "split-seed", 0);
    request.seed = options::number(parser, "seed", 0);
    request.threads = options::count(parser, "threads", 0);
    request.command = asTyped(context.commandLine);

    print(shamal::makeDownscaler()->train(request, context.progress, context.stop), parser.isSet("json"));
}

}  // namespace

const Verb kTrainVerb{"train", "train a downscaling model on a coarse and a fine record", declare, run};
