#include "io/netcdf_target.h"

#include "fields/error.h"
#include "io/netcdf_lock.h"

#include <fmt/format.h>
#include <netcdf.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace shamal {

static_assert(NetcdfTarget::kUnlimited == NC_UNLIMITED && NetcdfTarget::kGlobal == NC_GLOBAL);

NetcdfTarget::NetcdfTarget(const std::filesystem::path& file, std::filesystem::path shownAs)
    : m_shownAs(std::move(shownAs))
{
    const NetcdfLock lock;
    check(nc_create(file.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &m_id), "creating the file");
}

std::unique_ptr<NetcdfTarget> NetcdfTarget::reopen(const std::filesystem::path& file,
                                                   std::filesystem::path shownAs)
{
    std::unique_ptr<NetcdfTarget> target(new NetcdfTarget(std::move(shownAs)));
    const NetcdfLock lock;
    target->check(nc_open(file.c_str(), NC_WRITE, &target->m_id), "opening the file to go on with it");
    return target;
}

NetcdfTarget::~NetcdfTarget()
{
    const NetcdfLock lock;
    if (m_id >= 0)
        nc_close(m_id);
}

void NetcdfTarget::check(int status, const char* doing) const
{
    if (status == NC_NOERR)
        return;
    // HDF5 keeps the cause to itself; on a write failure it is most often the disk.
    const bool ofSystem = status > 0;
    throw OutputError(
        m_shownAs,
        fmt::format("{} failed ({})", doing, ofSystem ? std::strerror(status) : nc_strerror(status)),
        "Check that the disk has room and the folder can be written");
}

int NetcdfTarget::dimension(const std::string& name, std::size_t length)
{
    const NetcdfLock lock;
    int id = -1;
    check(nc_def_dim(m_id, name.c_str(), length, &id), "defining a dimension");
    return id;
}

int NetcdfTarget::growingDimension(const std::string& name)
{
    return dimension(name, NC_UNLIMITED);
}

int NetcdfTarget::variable(const std::string& name) const
{
    const NetcdfLock lock;
    int id = -1;
    check(nc_inq_varid(m_id, name.c_str(), &id), "looking up a variable");
    return id;
}

int NetcdfTarget::doubles(const std::string& name, const std::vector<int>& dimensions)
{
    const NetcdfLock lock;
    int id = -1;
    check(nc_def_var(m_id, name.c_str(), NC_DOUBLE, static_cast<int>(dimensions.size()), dimensions.data(),
                     &id),
          "defining a coordinate");
    // CF: coordinates have no missing values, so no fill value either.
    check(nc_def_var_fill(m_id, id, NC_NOFILL, nullptr), "defining a coordinate");
    return id;
}

int NetcdfTarget::integers(const std::string& name, const std::vector<int>& dimensions)
{
    const NetcdfLock lock;
    int id = -1;
    check(nc_def_var(m_id, name.c_str(), NC_INT, static_cast<int>(dimensions.size()), dimensions.data(), &id),
          "defining a coordinate");
    check(nc_def_var_fill(m_id, id, NC_NOFILL, nullptr), "defining a coordinate");
    return id;
}

int NetcdfTarget::floats(const std::string& name, const std::vector<int>& dimensions,
                         const std::vector<std::size_t>& chunks, float fill, int deflateLevel)
{
    const NetcdfLock lock;
    int id = -1;
    check(
        nc_def_var(m_id, name.c_str(), NC_FLOAT, static_cast<int>(dimensions.size()), dimensions.data(), &id),
        "defining a variable");
    check(nc_def_var_chunking(m_id, id, NC_CHUNKED, chunks.data()), "defining a variable");
    check(nc_def_var_deflate(m_id, id, 1, 1, deflateLevel), "defining a variable");
    check(nc_def_var_fill(m_id, id, NC_FILL, &fill), "defining a variable");
    return id;
}

void NetcdfTarget::attribute(int variable, const std::string& name, const std::string& text)
{
    const NetcdfLock lock;
    check(nc_put_att_text(m_id, variable, name.c_str(), text.size(), text.data()), "writing an attribute");
}

void NetcdfTarget::attribute(int variable, const std::string& name, int value)
{
    const NetcdfLock lock;
    check(nc_put_att_int(m_id, variable, name.c_str(), NC_INT, 1, &value), "writing an attribute");
}

void NetcdfTarget::attribute(int variable, const std::string& name, float value)
{
    const NetcdfLock lock;
    check(nc_put_att_float(m_id, variable, name.c_str(), NC_FLOAT, 1, &value), "writing an attribute");
}

void NetcdfTarget::attribute(int variable, const std::string& name, double value)
{
    const NetcdfLock lock;
    check(nc_put_att_double(m_id, variable, name.c_str(), NC_DOUBLE, 1, &value), "writing an attribute");
}

void NetcdfTarget::write(int variable, std::span<const double> values)
{
    const NetcdfLock lock;
    check(nc_put_var_double(m_id, variable, values.data()), "writing");
}

void NetcdfTarget::write(int variable, std::span<const int> values)
{
    const NetcdfLock lock;
    check(nc_put_var_int(m_id, variable, values.data()), "writing");
}

void NetcdfTarget::write(int variable, std::size_t at, int value)
{
    const NetcdfLock lock;
    check(nc_put_var1_int(m_id, variable, &at, &value), "writing");
}

void NetcdfTarget::write(int variable, std::span<const std::size_t> start, std::span<const std::size_t> count,
                         std::span<const float> values)
{
    const NetcdfLock lock;
    check(nc_put_vara_float(m_id, variable, start.data(), count.data(), values.data()), "writing");
}

void NetcdfTarget::write(int variable, std::span<const std::size_t> start, std::span<const std::size_t> count,
                         std::span<const double> values)
{
    const NetcdfLock lock;
    check(nc_put_vara_double(m_id, variable, start.data(), count.data(), values.data()), "writing");
}

void NetcdfTarget::flush()
{
    const NetcdfLock lock;
    check(nc_sync(m_id), "writing");
}

void NetcdfTarget::finish()
{
    const NetcdfLock lock;
    check(nc_sync(m_id), "writing");
    check(nc_close(std::exchange(m_id, -1)), "closing the file");
}

}  // namespace shamal
