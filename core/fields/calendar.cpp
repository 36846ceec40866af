#include "fields/calendar.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace shamal {

namespace {

constexpr std::array<int, 13> kDaysBefore{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
constexpr Date kGregorianStart{1582, 10, 15};

bool isLeap(int year, Calendar calendar)
{
    switch (calendar) {
        case Calendar::NoLeap:
            return false;
        case Calendar::AllLeap:
            return true;
        case Calendar::Julian:
            return year % 4 == 0;
        case Calendar::Standard:
            if (year < kGregorianStart.year)
                return year % 4 == 0;
            [[fallthrough]];
        case Calendar::ProlepticGregorian:
            return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        case Calendar::Day360:
            return false;
    }
    return false;
}

int daysInMonth(int year, int month, Calendar calendar)
{
    if (calendar == Calendar::Day360)
        return 30;
    constexpr std::array<int, 13> kDays{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return kDays[static_cast<std::size_t>(month)] + (month == 2 && isLeap(year, calendar) ? 1 : 0);
}

std::int64_t floorDivide(std::int64_t a, std::int64_t b)
{
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

/// Day counts from 0000-03-01, so that the leap day ends the year (after H. Hinnant's chrono algorithms).
std::int64_t gregorianFromMarch(Date date)
{
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floorDivide(year, 400);
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
}

std::int64_t julianFromMarch(Date date)
{
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return floorDivide(year * 1461, 4) + dayOfYear;
}

Date dateFromMarch(std::int64_t year, std::int64_t dayOfYear)
{
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const int day = static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1);
    const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    return {static_cast<int>(year + (month <= 2 ? 1 : 0)), month, day};
}

Date gregorianDate(std::int64_t fromMarch)
{
    const std::int64_t era = floorDivide(fromMarch, 146097);
    const std::int64_t dayOfEra = fromMarch - era * 146097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    return dateFromMarch(yearOfEra + era * 400,
                         dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100));
}

Date julianDate(std::int64_t fromMarch)
{
    const std::int64_t cycle = floorDivide(fromMarch, 1461);
    const std::int64_t dayOfCycle = fromMarch - cycle * 1461;
    const std::int64_t yearOfCycle = std::min<std::int64_t>(dayOfCycle / 365, 3);
    return dateFromMarch(cycle * 4 + yearOfCycle, dayOfCycle - yearOfCycle * 365);
}

/// 1970-01-01 counted from March 0000 of the same calendar.
constexpr std::int64_t kGregorianEpoch = 719468;
/// The same day's name in the Julian calendar is 1969-12-19: thirteen days apart; a Julian series counts from
/// its own 1970-01-01.
const std::int64_t kJulianEpoch = julianFromMarch({1970, 1, 1});
/// Julian count of the day that bears the Gregorian name 1970-01-01.
const std::int64_t kJulianOfGregorianEpoch = julianFromMarch({1969, 12, 19});

std::int64_t fixedYearDay(Date date, int daysPerYear, Calendar calendar)
{
    return static_cast<std::int64_t>(date.year - 1970) * daysPerYear + dayOfYear(date, calendar) - 1;
}

Date fixedYearDate(std::int64_t day, int daysPerYear, Calendar calendar)
{
    const std::int64_t years = floorDivide(day, daysPerYear);
    int rest = static_cast<int>(day - years * daysPerYear);
    const int year = static_cast<int>(years) + 1970;
    int month = 1;
    while (rest >= daysInMonth(year, month, calendar)) {
        rest -= daysInMonth(year, month, calendar);
        ++month;
    }
    return {year, month, rest + 1};
}

}  // namespace

Calendar calendarFromName(std::string_view name)
{
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower.empty() || lower == "standard" || lower == "gregorian")
        return Calendar::Standard;
    if (lower == "proleptic_gregorian")
        return Calendar::ProlepticGregorian;
    if (lower == "julian")
        return Calendar::Julian;
    if (lower == "noleap" || lower == "365_day")
        return Calendar::NoLeap;
    if (lower == "all_leap" || lower == "366_day")
        return Calendar::AllLeap;
    if (lower == "360_day")
        return Calendar::Day360;
    throw InputError(
        fmt::format("Unknown calendar \"{}\". Known are standard, gregorian, proleptic_gregorian, julian, "
                    "365_day, noleap, 366_day, all_leap and 360_day.",
                    name));
}

