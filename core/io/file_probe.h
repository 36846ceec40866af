#pragma once
#include <sys/types.h>
#include <filesystem>
#include <vector>

namespace shamal {

/// Opens files in a process of its own (shamal-probe) ahead of this one, which so survives damaged HDF5 files
/// that crash or hang the library or leave it in disorder. One process for all files of a series, which runs
/// beside the caller.
class FileProbe {
public:
    /// Starts at once. Where the program is not installed, every file passes.
    explicit FileProbe(const std::vector<std::filesystem::path>& files);
    ~FileProbe();
    FileProbe(const FileProbe&) = delete;
    FileProbe& operator=(const FileProbe&) = delete;

    /// To be called for each of the files in their order: returns when the probe is past this one; throws
    /// InputError when it is damaged HDF5 or the probe did not survive it.
    void await(const std::filesystem::path& file);

private:
    pid_t m_process = -1;  ///< -1: none
    int m_passed = -1;     ///< a byte can be read here for each file
};

}  // namespace shamal
