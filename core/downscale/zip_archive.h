#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace shamal {

/// A zip file opened for reading. Entries are read into memory by name; nothing is ever unpacked to disk, so
/// what an entry's name says of folders has no effect.
class ZipArchive {
public:
    /// Throws InputError when the file cannot be opened or is no zip file.
    explicit ZipArchive(std::filesystem::path file);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    std::vector<std::string> names() const;

    /// The content of an entry of at most `mostBytes`, its CRC-32 checked. Throws InputError when there is no
    /// such entry, when it is longer (told before anything is unpacked), encrypted or damaged.
    std::vector<std::uint8_t> read(const std::string& name, std::uint64_t mostBytes) const;

private:
    struct Handle;
    std::filesystem::path m_file;
    std::unique_ptr<Handle> m_handle;
};

}  // namespace shamal
