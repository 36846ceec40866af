#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace shamal {

/// CF calendars. Standard is the mixed Gregorian/Julian one (Julian before 1582-10-15).
enum class Calendar { Standard, ProlepticGregorian, Julian, NoLeap, AllLeap, Day360 };

/// From the CF attribute's spelling (any case; "gregorian", "365_day", "noleap", ...). Throws InputError for
/// others.
Calendar calendarFromName(std::string_view name);
std::string_view nameOf(Calendar calendar);

struct Date {
    int year = 1970;
    int month = 1;  ///< 1..12
    int day = 1;    ///< 1..31
    auto operator<=>(const Date&) const = default;
};

std::string toString(Date date);             ///< ISO 8601, "2006-07-14"
Date dateFromString(std::string_view text);  ///< of "YYYY-MM-DD"; throws InputError

/// Days from 1970-01-01 of the same calendar; negative before. dateOfDay() is the inverse.
std::int64_t dayNumber(Date date, Calendar calendar);
Date dateOfDay(std::int64_t day, Calendar calendar);
int dayOfYear(Date date, Calendar calendar);  ///< 1..366
bool isValid(Date date, Calendar calendar);

/// Meteorological seasons; All is every day.
enum class Season { All, DJF, MAM, JJA, SON };
bool contains(Season season, Date date);
std::string_view nameOf(Season season);        ///< "all", "DJF", ...
Season seasonFromName(std::string_view name);  ///< throws InputError

}  // namespace shamal
