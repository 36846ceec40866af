#include "io/time_axis.h"

#include "fields/error.h"
#include "io/coordinate_axes.h"
#include "io/time_units.h"
#include "io/value_decoding.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace shamal {

namespace {

Calendar calendarOf(const NetcdfFile& file, const NetcdfVariable& time)
{
    const std::string name = file.text(time.id, "calendar");
    try {
        return calendarFromName(name);
    } catch (const InputError&) {
        throw InputError(
            file.path(), "the calendar \"" + name + "\" is unknown",
            "Known are standard, gregorian, proleptic_gregorian, julian, 365_day, noleap, 366_day, all_leap "
            "and 360_day");
    }
}

/// GMAO writes the step as the number hhmmss: 10000 is one hour.
std::optional<std::int64_t> gmaoIncrement(const NetcdfFile& file, const NetcdfVariable& time)
{
    const NumericAttribute increment = file.numbers(time.id, "time_increment");
    if (increment.values.size() != 1 || increment.values[0] <= 0.0 || increment.values[0] > 1e9)
        return std::nullopt;
    const auto digits = static_cast<std::int64_t>(increment.values[0]);
    return digits / 10000 * 3600 + digits / 100 % 100 * 60 + digits % 100;
}

/// Takes the middles from the bounds where they hold the label; broken bounds are as good as none.
void useBounds(TimeAxis& axis, const std::vector<double>& bounds, const TimeUnits& units,
               const NetcdfFile& file)
{
    for (std::size_t i = 0; i < axis.label.size(); ++i) {
        if (!std::isfinite(bounds[2 * i]) || !std::isfinite(bounds[2 * i + 1]) ||
            std::max(std::abs(bounds[2 * i]), std::abs(bounds[2 * i + 1])) > 1e15)
            continue;
        const std::int64_t begin = secondsOf(bounds[2 * i], units, file.path());
        const std::int64_t end = secondsOf(bounds[2 * i + 1], units, file.path());
        if (begin >= end || axis.label[i] < begin || axis.label[i] > end)
            continue;
        axis.middle[i] = begin + (end - begin) / 2;
        axis.begin[i] = begin;
        axis.end[i] = end;
        axis.lengthSeconds = end - begin;
    }
}

}  // namespace

TimeAxis readTimeAxis(const NetcdfFile& file, const NetcdfVariable& time)
{
    TimeAxis axis;
    axis.calendar = calendarOf(file, time);
    const TimeUnits units = timeUnitsFromText(file.text(time.id, "units"), axis.calendar, file.path());
    for (const double value : unpackedValues(file, time))
        axis.label.push_back(secondsOf(value, units, file.path()));
    axis.middle = axis.begin = axis.end = axis.label;
    axis.lengthSeconds = gmaoIncrement(file, time);
    if (const auto bounds = boundsOf(file, time)) {
        const std::string own = file.text(bounds->id, "units");
        useBounds(axis, unpackedValues(file, *bounds),
                  own.empty() ? units : timeUnitsFromText(own, axis.calendar, file.path()), file);
    }
    return axis;
}

}  // namespace shamal
