#include "io/output_part.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace shamal {

namespace {

bool holds(const OutputPart& part, Date date)
{
    return contains(part.season, date) && (!part.firstDate || date >= *part.firstDate) &&
           (!part.lastDate || date <= *part.lastDate);
}

std::vector<std::size_t> stepsOf(const FieldSeries& series, const OutputPart& part)
{
    std::vector<std::size_t> steps = series.stepsIn(Season::All);
    if (!series.timeless())
        std::erase_if(steps, [&](std::size_t step) { return !holds(part, series.steps()[step].date); });
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
    const FieldSeries chosen = series.select(steps);
    return part.window ? chosen.window(*part.window) : chosen;
}

std::uintmax_t bytesOfPart(const FieldSeries& series, const OutputPart& part)
{
    return bytesOfPart(series.grid(),
                       series.timeless() ? std::span<const TimeStep>() : std::span(series.steps()), part);
}

std::uintmax_t bytesOfPart(const Grid& grid, std::span<const TimeStep> steps, const OutputPart& part)
{
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
    const auto kept = std::count_if(steps.begin(), steps.end(),
                                    [&](const TimeStep& step) { return holds(part, step.date); });
    return (steps.empty() ? 1 : static_cast<std::uintmax_t>(kept)) * rows * columns * sizeof(float);
}

}  // namespace shamal
