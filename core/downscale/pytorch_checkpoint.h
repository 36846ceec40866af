#pragma once
#include "downscale/tensor_file.h"

namespace shamal {

/// Reads a state dict as PyTorch 1.6 and later saves it (torch.save: a zip of `NAME/data.pkl` and one file
/// for each storage): a dictionary of names and tensors. float32, float64, float16, bfloat16 and int64
/// numbers become float (integers only where they stay exact).
///
/// A pickle is a program. Of it only the instructions a state dict is written with are interpreted, on
/// values that stay data; it may name collections.OrderedDict, torch._utils._rebuild_tensor_v2 and the
/// storages of the types above, nothing else. Nothing is executed, nothing is unpacked to disk. Every size,
/// offset and stride is checked against the storage it points into. Throws InputError naming what is refused.
TensorMap readPytorchCheckpoint(const std::filesystem::path& file);

}  // namespace shamal
