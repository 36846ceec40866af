#include "io/atomic_file.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <ios>
#include <new>
#include <system_error>

namespace shamal {

namespace {

using std::filesystem::path;

/// Hidden and unique among processes and threads, in the target's folder: a rename works within one file
/// system only.
path temporaryBeside(const path& target)
{
    static std::atomic<unsigned> counter{0};
    const std::string name =
        fmt::format(".{}.{}-{}{}", target.stem().string(), getpid(), ++counter, target.extension().string());
    return target.parent_path() / name;
}

/// Some file systems report a full disk only now.
void flushToDisk(const path& temporary, const path& target)
{
    const int descriptor = open(temporary.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throw OutputError(target, "nothing was written", "Check the disk");
    const int fault = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    // Some file systems cannot flush a single file; that is no fault of the contents.
    if (fault != 0 && fault != EINVAL && fault != EROFS)
        throw OutputError(target, fmt::format("the disk did not take the file ({})", std::strerror(fault)),
                          "Make room on the disk or choose another folder");
}

class RemovedUnlessKept {
public:
    explicit RemovedUnlessKept(path file) : m_file(std::move(file)) {}
    ~RemovedUnlessKept()
    {
        std::error_code ignored;
        if (!m_kept)
            std::filesystem::remove(m_file, ignored);
    }
    RemovedUnlessKept(const RemovedUnlessKept&) = delete;
    RemovedUnlessKept& operator=(const RemovedUnlessKept&) = delete;
    void keep() { m_kept = true; }

private:
    path m_file;
    bool m_kept = false;
};

}  // namespace

void requireWritableFolder(const path& target)
{
    const path folder = target.has_parent_path() ? target.parent_path() : path(".");
    std::error_code ignored;
    if (!target.has_filename())
        throw OutputError(target, "this names a folder, not a file", "Add a file name");
    if (!std::filesystem::exists(folder, ignored))
        throw OutputError(target, "its folder does not exist", "Create the folder or choose another");
    if (!std::filesystem::is_directory(folder, ignored))
        throw OutputError(target, fmt::format("{} is a file, not a folder", folder.string()),
                          "Choose another folder");
    if (std::filesystem::is_directory(target, ignored))
        throw OutputError(target, "a folder of that name is in the way", "Choose another file name");
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        throw OutputError(target, fmt::format("its folder cannot be written ({})", std::strerror(errno)),
                          "Choose a folder of your own");
}

void writeAtomically(const path& target, const std::function<void(const path& temporary)>& write)
{
    requireWritableFolder(target);
    const path temporary = temporaryBeside(target);
    RemovedUnlessKept guard(temporary);
    try {
        write(temporary);
        flushToDisk(temporary, target);
        std::filesystem::rename(temporary, target);
    } catch (const std::system_error& error) {  // of <filesystem> and of streams
        throw OutputError(target, fmt::format("writing failed ({})", error.code().message()),
                          "Check the disk and the permissions of the folder");
    }
    guard.keep();
}

}  // namespace shamal
