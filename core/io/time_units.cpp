#include "io/time_units.h"

#include "fields/error.h"
#include "fields/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <optional>
#include <regex>
#include <string>

namespace shamal {

namespace {

constexpr double kSecondsPerDay = 86400.0;
constexpr const char* kUnitsRemedy = "It should read like \"days since 2000-01-01 00:00:00\"";

bool isMonth(const std::string& name)
{
    return name == "month" || name == "months";
}

bool isYear(const std::string& name)
{
    return name == "year" || name == "years" || name == "yr" || name == "tropical_year" ||
           name == "tropical_years";
}

/// Days of a month or a year where the calendar gives all of them the same length.
std::optional<double> calendarUnitDays(const std::string& name, Calendar calendar)
{
    const bool month = isMonth(name);
    const bool year = isYear(name);
    if (calendar == Calendar::Day360 && (month || year))
        return month ? 30.0 : 360.0;
    if (year && calendar == Calendar::NoLeap)
        return 365.0;
    if (year && calendar == Calendar::AllLeap)
        return 366.0;
    return std::nullopt;
}

double unitSeconds(const std::string& unit, Calendar calendar, std::string_view text,
                   const std::filesystem::path& file)
{
    std::string name = unit;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (const auto days = calendarUnitDays(name, calendar))
        return *days * kSecondsPerDay;
    if (!isMonth(name) && !isYear(name)) {
        for (const std::string& spelling : {unit, name}) {
            if (const auto seconds = secondsIn(spelling))
                return *seconds;
        }
    }
    throw InputError(
        file,
        fmt::format("the time unit \"{}\" counts in \"{}\", which has no fixed length in the {} calendar or "
                    "is unknown",
                    text, unit, nameOf(calendar)),
        "Known are seconds, minutes, hours, days, weeks and other units of time that UDUNITS has");
}

double numberOr(const std::ssub_match& match, double otherwise)
{
    return match.matched && match.length() > 0 ? std::stod(match.str()) : otherwise;
}

/// Of "+05:30", "-6", "0530"; zero for none, Z, UTC and GMT.
double zoneSeconds(const std::string& zone)
{
    static const std::regex kZone(R"(([+-]?)(\d{1,2}):?(\d{2})?)");
    std::smatch parts;
    if (!std::regex_match(zone, parts, kZone))
        return 0.0;
    const double seconds = 3600.0 * numberOr(parts[2], 0.0) + 60.0 * numberOr(parts[3], 0.0);
    return parts[1] == "-" ? -seconds : seconds;
}

/// Of a date written as a number, 20010131.75; NaN when the calendar has no such date.
double secondsOfDateNumber(double value, Calendar calendar)
{
    const double whole = std::floor(value);
    const auto digits = static_cast<std::int64_t>(whole);
    const Date date{static_cast<int>(digits / 10000), static_cast<int>(digits / 100 % 100),
                    static_cast<int>(digits % 100)};
    if (!isValid(date, calendar))
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(dayNumber(date, calendar)) * kSecondsPerDay + (value - whole) * kSecondsPerDay;
}

}  // namespace

TimeUnits timeUnitsFromText(std::string_view text, Calendar calendar, const std::filesystem::path& file)
{
    static const std::regex kAbsolute(R"(\s*day\s+as\s+%Y%m%d(\.%f)?\s*)", std::regex::icase);
    static const std::regex kSince(R"(\s*(\S+)\s+(?:since|after|from|ref|@)\s+)"
                                   R"((?:([+-]?\d{1,6})-(\d{1,2})(?:-(\d{1,2}))?|(\d{4})(\d{2})(\d{2})|)"
                                   R"(([+-]?\d{1,4})))"
                                   R"((?:(?:T|\s+T?)(?:(\d{2})(\d{2})(\d{2}(?:\.\d*)?)?|)"
                                   R"((\d{1,2})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?)?))?)"
                                   R"(\s*(Z|UTC|GMT|[+-]?\d{1,2}(?::?\d{2})?)?\s*)",
                                   std::regex::icase);
    // Longer ones are no units, and std::regex recurses with every character.
    constexpr std::size_t kLongest = 200;
    if (text.size() > kLongest)
        throw InputError(file, fmt::format("the time unit is a text of {} characters", text.size()),
                         kUnitsRemedy);
    const std::string line(text);
    std::smatch parts;
    if (std::regex_match(line, kAbsolute))
        return {1.0, 0.0, true, calendar};
    if (!std::regex_match(line, parts, kSince))
        throw InputError(file, fmt::format("the time unit \"{}\" is not understood", text), kUnitsRemedy);
    // Of a date with dashes, without, or of a year alone; of a time without colons or with.
    const auto either = [&parts](std::size_t a, std::size_t b, double otherwise) {
        return numberOr(parts[a], numberOr(parts[b], otherwise));
    };
    const int year = static_cast<int>(numberOr(parts[8], either(2, 5, 0.0)));
    const Date reference{year, static_cast<int>(either(3, 6, 1.0)), static_cast<int>(either(4, 7, 1.0))};
    if (!isValid(reference, calendar))
        throw InputError(
            file,
            fmt::format("the time unit \"{}\" counts from a date that the {} calendar does not have", text,
                        nameOf(calendar)),
            "Correct the units attribute of the time axis");
    const double timeOfDay = 3600.0 * either(9, 12, 0.0) + 60.0 * either(10, 13, 0.0) + either(11, 14, 0.0);
    return {unitSeconds(parts[1].str(), calendar, text, file),
            static_cast<double>(dayNumber(reference, calendar)) * kSecondsPerDay + timeOfDay -
                zoneSeconds(parts[15].str()),
            false, calendar};
}

std::int64_t secondsOf(double value, const TimeUnits& units, const std::filesystem::path& file)
{
    // A hundred million years: farther away lie only fill values.
    constexpr double kFarthest = 3e15;
    const bool readable = !units.absolute || (value > 0.0 && value < 1e9);
    const double seconds = !readable        ? std::numeric_limits<double>::quiet_NaN()
                           : units.absolute ? secondsOfDateNumber(value, units.calendar)
                                            : units.referenceSeconds + value * units.unitSeconds;
    if (!std::isfinite(seconds) || std::abs(seconds) > kFarthest)
        throw InputError(file, fmt::format("the time axis holds the value {}, which is no time", value),
                         "Every step needs its time");
    return std::llround(seconds);
}

std::int64_t secondsOf(const TimeStep& step, Calendar calendar)
{
    return dayNumber(step.date, calendar) * 86400 + step.secondOfDay;
}

TimeStep stepAt(std::int64_t seconds, Calendar calendar)
{
    const std::int64_t day = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
    TimeStep step;
    step.date = dateOfDay(day, calendar);
    step.secondOfDay = static_cast<int>(seconds - day * 86400);
    return step;
}

}  // namespace shamal
