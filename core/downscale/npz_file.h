#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace shamal {

/// An array of a NumPy file, last index fastest; no sides for a single number.
struct NumberArray {
    std::vector<std::int64_t> shape;
    std::vector<double> values;
};

/// Reads the arrays of a NumPy .npz file (a zip of .npy files, format versions 1 and 2) by name, trusting
/// nothing in it. Little-endian floats and integers of 4 and 8 bytes in C order, at most 16 MB each; whatever
/// else an array may hold (Python objects among them) is refused. Throws InputError naming the array.
std::map<std::string, NumberArray> readNpzFile(const std::filesystem::path& file);

}  // namespace shamal
