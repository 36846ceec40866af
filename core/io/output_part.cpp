#include "io/output_part.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace shamal {

namespace {

std::vector<std::size_t> stepsOf(const FieldSeries& series, const OutputPart& part)
{
    std::vector<std::size_t> steps = series.stepsIn(part.season);
    if (series.timeless())
        return steps;
    std::erase_if(steps, [&](std::size_t step) {
        const Date date = series.steps()[step].date;
        return (part.firstDate && date < *part.firstDate) || (part.lastDate && date > *part.lastDate);
    });
    return steps;
}

}  // namespace

FieldSeries partOf(const FieldSeries& series, const OutputPart& part)
{
    const std::vector<std::size_t> steps = stepsOf(series, part);
    if (steps.empty())
        throw InputError(fmt::format("No day of {} lies in season {} and the days chosen. It has {} to {}.",
                                     series.metadata().name, nameOf(part.season),
                                     toString(series.steps().front().date),
                                     toString(series.steps().back().date)));
    const FieldSeries chosen = steps.size() == series.size() ? series : series.select(steps);
    return part.window ? chosen.window(*part.window) : chosen;
}

std::uintmax_t bytesOfPart(const FieldSeries& series, const OutputPart& part)
{
    const Grid& grid = series.grid();
    std::uintmax_t rows = grid.rows();
    std::uintmax_t columns = grid.columns();
    if (part.window) {
        const LatLonBox& box = *part.window;
        rows = static_cast<std::uintmax_t>(
            std::count_if(grid.latitudes().begin(), grid.latitudes().end(), [&](double latitude) {
                return box.contains({latitude, box.west});
            }));
        columns = static_cast<std::uintmax_t>(
            std::count_if(grid.longitudes().begin(), grid.longitudes().end(), [&](double longitude) {
                return box.contains({box.south, longitude});
            }));
    }
    return stepsOf(series, part).size() * rows * columns * sizeof(float);
}

}  // namespace shamal
