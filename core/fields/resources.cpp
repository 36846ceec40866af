#include "fields/resources.h"

#include "fields/error.h"

#include <dlfcn.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace shamal {

namespace fs = std::filesystem;

fs::path libraryFolder()
{
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&softwareVersion), &info) == 0 || info.dli_fname == nullptr)
        return {};
    std::error_code ignored;
    return fs::weakly_canonical(info.dli_fname, ignored).parent_path();
}

const char* softwareVersion()
{
    return SHAMAL_VERSION;
}

fs::path resourcesFolder()
{
    std::vector<fs::path> candidates;
    if (const char* fromEnvironment = std::getenv("SHAMAL_RESOURCES"))
        candidates.emplace_back(fromEnvironment);
    // PREFIX/lib/shamal, PREFIX/lib/ARCHITECTURE/shamal and PREFIX/lib all lead to PREFIX/share/shamal.
    const fs::path library = libraryFolder();
    for (const char* up : {"../share/shamal", "../../share/shamal", "../../../share/shamal"})
        candidates.push_back((library / up).lexically_normal());
    candidates.emplace_back(SHAMAL_SOURCE_RESOURCES_DIR);
    for (const fs::path& candidate : candidates) {
        std::error_code ignored;
        if (fs::is_directory(candidate, ignored))
            return candidate;
    }
    throw InputError(
        fs::path(SHAMAL_SOURCE_RESOURCES_DIR), "the folder of resources does not exist",
        "Install the software again, or set SHAMAL_RESOURCES to the folder resources of its source");
}

fs::path cacheFolder()
{
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    fs::path folder;
    if (cache != nullptr && *cache != '\0')
        folder = cache;
    else if (home != nullptr && *home != '\0')
        folder = fs::path(home) / ".cache";
    else
        folder = fs::temp_directory_path();
    folder /= "shamal";
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (fault)
        throw OutputError(folder, "the cache folder cannot be made (" + fault.message() + ")",
                          "Set XDG_CACHE_HOME to a folder that can be written");
    return folder;
}

}  // namespace shamal
