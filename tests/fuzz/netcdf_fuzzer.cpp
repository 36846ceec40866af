// Reads arbitrary bytes as a netCDF file, the way the window does: opens, describes, reads every variable.
// Only InputError may come of it. packaging/fuzz builds and runs it.
#include "fields/error.h"
#include "io/dataset.h"

#include <unistd.h>
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>

using namespace shamal;

namespace {

/// Read whole below this; a header may well promise more, and truthfully.
constexpr std::size_t kSmall = 1U << 20U;

/// Files are what users bring. packaging/fuzz sets TMPDIR to a folder in memory, which a descriptor of
/// memfd_create() is not to HDF5: it resolves the links of /proc.
std::filesystem::path fileOf(const std::uint8_t* bytes, std::size_t size)
{
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fuzz-" + std::to_string(getpid()) + ".nc");
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    file.close();
    if (!file)
        std::abort();
    return path;
}

void readAll(const Dataset& dataset, const VariableInfo& variable)
{
    ReadRequest request;
    request.variable = variable.metadata.name;
    request.level = variable.levels.empty() ? 0 : variable.levels.size() - 1;
    const std::size_t fields = variable.hasTime ? dataset.steps().size() : 1;
    if (fields <= kSmall && variable.grid.cells() <= kSmall / fields) {
        dataset.read(request);
        request.dailyMeans = true;
        dataset.read(request);
    }
    // The cell in the middle on the first day, and what lies one degree around it.
    const LatLon middle = variable.grid.centre(variable.grid.rows() / 2, variable.grid.columns() / 2);
    request.window = LatLonBox{middle.latitude - 1.0, middle.latitude + 1.0, middle.longitude - 1.0,
                               middle.longitude + 1.0};
    if (variable.hasTime)
        request.firstDate = request.lastDate = dataset.steps().front().date;
    dataset.read(request);
}

}  // namespace

/// Both libraries keep tables for the process (property lists, the list of formats, libcurl's and libxml2's
/// state); HDF5 forgets what it has allocated when opening fails halfway.
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libhdf5_serial.so\nleak:libnetcdf.so\n";
}

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t most);

/// HDF5 is a web of offsets: a byte more or less anywhere and nothing is found any more. It is damaged in
/// place, a few bytes here and there.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t most,
                                               unsigned seed)
{
    constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
    if (size <= kSignature.size() ||
        !std::equal(kSignature.begin(), kSignature.end(), reinterpret_cast<const char*>(bytes)))
        return LLVMFuzzerMutate(bytes, size, most);
    std::minstd_rand random(seed);
    for (auto places = 1 + random() % 4; places > 0; --places) {
        const std::size_t at = kSignature.size() + random() % (size - kSignature.size());
        const std::size_t width = std::min<std::size_t>(size - at, 1U << random() % 4);
        LLVMFuzzerMutate(bytes + at, width, width);
    }
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    try {
        const Dataset dataset = Dataset::open(fileOf(bytes, size));
        dataset.gaps();
        dataset.role();
        for (const VariableInfo& variable : dataset.variables()) {
            try {
                readAll(dataset, variable);
            } catch (const InputError&) {
                continue;
            }
        }
    } catch (const InputError&) {
        return 0;
    }
    return 0;
}
