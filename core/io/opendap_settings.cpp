#include "io/opendap_settings.h"

#include "fields/error.h"
#include "fields/resources.h"
#include "io/netcdf_lock.h"

#include <netcdf.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string_view>

namespace shamal {

namespace {

namespace fs = std::filesystem;

/// Time for one answer. Values come in blocks of some MB, which slow lines need a while for.
constexpr const char* kTimeoutSeconds = "300";
constexpr const char* kConnectTimeoutSeconds = "20";

/// netCDF-C's table of settings. 4.9.0 has no public function for it (later ones have nc_rc_set); its own two
/// are taken by name, and only in the version whose arguments they are known for.
struct SettingsTable {
    using Lookup = char* (*)(const char* key, const char* hostPort, const char* path);
    using Insert = int (*)(const char* key, const char* value, const char* hostPort, const char* path);
    Lookup lookup = nullptr;
    Insert insert = nullptr;

    bool isKnown() const { return lookup != nullptr && insert != nullptr; }
};

/// Needs the lock.
SettingsTable settingsTable()
{
    if (!std::string_view(nc_inq_libvers()).starts_with("4.9.0") || nc_initialize() != NC_NOERR)
        return {};
    return {reinterpret_cast<SettingsTable::Lookup>(dlsym(RTLD_DEFAULT, "NC_rclookup")),
            reinterpret_cast<SettingsTable::Insert>(dlsym(RTLD_DEFAULT, "NC_rcfile_insert"))};
}

std::string lookedUp(const SettingsTable& table, const std::string& key, const OpendapAddress& address)
{
    const char* value = table.lookup(key.c_str(), address.hostPort.c_str(), address.path().c_str());
    return value == nullptr ? std::string() : value;
}

/// Empty without one.
std::string loginFile()
{
    const char* home = std::getenv("HOME");
    const fs::path file = fs::path(home == nullptr ? "" : home) / ".netrc";
    return access(file.c_str(), R_OK) == 0 ? file.string() : std::string();
}

/// Cookies are worth a login: only their owner may read them. Empty when no folder can be written.
std::string cookieJar()
{
    try {
        const fs::path jar = cacheFolder() / "opendap-cookies";
        const int file = ::open(jar.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
        if (file < 0)
            return {};
        ::close(file);
        return jar.string();
    } catch (const OutputError&) {
        return {};
    }
}

}  // namespace

void completeOpendapSettings(const OpendapAddress& address)
{
    const std::string login = loginFile();
    const std::string jar = cookieJar();
    const NetcdfLock lock;
    const SettingsTable table = settingsTable();
    if (!table.isKnown())
        return;
    const auto complete = [&](std::initializer_list<const char*> names, const std::string& value) {
        const bool isSet = std::any_of(names.begin(), names.end(), [&](const char* name) {
            return !lookedUp(table, name, address).empty();
        });
        if (!isSet && !value.empty())
            table.insert(*names.begin(), value.c_str(), nullptr, nullptr);
    };
    complete({"HTTP.NETRC"}, login);
    complete({"HTTP.COOKIEJAR", "HTTP.COOKIE_JAR", "HTTP.COOKIEFILE", "HTTP.COOKIE_FILE"}, jar);
    complete({"HTTP.TIMEOUT"}, kTimeoutSeconds);
    complete({"HTTP.CONNECTTIMEOUT"}, kConnectTimeoutSeconds);
}

std::optional<std::string> opendapSetting(const std::string& key, const OpendapAddress& address)
{
    const NetcdfLock lock;
    const SettingsTable table = settingsTable();
    if (!table.isKnown())
        return std::nullopt;
    std::string value = lookedUp(table, key, address);
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

}  // namespace shamal
