#pragma once
#include "fields/field_series.h"

#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// Nearest: value of the cell whose centre is closest. Bilinear: of the four centres around; outside the
/// outermost centres but inside the cells it continues with the border value; NaN outside the source cells,
/// and NaN where a centre with weight is missing. Conservative: mean over the cell by area, as
/// ConservativeRegridder says.
enum class RegridMethod { Nearest, Bilinear, Conservative };

/// Values of one field (row-major on `from`) in the cells of `to`. Longitudes are matched modulo 360.
std::vector<float> regrid(std::span<const float> values, const Grid& from, const Grid& to,
                          RegridMethod method);
/// The same for every step.
FieldSeries regrid(const FieldSeries& series, const Grid& to, RegridMethod method);

/// Per cell of `to`, row-major: the cell of `from` that RegridMethod::Nearest takes; from.cells() where it is
/// outside them.
std::vector<std::size_t> nearestCells(const Grid& from, const Grid& to);

}  // namespace shamal
