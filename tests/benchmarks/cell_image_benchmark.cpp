// Time to colour the cells of a map: what each change of palette, range or scale costs before it is drawn.

#include <fmt/format.h>

#include <cmath>
#include <ctime>
#include <limits>
#include <random>

#include "map/cell_image.h"

namespace {

MapField skewedField(std::size_t rows, std::size_t columns)
{
    MapField field;
    field.grid = shamal::Grid::regular(-89.0, 170.0 / static_cast<double>(rows), rows, -180.0,
                                       359.0 / static_cast<double>(columns), columns);
    std::mt19937 random(20060714);
    std::normal_distribution<float> normal(-0.7F, 0.5F);
    for (std::size_t i = 0; i < rows * columns; ++i)
        field.values.push_back(std::pow(10.0F, normal(random)));
    return field;
}

/// The least of five, in seconds of the processor: the machine may be shared.
double processorMilliseconds(const MapField& field, const ColourScale& scale)
{
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 5; ++i) {
        const std::clock_t start = std::clock();
        cellImage(field, scale);
        best = std::min(best, 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

}  // namespace

int main()
{
    const std::pair<const char*, ColourScale> scales[] = {
        {"linear", {.minimum = 0.0, .maximum = 2.0}},
        {"linear, 12 classes", {.minimum = 0.0, .maximum = 2.0, .steps = 12}},
        {"log10", {.kind = ColourScale::Kind::Log10, .minimum = 0.01, .maximum = 3.0}},
        {"symmetric log",
         {.kind = ColourScale::Kind::SymmetricLog, .minimum = -3.0, .maximum = 3.0, .threshold = 0.05}},
    };
    const std::pair<std::size_t, std::size_t> sizes[] = {{228, 322}, {2881, 5760}};
    for (const auto& [rows, columns] : sizes) {
        const MapField field = skewedField(rows, columns);
        for (const auto& [name, scale] : scales) {
            const double milliseconds = processorMilliseconds(field, scale);
            fmt::print("{} x {} cells, {}: {:.2f} ms, {:.2f} ns/cell\n", rows, columns, name, milliseconds,
                       1e6 * milliseconds / static_cast<double>(rows * columns));
        }
    }
    return 0;
}
