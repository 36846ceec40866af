#pragma once
#include "demo/random_stream.h"

#include <cstddef>
#include <vector>

namespace shamal {

/// A plain field on a model grid, row-major.
struct Raster {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values;

    float at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
};

/// Gaussian blur of the given standard deviation in cells (cut off at four of them), mirrored at the borders.
Raster blurred(const Raster& field, double sigmaCells);
/// Smallest and largest value in a square window of 2 * radius + 1 cells, cut at the borders.
Raster lowestNear(const Raster& field, std::size_t radius);
Raster highestNear(const Raster& field, std::size_t radius);
/// White noise, blurred and scaled to standard deviation 1.
Raster smoothNoise(std::size_t rows, std::size_t columns, double sigmaCells, RandomStream& random);

}  // namespace shamal
