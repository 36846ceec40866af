#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace shamal {

/// The netCDF files meant by files, folders (their *.nc, *.nc4, *.cdf, *.netcdf, not those of folders
/// inside), shell patterns and OPeNDAP addresses: each once, sorted by file name and then by path. Throws
/// InputError when an entry matches nothing.
std::vector<std::filesystem::path> sourceFiles(const std::vector<std::filesystem::path>& filesFoldersOrGlobs);

}  // namespace shamal