std::string_view nameOf(Calendar calendar)
{
    switch (calendar) {
        case Calendar::Standard:
            return "standard";
        case Calendar::ProlepticGregorian:
            return "proleptic_gregorian";
        case Calendar::Julian:
            return "julian";
        case Calendar::NoLeap:
            return "365_day";
        case Calendar::AllLeap:
            return "366_day";
        case Calendar::Day360:
            return "360_day";
    }
    return "standard";
}

std::string toString(Date date)
{
    return fmt::format("{:04d}-{:02d}-{:02d}", date.year, date.month, date.day);
}

Date dateFromString(std::string_view text)
{
    Date date;
    const auto number = [&](std::size_t from, std::size_t length, int& value) {
        const char* first = text.data() + from;
        const auto [end, fault] = std::from_chars(first, first + length, value);
        return fault == std::errc() && end == first + length;
    };
    const bool good = text.size() == 10 && text[4] == '-' && text[7] == '-' && number(0, 4, date.year) &&
                      number(5, 2, date.month) && number(8, 2, date.day) && date.month >= 1 &&
                      date.month <= 12 && date.day >= 1 && date.day <= 31;
    if (!good)
        throw InputError(
            fmt::format("\"{}\" is no date. Dates are written YYYY-MM-DD, as 2006-07-14.", text));
    return date;
}

std::int64_t dayNumber(Date date, Calendar calendar)
{
    switch (calendar) {
        case Calendar::NoLeap:
            return fixedYearDay(date, 365, calendar);
        case Calendar::AllLeap:
            return fixedYearDay(date, 366, calendar);
        case Calendar::Day360:
            return fixedYearDay(date, 360, calendar);
        case Calendar::Julian:
            return julianFromMarch(date) - kJulianEpoch;
        case Calendar::Standard:
            if (date < kGregorianStart)
                return julianFromMarch(date) - kJulianOfGregorianEpoch;
            [[fallthrough]];
        case Calendar::ProlepticGregorian:
            return gregorianFromMarch(date) - kGregorianEpoch;
    }
    return 0;
}

Date dateOfDay(std::int64_t day, Calendar calendar)
{
    switch (calendar) {
        case Calendar::NoLeap:
            return fixedYearDate(day, 365, calendar);
        case Calendar::AllLeap:
            return fixedYearDate(day, 366, calendar);
        case Calendar::Day360:
            return fixedYearDate(day, 360, calendar);
        case Calendar::Julian:
            return julianDate(day + kJulianEpoch);
        case Calendar::Standard:
            if (day < gregorianFromMarch(kGregorianStart) - kGregorianEpoch)
                return julianDate(day + kJulianOfGregorianEpoch);
            [[fallthrough]];
        case Calendar::ProlepticGregorian:
            return gregorianDate(day + kGregorianEpoch);
    }
    return {};
}

int dayOfYear(Date date, Calendar calendar)
{
    if (calendar == Calendar::Day360)
        return (date.month - 1) * 30 + date.day;
    const int leapDay = date.month > 2 && isLeap(date.year, calendar) ? 1 : 0;
    return kDaysBefore[static_cast<std::size_t>(date.month)] + date.day + leapDay;
}

bool isValid(Date date, Calendar calendar)
{
    return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= daysInMonth(date.year, date.month, calendar);
}

bool contains(Season season, Date date)
{
    switch (season) {
        case Season::All:
            return true;
        case Season::DJF:
            return date.month == 12 || date.month <= 2;
        case Season::MAM:
            return date.month >= 3 && date.month <= 5;
        case Season::JJA:
            return date.month >= 6 && date.month <= 8;
        case Season::SON:
            return date.month >= 9 && date.month <= 11;
    }
    return false;
}

std::string_view nameOf(Season season)
{
    switch (season) {
        case Season::All:
            return "all";
        case Season::DJF:
            return "DJF";
        case Season::MAM:
            return "MAM";
        case Season::JJA:
            return "JJA";
        case Season::SON:
            return "SON";
    }
    return "all";
}

Season seasonFromName(std::string_view name)
{
    for (const Season season : {Season::All, Season::DJF, Season::MAM, Season::JJA, Season::SON}) {
        const std::string_view known = nameOf(season);
        const bool same =
            std::equal(name.begin(), name.end(), known.begin(), known.end(), [](char a, char b) {
                return std::tolower(static_cast<unsigned char>(a)) ==
                       std::tolower(static_cast<unsigned char>(b));
            });
        if (same)
            return season;
    }
    throw InputError(fmt::format("Unknown season \"{}\". Seasons are all, DJF, MAM, JJA and SON.", name));
}

}  // namespace shamal
