#include "downscale/pytorch_checkpoint.h"

#include "downscale/state_dict_pickle.h"
#include "downscale/zip_archive.h"
#include "fields/error.h"

#include <fmt/format.h>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

namespace shamal {

namespace {

constexpr const char* kRemedy = "Copy it anew, or save it again by torch.save(model.state_dict(), file)";
constexpr std::uint64_t kLongestPickle = 4U << 20U;  ///< that of 1190 tensors has 0.16 MB
constexpr const char* kPickleName = "/data.pkl";
constexpr std::int64_t kLargestExactInteger = 1 << 24;

/// Bytes of a number of a storage; 0 for a type that is not read.
std::size_t widthOf(const std::string& storageType)
{
    if (storageType == "FloatStorage")
        return 4;
    if (storageType == "DoubleStorage" || storageType == "LongStorage")
        return 8;
    return storageType == "HalfStorage" || storageType == "BFloat16Storage" ? 2 : 0;
}

template <typename Number>
Number numberAt(const std::uint8_t* from)
{
    Number number{};
    std::memcpy(&number, from, sizeof number);
    return number;
}

/// NaN for what a float cannot hold.
float valueAt(const std::string& storageType, const std::uint8_t* from)
{
    if (storageType == "FloatStorage")
        return numberAt<float>(from);
    if (storageType == "HalfStorage")
        return fromHalf(numberAt<std::uint16_t>(from));
    if (storageType == "BFloat16Storage")
        return std::bit_cast<float>(static_cast<std::uint32_t>(numberAt<std::uint16_t>(from)) << 16U);
    if (storageType == "DoubleStorage")
        return static_cast<float>(numberAt<double>(from));
    const auto integer = numberAt<std::int64_t>(from);
    return integer < -kLargestExactInteger || integer > kLargestExactInteger
               ? std::numeric_limits<float>::quiet_NaN()
               : static_cast<float>(integer);
}

class CheckpointReader {
public:
    explicit CheckpointReader(const std::filesystem::path& file)
        : m_file(file), m_archive(file), m_budget(sizeOf(file))
    {
    }

    TensorMap read()
    {
        const std::string pickle = pickleName();
        m_prefix = pickle.substr(0, pickle.size() - std::string_view(kPickleName).size());
        checkByteOrder();
        TensorMap tensors;
        for (const auto& [name, stored] : readStateDictPickle(m_archive.read(pickle, kLongestPickle), m_file))
            tensors[name] = tensor(name, stored);
        return tensors;
    }

private:
    static std::uint64_t sizeOf(const std::filesystem::path& file)
    {
        std::error_code ignored;
        return std::filesystem::file_size(file, ignored);
    }

    std::string pickleName() const
    {
        std::optional<std::string> found;
        for (const std::string& name : m_archive.names()) {
            if (!name.ends_with(kPickleName))
                continue;
            if (found || name.find('/') != name.size() - std::string_view(kPickleName).size())
                throw InputError(m_file, "holds more than one model", kRemedy);
            found = name;
        }
        if (!found)
            throw InputError(m_file, "is a zip file, but no PyTorch checkpoint: it has no data.pkl", kRemedy);
        return *found;
    }

    void checkByteOrder() const
    {
        const std::string name = m_prefix + "/byteorder";
        const std::vector<std::string> names = m_archive.names();
        if (std::find(names.begin(), names.end(), name) == names.end())
            return;  // as PyTorch before 2.1 writes it
        const std::vector<std::uint8_t> order = m_archive.read(name, 16);
        if (std::string(order.begin(), order.end()) != "little")
            throw InputError(m_file, "has its numbers in big-endian order",
                             "Save it on a little-endian machine");
    }

