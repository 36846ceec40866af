#include "batch/downscaling_options.h"
#include "batch/verb.h"
#include "demo/nature_run.h"
#include "downscale/evaluation_bars.h"
#include "downscale/evaluation_table.h"
#include "downscale/model_evaluation.h"
#include "io/atomic_file.h"

#include <fstream>
#include <map>

namespace {

namespace options = downscaling_options;

/// A method that is trained, and what it is called in the tables.
struct TrainedMethod {
    std::string_view name;  ///< on the command line
    const char* title;
    shamal::Method method;
    shamal::EncoderUse encoder = shamal::EncoderUse::Frozen;
    bool ensemble = true;
};

constexpr TrainedMethod kMethods[] = {
    {"u-net", "U-Net", shamal::Method::UNet, shamal::EncoderUse::Frozen, false},
    {"residual-diffusion", "Shamal", shamal::Method::ResidualDiffusion},
    {"direct-diffusion", "direct diffusion", shamal::Method::DirectDiffusion},
    {"vae", "conditional VAE", shamal::Method::Vae},
    {"srdrn", "SRDRN", shamal::Method::Srdrn, shamal::EncoderUse::None, false},
    {"asdm", "ASDM", shamal::Method::Asdm, shamal::EncoderUse::None, false},
    {"asdm-transfer", "ASDMTE", shamal::Method::AsdmTransfer, shamal::EncoderUse::None, false},
    {"u-net-no-encoder", "U-Net, no encoder", shamal::Method::UNet, shamal::EncoderUse::None, false},
    {"u-net-random-encoder", "U-Net, random encoder", shamal::Method::UNet, shamal::EncoderUse::Random,
     false},
    {"u-net-fine-tuned", "U-Net, fine-tuned encoder", shamal::Method::UNet, shamal::EncoderUse::FineTuned,
     false},
};
constexpr const char* kUsualMethods =
    "u-net,residual-diffusion,direct-diffusion,vae,srdrn,asdm,asdm-transfer";

void declare(QCommandLineParser& parser)
{
    const shamal::TrainRequest usual;
    parser.addOption({"demo", "Evaluate on the demo world, made if need be."});
    parser.addOption({"coarse", "File, folder or glob of the long coarse record; may be repeated.", "F"});
    parser.addOption({"fine", "File, folder or glob of the fine record; may be repeated.", "F"});
    parser.addOption({"variable", "What is downscaled.", "NAME", "DUEXTTAU"});
    parser.addOption({"area", "A0, A1 or SOUTH,NORTH,WEST,EAST in degrees; may be repeated.", "AREA", "A0"});
    parser.addOption({"season", "all, DJF, MAM, JJA or SON; may be repeated.", "SEASON", "all"});
    parser.addOption({"methods", "Those to train and judge, with commas between.", "LIST", kUsualMethods});
    parser.addOption({"seeds", "Trainings of each method, with seeds 1, 2, ...", "N", "1"});
    parser.addOption({"day-fraction", "Share of the training days that are used.", "SHARE", "1"});
    parser.addOption({"encoder-steps", "As in train.", "N", QString::number(usual.encoderSteps)});
    parser.addOption({"mean-steps", "As in train.", "N", QString::number(usual.meanSteps)});
    parser.addOption({"rollout-steps", "As in train.", "N", QString::number(usual.rolloutSteps)});
    parser.addOption({"denoiser-steps", "As in train.", "N", QString::number(usual.denoiserSteps)});
    parser.addOption({"members", "Of the ensembles.", "N", "8"});
    parser.addOption(
        {"steps", "Denoising steps of a member.", "N", QString::number(shamal::SamplerOptions{}.steps)});
    parser.addOption({"split-seed", "Of the test days.", "N", "1"});
    parser.addOption({"output",
                      "Folder for models, tables and bars; models already there are not trained again.",
                      "FOLDER"});
    parser.addOption({"threads", "0 for all cores.", "N", "0"});
    parser.addOption({"table", "Print Markdown."});
}

options::TrainingFiles filesOf(const QCommandLineParser& parser, const QString& area,
                               const BatchContext& context)
{
    if (!parser.isSet("demo"))
        return {options::files(parser, "coarse"), options::files(parser, "fine"), std::nullopt};
    if (parser.isSet("coarse") || parser.isSet("fine"))
        throw UsageError("give either --demo or --coarse and --fine");
    shamal::DemoWorldOptions world;
    if (area == "A1")
        world.area = shamal::DemoArea::A1;
    else if (area != "A0")
        throw UsageError(fmt::format("the demo world has areas A0 and A1, not '{}'", area.toStdString()));
    const shamal::DemoWorldFiles made = cachedDemoWorld(world, context.progress, context.stop);
    return {{made.coarse}, {made.fine}, made.elevation};
}

shamal::TrainRequest readData(const QCommandLineParser& parser, const QString& area,
                              const BatchContext& context)
{
    shamal::TrainRequest data = options::trainingSeries(
        filesOf(parser, area, context), parser.value("variable").toStdString(), options::area(area), context);
    data.splitSeed = options::number(parser, "split-seed", 0);
    data.dayFraction = options::share(parser, "day-fraction");
    data.encoderSteps = options::count(parser, "encoder-steps", 1);
    data.meanSteps = options::count(parser, "mean-steps", 1);
    data.rolloutSteps = options::count(parser, "rollout-steps", 0);
    data.denoiserSteps = options::count(parser, "denoiser-steps", 1);
    data.threads = options::count(parser, "threads", 0);
    return data;
}

std::vector<TrainedMethod> chosenMethods(const QCommandLineParser& parser)
{
    std::vector<TrainedMethod> methods;
    for (const QString& name : parser.value("methods").split(',', Qt::SkipEmptyParts)) {
        const auto* found = std::ranges::find(kMethods, name.toStdString(), &TrainedMethod::name);
        if (found == std::end(kMethods)) {
            std::string names;
            for (const TrainedMethod& method : kMethods)
                names += fmt::format("{}{}", names.empty() ? "" : ", ", method.name);
            throw UsageError(fmt::format("--methods knows {}; not '{}'", names, name.toStdString()));
        }
        methods.push_back(*found);
    }
    return methods;
}

bool sharesEncoder(const TrainedMethod& method)
{
    return method.encoder == shamal::EncoderUse::Frozen || method.encoder == shamal::EncoderUse::FineTuned;
}

/// The model of that folder if it is whole, else a newly trained one. Networks that `request.networksFrom`
/// has are the same for every method and are not trained again.
shamal::ModelCard modelIn(const std::filesystem::path& folder, shamal::TrainRequest request,
                          const TrainedMethod& method, shamal::Downscaler& downscaler,
                          const BatchContext& context)
{
    if (std::filesystem::exists(folder / "model.json"))
        return shamal::readModelPackage(folder);
    request.output = folder;
    request.name = method.title;
    request.method = method.method;
    request.encoderUse = method.encoder;
    request.resume = true;
    request.command = "shamal-batch evaluate";
    return downscaler.train(request, context.progress, context.stop);
}

struct Tables {
    shamal::EvaluationTable heldOut{"Held-out days, true history", {}};
    shamal::EvaluationTable outOfData{"Beyond the fine record, on its own predictions", {}};
    std::vector<std::pair<std::string, std::vector<shamal::BarCheck>>> bars;

