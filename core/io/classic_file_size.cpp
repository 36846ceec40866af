#include "io/classic_file_size.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace shamal {

namespace {

/// The header did not read as the specification says; whether the file is damaged is for netCDF-C to tell.
struct UnreadableHeader : std::runtime_error {
    using std::runtime_error::runtime_error;
};

constexpr std::uint64_t padded(std::uint64_t bytes)
{
    return (bytes + 3) / 4 * 4;
}

class HeaderReader {
public:
    explicit HeaderReader(const std::filesystem::path& path) : m_file(path, std::ios::binary)
    {
        std::array<char, 4> magic{};
        m_file.read(magic.data(), magic.size());
        if (!m_file || magic[0] != 'C' || magic[1] != 'D' || magic[2] != 'F')
            throw UnreadableHeader("not classic");
        m_version = magic[3];
    }

    std::uint64_t tag() { return bigEndian(4); }
    std::uint64_t count() { return bigEndian(m_version == 5 ? 8 : 4); }
    std::uint64_t offset() { return bigEndian(m_version == 1 ? 4 : 8); }
    std::uint64_t type() { return bigEndian(4); }
    std::uint64_t streaming() const { return m_version == 5 ? ~std::uint64_t{0} : 0xFFFFFFFFU; }

    void skip(std::uint64_t bytes) { m_file.seekg(static_cast<std::streamoff>(bytes), std::ios::cur); }
    void skipName() { skip(padded(count())); }
    void skipAttributes()
    {
        tag();
        for (std::uint64_t left = count(); left > 0; --left) {
            skipName();
            const std::uint64_t bytes = bytesOf(type());
            skip(padded(bytes * count()));
        }
    }
    static std::uint64_t bytesOf(std::uint64_t type)
    {
        constexpr std::array<std::uint64_t, 12> kBytes{0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
        if (type == 0 || type >= kBytes.size())
            throw UnreadableHeader("unknown type");
        return kBytes[type];
    }

private:
    std::uint64_t bigEndian(int bytes)
    {
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i) {
            const int byte = m_file.get();
            if (byte == std::ifstream::traits_type::eof())
                throw UnreadableHeader("ends within the header");
            value = value << 8 | static_cast<std::uint64_t>(byte);
        }
        return value;
    }

    std::ifstream m_file;
    char m_version = 0;
};

struct StoredVariable {
    std::uint64_t bytes = 0;  ///< of the whole variable, or of one record
    std::uint64_t begin = 0;
    bool record = false;
};

StoredVariable readVariable(HeaderReader& header, const std::vector<std::uint64_t>& dimensionLengths)
{
    StoredVariable variable;
    header.skipName();
    std::uint64_t elements = 1;
    for (std::uint64_t left = header.count(); left > 0; --left) {
        const std::uint64_t dimension = header.count();
        if (dimension >= dimensionLengths.size())
            throw UnreadableHeader("unknown dimension");
        // A length of 0 marks the record dimension.
        if (dimensionLengths[dimension] == 0)
            variable.record = true;
        else
            elements *= dimensionLengths[dimension];
    }
    header.skipAttributes();
    variable.bytes = elements * HeaderReader::bytesOf(header.type());
    header.count();  // vsize: redundant, and wrong for variables past 4 GiB
    variable.begin = header.offset();
    return variable;
}

}  // namespace

std::optional<std::uintmax_t> classicFileSize(const std::filesystem::path& path)
try {
    HeaderReader header(path);
    const std::uint64_t records = header.count();
    if (records == header.streaming())
        return std::nullopt;
    std::vector<std::uint64_t> dimensionLengths;
    header.tag();
    for (std::uint64_t left = header.count(); left > 0; --left) {
        header.skipName();
        dimensionLengths.push_back(header.count());
    }
    header.skipAttributes();
    header.tag();
    std::vector<StoredVariable> variables;
    for (std::uint64_t left = header.count(); left > 0; --left)
        variables.push_back(readVariable(header, dimensionLengths));

    std::uint64_t recordBytes = 0;
    const auto recordVariables = std::count_if(
        variables.begin(), variables.end(), [](const StoredVariable& variable) { return variable.record; });
    for (const StoredVariable& variable : variables) {
        if (variable.record)
            recordBytes += recordVariables == 1 ? variable.bytes : padded(variable.bytes);
    }
    std::uint64_t end = 0;
    for (const StoredVariable& variable : variables) {
        if (!variable.record)
            end = std::max(end, variable.begin + variable.bytes);
        else if (records > 0)
            end = std::max(end, variable.begin + (records - 1) * recordBytes + variable.bytes);
    }
    return end;
} catch (const UnreadableHeader&) {
    return std::nullopt;
}

}  // namespace shamal
