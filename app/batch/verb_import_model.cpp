#include "batch/downscaling_options.h"
#include "batch/verb.h"
#include "downscale/import_model.h"

namespace {

namespace options = downscaling_options;

void declare(QCommandLineParser& parser)
{
    const shamal::ImportRequest usual;
    parser.addPositionalArgument("encoder", "State dict of the transfer encoder: transfer_unet_small.pt.",
                                 "ENCODER.pt");
    parser.addPositionalArgument("denoiser", "State dict of the downscaling model: s2s_model.pt.",
                                 "DENOISER.pt");
    parser.addPositionalArgument("normalisation", "Minima and maxima of log10 values: norm_params.npz.",
                                 "NORM.npz");
    parser.addOption({{"o", "output"}, "Folder of the model package to make.", "FOLDER"});
    parser.addOption({"area", "A0, A1 or SOUTH,NORTH,WEST,EAST in degrees.", "AREA", "A0"});
    parser.addOption({"season", "all, DJF, MAM, JJA or SON.", "SEASON", "all"});
    parser.addOption(
        {"variable", "What the model was trained on.", "NAME", QString::fromStdString(usual.variable)});
    parser.addOption({"units", "Of that variable.", "UNIT", QString::fromStdString(usual.units)});
    parser.addOption(
        {"fine", "A file on the fine grid; the Nature Run's lattice of 0.0625 degrees without.", "F"});
    parser.addOption(
        {"elevation", "Surface altitude in metres on the fine grid; the shipped terrain without.", "F"});
    parser.addOption({"name", "Shown to users of the model.", "NAME"});
    parser.addOption({"synthetic", "Say that it was trained on a synthetic world."});
}

/// The first step of a variable around the area.
shamal::FieldSeries readOne(const QString& file, const std::string& preferred,
                            const shamal::LatLonBox& window, const BatchContext& context)
{
    const shamal::Dataset dataset = shamal::Dataset::open(file.toStdString());
    shamal::ReadRequest read;
    read.variable = options::variable(dataset, preferred);
    read.window = window;
    if (!dataset.steps().empty())
        read.firstDate = read.lastDate = dataset.steps().front().date;
    return dataset.read(read, context.progress, context.stop);
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    const QStringList files = parser.positionalArguments();
    if (files.size() != 3)
        throw UsageError("give three files: ENCODER.pt DENOISER.pt NORM.npz");
    shamal::ImportRequest request;
    request.encoder = files[0].toStdString();
    request.denoiser = files[1].toStdString();
    request.normalisation = files[2].toStdString();
    request.output = options::required(parser, "output");
    request.area = options::area(parser.value("area"));
    request.season = shamal::seasonFromName(parser.value("season").toStdString());
    request.variable = parser.value("variable").toStdString();
    request.units = parser.value("units").toStdString();
    request.name = parser.value("name").toStdString();
    request.synthetic = parser.isSet("synthetic");
    request.command = "shamal-batch " + context.commandLine.mid(1).join(' ').toStdString();
    request.fineGrid = parser.isSet("fine")
                           ? readOne(parser.value("fine"), request.variable, request.area, context).grid()
                           : shamal::natureRunGrid(request.area);
    if (parser.isSet("elevation"))
        request.elevation =
            readOne(parser.value("elevation"), "elevation", options::widened(request.area, 0.5), context);
    const shamal::ModelCard card = importModel(request);
    fmt::print("model      {}\nfolder     {}\ngrid       {} x {} cells\n", card.id, card.folder.string(),
               card.fineGrid.rows(), card.fineGrid.columns());
}

}  // namespace

const Verb kImportModelVerb{"import-model", "make a model package from the published method's own files",
                            declare, run};
