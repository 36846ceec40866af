#pragma once
#include "fields/calendar.h"
#include "fields/field_series.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace shamal {

/// A CF time unit, "<unit> since <date> [<time> [<zone>]]", resolved in a calendar.
struct TimeUnits {
    double unitSeconds = 1.0;
    double referenceSeconds = 0.0;  ///< of the reference date, from 1970-01-01 00:00 of the same calendar
};

/// Own parsing instead of UDUNITS-2, which knows the mixed Gregorian calendar alone. Months and years are
/// taken only where the calendar gives them one length (360_day; years also in 365_day and 366_day). Throws
/// InputError naming `file` for an unknown unit or a date the calendar does not have.
TimeUnits timeUnitsFromText(std::string_view text, Calendar calendar, const std::filesystem::path& file);

/// Whole seconds from 1970-01-01 00:00 of the calendar: hours stored as a binary fraction of a day do not
/// come out exact. Throws InputError naming `file` when `value` is missing or out of all proportion.
std::int64_t secondsOf(double value, const TimeUnits& units, const std::filesystem::path& file);

std::int64_t secondsOf(const TimeStep& step, Calendar calendar);
TimeStep stepAt(std::int64_t seconds, Calendar calendar);

}  // namespace shamal
