#pragma once
#include "fields/grid.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shamal {

/// A file of resources/outlines (the layouts stand in packaging/make-outlines.mjs), read from front to back
/// and never past its end. Whatever does not fit is an InputError that names the file.
class OutlineBytes {
public:
    /// Reads the file and checks its header and hash.
    OutlineBytes(std::filesystem::path file, std::string_view magic);

    std::uint32_t entries() const { return m_entries; }
    unsigned char byte();
    std::uint32_t varint();
    std::string text();            ///< after its length
    std::vector<LatLon> points();  ///< after their number
    void requireEnd() const;       ///< all was read, as many points as the header says
    [[noreturn]] void refuse(const std::string& fault) const;

private:
    std::uint32_t fixed32();
    std::int32_t zigzag();

    std::filesystem::path m_file;
    std::vector<unsigned char> m_content;
    std::span<const unsigned char> m_rest;
    std::uint32_t m_entries = 0, m_points = 0;
    std::uint64_t m_pointsRead = 0;
    std::int64_t m_latitude = 0, m_longitude = 0;
};

}  // namespace shamal
