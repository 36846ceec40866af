#pragma once
#include "downscale/day_inputs.h"
#include "fields/field_series.h"

#include <optional>

namespace shamal {

/// The maps of a model of the published profile: elevation (metres; the shipped terrain without) min-max
/// scaled over the grid, latitude and longitude as METHOD.md scales them (section 4). Fields are in 0 .. 1,
/// so a history day without fine field is made up of that day's coarse field, and what is missing there by
/// 0.5.
FittedMaps publishedMaps(const Grid& grid, const std::optional<FieldSeries>& elevation);

}  // namespace shamal