    std::string print(bool markdown) const
    {
        std::string text = markdown ? heldOut.markdown() + "\n" + outOfData.markdown()
                                    : heldOut.text() + "\n" + outOfData.text();
        for (const auto& [of, checks] : bars)
            text += fmt::format("\n{}\n\n{}", of, markdown ? barMarkdown(checks) : barText(checks));
        return text;
    }
};

/// One season of one area: every method trained, if need be, and scored.
void evaluate(const QCommandLineParser& parser, shamal::TrainRequest data, const std::string& area,
              const std::filesystem::path& folder, Tables& tables, const BatchContext& context)
{
    const std::string season(nameOf(data.season));
    const std::unique_ptr<shamal::Downscaler> downscaler = shamal::makeDownscaler();
    const shamal::ModelEvaluation evaluation(data, context.progress, context.stop);
    std::vector<shamal::MethodEvaluation> others;
    std::map<shamal::Season, std::vector<shamal::MethodEvaluation>> bySeason;
    const auto addRows = [&](const shamal::SeasonalEvaluation& scores) {
        tables.heldOut.add(season, area, scores.all);
        for (const auto& [part, ofSeason] : scores.seasons)
            bySeason[part].push_back(ofSeason);
    };
    for (const shamal::SeasonalEvaluation& baseline : evaluation.baselines(context.progress, context.stop)) {
        addRows(baseline);
        others.push_back(baseline.all);
    }

    std::optional<shamal::MethodEvaluation> unet, ours;
    std::map<qulonglong, std::filesystem::path> firstTrained;  // with a frozen encoder, by seed
    const auto seeds = options::number(parser, "seeds", 1);
    for (const TrainedMethod& method : chosenMethods(parser)) {
        for (qulonglong seed = 1; seed <= seeds; ++seed) {
            data.seed = seed;
            data.networksFrom.reset();
            if (const auto first = firstTrained.find(seed);
                first != firstTrained.end() && sharesEncoder(method))
                data.networksFrom = first->second;
            const std::string title =
                seeds > 1 ? fmt::format("{}, seed {}", method.title, seed) : std::string(method.title);
            const shamal::ModelCard card =
                modelIn(folder / fmt::format("{}-{}-{}-{}", area, season, method.name, seed), data, method,
                        *downscaler, context);
            if (method.encoder == shamal::EncoderUse::Frozen)
                firstTrained.try_emplace(seed, card.folder);
            shamal::SamplerOptions sampler;
            sampler.steps = options::count(parser, "steps", 1);
            sampler.members = method.ensemble ? options::count(parser, "members", 2) : 0;
            const shamal::SeasonalEvaluation seasonal =
                evaluation.model(*downscaler, title, card, sampler, context.progress, context.stop);
            addRows(seasonal);
            const shamal::MethodEvaluation& scores = seasonal.all;
            if (method.method == shamal::Method::UNet && method.encoder == shamal::EncoderUse::Frozen) {
                unet = unet ? unet : scores;
            } else if (method.method == shamal::Method::ResidualDiffusion) {
                if (ours)
                    continue;
                ours = scores;
                sampler.members = 1;  // the mean and the coherence of one member are judged there
                const auto rolledOut = [&](const char* what, shamal::HistoryMode history) {
                    shamal::MethodEvaluation result =
                        evaluation.outOfData(*downscaler, fmt::format("{}, {}", title, what), card, history,
                                             sampler, context.progress, context.stop);
                    tables.outOfData.add(season, area, result);
                    return result;
                };
                const auto own = rolledOut("own predictions", shamal::HistoryMode::Lenient);
                const auto blind = rolledOut("no fine history", shamal::HistoryMode::CoarseOnly);
                tables.bars.emplace_back(fmt::format("{}, {}: beyond the fine record", area, season),
                                         outOfDataBars(own, blind,
                                                       evaluation.leadSkill(*downscaler, card, blind,
                                                                            context.progress, context.stop)));
            } else {
                others.push_back(scores);
            }
        }
    }
    for (const auto& [part, rows] : bySeason) {
        for (const shamal::MethodEvaluation& row : rows)
            tables.heldOut.add(std::string(nameOf(part)), area, row);
    }
    if (ours && unet)
        tables.bars.emplace_back(fmt::format("{}, {}: held-out days", area, season),
                                 skillBars(*ours, *unet, others));
}

void writeText(const std::filesystem::path& path, const std::string& text)
{
    shamal::writeAtomically(path, [&](const std::filesystem::path& temporary) {
        std::ofstream file;
        file.exceptions(std::ios::badbit | std::ios::failbit);
        file.open(temporary, std::ios::binary);
        file << text;
    });
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    const std::filesystem::path folder = options::required(parser, "output");
    chosenMethods(parser);
    std::filesystem::create_directories(folder);
    Tables tables;
    for (const QString& area : parser.values("area")) {
        shamal::TrainRequest data = readData(parser, area, context);
        for (const QString& season : parser.values("season")) {
            data.season = shamal::seasonFromName(season.toStdString());
            evaluate(parser, data, area.toStdString(), folder, tables, context);
            // After each: what is done stays when the rest is stopped.
            writeText(folder / "table.md", tables.print(true));
            writeText(folder / "held-out.csv", tables.heldOut.csv());
            writeText(folder / "held-out.json", tables.heldOut.json());
            writeText(folder / "out-of-data.csv", tables.outOfData.csv());
        }
    }
    fmt::print("{}", tables.print(parser.isSet("table")));
}

}  // namespace

const Verb kEvaluateVerb{"evaluate", "train methods, score them beside simple ones, and print the table",
                         declare, run};
