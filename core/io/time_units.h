#pragma once
#include "fields/calendar.h"
#include "fields/field_series.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace shamal {

/// A CF time unit, "<unit> since <date> [<time> [<zone>]]", resolved in a calendar; or CDO's absolute times,
/// "day as %Y%m%d.%f".
struct TimeUnits {
    double unitSeconds = 1.0;
    double referenceSeconds = 0.0;  ///< of the reference date, from 1970-01-01 00:00 of the same calendar
    bool absolute = false;          ///< values are dates written as a number, 20010131.75
    Calendar calendar = Calendar::Standard;
};

/// Units of time are UDUNITS-2's, and so are the ways to write a date ("2000-1-1 6:00", "20000101T0600Z",
/// "after 2000"); the date itself is counted here, as UDUNITS knows the mixed Gregorian calendar alone.
/// Months and years are taken only where the calendar gives them one length (360_day; years also in 365_day
/// and 366_day): UDUNITS' month of 30.44 days is hardly ever meant. Throws InputError naming `file` for an
/// unknown unit or a date the calendar does not have.
TimeUnits timeUnitsFromText(std::string_view text, Calendar calendar, const std::filesystem::path& file);

/// Whole seconds from 1970-01-01 00:00 of the calendar: hours stored as a binary fraction of a day do not
/// come out exact. Throws InputError naming `file` when `value` is missing or out of all proportion.
std::int64_t secondsOf(double value, const TimeUnits& units, const std::filesystem::path& file);

std::int64_t secondsOf(const TimeStep& step, Calendar calendar);
TimeStep stepAt(std::int64_t seconds, Calendar calendar);

}  // namespace shamal
