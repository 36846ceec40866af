#include "io/file_probe.h"

#include "fields/error.h"
#include "fields/resources.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <string>

namespace shamal {

namespace {

/// The names as the probe's standard input: in memory, so that nobody has to keep writing. -1 on failure.
int listOf(const std::vector<std::filesystem::path>& files)
{
    std::string names;
    for (const std::filesystem::path& file : files)
        names.append(file.native()).push_back('\0');
    const int list = memfd_create("files", MFD_CLOEXEC);
    if (list >= 0 && pwrite(list, names.data(), names.size(), 0) != static_cast<ssize_t>(names.size())) {
        close(list);
        return -1;
    }
    return list;
}

/// posix_spawn rather than fork: the window has threads, and locks of theirs would stay held in a copy.
pid_t spawned(const std::filesystem::path& program, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    std::string name = program.string();
    const std::array<char*, 2> arguments{name.data(), nullptr};
    pid_t process = -1;
    if (posix_spawn(&process, name.c_str(), &actions, nullptr, arguments.data(), environ) != 0)
        process = -1;
    posix_spawn_file_actions_destroy(&actions);
    return process;
}

}  // namespace

FileProbe::FileProbe(const std::vector<std::filesystem::path>& files)
{
    const std::filesystem::path program = libraryFolder() / "shamal-probe";
    std::array<int, 2> ends{-1, -1};
    const int list = access(program.c_str(), X_OK) == 0 ? listOf(files) : -1;
    if (list < 0)
        return;
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
        m_process = spawned(program, list, ends[1]);
        m_passed = ends[0];
        close(ends[1]);
    }
    close(list);
}

FileProbe::~FileProbe()
{
    if (m_passed >= 0)
        close(m_passed);
    if (m_process < 0)
        return;
    kill(m_process, SIGKILL);
    while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) {
    }
}

void FileProbe::await(const std::filesystem::path& file)
{
    if (m_process < 0)
        return;
    char passed = 0;
    ssize_t got = 0;
    do {
        got = read(m_passed, &passed, 1);
    } while (got < 0 && errno == EINTR);
    // One that is damaged in any way is not opened here: it would leave the library in disorder.
    if (got != 1 || passed != '.')
        throw InputError(file, "the file is truncated or damaged: the netCDF library cannot read its header",
                         "Fetch or copy the file again; it should open with ncdump");
}

}  // namespace shamal
