#include "downscale/npz_file.h"

#include "downscale/zip_archive.h"
#include "fields/error.h"

#include <fmt/format.h>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string_view>

namespace shamal {

namespace {

constexpr std::uint64_t kLargestArray = 16U << 20U;
constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::string_view kEnding = ".npy";

/// Reads one .npy file held in memory.
class NpyReader {
public:
    NpyReader(const std::filesystem::path& file, std::string name, const std::vector<std::uint8_t>& bytes)
        : m_file(file), m_name(std::move(name)), m_bytes(bytes)
    {
    }

    NumberArray read() const
    {
        const std::size_t start = dataStart();
        const std::string_view header(reinterpret_cast<const char*>(m_bytes.data()), start);
        if (after(header, "'fortran_order':").substr(0, 5) != "False")
            throw fault("is not stored row by row ('fortran_order' is not False)");
        NumberArray array;
        array.shape = shape(header);
        const std::string_view type = after(header, "'descr':");
        const std::size_t bytes = m_bytes.size() - start;
        std::uint64_t count = 1;
        for (const std::int64_t side : array.shape) {
            if (side < 1 || static_cast<std::uint64_t>(side) > bytes / count)
                throw fault("has a shape that does not fit its size");
            count *= static_cast<std::uint64_t>(side);
        }
        array.values.resize(count);
        if (type.starts_with("'<f4'"))
            convert<float>(start, array.values);
        else if (type.starts_with("'<f8'"))
            convert<double>(start, array.values);
        else if (type.starts_with("'<i4'"))
            convert<std::int32_t>(start, array.values);
        else if (type.starts_with("'<i8'"))
            convert<std::int64_t>(start, array.values);
        else
            throw fault(fmt::format("has number type {} where <f4, <f8, <i4 or <i8 is right",
                                    type.substr(0, type.find(','))));
        return array;
    }

private:
    InputError fault(const std::string& what) const
    {
        return {m_file, fmt::format("its array '{}' {}", m_name, what),
                "Save it by numpy.savez from plain numbers"};
    }

    /// Magic, two version bytes, length of the header (2 bytes in version 1, 4 in version 2), header.
    std::size_t dataStart() const
    {
        if (m_bytes.size() < 12 || std::memcmp(m_bytes.data(), kMagic.data(), kMagic.size()) != 0)
            throw fault("is no NumPy array");
        const int version = m_bytes[6];
        if (version != 1 && version != 2)
            throw fault(fmt::format("has format version {} where 1 or 2 is right", version));
        std::size_t length = m_bytes[8] + 256U * m_bytes[9];
        if (version == 2)
            length += 65536U * m_bytes[10] + 16777216U * static_cast<std::size_t>(m_bytes[11]);
        const std::size_t start = (version == 1 ? 10U : 12U) + length;
        if (start > m_bytes.size())
            throw fault("has a header that reaches past its end");
        return start;
    }

    /// The header is a Python dictionary; what follows one of its keys.
    std::string_view after(std::string_view header, std::string_view key) const
    {
        const std::size_t at = header.find(key);
        if (at == std::string_view::npos)
            throw fault(fmt::format("has a header without {}", key));
        const std::size_t value = header.find_first_not_of(' ', at + key.size());
        return value == std::string_view::npos ? std::string_view{} : header.substr(value);
    }

    /// "()", "(3,)" or "(3, 4)".
    std::vector<std::int64_t> shape(std::string_view header) const
    {
        const std::string_view text = after(header, "'shape':");
        const std::size_t end = text.find(')');
        if (!text.starts_with('(') || end == std::string_view::npos)
            throw fault("has a shape that cannot be read");
        std::vector<std::int64_t> sides;
        for (std::size_t at = 1; at < end;) {
            if (text[at] == ' ' || text[at] == ',') {
                ++at;
                continue;
            }
            std::int64_t side = 0;
            const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, side);
            if (error != std::errc{})
                throw fault("has a shape that cannot be read");
            sides.push_back(side);
            at = static_cast<std::size_t>(stop - text.data());
        }
        return sides;
    }

    template <typename Number>
    void convert(std::size_t start, std::vector<double>& values) const
    {
        if (m_bytes.size() - start != values.size() * sizeof(Number))
            throw fault("has another size than its shape");
        for (std::size_t i = 0; i < values.size(); ++i) {
            Number number{};
            std::memcpy(&number, m_bytes.data() + start + i * sizeof(Number), sizeof(Number));
            values[i] = static_cast<double>(number);
            if (!std::isfinite(values[i]))
                throw fault("holds a value that is not finite");
        }
    }

    const std::filesystem::path& m_file;
    std::string m_name;
    const std::vector<std::uint8_t>& m_bytes;
};

}  // namespace

std::map<std::string, NumberArray> readNpzFile(const std::filesystem::path& file)
{
    const ZipArchive archive(file);
    std::map<std::string, NumberArray> arrays;
    for (const std::string& entry : archive.names()) {
        if (!entry.ends_with(kEnding))
            throw InputError(file, fmt::format("holds '{}', which is no NumPy array", entry),
                             "Save it by numpy.savez from plain numbers");
        const std::vector<std::uint8_t> bytes = archive.read(entry, kLargestArray);
        const std::string name = entry.substr(0, entry.size() - kEnding.size());
        arrays[name] = NpyReader(file, name, bytes).read();
    }
    return arrays;
}

}  // namespace shamal
