#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// Where a tensor of a state dict lies: offset and strides are counted in numbers of its storage.
struct StoredTensor {
    std::string storageType;  ///< "FloatStorage", "HalfStorage", ...
    std::string storageKey;   ///< name of the file with its numbers, decimal digits
    std::int64_t storageSize = 0;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape, strides;
};

/// Interprets the pickle (protocol 2) of a state dict; see pytorch_checkpoint.h for what it refuses. Numbers
/// are as the pickle states them, unchecked. `file` is for messages. Throws InputError.
std::map<std::string, StoredTensor> readStateDictPickle(std::span<const std::uint8_t> pickle,
                                                        const std::filesystem::path& file);

}  // namespace shamal
