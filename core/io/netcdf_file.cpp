#include "io/netcdf_file.h"

#include "fields/error.h"
#include "io/classic_file_size.h"
#include "io/netcdf_lock.h"
#include "io/opendap_address.h"
#include "io/opendap_connection.h"
#include "io/opendap_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <hdf5.h>
#include <netcdf.h>
#include <netcdf_filter.h>

#include <unistd.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

namespace shamal {

namespace {

constexpr const char* kDamagedRemedy = "Fetch or copy the file again; it should open with ncdump";

/// First bytes of netCDF classic ("CDF" and a version) and of HDF5, which netCDF-4 is.
bool looksLikeNetcdf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::array<char, 8> magic{};
    file.read(magic.data(), magic.size());
    const std::string_view head(magic.data(), static_cast<std::size_t>(file.gcount()));
    return head.starts_with("CDF") || head == std::string_view("\x89HDF\r\n\x1a\n", 8);
}

/// The faults that netCDF-C would report only as a number, or not at all.
void requireReadableFile(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        throw InputError(path, "there is no such file", "Check the path");
    if (std::filesystem::is_directory(path, ignored))
        throw InputError(path, "this is a folder, not a file", "Name a netCDF file in it");
    if (access(path.c_str(), R_OK) != 0)
        throw InputError(path, "no permission to read the file",
                         "Ask its owner for read permission, or copy it");
    if (std::filesystem::file_size(path, ignored) == 0)
        throw InputError(path, "the file is empty", kDamagedRemedy);
    if (!looksLikeNetcdf(path))
        throw InputError(path, "this is not a netCDF file", "Choose a netCDF file (.nc, .nc4, .cdf)");
    // netCDF-C reads zeros past the end of a cut classic file without complaint.
    const auto expected = classicFileSize(path);
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    if (expected && size < *expected)
        throw InputError(path, fmt::format("the file is truncated: {} bytes of {}", size, *expected),
                         kDamagedRemedy);
}

std::string withoutTrailingBlanks(std::string text)
{
    const std::size_t end = text.find_last_not_of(std::string_view(" \t\r\n\0", 5));
    text.resize(end == std::string::npos ? 0 : end + 1);
    return text;
}

}  // namespace

bool NetcdfVariable::isNumeric() const
{
    return type != NC_CHAR && type >= NC_BYTE && type <= NC_UINT64;
}

NetcdfFile::NetcdfFile(std::filesystem::path path) : m_path(std::move(path))
{
    if (isRemote()) {
        m_connection = std::make_unique<OpendapConnection>(m_path);
        m_connection->requireDescription();
    } else {
        requireReadableFile(m_path);
    }
    const NetcdfLock lock;
    const int status = nc_open(m_path.c_str(), NC_NOWRITE, &m_id);
    if (status == NC_NOERR) {
        try {
            addVariables(m_id, {});
            nameVariables();
        } catch (...) {
            nc_close(m_id);
            throw;
        }
        return;
    }
    if (isRemote())
        throw InputError(m_path,
                         fmt::format("the server did not describe its data ({})", nc_strerror(status)),
                         "Try again later; the address should open with ncdump -h");
    throw InputError(m_path, fmt::format("the file is truncated or damaged ({})", nc_strerror(status)),
                     kDamagedRemedy);
}

NetcdfFile::~NetcdfFile()
{
    const NetcdfLock lock;
    nc_close(m_id);
}

bool NetcdfFile::isRemote() const
{
    return isAddress(m_path);
}

void NetcdfFile::check(int status, const std::string& doing) const
{
    if (status == NC_NOERR)
        return;
    if (isRemote())
        throw InputError(m_path, fmt::format("the server failed: {} ({})", doing, nc_strerror(status)),
                         "Try again later, or ask for less");
    throw InputError(m_path, fmt::format("the file is damaged: {} failed ({})", doing, nc_strerror(status)),
                     kDamagedRemedy);
}

