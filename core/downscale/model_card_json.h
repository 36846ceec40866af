#pragma once
#include "downscale/model_card.h"

#include <nlohmann/json_fwd.hpp>

namespace shamal {

/// The content of model.json, schema version 2.
nlohmann::json toJson(const ModelCard& card);

/// Reads schema versions 1 (whose missing fields get their defaults) and 2, trusting nothing: every field
/// must be there, of the right kind and in range. Throws InputError naming `file` and the field.
ModelCard cardFromJson(const std::filesystem::path& file, const nlohmann::json& content);

}  // namespace shamal
