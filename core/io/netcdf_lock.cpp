#include "io/netcdf_lock.h"

#include <hdf5.h>

namespace shamal {

namespace {
std::mutex& libraryMutex()
{
    static std::mutex mutex;
    return mutex;
}
}  // namespace

NetcdfLock::NetcdfLock() : m_lock(libraryMutex())
{
    // A file that could not be closed (disk full) stays on HDF5's books, and its exit handler crashes on it.
    static const bool exitsQuietly = H5dont_atexit() >= 0;
    static_cast<void>(exitsQuietly);
    // What failed is told by the exception; HDF5 would print pages to stderr even for attributes that are
    // merely absent.
    thread_local const bool silenced = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
    static_cast<void>(silenced);
}

}  // namespace shamal
