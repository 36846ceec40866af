#include "demo/nature_recipe.h"
#include "demo/nature_run.h"
#include "fields/error.h"
#include "fields/resources.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <chrono>
#include <optional>
#include <random>
#include <system_error>

namespace shamal {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderPrefix = "demo-world-";
constexpr const char* kPartInfix = ".part-";

std::string dated(Date date)
{
    return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

/// The default worlds by recipe, area and seed; others by all that makes them different.
fs::path cachedFolder(const DemoWorldOptions& options)
{
    const DemoWorldOptions usual;
    std::string name =
        fmt::format("{}v{}-{}-{}", kFolderPrefix, recipe::kRecipeVersion, nameOf(options.area), options.seed);
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

/// A lock on a folder, let go of when its process ends, however it ends.
class FolderLock {
public:
    explicit FolderLock(const fs::path& folder)
        : m_descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
          m_held(m_descriptor >= 0 && flock(m_descriptor, LOCK_EX | LOCK_NB) == 0)
    {
    }
    ~FolderLock()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    bool held() const { return m_held; }

private:
    int m_descriptor;
    bool m_held;
};

/// Removes what processes that were killed left half made: nobody holds its lock. A young folder may be about
/// to be locked.
void removeAbandonedParts(const fs::path& cache)
{
    std::error_code ignored;
    const auto young = fs::file_time_type::clock::now() - std::chrono::minutes(1);
    for (const fs::directory_entry& entry : fs::directory_iterator(cache, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(kFolderPrefix) && name.find(kPartInfix) != std::string::npos &&
            entry.is_directory(ignored) && entry.last_write_time(ignored) < young &&
            FolderLock(entry.path()).held())
            fs::remove_all(entry.path(), ignored);
    }
}

/// Makes a folder that is gone when this goes out of scope, unless it was renamed.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const fs::path& target)
        : m_path(fs::path(target) += fmt::format("{}{:08x}", kPartInfix, std::random_device{}()))
    {
        std::error_code error;
        fs::create_directories(m_path, error);
        if (error)
            throw OutputError(m_path, "the folder could not be made (" + error.message() + ")",
                              "Check free space and permissions, or set XDG_CACHE_HOME to another folder");
        m_lock.emplace(m_path);
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
    std::optional<FolderLock> m_lock;  // tells others that this process lives
};

}  // namespace

DemoWorldFiles cachedDemoWorld(const DemoWorldOptions& options, const Progress& progress,
                               std::stop_token stop)
{
    removeAbandonedParts(cacheFolder());
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
