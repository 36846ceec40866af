#pragma once
#include "downscale/model_card.h"
#include "downscale/tensor_file.h"

namespace shamal {

// A model package is a folder with model.json (ModelCard) and weights.safetensors (tensor_file.h). It is
// data, never code.

inline constexpr const char* kWeightsFile = "weights.safetensors";

/// Reads and checks a package: schema, ranges, presence and SHA-256 of every file. Throws InputError naming
/// what is missing or damaged.
ModelCard readModelPackage(const std::filesystem::path& folder);
/// Writes the weights into card.folder (made if need be) and completes the card by checksum and id. Throws
/// OutputError.
void writeWeights(const TensorMap& tensors, StoredPrecision precision, ModelCard& card);
void writeModelCard(const ModelCard& card);  ///< to card.folder / "model.json", atomically

/// Packages shipped in resources/models, then the user's own (XDG data folder shamal/models). Damaged ones
/// are left out and told in `faults`.
std::vector<ModelCard> findModels(std::vector<std::string>& faults);

}  // namespace shamal
