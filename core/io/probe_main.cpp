// shamal-probe: opens the HDF5 files named on standard input (each ends with a NUL) and looks at all that
// opening a data set looks at. Writes one byte per file it got past: "." for a sound one or one that is not
// HDF5, "x" for a damaged one. libhdf5 crashes or hangs on some of these, and then this process ends instead
// of the window.
#include <hdf5.h>
#include <netcdf.h>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// A header is read in milliseconds; a disk that is slow does not count.
constexpr rlim_t kMostSecondsPerFile = 5;
/// An axis, or the bounds of one.
constexpr std::size_t kMostValues = 1'000'000;

bool isHdf5(const std::string& path)
{
    std::array<char, 8> head{};
    std::ifstream(path, std::ios::binary).read(head.data(), head.size());
    return std::string_view(head.data(), head.size()) == std::string_view("\x89HDF\r\n\x1a\n", 8);
}

/// Attributes are read with the first question about them; of data one value, and with it the index of
/// chunks. False when the header is damaged; whether values can be read is for those who need them.
bool lookAt(int file, int variable)
{
    int rank = 0;
    int attributes = 0;
    nc_type type = NC_NAT;
    if (nc_inq_varnatts(file, variable, &attributes) != NC_NOERR ||
        nc_inq_varndims(file, variable, &rank) != NC_NOERR ||
        nc_inq_vartype(file, variable, &type) != NC_NOERR)
        return false;
    if (type < NC_BYTE || type > NC_UINT64 || type == NC_CHAR || rank > NC_MAX_VAR_DIMS)
        return true;
    std::vector<int> dimensions(static_cast<std::size_t>(rank));
    if (nc_inq_vardimid(file, variable, dimensions.data()) != NC_NOERR)
        return false;
    const std::vector<std::size_t> start(dimensions.size());
    std::vector<std::size_t> count;
    std::size_t values = 1;
    for (const int dimension : dimensions) {
        std::size_t length = 0;
        if (nc_inq_dimlen(file, dimension, &length) != NC_NOERR)
            return false;
        if (length == 0)
            return true;
        count.push_back(length);
        values = length > kMostValues ? kMostValues + 1 : std::min(kMostValues + 1, values * length);
    }
    if (rank > 2 || values > kMostValues)
        count.assign(count.size(), 1);
    std::vector<double> read(rank > 2 || values > kMostValues ? 1 : values);
    nc_get_vara_double(file, variable, start.data(), count.data(), read.data());
    return true;
}

bool lookAtGroup(int group)
{
    int count = 0;
    if (nc_inq_natts(group, &count) != NC_NOERR || nc_inq_nvars(group, &count) != NC_NOERR)
        return false;
    for (int variable = 0; variable < count; ++variable) {
        if (!lookAt(group, variable))
            return false;
    }
    if (nc_inq_grps(group, &count, nullptr) != NC_NOERR)
        return false;
    std::vector<int> inner(static_cast<std::size_t>(count));
    return nc_inq_grps(group, &count, inner.data()) == NC_NOERR &&
           std::all_of(inner.begin(), inner.end(), lookAtGroup);
}

bool isSound(const std::string& path)
{
    int file = -1;
    if (nc_open(path.c_str(), NC_NOWRITE, &file) != NC_NOERR)
        return false;
    const bool sound = lookAtGroup(file);
    return nc_close(file) == NC_NOERR && sound;
}

/// More time for one more file: past it the system ends this process.
void allowTime()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    rlimit limit{};
    getrlimit(RLIMIT_CPU, &limit);
    limit.rlim_cur =
        static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + kMostSecondsPerFile;
    setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace

int main()
{
    // libhdf5 frees what it never initialised: harmless in the fresh memory of this process, not in the
    // window's.
    mallopt(M_PERTURB, 0xA5);
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    signal(SIGXCPU, SIG_DFL);  // one that ignored it may have started this process
    const rlimit none{};
    setrlimit(RLIMIT_CORE, &none);
    std::string path;
    while (std::getline(std::cin, path, '\0')) {
        allowTime();
        const char verdict = !isHdf5(path) || isSound(path) ? '.' : 'x';
        if (write(STDOUT_FILENO, &verdict, 1) != 1)
            break;  // nobody waits any more
    }
    std::_Exit(0);  // whatever a damaged file left in the library
}
