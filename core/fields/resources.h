#pragma once
#include <filesystem>

namespace shamal {

/// Software version, e.g. "0.1.0".
const char* softwareVersion();

/// Where the file of this library lies, and programs it starts.
std::filesystem::path libraryFolder();

/// The folder of resources (outlines, terrain, models): SHAMAL_RESOURCES, else beside the installed binaries
/// (PREFIX/share/shamal), else the source tree's. Throws InputError when none exists.
std::filesystem::path resourcesFolder();

/// Folder for what can be made again (the demo world): $XDG_CACHE_HOME/shamal or ~/.cache/shamal. Created.
std::filesystem::path cacheFolder();

}  // namespace shamal
