#include "map/cell_image.h"

#include "map/colour_table.h"

#include <algorithm>
#include <cmath>
#include <span>

QImage cellImage(const MapField& field, const ColourScale& scale)
{
    const int columns = static_cast<int>(field.grid.columns());
    const int rows = static_cast<int>(field.grid.rows());
    QImage image(columns, rows, QImage::Format_RGBA8888);
    const ColourTable table(scale);
    for (int row = 0; row < rows; ++row) {
        const auto first = static_cast<std::size_t>(row) * field.grid.columns();
        table.paint(std::span(field.values).subspan(first, field.grid.columns()),
                    reinterpret_cast<ColourTable::Pixel*>(image.scanLine(row)));
    }
    return image;
}

ValueRange valueRange(const MapField& field)
{
    ValueRange range;
    for (const float value : field.values) {
        if (!std::isfinite(value)) {
            range.missing = true;
        } else if (range.minimum > range.maximum) {
            range.minimum = range.maximum = value;
        } else {
            range.minimum = std::min<double>(range.minimum, value);
            range.maximum = std::max<double>(range.maximum, value);
        }
    }
    return range;
}

std::vector<std::size_t> evenStretches(const std::vector<double>& edges)
{
    constexpr double kTolerance = 0.01;
    std::vector<std::size_t> breaks;
    for (std::size_t from = 0; from + 1 < edges.size();) {
        breaks.push_back(from);
        const double step = edges[from + 1] - edges[from];
        std::size_t to = from + 1;
        while (to + 1 < edges.size()) {
            const double expected = edges[from] + static_cast<double>(to + 1 - from) * step;
            if (std::abs(edges[to + 1] - expected) > kTolerance * step)
                break;
            ++to;
        }
        from = to;
    }
    breaks.push_back(edges.size() - 1);
    return breaks;
}
