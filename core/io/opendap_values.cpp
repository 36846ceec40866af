#include "io/opendap_values.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <netcdf.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

namespace shamal {

namespace {

/// Where a constraint lets a dimension begin, and which of its places it takes.
struct Origin {
    std::size_t first = 0;
    std::size_t stride = 1;
};

struct Projection {
    std::string name;
    std::vector<Origin> origins;  ///< of the dimensions it gives ranges for
};

/// Without "?", and with brackets that were written as %5B and %5D.
std::string plain(std::string_view constraint)
{
    std::string text;
    for (std::size_t i = constraint.starts_with('?') ? 1 : 0; i < constraint.size(); ++i) {
        unsigned char decoded = 0;
        const std::string_view digits = constraint.substr(std::min(i + 1, constraint.size()), 2);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), decoded, 16);
        if (constraint[i] == '%' && digits.size() == 2 && read.ptr == digits.data() + 2) {
            text.push_back(static_cast<char>(decoded));
            i += 2;
        } else {
            text.push_back(constraint[i]);
        }
    }
    return text;
}

std::optional<std::size_t> number(std::string_view text)
{
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value)
                                                                           : std::nullopt;
}

/// Of "4", "4:9" and "4:2:9".
std::optional<Origin> originOf(std::string_view range)
{
    const std::size_t colon = std::min(range.find(':'), range.size());
    const std::size_t second = range.find(':', std::min(colon + 1, range.size()));
    const auto first = number(range.substr(0, colon));
    const auto stride = second == std::string_view::npos
                            ? std::optional<std::size_t>(1)
                            : number(range.substr(colon + 1, second - colon - 1));
    if (!first || !stride)
        return std::nullopt;
    return Origin{*first, *stride};
}

std::optional<Projection> projectionOf(std::string_view term)
{
    Projection projection{std::string(term.substr(0, term.find('['))), {}};
    for (std::size_t open = term.find('['); open != std::string_view::npos; open = term.find('[', open + 1)) {
        const std::size_t close = term.find(']', open);
        const auto origin = close == std::string_view::npos
                                ? std::nullopt
                                : originOf(term.substr(open + 1, close - open - 1));
        if (!origin)
            return std::nullopt;
        projection.origins.push_back(*origin);
    }
    return projection;
}

/// Of a variable that the server calls by this name, or by that of the grid or structure around it and this.
std::optional<Projection> projectionFor(const std::string& name, std::string_view constraint)
{
    while (!constraint.empty()) {
        const std::size_t comma = std::min(constraint.find(','), constraint.size());
        std::optional<Projection> projection = projectionOf(constraint.substr(0, comma));
        if (projection && (projection->name == name || projection->name.ends_with("." + name)))
            return projection;
        constraint.remove_prefix(std::min(comma + 1, constraint.size()));
    }
    return std::nullopt;
}

template <typename Word>
Word bigEndian(const char* bytes)
{
    Word word = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i)
        word = static_cast<Word>(word << 8U) | static_cast<unsigned char>(bytes[i]);
    return word;
}

/// Bytes of a value in XDR: bytes are packed, 16-bit integers travel as 32 bits.
std::size_t sentBytes(int type)
{
    switch (type) {
        case NC_BYTE:
        case NC_UBYTE:
            return 1;
        case NC_DOUBLE:
            return 8;
        default:
            return 4;
    }
}

template <typename Number>
Number valueAt(const char* bytes, int type)
{
    switch (type) {
        case NC_BYTE:
            return static_cast<Number>(static_cast<signed char>(*bytes));
        case NC_UBYTE:
            return static_cast<Number>(static_cast<unsigned char>(*bytes));
        case NC_DOUBLE:
            return static_cast<Number>(std::bit_cast<double>(bigEndian<std::uint64_t>(bytes)));
        case NC_FLOAT:
            return static_cast<Number>(std::bit_cast<float>(bigEndian<std::uint32_t>(bytes)));
        case NC_USHORT:
        case NC_UINT:
            return static_cast<Number>(bigEndian<std::uint32_t>(bytes));
        default:
            return static_cast<Number>(static_cast<std::int32_t>(bigEndian<std::uint32_t>(bytes)));
    }
}

/// What follows the line "Data:".
std::string_view binaryPart(std::string_view answer)
{
    for (const std::string_view mark : {"\nData:\n", "\nData:\r\n"}) {
        if (const std::size_t at = answer.find(mark); at != std::string_view::npos)
            return answer.substr(at + mark.size());
    }
    return {};
}

template <typename Number>
void decode(const std::string& answer, const NetcdfVariable& variable, const std::filesystem::path& address,
            std::span<Number> values)
{
    const std::string_view binary = binaryPart(answer);
    const std::size_t bytes = sentBytes(variable.type);
    constexpr std::size_t kLengths = 8;  // an array's length is sent twice
    if (binary.size() < kLengths || bigEndian<std::uint32_t>(binary.data()) != values.size() ||
        binary.size() - kLengths < values.size() * bytes)
        throw InputError(address,
                         fmt::format("the server broke off its answer: {} bytes of {} of {}", binary.size(),
                                     values.size() * bytes + kLengths, variable.name),
                         "Try again later, or ask for less");
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = valueAt<Number>(binary.data() + kLengths + i * bytes, variable.type);
}

}  // namespace

std::optional<std::string> hyperslabConstraint(const std::string& ownConstraint,
                                               const NetcdfVariable& variable,
                                               std::span<const std::size_t> start,
                                               std::span<const std::size_t> count)
{
    const std::string own = plain(ownConstraint);
    if (own.find_first_of("&(") != std::string::npos)
        return std::nullopt;
    const auto projection =
        own.empty() ? std::optional(Projection{variable.name, {}}) : projectionFor(variable.name, own);
    if (!projection)
        return std::nullopt;
    std::string constraint = projection->name;
    for (std::size_t d = 0; d < start.size(); ++d) {
        const Origin origin = d < projection->origins.size() ? projection->origins[d] : Origin{};
        constraint += fmt::format("[{}:{}:{}]", origin.first + start[d] * origin.stride, origin.stride,
                                  origin.first + (start[d] + count[d] - 1) * origin.stride);
    }
    return constraint;
}

void decodeValues(const std::string& answer, const NetcdfVariable& variable,
                  const std::filesystem::path& address, std::span<double> values)
{
    decode(answer, variable, address, values);
}

void decodeValues(const std::string& answer, const NetcdfVariable& variable,
                  const std::filesystem::path& address, std::span<float> values)
{
    decode(answer, variable, address, values);
}

}  // namespace shamal
