#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>

namespace shamal {

/// Bytes a netCDF classic file (CDF-1, CDF-2, CDF-5) must at least have by its own header, padding after the
/// last value not counted; nothing for other files. Throws InputError when the header is damaged: netCDF-C
/// allocates what it promises. By the file format specification in the NetCDF User's Guide, appendix B.
std::optional<std::uintmax_t> classicFileSize(const std::filesystem::path& path);

}  // namespace shamal