/// Values of DAP2 are fetched and checked here, without the lock; netCDF-C takes an answer cut short for
/// whole. False for addresses that only netCDF-C understands.
bool NetcdfFile::readByDap2(const NetcdfVariable& variable, std::span<const std::size_t> start,
                            std::span<const std::size_t> count, auto values) const
{
    const OpendapAddress address = opendapAddress(m_path);
    if (address.isDap4() || address.isOtherProtocol())
        return false;
    const auto constraint = hyperslabConstraint(address.constraint, variable, start, count);
    if (!constraint)
        return false;
    decodeValues(m_connection->data(*constraint), variable, m_path, values);
    return true;
}

NetcdfVariable NetcdfFile::describe(Place place) const
{
    std::array<char, NC_MAX_NAME + 1> name{};
    NetcdfVariable variable;
    int rank = 0;
    check(nc_inq_varndims(place.group, place.variable, &rank), "reading its variables");
    variable.dimensions.resize(static_cast<std::size_t>(rank));
    check(nc_inq_var(place.group, place.variable, name.data(), &variable.type, nullptr,
                     variable.dimensions.data(), nullptr),
          "reading its variables");
    variable.ownName = name.data();
    for (const int dimension : variable.dimensions) {
        std::size_t length = 0;
        check(nc_inq_dimlen(place.group, dimension, &length), "reading its dimensions");
        variable.lengths.push_back(length);
    }
    return variable;
}

void NetcdfFile::addVariables(int group, const std::string& path)
{
    int count = 0;
    check(nc_inq_nvars(group, &count), "reading its variables");
    for (int id = 0; id < count; ++id) {
        NetcdfVariable variable = describe({group, id});
        variable.id = static_cast<int>(m_variables.size());
        variable.group = path;
        m_variables.push_back(std::move(variable));
        m_places.push_back({group, id});
    }
    int inner = 0;
    check(nc_inq_grps(group, &inner, nullptr), "reading its groups");
    std::vector<int> groups(static_cast<std::size_t>(inner));
    check(nc_inq_grps(group, &inner, groups.data()), "reading its groups");
    for (const int next : groups) {
        std::array<char, NC_MAX_NAME + 1> name{};
        check(nc_inq_grpname(next, name.data()), "reading its groups");
        addVariables(next, path + name.data() + "/");
    }
}

void NetcdfFile::nameVariables()
{
    std::map<std::string, int> named;
    for (const NetcdfVariable& variable : m_variables)
        ++named[variable.ownName];
    for (NetcdfVariable& variable : m_variables)
        variable.name = named[variable.ownName] > 1 ? variable.group + variable.ownName : variable.ownName;
}

NetcdfFile::Place NetcdfFile::placeOf(int variable) const
{
    return variable == kGlobalAttributes ? Place{m_id, NC_GLOBAL}
                                         : m_places.at(static_cast<std::size_t>(variable));
}

std::optional<NetcdfVariable> NetcdfFile::variableNear(const NetcdfVariable& from,
                                                       const std::string& name) const
{
    std::string group = name.starts_with("/") ? std::string() : from.group;
    const std::string rest = name.starts_with("/") ? name.substr(1) : name;
    while (true) {
        for (const NetcdfVariable& variable : m_variables) {
            if (variable.group + variable.ownName == group + rest)
                return variable;
        }
        if (group.empty())
            return std::nullopt;
        group.pop_back();
        const std::size_t outer = group.rfind('/');
        group.resize(outer == std::string::npos ? 0 : outer + 1);
    }
}

std::string NetcdfFile::dimensionName(int dimension) const
{
    const NetcdfLock lock;
    std::array<char, NC_MAX_NAME + 1> name{};
    check(nc_inq_dimname(m_id, dimension, name.data()), "reading its dimensions");
    return name.data();
}

std::string NetcdfFile::text(int variable, const std::string& attribute) const
{
    const NetcdfLock lock;
    const auto [group, id] = placeOf(variable);
    nc_type type = 0;
    std::size_t length = 0;
    if (nc_inq_att(group, id, attribute.c_str(), &type, &length) != NC_NOERR || length == 0)
        return {};
    if (type == NC_CHAR) {
        std::string text(length, '\0');
        check(nc_get_att_text(group, id, attribute.c_str(), text.data()), "reading attribute " + attribute);
        return withoutTrailingBlanks(std::move(text));
    }
    if (type != NC_STRING)
        return {};
    std::vector<char*> strings(length);
    check(nc_get_att_string(group, id, attribute.c_str(), strings.data()), "reading attribute " + attribute);
    std::string text = strings.front() != nullptr ? strings.front() : "";
    nc_free_string(length, strings.data());
    return withoutTrailingBlanks(std::move(text));
}

