#pragma once
#include "fields/field_series.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace shamal {

/// One variable to write; all variables of a file share grid, calendar and steps (timeless ones have no
/// steps).
struct OutputVariable {
    FieldSeries series;
    std::string cellMethods;  ///< CF cell_methods; empty for none
    /// Further members of the ensemble whose first is `series`, alike in name, grid and steps. With them the
    /// variable has a dimension `realization` after time, numbered from 1; all ensembles of a file have the
    /// same number of members.
    std::vector<FieldSeries> furtherMembers = {};
};

struct OutputFile {
    std::vector<OutputVariable> variables;
    std::string title;
    std::string source;  ///< CF `source`: how the data were made
    std::string
        historyLine;  ///< what was done, put before `sourceHistory` with date, time and software version
    std::map<std::string, std::string>
        attributes;                  ///< further global attributes (model id, seed, sampler, ...)
    std::string sourceHistory = {};  ///< the attribute `history` of what was read
};

/// Writes netCDF-4 by CF-1.8: coordinates with bounds, units, calendar; a grid mapping (latitude and
/// longitude on WGS 84, whose outlines of countries maps lay over it); time in "days since" with daily bounds
/// for daily means; _FillValue; deflate and shuffle. Written beside the target and renamed when whole. Throws
/// OutputError (no permission, disk full, ...) and leaves what stood at `path` untouched.
void writeCf(const std::filesystem::path& path, const OutputFile& file);

class NetcdfTarget;

/// A file like writeCf()'s that grows along time, for runs too long to hold: every append() is on the disk
/// when it returns. It is written in place; who wants it whole or not at all renames it after finish().
/// Errors as of writeCf(), told of `shownAs`.
class GrowingCfFile {
public:
    /// Makes `path`, which must not exist, with the variables and the first steps of `first` (daily).
    static GrowingCfFile create(const std::filesystem::path& path, const std::filesystem::path& shownAs,
                                const OutputFile& first);
    /// Goes on with a file made by create(). Throws InputError when it is no such file.
    static GrowingCfFile reopen(const std::filesystem::path& path, const std::filesystem::path& shownAs);
    GrowingCfFile(GrowingCfFile&&) noexcept;
    GrowingCfFile& operator=(GrowingCfFile&&) noexcept;
    ~GrowingCfFile();

    /// Later days of the variables it was made with, on the same grid.
    void append(const OutputFile& more);
    void setAttribute(const std::string& name, const std::string& text);
    void finish();

private:
    GrowingCfFile(std::unique_ptr<NetcdfTarget> target, std::filesystem::path shownAs, Date firstDate,
                  std::size_t steps);
    void writeSteps(const OutputFile& file);

    std::unique_ptr<NetcdfTarget> m_target;
    std::filesystem::path m_shownAs;
    Date m_firstDate;
    std::size_t m_steps;
};

}  // namespace shamal
