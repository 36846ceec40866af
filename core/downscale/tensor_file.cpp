#include "downscale/tensor_file.h"

#include "fields/error.h"
#include "io/atomic_file.h"

#include <fmt/format.h>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace shamal {

namespace {

static_assert(std::endian::native == std::endian::little,
              "tensor files are little-endian, read and written as they lie");

constexpr const char* kRemedy = "Install the model again or train it anew";
constexpr std::uint64_t kLongestHeader = 16U << 20U;

std::vector<char> readAll(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw InputError(file, "cannot be opened", "Check that it exists and may be read");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

nlohmann::json readHeader(const std::filesystem::path& file, const std::vector<char>& content,
                          std::size_t& dataStart)
{
    std::uint64_t length = 0;
    if (content.size() < sizeof length)
        throw InputError(file, "is too short to hold network weights", kRemedy);
    std::memcpy(&length, content.data(), sizeof length);
    if (length > kLongestHeader || length > content.size() - sizeof length)
        throw InputError(file, "has a header that reaches past its end", kRemedy);
    dataStart = sizeof length + static_cast<std::size_t>(length);
    nlohmann::json header =
        nlohmann::json::parse(content.begin() + sizeof length,
                              content.begin() + static_cast<std::ptrdiff_t>(dataStart), nullptr, false);
    if (!header.is_object())
        throw InputError(file, "has a header that is not JSON", kRemedy);
    return header;
}

Tensor readTensor(const std::filesystem::path& file, const std::string& name, const nlohmann::json& entry,
                  const char* data, std::size_t dataSize)
{
    const auto fault = [&](const std::string& what) {
        return InputError(file, fmt::format("tensor '{}' {}", name, what), kRemedy);
    };
    Tensor tensor;
    std::string type;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    try {
        type = entry.at("dtype").get<std::string>();
        tensor.shape = entry.at("shape").get<std::vector<std::int64_t>>();
        begin = entry.at("data_offsets").at(0).get<std::uint64_t>();
        end = entry.at("data_offsets").at(1).get<std::uint64_t>();
    } catch (const nlohmann::json::exception&) {
        throw fault("has an incomplete description");
    }
    const std::size_t width = type == "F16" ? 2 : type == "F32" ? 4 : 0;
    if (width == 0)
        throw fault(fmt::format("has number type '{}' instead of F16 or F32", type));
    std::uint64_t count = 1;
    for (const std::int64_t side : tensor.shape) {
        if (side < 1 || count * static_cast<std::uint64_t>(side) > dataSize)
            throw fault("has a shape that does not fit the file");
        count *= static_cast<std::uint64_t>(side);
    }
    if (begin > end || end > dataSize || end - begin != count * width)
        throw fault("lies outside the file or has another size than its shape");

    tensor.values.resize(count);
    const char* from = data + begin;
    if (width == 4) {
        std::memcpy(tensor.values.data(), from, count * 4);
    } else {
        std::vector<std::uint16_t> halves(count);
        std::memcpy(halves.data(), from, count * 2);
        for (std::size_t i = 0; i < count; ++i)
            tensor.values[i] = fromHalf(halves[i]);
    }
    for (const float value : tensor.values) {
        if (!std::isfinite(value))
            throw fault("holds a value that is not finite");
    }
    return tensor;
}

bool allAreHalves(const std::vector<float>& values)
{
    return std::all_of(values.begin(), values.end(),
                       [](float value) { return fromHalf(toHalf(value)) == value; });
}

void appendHalves(const std::filesystem::path& file, const std::string& name,
                  const std::vector<float>& values, std::vector<char>& data)
{
    for (const float value : values) {
        const std::uint16_t half = toHalf(value);
        if (!std::isfinite(fromHalf(half)))
            throw OutputError(file, fmt::format("tensor '{}' holds {}, beyond half precision", name, value),
                              "Training diverged; try another seed");
        data.push_back(static_cast<char>(half & 0xffU));
        data.push_back(static_cast<char>(half >> 8U));
    }
}

}  // namespace

std::uint16_t toHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > 0x7f800000U)
        return sign | 0x7e00U;  // NaN
    if (magnitude >= 0x477ff000U)
        return sign | 0x7c00U;      // rounds past 65504
    if (magnitude < 0x38800000U) {  // subnormal half: an exact multiple of 2^-24 after rounding
        const float scaled = std::nearbyint(std::abs(value) * 16777216.0F);
        return static_cast<std::uint16_t>(sign | static_cast<std::uint16_t>(scaled));
    }
    const std::uint32_t rounded = magnitude + 0xfffU + ((magnitude >> 13U) & 1U);
    return static_cast<std::uint16_t>(sign | ((rounded - 0x38000000U) >> 13U));
}

float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t exponent = (half >> 10U) & 0x1fU;
    const std::uint32_t mantissa = half & 0x3ffU;
    if (exponent == 0) {
        const float value = static_cast<float>(mantissa) / 16777216.0F;
        return sign != 0 ? -value : value;
    }
    if (exponent == 31)
        return std::bit_cast<float>(sign | 0x7f800000U | (mantissa << 13U));
    return std::bit_cast<float>(sign | ((exponent + 112U) << 23U) | (mantissa << 13U));
}

void writeTensorFile(const std::filesystem::path& file, const TensorMap& tensors, StoredPrecision precision)
{
    nlohmann::json header = nlohmann::json::object();
    std::vector<char> data;
    for (const auto& [name, tensor] : tensors) {
        const std::size_t begin = data.size();
        const bool single = precision == StoredPrecision::AsNeeded && !allAreHalves(tensor.values);
        if (single) {
            const auto* bytes = reinterpret_cast<const char*>(tensor.values.data());
            data.insert(data.end(), bytes, bytes + tensor.values.size() * sizeof(float));
        } else {
            appendHalves(file, name, tensor.values, data);
        }
        header[name] = {{"dtype", single ? "F32" : "F16"},
                        {"shape", tensor.shape},
                        {"data_offsets", {begin, data.size()}}};
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');  // aligned data, as the layout recommends
    const std::uint64_t length = text.size();
    writeAtomically(file, [&](const std::filesystem::path& temporary) {
        std::ofstream out(temporary, std::ios::binary);
        out.write(reinterpret_cast<const char*>(&length), sizeof length);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.write(data.data(), static_cast<std::streamsize>(data.size()));
        out.close();
        if (!out)
            throw OutputError(file, "cannot be written",
                              "Check the folder's permissions and the space on the disk");
    });
}

TensorMap readTensorFile(const std::filesystem::path& file)
{
    const std::vector<char> content = readAll(file);
    std::size_t dataStart = 0;
    const nlohmann::json header = readHeader(file, content, dataStart);
    TensorMap tensors;
    for (const auto& [name, entry] : header.items()) {
        if (name != "__metadata__")
            tensors[name] =
                readTensor(file, name, entry, content.data() + dataStart, content.size() - dataStart);
    }
    return tensors;
}

}  // namespace shamal
