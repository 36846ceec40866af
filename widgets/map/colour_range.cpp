#include "map/colour_range.h"

#include "map/cell_image.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double kDecadesBelow = 3.0;  // of a floor that has to be made up
constexpr double kNarrowest = 0.05;    // of the bar's length: an end is not dragged over the other

double ranked(std::vector<float>& values, double percent)
{
    const double last = static_cast<double>(values.size() - 1);
    const auto rank =
        static_cast<std::ptrdiff_t>(std::lround(std::clamp(percent, 0.0, 100.0) / 100.0 * last));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

/// Data are floats: nothing lies between ends that are closer.
bool wideEnough(double minimum, double maximum)
{
    return std::isfinite(minimum) && std::isfinite(maximum) &&
           maximum - minimum > 1e-6 * std::max(std::abs(minimum), std::abs(maximum));
}

ColourScale ranged(const ColourScale& scale, double minimum, double maximum)
{
    return withRange(scale, minimum, maximum).value_or(scale);
}

}  // namespace

std::optional<std::pair<double, double>> percentiles(std::span<const float> values, double low, double high)
{
    std::vector<float> finite;
    finite.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite),
                 [](float value) { return std::isfinite(value); });
    if (finite.empty())
        return std::nullopt;
    const double minimum = ranked(finite, low);
    return std::pair{minimum, ranked(finite, high)};
}

std::vector<float> valuesWithin(const MapField& field, const shamal::LatLonBox& box)
{
    std::vector<std::size_t> columns;
    const auto& longitudes = field.grid.longitudes();
    for (std::size_t column = 0; column < longitudes.size(); ++column) {
        if (eastOf(box.west, longitudes[column]) <= box.east)
            columns.push_back(column);
    }
    std::vector<float> values;
    const auto& latitudes = field.grid.latitudes();
    for (std::size_t row = 0; row < latitudes.size(); ++row) {
        if (latitudes[row] < box.south || latitudes[row] > box.north)
            continue;
        for (const std::size_t column : columns) {
            if (const float value = field.values[row * longitudes.size() + column]; std::isfinite(value))
                values.push_back(value);
        }
    }
    return values;
}

std::optional<ColourScale> withRange(ColourScale scale, double minimum, double maximum)
{
    if (scale.centred) {
        maximum = std::max(std::abs(minimum), std::abs(maximum));
        minimum = -maximum;
    } else if (scale.kind == ColourScale::Kind::Log10 && minimum <= 0.0) {
        minimum = maximum * std::pow(10.0, -kDecadesBelow);
    }
    if (!wideEnough(minimum, maximum))
        return std::nullopt;
    scale.minimum = minimum;
    scale.maximum = maximum;
    return scale;
}

std::optional<ColourScale> withKind(ColourScale scale, ColourScale::Kind kind)
{
    scale.kind = kind;
    if (kind == ColourScale::Kind::Log10)
        scale.centred = false;
    const double furthest = std::max(std::abs(scale.minimum), std::abs(scale.maximum));
    if (kind == ColourScale::Kind::SymmetricLog && !(scale.threshold > 0.0 && scale.threshold < furthest))
        scale.threshold = std::pow(10.0, std::floor(std::log10(furthest)) - 1.0);
    return withRange(scale, scale.minimum, scale.maximum);
}

ColourScale shifted(const ColourScale& scale, double by)
{
    if (scale.centred)
        return scale;
    return ranged(scale, scale.valueAt(by), scale.valueAt(1.0 + by));
}

ColourScale minimumMoved(const ColourScale& scale, double by)
{
    const double most = (scale.centred ? 0.5 : 1.0) - kNarrowest;
    const double minimum = scale.valueAt(std::min(by, most));
    return ranged(scale, minimum, scale.centred ? -minimum : scale.maximum);
}

ColourScale maximumMoved(const ColourScale& scale, double by)
{
    const double most = (scale.centred ? 0.5 : 1.0) - kNarrowest;
    const double maximum = scale.valueAt(1.0 + std::max(by, -most));
    return ranged(scale, scale.centred ? -maximum : scale.minimum, maximum);
}

ColourScale widened(const ColourScale& scale, double factor, double about)
{
    const double fixed = scale.centred ? 0.5 : about;
    return ranged(scale, scale.valueAt(fixed - factor * fixed),
                  scale.valueAt(fixed + factor * (1.0 - fixed)));
}
