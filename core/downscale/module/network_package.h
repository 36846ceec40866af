#pragma once
#include "downscale/day_inputs.h"
#include "downscale/model_package.h"
#include "downscale/module/model_networks.h"

namespace shamal {

/// A model package of the interactive profile in memory: what a day is predicted with.
struct NetworkPackage {
    ModelCard card;
    FittedMaps maps;  ///< on card.fineGrid
    ModelNetworks networks{nullptr};
};

/// Reads weights and maps of a package whose card has been read. Throws InputError naming the tensor that is
/// missing or of the wrong shape.
NetworkPackage loadNetworks(const ModelCard& card);

/// Writes weights and maps into card.folder (made if need be) and completes `card` by checksum and id;
/// model.json is not written.
void saveNetworks(const NetworkPackage& package, ModelCard& card);

}  // namespace shamal
