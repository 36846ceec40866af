#include "downscale/import_model.h"

#include "downscale/fitted_maps_tensors.h"
#include "downscale/npz_file.h"
#include "downscale/published_maps.h"
#include "downscale/pytorch_checkpoint.h"
#include "fields/error.h"
#include "fields/resources.h"

#include <fmt/format.h>
#include <cmath>

namespace shamal {

namespace {

constexpr std::int64_t kMapsBesideFeatures = 5;  ///< coarse field, elevation, latitude, longitude, year

FieldTransform minMax(const std::map<std::string, NumberArray>& arrays, const std::string& which,
                      const std::filesystem::path& file)
{
    const auto number = [&](const std::string& name) {
        const auto found = arrays.find(name);
        if (found == arrays.end() || found->second.values.size() != 1)
            throw InputError(file, fmt::format("has no single number '{}'", name),
                             "Give the norm_params.npz the published code saved");
        return found->second.values[0];
    };
    FieldTransform transform;
    transform.scaling = Scaling::MinMax;
    transform.offset = number(which + "_min");
    transform.scale = number(which + "_max") - transform.offset;
    if (!(transform.scale > 0.0) || std::abs(transform.offset) > 30.0 || transform.scale > 30.0)
        throw InputError(
            file,
            fmt::format("has {0}_min {1:g} and {0}_max {2:g}, which are no range of log10 values", which,
                        transform.offset, transform.offset + transform.scale),
            "Give the norm_params.npz the published code saved");
    return transform;
}

const Tensor& input(const TensorMap& tensors, const std::string& name, const std::filesystem::path& file)
{
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.shape.size() != 4)
        throw InputError(file, fmt::format("has no tensor '{}' of four sides", name),
                         "Give the state dict the published code saved");
    return found->second;
}

/// Tensors whose names begin with `from`, under names that begin with `to`.
TensorMap renamed(const TensorMap& tensors, const std::string& from, const std::string& to)
{
    TensorMap found;
    for (const auto& [name, tensor] : tensors)
        if (name.starts_with(from))
            found[to + name.substr(from.size())] = tensor;
    return found;
}

/// Stage B holds the encoder it was trained with; another one would not fit it.
void checkSameEncoder(const TensorMap& own, const TensorMap& inside, const ImportRequest& request)
{
    for (const auto& [name, tensor] : inside) {
        const auto found = own.find(name);
        if (found == own.end() || found->second.shape != tensor.shape ||
            found->second.values != tensor.values)
            throw InputError(request.denoiser,
                             fmt::format("was trained with another encoder than {} (they differ in '{}')",
                                         request.encoder.string(), name.substr(name.find('.') + 1)),
                             "Give the two files of one training");
    }
}

TensorMap networks(const ImportRequest& request)
{
    const TensorMap stageA = readPytorchCheckpoint(request.encoder);
    const TensorMap stageB = readPytorchCheckpoint(request.denoiser);
    const std::int64_t days = input(stageA, "unet.conv_in.weight", request.encoder).shape[1];
    if (days != kHistoryDays)
        throw InputError(request.encoder, fmt::format("has an encoder for {} days of history", days),
                         fmt::format("This software gives {}", kHistoryDays));
    const std::int64_t features =
        input(stageA, "unet.down_blocks.2.resnets.0.conv1.weight", request.encoder).shape[0];
    const std::int64_t channels = input(stageB, "unet3d.conv_in.weight", request.denoiser).shape[1];
    if (channels != 1 + features + kMapsBesideFeatures)
        throw InputError(
            request.denoiser,
            fmt::format("has a denoiser of {} input channels, where an encoder of {} features asks for {}",
                        channels, features, 1 + features + kMapsBesideFeatures),
            "Give the two files of one training");
    TensorMap tensors = renamed(stageA, "unet.", "encoder.");
    checkSameEncoder(tensors, renamed(stageB, "tiny.core.", "encoder."), request);
    tensors.merge(renamed(stageB, "unet3d.", "denoiser."));
    return tensors;
}

}  // namespace

Grid natureRunGrid(const LatLonBox& area)
{
    constexpr double kStep = 0.0625;
    const auto along = [](double first, double last) {
        const auto begin = static_cast<std::int64_t>(std::ceil(first / kStep));
        const auto end = static_cast<std::int64_t>(std::floor(last / kStep));
        return std::pair(static_cast<double>(begin) * kStep,
                         static_cast<std::size_t>(std::max<std::int64_t>(1, end - begin + 1)));
    };
    const auto [south, rows] = along(area.south, area.north);
    const auto [west, columns] = along(area.west, area.east);
    return Grid::regular(south, kStep, rows, west, kStep, columns);
}

ModelCard importModel(const ImportRequest& request)
{
    if (request.fineGrid.rows() < 16 || request.fineGrid.columns() < 16)
        throw InputError(fmt::format("The area holds {} x {} fine cells; at least 16 x 16 are needed.",
                                     request.fineGrid.rows(), request.fineGrid.columns()));
    const auto arrays = readNpzFile(request.normalisation);
    ModelCard card;
    card.fine = minMax(arrays, "g", request.normalisation);
    card.coarse = minMax(arrays, "m", request.normalisation);
    TensorMap tensors = networks(request);
    addMaps(publishedMaps(request.fineGrid, request.elevation), tensors);

    card.name = request.name.empty() ? "Published method" : request.name;
    card.variable = request.variable;
    card.units = request.units;
    card.profile = Profile::Published;
    card.method = Method::DirectDiffusion;
    card.season = request.season;
    card.area = request.area;
    card.fineGrid = request.fineGrid;
    card.historyDays = kHistoryDays;
    card.synthetic = request.synthetic;
    card.training.device = "cuda";  // as its authors did; the files do not tell
    card.trainedWith = request.command;
    card.softwareVersion = softwareVersion();
    card.folder = request.output;

    writeWeights(tensors, StoredPrecision::AsNeeded, card);
    writeModelCard(card);
    return card;
}

}  // namespace shamal
