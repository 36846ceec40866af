#pragma once
#include "io/output_part.h"
#include "session/session.h"

#include <cstdint>

enum class NetcdfContent { Downscaled, Coarse, Fine };

/// What to write of what is open.
struct NetcdfSelection {
    NetcdfContent content = NetcdfContent::Downscaled;
    /// Both included; all days without.
    std::optional<shamal::Date> firstDate = std::nullopt, lastDate = std::nullopt;
    bool regionOnly = false;             ///< else all cells there are
    bool spread = true, members = true;  ///< beside the mean of downscaled days
};

/// First and last day of it; nothing when it is not there.
std::optional<std::pair<shamal::Date, shamal::Date>> daysOf(const Session& session, NetcdfContent content);

/// Coarse and fine: days of the session's season. Throws InputError when that content is not there, or
/// nothing of it is left.
shamal::OutputFile netcdfFile(const Session& session, const NetcdfSelection& selection);
/// The region whose cells alone are wanted, where it is no rectangle: that file is the box round it.
std::optional<shamal::Region> shapeOf(const Session& session, const NetcdfSelection& selection);
/// Makes the cells outside it missing; copies all values.
void keepInside(shamal::OutputFile& file, const shamal::Region& region);

/// Bytes before compression; 0 when nothing is left.
std::uintmax_t netcdfBytes(const Session& session, const NetcdfSelection& selection);
