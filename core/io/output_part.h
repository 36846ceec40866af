#pragma once
#include "io/cf_writer.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace shamal {

/// Which part of a series to write.
struct OutputPart {
    Season season = Season::All;
    std::optional<Date> firstDate, lastDate;  ///< both included
    std::optional<LatLonBox> window;          ///< whole grid without
};

/// Throws InputError when nothing is left, telling what there is.
FieldSeries partOf(const FieldSeries& series, const OutputPart& part);
/// Bytes of its values before compression, without making it; 0 when nothing is left. No steps: timeless.
std::uintmax_t bytesOfPart(const Grid& grid, std::span<const TimeStep> steps, const OutputPart& part);
std::uintmax_t bytesOfPart(const FieldSeries& series, const OutputPart& part);

}  // namespace shamal
