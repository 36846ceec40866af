#include "io/source_files.h"

#include "fields/error.h"
#include "io/opendap_address.h"

#include <glob.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>

namespace shamal {

namespace {

using std::filesystem::path;

bool hasNetcdfExtension(const path& file)
{
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::string_view, 4> kExtensions{".nc", ".nc4", ".cdf", ".netcdf"};
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

std::vector<path> filesOfFolder(const path& folder)
{
    if (access(folder.c_str(), R_OK | X_OK) != 0)
        throw InputError(folder, "no permission to list the folder", "Ask its owner for read permission");
    std::vector<path> files;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
        // Names with a leading dot are hidden: half-written files among them.
        if (entry.is_regular_file(fault) && hasNetcdfExtension(entry.path()) &&
            !entry.path().filename().string().starts_with('.'))
            files.push_back(entry.path());
    }
    if (fault)
        throw InputError(folder, "the folder cannot be listed (" + fault.message() + ")", "Check the disk");
    if (files.empty())
        throw InputError(folder, "the folder holds no netCDF file",
                         "Choose a folder with files ending in .nc, .nc4, .cdf or .netcdf");
    return files;
}

std::vector<path> filesOfPattern(const path& pattern)
{
    glob_t found{};
    std::vector<path> files;
    if (glob(pattern.c_str(), GLOB_TILDE, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc; ++i)
            files.emplace_back(found.gl_pathv[i]);
    }
    globfree(&found);
    if (files.empty())
        throw InputError(pattern, "no file matches this pattern", "Check the pattern with ls");
    return files;
}

std::vector<path> filesOf(const path& entry)
{
    std::error_code ignored;
    if (isAddress(entry) || std::filesystem::is_regular_file(entry, ignored))
        return {entry};
    if (std::filesystem::is_directory(entry, ignored))
        return filesOfFolder(entry);
    // A file may have a bracket in its name: a pattern is tried only where nothing has that very name.
    if (!std::filesystem::exists(entry, ignored) && entry.native().find_first_of("*?[") != std::string::npos)
        return filesOfPattern(entry);
    return {entry};
}

}  // namespace

std::vector<path> sourceFiles(const std::vector<path>& filesFoldersOrGlobs)
{
    std::set<std::tuple<path, path>> files;
    for (const path& entry : filesFoldersOrGlobs) {
        for (const path& file : filesOf(entry))
            files.emplace(nameOfSource(file), isAddress(file) ? file : file.lexically_normal());
    }
    if (files.empty())
        throw InputError("No file was named. Name a netCDF file, a folder of such files or a pattern.");
    std::vector<path> sorted;
    for (const auto& [name, file] : files)
        sorted.push_back(file);
    return sorted;
}

}  // namespace shamal