NumericAttribute NetcdfFile::numbers(int variable, const std::string& attribute) const
{
    const NetcdfLock lock;
    const auto [group, id] = placeOf(variable);
    nc_type type = 0;
    std::size_t length = 0;
    if (nc_inq_att(group, id, attribute.c_str(), &type, &length) != NC_NOERR || type == NC_CHAR ||
        type == NC_STRING || type > NC_MAX_ATOMIC_TYPE)
        return {};
    NumericAttribute numbers{type, std::vector<double>(length)};
    check(nc_get_att_double(group, id, attribute.c_str(), numbers.values.data()),
          "reading attribute " + attribute);
    return numbers;
}

std::vector<double> NetcdfFile::values(const NetcdfVariable& variable) const
{
    // Two centuries of minutes. An HDF5 file may promise any length and store nothing.
    constexpr std::size_t kMost = 100'000'000;
    std::size_t count = 1;
    for (const std::size_t length : variable.lengths) {
        if (length > kMost / std::max<std::size_t>(1, count))
            throw InputError(m_path,
                             fmt::format("the coordinate {} is said to have {} values", variable.name,
                                         fmt::join(variable.lengths, " x ")),
                             kDamagedRemedy);
        count *= length;
    }
    std::vector<double> values(count);
    const std::vector<std::size_t> start(variable.lengths.size());
    if (!values.empty())
        read(variable, start, variable.lengths, values);
    return values;
}

void NetcdfFile::checkFilters(int status, const NetcdfVariable& variable) const
{
    if (status != NC_ENOFILTER && status != NC_EFILTER)
        return;
    const auto [group, id] = placeOf(variable.id);
    std::size_t count = 0;
    nc_inq_var_filter_ids(group, id, &count, nullptr);
    std::vector<unsigned> filters(count);
    if (count > 0)
        nc_inq_var_filter_ids(group, id, &count, filters.data());
    std::erase_if(filters, [](unsigned filter) { return H5Zfilter_avail(static_cast<int>(filter)) > 0; });
    if (filters.empty())
        return;
    throw InputError(
        m_path,
        fmt::format("variable {} is compressed with HDF5 filter {}, which is not installed here",
                    variable.name, fmt::join(filters, " and ")),
        "Install its plugin for HDF5 and set HDF5_PLUGIN_PATH, or repack the file where it can be "
        "read: nccopy -F none IN OUT");
}

void NetcdfFile::read(const NetcdfVariable& variable, std::span<const std::size_t> start,
                      std::span<const std::size_t> count, std::span<double> values) const
{
    if (m_connection && readByDap2(variable, start, count, values))
        return;
    const NetcdfLock lock;
    const auto [group, id] = placeOf(variable.id);
    const int status = nc_get_vara_double(group, id, start.data(), count.data(), values.data());
    checkFilters(status, variable);
    check(status, "reading variable " + variable.name);
}

void NetcdfFile::read(const NetcdfVariable& variable, std::span<const std::size_t> start,
                      std::span<const std::size_t> count, std::span<float> values) const
{
    if (m_connection && readByDap2(variable, start, count, values))
        return;
    const NetcdfLock lock;
    const auto [group, id] = placeOf(variable.id);
    const int status = nc_get_vara_float(group, id, start.data(), count.data(), values.data());
    checkFilters(status, variable);
    check(status, "reading variable " + variable.name);
}

std::size_t NetcdfFile::valueBytes(const NetcdfVariable& variable) const
{
    const NetcdfLock lock;
    std::size_t bytes = 0;
    check(nc_inq_type(m_id, variable.type, nullptr, &bytes), "reading its variables");
    // DAP2 sends 16-bit integers as 32 bits (XDR); DAP4 sends all as stored.
    return bytes == 2 && isRemote() && !opendapAddress(m_path).isDap4() ? 4 : bytes;
}

}  // namespace shamal
