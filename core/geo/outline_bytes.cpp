#include "geo/outline_bytes.h"

#include "fields/error.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

namespace shamal {

namespace {

constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 24;
constexpr double kDegreesPerUnit = 0.001;

std::uint32_t fnv1a(std::span<const unsigned char> bytes)
{
    std::uint32_t hash = 0x811c9dc5U;
    for (const unsigned char byte : bytes)
        hash = (hash ^ byte) * 0x01000193U;
    return hash;
}

}  // namespace

OutlineBytes::OutlineBytes(std::filesystem::path file, std::string_view magic) : m_file(std::move(file))
{
    std::ifstream stream(m_file, std::ios::binary);
    if (!stream)
        refuse("The outlines cannot be opened");
    m_content.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    if (m_content.size() < kHeaderBytes || !std::equal(magic.begin(), magic.end(), m_content.begin()))
        refuse("This is no file of outlines, or one of another kind");
    m_rest = std::span<const unsigned char>(m_content).subspan(magic.size());
    if (fixed32() != kVersion)
        refuse("The layout of the outlines is of another version");
    m_entries = fixed32();
    m_points = fixed32();
    const std::uint32_t hash = fixed32();
    if (fnv1a(m_rest) != hash)
        refuse("The outlines are damaged or cut short");
}

void OutlineBytes::refuse(const std::string& fault) const
{
    throw InputError(m_file, fault,
                     "Install the software again or make the file anew with packaging/make-outlines.mjs");
}

unsigned char OutlineBytes::byte()
{
    if (m_rest.empty())
        refuse("The outlines end too early");
    const unsigned char first = m_rest.front();
    m_rest = m_rest.subspan(1);
    return first;
}

std::uint32_t OutlineBytes::fixed32()
{
    std::uint32_t value = 0;
    for (int shift = 0; shift < 32; shift += 8)
        value |= static_cast<std::uint32_t>(byte()) << shift;
    return value;
}

std::uint32_t OutlineBytes::varint()
{
    std::uint32_t value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
        const std::uint32_t next = byte();
        value |= (next & 0x7FU) << shift;
        if (next < 0x80U)
            return value;
    }
    refuse("A number in the outlines is too large");
}

std::int32_t OutlineBytes::zigzag()
{
    const std::uint32_t value = varint();
    const auto half = static_cast<std::int32_t>(value >> 1U);
    return (value & 1U) != 0 ? -half - 1 : half;
}

std::string OutlineBytes::text()
{
    const std::uint32_t length = varint();
    std::string text;
    for (std::uint32_t i = 0; i < length; ++i)
        text += static_cast<char>(byte());
    return text;
}

std::vector<LatLon> OutlineBytes::points()
{
    const std::uint32_t count = varint();
    std::vector<LatLon> points;
    for (std::uint32_t point = 0; point < count; ++point) {
        m_longitude += zigzag();
        m_latitude += zigzag();
        const LatLon place{static_cast<double>(m_latitude) * kDegreesPerUnit,
                           static_cast<double>(m_longitude) * kDegreesPerUnit};
        if (std::abs(place.latitude) > 90.0 || std::abs(place.longitude) > 180.0)
            refuse("A point of the outlines lies off the globe");
        points.push_back(place);
    }
    m_pointsRead += count;
    return points;
}

void OutlineBytes::requireEnd() const
{
    if (m_pointsRead != m_points || !m_rest.empty())
        refuse("The outlines hold another number of points than they say");
}

}  // namespace shamal
