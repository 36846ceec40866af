#pragma once
#include "downscale/day_inputs.h"
#include "downscale/tensor_file.h"

namespace shamal {

/// FittedMaps as a package keeps them: "maps.slope", "maps.elevation", ..., rows x columns each, and
/// "maps.residualScale".
void addMaps(const FittedMaps& maps, TensorMap& tensors);

/// Throws InputError naming the map that is missing or of another size than rows x columns.
FittedMaps readMaps(const TensorMap& tensors, std::size_t rows, std::size_t columns,
                    const std::filesystem::path& file);

}  // namespace shamal
