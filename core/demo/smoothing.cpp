#include "demo/smoothing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace shamal {

namespace {

Raster transposed(const Raster& field)
{
    Raster turned{field.columns, field.rows, std::vector<float>(field.values.size())};
    for (std::size_t row = 0; row < field.rows; ++row)
        for (std::size_t column = 0; column < field.columns; ++column)
            turned.values[column * field.rows + row] = field.at(row, column);
    return turned;
}

std::size_t mirrored(std::ptrdiff_t index, std::size_t count)
{
    const auto size = static_cast<std::ptrdiff_t>(count);
    while (index < 0 || index >= size)
        index = index < 0 ? -index - 1 : 2 * size - index - 1;
    return static_cast<std::size_t>(index);
}

Raster blurredAlongRows(const Raster& field, const std::vector<double>& kernel)
{
    const auto radius = static_cast<std::ptrdiff_t>(kernel.size() - 1);
    Raster result = field;
    for (std::size_t row = 0; row < field.rows; ++row) {
        for (std::size_t column = 0; column < field.columns; ++column) {
            double sum = 0.0;
            for (std::ptrdiff_t offset = -radius; offset <= radius; ++offset)
                sum += kernel[static_cast<std::size_t>(std::abs(offset))] *
                       field.at(row, mirrored(static_cast<std::ptrdiff_t>(column) + offset, field.columns));
            result.values[row * field.columns + column] = static_cast<float>(sum);
        }
    }
    return result;
}

template <typename Choose>
Raster chosenAlongRows(const Raster& field, std::size_t radius, Choose choose)
{
    Raster result = field;
    for (std::size_t row = 0; row < field.rows; ++row) {
        for (std::size_t column = 0; column < field.columns; ++column) {
            const std::size_t first = column > radius ? column - radius : 0;
            const std::size_t last = std::min(column + radius, field.columns - 1);
            float chosen = field.at(row, first);
            for (std::size_t i = first + 1; i <= last; ++i)
                chosen = choose(chosen, field.at(row, i));
            result.values[row * field.columns + column] = chosen;
        }
    }
    return result;
}

template <typename Choose>
Raster chosenNear(const Raster& field, std::size_t radius, Choose choose)
{
    return transposed(chosenAlongRows(transposed(chosenAlongRows(field, radius, choose)), radius, choose));
}

}  // namespace

Raster blurred(const Raster& field, double sigmaCells)
{
    std::vector<double> kernel;
    double sum = 0.0;
    const int radius = static_cast<int>(std::ceil(4.0 * sigmaCells));
    for (int i = 0; i <= radius; ++i) {
        kernel.push_back(std::exp(-0.5 * (i / sigmaCells) * (i / sigmaCells)));
        sum += (i == 0 ? 1.0 : 2.0) * kernel.back();
    }
    for (double& weight : kernel)
        weight /= sum;
    return transposed(blurredAlongRows(transposed(blurredAlongRows(field, kernel)), kernel));
}

Raster lowestNear(const Raster& field, std::size_t radius)
{
    return chosenNear(field, radius, [](float a, float b) { return std::min(a, b); });
}

Raster highestNear(const Raster& field, std::size_t radius)
{
    return chosenNear(field, radius, [](float a, float b) { return std::max(a, b); });
}

Raster smoothNoise(std::size_t rows, std::size_t columns, double sigmaCells, RandomStream& random)
{
    Raster noise{rows, columns, std::vector<float>(rows * columns)};
    for (float& value : noise.values)
        value = static_cast<float>(random.normal());
    noise = blurred(noise, sigmaCells);
    double sum = 0.0, squares = 0.0;
    for (const float value : noise.values) {
        sum += value;
        squares += static_cast<double>(value) * value;
    }
    const double mean = sum / static_cast<double>(noise.values.size());
    const double deviation = std::sqrt(squares / static_cast<double>(noise.values.size()) - mean * mean);
    for (float& value : noise.values)
        value = static_cast<float>((value - mean) / deviation);
    return noise;
}

}  // namespace shamal
