#pragma once
#include <mutex>

namespace shamal {

/// Held around every call of netCDF-C and HDF5. netCDF-C keeps one table of open files and one chunk cache
/// for the whole process without any locking, so two threads may not even read two different files at the
/// same time. Taking it also silences HDF5's printing of its error stack, which HDF5 keeps for each thread
/// apart.
class NetcdfLock {
public:
    NetcdfLock();

private:
    std::unique_lock<std::mutex> m_lock;
};

}  // namespace shamal
