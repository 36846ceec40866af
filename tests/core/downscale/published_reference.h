#pragma once
#include "downscale/sha256.h"
#include "downscale/tensor_file.h"

#include <zip.h>
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>

/// The weights and files of the reference networks (tests/data/SOURCES.md): numbers that prove an
/// implementation of the published networks.
namespace published_reference {

inline std::filesystem::path data(const char* name)
{
    return std::filesystem::path(SHAMAL_TEST_DATA) / "published-networks" / name;
}

/// The reference networks were initialised as PyTorch does it (Kaiming's uniform bounds, Mersenne twister
/// with 24 bits a number) with seed 465 and stored in half precision: drawn again here rather than kept as
/// 23 MB. What PyTorch sets to zero the reference replaced by normal draws, which are kept.
/// Names: `unet.*` (encoder) and `unet3d.*` (denoiser).
inline shamal::TensorMap weights()
{
    shamal::TensorMap tensors = shamal::readTensorFile(data("normal-draws.safetensors"));
    std::mt19937 twister(465);
    std::ifstream order(data("construction-order.txt"));
    for (std::string line; std::getline(order, line);) {
        std::istringstream words(line);
        std::string kind;
        std::string name;
        double fanIn = 0;
        words >> kind >> name >> fanIn;
        shamal::Tensor tensor;
        std::size_t count = 1;
        for (std::int64_t side = 0; words >> side;) {
            tensor.shape.push_back(side);
            count *= static_cast<std::size_t>(side);
        }
        if (kind == "one" || kind == "zero") {
            tensor.values.assign(count, kind == "one" ? 1.0F : 0.0F);
        } else {
            const auto high = static_cast<float>(1.0 / std::sqrt(fanIn));
            for (std::size_t i = 0; i < count; ++i) {
                const float unit = static_cast<float>(twister() & 0xffffffU) / 16777216.0F;
                tensor.values.push_back(shamal::fromHalf(shamal::toHalf(std::fma(unit, 2.0F * high, -high))));
            }
        }
        if (kind != "discarded")
            tensors[name] = std::move(tensor);
    }
    return tensors;
}

/// SHA-256 over names and half-precision numbers, by name.
inline std::string checksum(const shamal::TensorMap& tensors)
{
    std::vector<unsigned char> bytes;
    for (const auto& [name, tensor] : tensors) {
        bytes.insert(bytes.end(), name.begin(), name.end());
        for (const float value : tensor.values) {
            const std::uint16_t half = shamal::toHalf(value);
            bytes.push_back(static_cast<unsigned char>(half & 0xffU));
            bytes.push_back(static_cast<unsigned char>(half >> 8U));
        }
    }
    return shamal::sha256(bytes);
}
/// Of the authors' library's own files.
inline constexpr const char* kChecksum = "0418d3f32ec3f52246fc2354b503e1db494ba61464d044fc815801f789543897";

using Entries = std::vector<std::pair<std::string, std::string>>;

inline void writeZip(const std::filesystem::path& file, const Entries& entries, bool compressed = false)
{
    std::filesystem::remove(file);
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, content] : entries) {
        const auto index =
            zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), 0);
        zip_set_file_compression(zip, static_cast<zip_uint64_t>(index),
                                 compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    }
    zip_close(zip);
}

/// Pickle instructions, protocol 2.
inline std::string little(std::uint64_t number, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>((number >> (8 * i)) & 0xffU);
    return text;
}
inline std::string text(const std::string& words)
{
    return "X" + little(words.size(), 4) + words;
}
inline std::string integer(std::int64_t number)
{
    return std::string("\x8a\x08", 2) + little(static_cast<std::uint64_t>(number), 8);
}
inline std::string integers(const std::vector<std::int64_t>& numbers)
{
    std::string tuple = "(";
    for (const std::int64_t number : numbers)
        tuple += integer(number);
    return tuple + "t";
}

struct PickledTensor {
    std::string global = "ctorch._utils\n_rebuild_tensor_v2\n";
    std::string type = "HalfStorage";
    std::string key = "0";
    std::int64_t size = 6;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape{2, 3};
    std::vector<std::int64_t> strides{3, 1};

    std::string program() const
    {
        return global + "((" + text("storage") + "ctorch\n" + type + "\n" + text(key) + text("cpu") +
               integer(size) + "tQ" + integer(offset) + integers(shape) + integers(strides) +
               "\x89"
               "ccollections\nOrderedDict\n)RtR";
    }
};

inline const std::string kProtocol{"\x80\x02", 2};

/// As torch.save writes a state dict in half precision.
inline void writeCheckpoint(const std::filesystem::path& file, const shamal::TensorMap& tensors)
{
    std::string pickle = kProtocol + "}(";
    Entries entries{{"model/data.pkl", ""}};
    for (const auto& [name, tensor] : tensors) {
        PickledTensor stored;
        stored.key = std::to_string(entries.size() - 1);
        stored.size = static_cast<std::int64_t>(tensor.values.size());
        stored.shape = tensor.shape;
        stored.strides.assign(tensor.shape.size(), 1);
        for (std::size_t i = tensor.shape.size(); i-- > 1;)
            stored.strides[i - 1] = stored.strides[i] * tensor.shape[i];
        pickle += text(name) + stored.program();
        std::string numbers;
        for (const float value : tensor.values)
            numbers += little(shamal::toHalf(value), 2);
        entries.emplace_back("model/data/" + stored.key, numbers);
    }
    entries.front().second = pickle + "u.";
    writeZip(file, entries);
}

}  // namespace published_reference
