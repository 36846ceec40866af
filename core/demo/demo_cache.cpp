#include "demo/nature_recipe.h"
#include "demo/nature_run.h"
#include "fields/error.h"
#include "fields/resources.h"

#include <fmt/format.h>

#include <random>
#include <system_error>

namespace shamal {

namespace {

namespace fs = std::filesystem;

std::string dated(Date date)
{
    return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

/// The default world by recipe and seed; others by all that makes them different.
fs::path cachedFolder(const DemoWorldOptions& options)
{
    const DemoWorldOptions usual;
    std::string name = fmt::format("demo-world-v{}-{}", recipe::kRecipeVersion, options.seed);
    if (options.fineDays != usual.fineDays || options.spinUpDays != usual.spinUpDays ||
        options.coarseFirst != usual.coarseFirst || options.fineFirst != usual.fineFirst)
        name += fmt::format("-{}-{}-{}-{}", dated(options.coarseFirst), dated(options.fineFirst),
                            options.fineDays, options.spinUpDays);
    return cacheFolder() / name;
}

bool isComplete(const DemoWorldFiles& files)
{
    std::error_code ignored;
    return fs::is_regular_file(files.coarse, ignored) && fs::is_regular_file(files.fine, ignored) &&
           fs::is_regular_file(files.elevation, ignored);
}

/// A folder that is gone when this goes out of scope, unless it was renamed.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const fs::path& target)
        : m_path(fs::path(target) += fmt::format(".part-{:08x}", std::random_device{}()))
    {
        std::error_code error;
        fs::create_directories(m_path, error);
        if (error)
            throw OutputError(m_path, "the folder could not be made (" + error.message() + ")",
                              "Check free space and permissions, or set XDG_CACHE_HOME to another folder");
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

}  // namespace

DemoWorldFiles cachedDemoWorld(const DemoWorldOptions& options, const Progress& progress,
                               std::stop_token stop)
{
    const fs::path folder = cachedFolder(options);
    DemoWorldFiles files = demoWorldFilesIn(folder);
    if (isComplete(files))
        return files;

    const TemporaryFolder temporary(folder);
    makeDemoWorld(temporary.path(), options, progress, std::move(stop));
    std::error_code error;
    fs::rename(temporary.path(), folder, error);  // a folder replaces an empty folder only
    if (error && !isComplete(files)) {
        // What stands there lost a file to somebody; ours is whole.
        fs::remove_all(folder, error);
        fs::rename(temporary.path(), folder, error);
    }
    if (error && !isComplete(files))
        throw OutputError(folder, "the demo world could not be put there (" + error.message() + ")",
                          "Remove the folder and try again");
    return files;
}

DemoWorldFiles cachedDemoWorld(const Progress& progress, std::stop_token stop)
{
    return cachedDemoWorld(DemoWorldOptions{}, progress, std::move(stop));
}

bool demoWorldIsCached(const DemoWorldOptions& options)
{
    return isComplete(demoWorldFilesIn(cachedFolder(options)));
}

}  // namespace shamal