    /// How many numbers the tensor has, all of them inside its storage.
    std::uint64_t checkedCount(const StoredTensor& stored, const std::string& name) const
    {
        const auto fault = [&](const std::string& what) {
            return InputError(m_file, fmt::format("tensor '{}' {}", name, what), kRemedy);
        };
        const std::int64_t size = stored.storageSize;
        if (stored.shape.size() != stored.strides.size() || stored.shape.size() > 8)
            throw fault("has not as many strides as sides");
        if (stored.offset < 0 || stored.offset >= size)
            throw fault("begins outside its storage");
        std::int64_t count = 1;
        std::int64_t last = stored.offset;
        for (std::size_t i = 0; i < stored.shape.size(); ++i) {
            const std::int64_t side = stored.shape[i];
            const std::int64_t stride = stored.strides[i];
            if (side < 1 || side > size / count)
                throw fault("has a shape that does not fit its storage");
            if (stride < 1 && side > 1)
                throw fault("has strides that meet a number twice");
            if (side > 1 && stride > (size - 1 - last) / (side - 1))
                throw fault("reaches past the end of its storage");
            count *= side;
            last += side > 1 ? (side - 1) * stride : 0;
        }
        return static_cast<std::uint64_t>(count);
    }

    std::vector<std::uint8_t> storage(const StoredTensor& stored, const std::string& name,
                                      std::size_t width) const
    {
        const auto fault = [&](const std::string& what) {
            return InputError(m_file, fmt::format("the storage of tensor '{}' {}", name, what), kRemedy);
        };
        if (stored.storageKey.empty() || stored.storageKey.size() > 9 ||
            stored.storageKey.find_first_not_of("0123456789") != std::string::npos)
            throw fault("is named by something else than a number");
        // Numbers are stored uncompressed: no storage is longer than the file.
        if (stored.storageSize < 1 || static_cast<std::uint64_t>(stored.storageSize) > m_budget / width)
            throw fault("is said to be larger than the file");
        const std::uint64_t bytes = static_cast<std::uint64_t>(stored.storageSize) * width;
        std::vector<std::uint8_t> content = m_archive.read(m_prefix + "/data/" + stored.storageKey, bytes);
        if (content.size() != bytes)
            throw fault(fmt::format("has {} bytes where {} are right", content.size(), bytes));
        return content;
    }

    Tensor tensor(const std::string& name, const StoredTensor& stored)
    {
        const std::size_t width = widthOf(stored.storageType);
        const std::uint64_t count = checkedCount(stored, name);
        // Many names for one storage are fair (shared weights), but not to fill the memory by.
        m_taken += count;
        if (m_taken > m_budget)
            throw InputError(m_file, "has more numbers in its tensors than in its storages", kRemedy);
        const std::vector<std::uint8_t> content = storage(stored, name, width);
        Tensor tensor{stored.shape, std::vector<float>(count)};
        std::vector<std::int64_t> index(stored.shape.size(), 0);
        std::vector<std::int64_t> strides = stored.strides;
        for (std::size_t axis = 0; axis < index.size(); ++axis)
            strides[axis] = stored.shape[axis] > 1 ? strides[axis] : 0;  // unchecked, and never stepped
        std::int64_t at = stored.offset;
        for (float& value : tensor.values) {
            value = valueAt(stored.storageType, content.data() + static_cast<std::size_t>(at) * width);
            if (!std::isfinite(value))
                throw InputError(m_file,
                                 fmt::format("tensor '{}' holds a value that is not a finite float", name),
                                 kRemedy);
            for (std::size_t axis = index.size(); axis-- > 0;) {
                at += strides[axis];
                if (++index[axis] < stored.shape[axis])
                    break;
                at -= strides[axis] * stored.shape[axis];
                index[axis] = 0;
            }
        }
        return tensor;
    }

    const std::filesystem::path& m_file;
    ZipArchive m_archive;
    std::uint64_t m_budget;  ///< bytes of the file
    std::uint64_t m_taken = 0;
    std::string m_prefix;
};

}  // namespace

TensorMap readPytorchCheckpoint(const std::filesystem::path& file)
{
    return CheckpointReader(file).read();
}

}  // namespace shamal
