#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shamal {

/// What a source looks like to the downscaling: the long coarse record or the short fine one.
enum class SourceRole { Coarse, Fine, Other };
std::string_view nameOf(SourceRole role);  ///< "coarse", "fine", "other"

struct SourceRoleGuess {
    SourceRole role = SourceRole::Other;
    std::string reason;  ///< one sentence: "0.5 x 0.625 degree spacing and the title name MERRA-2"
};

/// A gridded variable, told without reading its values.
struct VariableInfo {
    FieldMetadata metadata;
    Grid grid;              ///< whole grid, axes ascending
    std::string levelName;  ///< empty without a level dimension
    std::string levelUnits;
    std::vector<double> levels;  ///< empty without a level dimension
    bool hasTime = false;
    std::size_t valueBytes = 4;  ///< of one value as stored; at an address, as sent
};

/// A break in an otherwise regular series: steps missing between two dates.
struct TimeGap {
    TimeStep before;
    TimeStep after;
    std::int64_t missingSteps = 0;
};

/// Steps that two files of a series both hold (or one twice).
struct RepeatedSteps {
    std::filesystem::path kept, dropped;
    TimeStep first, last;
    std::size_t count = 0;
};

struct ReadRequest {
    std::string variable;
    std::optional<LatLonBox> window;          ///< whole grid without; may cross any seam
    std::optional<Date> firstDate, lastDate;  ///< both included
    /// Average sub-daily steps, weighted by their time bounds where there are any, at the memory of one day.
    bool dailyMeans = false;
    std::size_t level = 0;  ///< index into VariableInfo::levels
};

/// One file, a list, a folder or a glob of netCDF files, or OPeNDAP addresses, seen as one series in time
/// order. Only metadata and time axes are read on opening; read() touches only the window and dates asked
/// for. Repeated times: the file later in the list of sorted names wins. Copies share the open description,
/// no file stays open between calls.
class Dataset {
public:
    /// Throws InputError naming file, fault and remedy: not netCDF, truncated, no permission, no gridded
    /// variable, nothing matched, grids that differ between files, an unknown calendar or time unit. For an
    /// address also: unknown host, server that cannot be reached or does not answer in time, login needed, no
    /// such data, not an OPeNDAP server.
    static Dataset open(const std::vector<std::filesystem::path>& filesFoldersOrGlobs);
    static Dataset open(const std::filesystem::path& fileFolderOrGlob);

    const std::vector<VariableInfo>& variables() const;
    const VariableInfo& variable(
        const std::string& name) const;          ///< throws InputError listing the names there are
    const std::vector<TimeStep>& steps() const;  ///< empty when there is no time dimension
    Calendar calendar() const;
    double stepSeconds() const;  ///< most common step; 0 with fewer than two steps
    std::vector<TimeGap> gaps() const;
    /// Days that sub-daily steps do not cover whole, as read() with dailyMeans gives them.
    std::vector<TimeStep> incompleteDays() const;
    const std::vector<RepeatedSteps>& repeatedSteps() const;
    const std::vector<std::filesystem::path>& files() const;  ///< in time order
    const std::string& title() const;  ///< what to call it: product name, or the file's or folder's name
    bool isRemote() const;             ///< read from an OPeNDAP address
    SourceRoleGuess role() const;
    const std::string& history() const;  ///< attribute `history` of the first file; empty without
    bool synthetic() const;              ///< made by the demo world (global attribute `synthetic`)

    /// Bytes that read() would take from disk (before decompression) or from the server. NetCDF-C has the
    /// variables of a DAP4 address ("...#dap4") sent whole whatever is asked for. Throws as read() does.
    std::uintmax_t bytesToRead(const ReadRequest& request) const;

    /// Missing, fill and out-of-valid-range values become NaN; scale_factor and add_offset applied. No time
    /// dimension: one step. Throws InputError also when window or dates leave nothing, telling what the data
    /// cover. Addresses are read in blocks of at most 4 MB, between which progress is told and stopping
    /// works.
    FieldSeries read(const ReadRequest& request, const Progress& progress = {},
                     std::stop_token stop = {}) const;

private:
    struct Description;
    explicit Dataset(std::shared_ptr<const Description> description);
    std::shared_ptr<const Description> m_description;
};

}  // namespace shamal
