#include "geo/outlines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "fields/error.h"
#include "fields/resources.h"

namespace shamal {

namespace {

constexpr std::string_view kMagic = "SHAMALOL";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 24;
constexpr double kDegreesPerUnit = 0.001;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& fault)
{
    throw InputError(file, fault,
                     "Install the software again or make the file anew with packaging/make-outlines.mjs");
}

std::uint32_t fnv1a(std::span<const unsigned char> bytes)
{
    std::uint32_t hash = 0x811c9dc5U;
    for (const unsigned char byte : bytes)
        hash = (hash ^ byte) * 0x01000193U;
    return hash;
}

/// Reads integers from front to back; never past the end.
class ByteReader {
public:
    ByteReader(const std::filesystem::path& file, std::span<const unsigned char> bytes)
        : m_file(file), m_bytes(bytes)
    {
    }

    std::span<const unsigned char> rest() const { return m_bytes; }
    unsigned char byte()
    {
        if (m_bytes.empty())
            refuse(m_file, "The outlines end too early");
        const unsigned char first = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        return first;
    }
    std::uint32_t fixed32()
    {
        std::uint32_t value = 0;
        for (int shift = 0; shift < 32; shift += 8)
            value |= static_cast<std::uint32_t>(byte()) << shift;
        return value;
    }
    std::uint32_t varint()
    {
        std::uint32_t value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            const std::uint32_t next = byte();
            value |= (next & 0x7FU) << shift;
            if (next < 0x80U)
                return value;
        }
        refuse(m_file, "A number in the outlines is too large");
    }
    std::int32_t zigzag()
    {
        const std::uint32_t value = varint();
        const auto half = static_cast<std::int32_t>(value >> 1U);
        return (value & 1U) != 0 ? -half - 1 : half;
    }

private:
    const std::filesystem::path& m_file;
    std::span<const unsigned char> m_bytes;
};

std::vector<unsigned char> bytesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        refuse(file, "The outlines cannot be opened");
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<Outline> linesOf(ByteReader& reader, const std::filesystem::path& file, std::uint32_t lines,
                             std::uint32_t points)
{
    std::vector<Outline> outlines;
    std::int64_t longitude = 0, latitude = 0, pointsRead = 0;
    for (std::uint32_t line = 0; line < lines; ++line) {
        Outline outline;
        outline.kind = reader.byte() == 0 ? OutlineKind::Coast : OutlineKind::Border;
        const std::uint32_t count = reader.varint();
        for (std::uint32_t point = 0; point < count; ++point) {
            longitude += reader.zigzag();
            latitude += reader.zigzag();
            const LatLon place{static_cast<double>(latitude) * kDegreesPerUnit,
                               static_cast<double>(longitude) * kDegreesPerUnit};
            if (std::abs(place.latitude) > 90.0 || std::abs(place.longitude) > 180.0)
                refuse(file, "A point of the outlines lies off the globe");
            outline.points.push_back(place);
        }
        pointsRead += count;
        outlines.push_back(std::move(outline));
    }
    if (pointsRead != points || !reader.rest().empty())
        refuse(file, "The outlines hold another number of points than they say");
    return outlines;
}

}  // namespace

std::vector<Outline> readOutlines(const std::filesystem::path& file)
{
    const std::vector<unsigned char> bytes = bytesOf(file);
    if (bytes.size() < kHeaderBytes || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin()))
        refuse(file, "This is no file of outlines");
    ByteReader reader(file, std::span(bytes).subspan(kMagic.size()));
    const std::uint32_t version = reader.fixed32();
    if (version != kVersion)
        refuse(file, "The layout of the outlines is of another version");
    const std::uint32_t lines = reader.fixed32();
    const std::uint32_t points = reader.fixed32();
    const std::uint32_t hash = reader.fixed32();
    if (fnv1a(reader.rest()) != hash)
        refuse(file, "The outlines are damaged or cut short");
    return linesOf(reader, file, lines, points);
}

const std::vector<Outline>& naturalEarthOutlines()
{
    static const std::vector<Outline> outlines =
        readOutlines(resourcesFolder() / "outlines" / "natural-earth-50m.bin");
    return outlines;
}

}  // namespace shamal
