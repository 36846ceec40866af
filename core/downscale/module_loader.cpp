#include "downscale/downscaler.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <cstdlib>

namespace shamal {

namespace {

constexpr const char* kModuleFile = "libshamal_downscale.so";

/// SHAMAL_MODULE, else beside the core library (build tree and installation alike).
std::filesystem::path modulePath()
{
    if (const char* path = std::getenv("SHAMAL_MODULE"); path != nullptr && *path != '\0')
        return path;
    Dl_info here{};
    if (dladdr(reinterpret_cast<const void*>(&makeDownscaler), &here) == 0 || here.dli_fname == nullptr)
        return kModuleFile;
    return std::filesystem::path(here.dli_fname).parent_path() / kModuleFile;
}

using Factory = Downscaler* (*)();

Factory loadFactory()
{
    const std::filesystem::path path = modulePath();
    // Local, because LibTorch's own dependencies (an older Qt among them) must not answer for ours.
    void* module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
        throw InputError(
            path, fmt::format("cannot be loaded: {}", dlerror()),
            "Install LibTorch and Shamal's downscaling module, or set SHAMAL_MODULE to where it is");
    void* symbol = dlsym(module, "shamalMakeDownscaler");
    if (symbol == nullptr)
        throw InputError(path, "is not Shamal's downscaling module",
                         "Set SHAMAL_MODULE to the module of this version");
    return reinterpret_cast<Factory>(symbol);
}

}  // namespace

std::unique_ptr<Downscaler> makeDownscaler()
{
    // Loaded once and never unloaded: LibTorch's threads outlive any object. A failed load is tried again the
    // next time.
    static const Factory factory = loadFactory();
    return std::unique_ptr<Downscaler>(factory());
}

}  // namespace shamal
