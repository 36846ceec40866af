#include "io/classic_file_size.h"

#include "fields/error.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <vector>

namespace shamal {

namespace {

/// No file is that large; sums and products stay there instead of overflowing.
constexpr std::uint64_t kEndless = std::uint64_t{1} << 62U;

std::uint64_t plus(std::uint64_t a, std::uint64_t b)
{
    return std::min(kEndless, std::min(a, kEndless) + std::min(b, kEndless));
}

std::uint64_t times(std::uint64_t a, std::uint64_t b)
{
    return b != 0 && a > kEndless / b ? kEndless : a * b;
}

std::uint64_t padded(std::uint64_t bytes)
{
    return times(plus(bytes, 3) / 4, 4);
}

/// Reads forwards, and no count that the rest of the file could not hold: netCDF-C allocates by them.
class HeaderReader {
public:
    explicit HeaderReader(const std::filesystem::path& path) : m_path(path), m_file(path, std::ios::binary)
    {
        std::error_code ignored;
        m_left = std::filesystem::file_size(path, ignored);
    }

    /// 1, 2 or 5; 0 when this is no classic file.
    char version()
    {
        std::array<char, 4> magic{};
        m_file.read(magic.data(), magic.size());
        if (!m_file || magic[0] != 'C' || magic[1] != 'D' || magic[2] != 'F' ||
            (magic[3] != 1 && magic[3] != 2 && magic[3] != 5))
            return 0;
        m_left -= magic.size();
        return m_version = magic[3];
    }

    std::uint64_t number() { return bigEndian(m_version == 5 ? 8 : 4); }
    std::uint64_t offset() { return bigEndian(m_version == 1 ? 4 : 8); }

    /// How many things follow, each of which takes `bytes` at least.
    std::uint64_t count(std::uint64_t bytes)
    {
        const std::uint64_t things = number();
        if (things > m_left / bytes)
            throwDamaged();
        return things;
    }
    /// Of a list with a tag before it: dimensions, attributes, variables.
    std::uint64_t listCount()
    {
        bigEndian(4);
        return count(8);
    }
    void skip(std::uint64_t bytes)
    {
        if (bytes > m_left)
            throwDamaged();
        m_file.seekg(static_cast<std::streamoff>(bytes), std::ios::cur);
        m_left -= bytes;
    }
    void skipName() { skip(padded(count(1))); }
    void skipAttributes()
    {
        for (std::uint64_t left = listCount(); left > 0; --left) {
            skipName();
            const std::uint64_t bytes = typeBytes();
            skip(padded(times(bytes, count(bytes))));
        }
    }
    std::uint64_t typeBytes()
    {
        constexpr std::array<std::uint64_t, 12> kBytes{0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
        const std::uint64_t type = bigEndian(4);
        if (type == 0 || type >= kBytes.size())
            throwDamaged();
        return kBytes[type];
    }
    [[noreturn]] void throwDamaged() const
    {
        throw InputError(m_path, "the file is truncated or damaged: its header cannot be read",
                         "Fetch or copy the file again; it should open with ncdump");
    }

private:
    std::uint64_t bigEndian(unsigned bytes)
    {
        std::array<unsigned char, 8> digits{};
        if (m_left < bytes || !m_file.read(reinterpret_cast<char*>(digits.data()), bytes))
            throwDamaged();
        m_left -= bytes;
        std::uint64_t value = 0;
        for (unsigned i = 0; i < bytes; ++i)
            value = value << 8U | digits[i];
        return value;
    }

    std::filesystem::path m_path;
    std::ifstream m_file;
    std::uint64_t m_left = 0;  ///< bytes to the end of the file
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
    for (std::uint64_t left = header.count(4); left > 0; --left) {
        const std::uint64_t dimension = header.number();
        if (dimension >= dimensionLengths.size())
            header.throwDamaged();
        // A length of 0 marks the record dimension.
        if (dimensionLengths[dimension] == 0)
            variable.record = true;
        else
            elements = times(elements, dimensionLengths[dimension]);
    }
    header.skipAttributes();
    variable.bytes = times(elements, header.typeBytes());
    header.number();  // vsize: redundant, and wrong for variables past 4 GiB
    variable.begin = header.offset();
    return variable;
}

}  // namespace

std::optional<std::uintmax_t> classicFileSize(const std::filesystem::path& path)
{
    HeaderReader header(path);
    if (header.version() == 0)
        return std::nullopt;
    // A writer that streams leaves the largest number here; netCDF-C takes it as it stands.
    const std::uint64_t records = header.number();
    std::vector<std::uint64_t> dimensionLengths;
    for (std::uint64_t left = header.listCount(); left > 0; --left) {
        header.skipName();
        dimensionLengths.push_back(header.number());
    }
    header.skipAttributes();
    std::vector<StoredVariable> variables;
    for (std::uint64_t left = header.listCount(); left > 0; --left)
        variables.push_back(readVariable(header, dimensionLengths));

    std::uint64_t recordBytes = 0;
    const auto recordVariables = std::count_if(
        variables.begin(), variables.end(), [](const StoredVariable& variable) { return variable.record; });
    for (const StoredVariable& variable : variables) {
        if (variable.record)
            recordBytes = plus(recordBytes, recordVariables == 1 ? variable.bytes : padded(variable.bytes));
    }
    std::uint64_t end = 0;
    for (const StoredVariable& variable : variables) {
        if (!variable.record)
            end = std::max(end, plus(variable.begin, variable.bytes));
        else if (records > 0)
            end = std::max(end, plus(plus(variable.begin, times(records - 1, recordBytes)), variable.bytes));
    }
    return end;
}

}  // namespace shamal
