#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace shamal {

/// An array of numbers with a shape, last index fastest.
struct Tensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

using TensorMap = std::map<std::string, Tensor>;

enum class StoredPrecision {
    Half,     ///< IEEE half precision
    AsNeeded  ///< half where every value of a tensor is one, else single
};

/// Writes the tensors in the safetensors layout: an 8-byte little-endian length, a JSON header {name: {dtype,
/// shape, data_offsets}}, then the numbers. Atomic. Throws OutputError; also when a value does not fit.
void writeTensorFile(const std::filesystem::path& file, const TensorMap& tensors,
                     StoredPrecision precision = StoredPrecision::Half);

/// Reads such a file (F16 and F32), trusting nothing in it: sizes, offsets, shapes and values are checked
/// before use. Throws InputError naming the tensor at fault.
TensorMap readTensorFile(const std::filesystem::path& file);

/// IEEE 754 binary16, round to nearest even; what is past its range becomes infinite.
std::uint16_t toHalf(float value);
float fromHalf(std::uint16_t half);

}  // namespace shamal
