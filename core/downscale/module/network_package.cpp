#include "downscale/module/network_package.h"

#include "downscale/fitted_maps_tensors.h"
#include "downscale/tensor_file.h"
#include "fields/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace shamal {

namespace {

constexpr const char* kRemedy = "Install the model again or train it anew";

const Tensor& take(const TensorMap& tensors, const std::string& name, const std::vector<std::int64_t>& shape,
                   const std::filesystem::path& file)
{
    const auto found = tensors.find(name);
    if (found == tensors.end())
        throw InputError(file, fmt::format("has no tensor '{}'", name), kRemedy);
    if (found->second.shape != shape)
        throw InputError(file,
                         fmt::format("has tensor '{}' of {} instead of {} numbers", name,
                                     fmt::join(found->second.shape, "x"), fmt::join(shape, "x")),
                         kRemedy);
    return found->second;
}

/// Names that only training has a use for.
bool servesTrainingAlone(const std::string& name)
{
    // ASDM's next day of the coarse record, the VAE's inference network.
    for (const char* prefix : {"asdm.next.", "vae.gather.", "vae.block.", "vae.posterior."}) {
        if (name.starts_with(prefix))
            return true;
    }
    return false;
}

void loadWeights(torch::nn::Module& network, const TensorMap& tensors, const std::filesystem::path& file)
{
    const torch::NoGradGuard noGradient;
    for (auto& parameter : network.named_parameters()) {
        torch::Tensor& weights = parameter.value();
        weights.set_requires_grad(false);
        if (servesTrainingAlone(parameter.key()))
            continue;
        const Tensor& stored = take(tensors, parameter.key(), weights.sizes().vec(), file);
        weights.copy_(torch::from_blob(const_cast<float*>(stored.values.data()), weights.sizes()));
    }
    makeChannelsLast(network);
    network.eval();
}

void collectWeights(const torch::nn::Module& network, TensorMap& tensors)
{
    for (const auto& parameter : network.named_parameters()) {
        if (servesTrainingAlone(parameter.key()))
            continue;
        const torch::Tensor weights = parameter.value().detach().contiguous();
        const auto* values = weights.data_ptr<float>();
        tensors[parameter.key()] = {weights.sizes().vec(), {values, values + weights.numel()}};
    }
}

}  // namespace

NetworkPackage loadNetworks(const ModelCard& card)
{
    const std::filesystem::path file = card.folder / kWeightsFile;
    const TensorMap tensors = readTensorFile(file);
    NetworkPackage package;
    package.card = card;
    package.maps = readMaps(tensors, card.fineGrid.rows(), card.fineGrid.columns(), file);
    const bool separateMean = card.schemaVersion > 1;
    package.networks = ModelNetworks(card.method, card.encoderUse, card.prediction, separateMean);
    loadWeights(*package.networks, tensors, file);
    return package;
}

void saveNetworks(const NetworkPackage& package, ModelCard& card)
{
    TensorMap tensors;
    addMaps(package.maps, tensors);
    collectWeights(*package.networks, tensors);
    writeWeights(tensors, StoredPrecision::Half, card);
}

}  // namespace shamal
