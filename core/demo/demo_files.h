#pragma once
#include "fields/grid.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace shamal {

using FileAttributes = std::vector<std::pair<std::string, std::string>>;

/// A file of daily dust optical depths in the layout of GMAO's products.
struct DailyFile {
    std::filesystem::path shownAs;  ///< what errors call the file
    Grid grid;
    std::chrono::sys_days first;
    std::uint64_t seed = 1;
    FileAttributes attributes;  ///< Title, ShortName, ...; what says that the data are synthetic is added
};

/// Writes DUEXTTAU(time, lat, lon) day by day at the memory of one day.
/// Every call throws OutputError when netCDF does.
class DailyFileWriter {
public:
    DailyFileWriter(const std::filesystem::path& path, const DailyFile& file);
    ~DailyFileWriter();
    DailyFileWriter(const DailyFileWriter&) = delete;
    DailyFileWriter& operator=(const DailyFileWriter&) = delete;

    /// The next day, row-major, first row southernmost. Values are rounded to 12 bits of mantissa, as GMAO's
    /// own files are.
    void append(std::span<const float> values);
    void close();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Writes elevation(lat, lon), m. Errors call the file `shownAs`.
void writeElevationFile(const std::filesystem::path& path, const std::filesystem::path& shownAs,
                        const Grid& grid, std::span<const float> altitude, std::uint64_t seed);

}  // namespace shamal
