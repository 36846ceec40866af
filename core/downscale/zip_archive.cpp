#include "downscale/zip_archive.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <zip.h>

namespace shamal {

namespace {

constexpr const char* kRemedy = "Copy it anew from where it came from";

}  // namespace

struct ZipArchive::Handle {
    zip_t* archive = nullptr;
};

ZipArchive::ZipArchive(std::filesystem::path file)
    : m_file(std::move(file)), m_handle(std::make_unique<Handle>())
{
    int code = 0;
    m_handle->archive = zip_open(m_file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (m_handle->archive != nullptr)
        return;
    if (code == ZIP_ER_NOENT || code == ZIP_ER_OPEN || code == ZIP_ER_READ)
        throw InputError(m_file, "cannot be opened", "Check that it exists and may be read");
    throw InputError(m_file, code == ZIP_ER_NOZIP ? "is not a zip file" : "is a damaged zip file", kRemedy);
}

ZipArchive::~ZipArchive()
{
    zip_discard(m_handle->archive);
}

std::vector<std::string> ZipArchive::names() const
{
    std::vector<std::string> names;
    const zip_int64_t count = zip_get_num_entries(m_handle->archive, 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name = zip_get_name(m_handle->archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        names.emplace_back(name == nullptr ? "" : name);
    }
    return names;
}

std::vector<std::uint8_t> ZipArchive::read(const std::string& name, std::uint64_t mostBytes) const
{
    const auto fault = [&](const std::string& what) {
        return InputError(m_file, fmt::format("its entry '{}' {}", name, what), kRemedy);
    };
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat(m_handle->archive, name.c_str(), 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        throw fault("is missing");
    if (stat.size > mostBytes)
        throw fault(fmt::format("has {} bytes where at most {} are right", stat.size, mostBytes));
    zip_file_t* entry = zip_fopen_index(m_handle->archive, stat.index, 0);
    if (entry == nullptr)
        throw fault("cannot be read: it is encrypted or damaged");
    std::vector<std::uint8_t> bytes(stat.size);
    // The CRC is compared when the end is reached: one read more than there are bytes.
    std::uint8_t beyond = 0;
    const bool whole = zip_fread(entry, bytes.data(), stat.size) == static_cast<zip_int64_t>(stat.size) &&
                       zip_fread(entry, &beyond, 1) == 0;
    zip_fclose(entry);
    if (!whole)
        throw fault("is cut off or damaged");
    return bytes;
}

}  // namespace shamal
