#include "io/time_units.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <regex>
#include <string>

namespace shamal {

namespace {

constexpr double kSecondsPerDay = 86400.0;
constexpr const char* kUnitsRemedy = "It should read like \"days since 2000-01-01 00:00:00\"";

struct NamedUnit {
    std::string_view name;
    double seconds;
};

constexpr std::array<NamedUnit, 25> kUnits{{{"s", 1.0},
                                            {"sec", 1.0},
                                            {"secs", 1.0},
                                            {"second", 1.0},
                                            {"seconds", 1.0},
                                            {"min", 60.0},
                                            {"mins", 60.0},
                                            {"minute", 60.0},
                                            {"minutes", 60.0},
                                            {"h", 3600.0},
                                            {"hr", 3600.0},
                                            {"hrs", 3600.0},
                                            {"hour", 3600.0},
                                            {"hours", 3600.0},
                                            {"d", kSecondsPerDay},
                                            {"day", kSecondsPerDay},
                                            {"days", kSecondsPerDay},
                                            {"week", 7.0 * kSecondsPerDay},
                                            {"weeks", 7.0 * kSecondsPerDay},
                                            {"ms", 1e-3},
                                            {"msec", 1e-3},
                                            {"millisecond", 1e-3},
                                            {"milliseconds", 1e-3},
                                            {"microseconds", 1e-6},
                                            {"nanoseconds", 1e-9}}};

/// Days of a month or a year where the calendar gives all of them the same length.
std::optional<double> calendarUnitDays(const std::string& name, Calendar calendar)
{
    const bool month = name == "month" || name == "months";
    const bool year = name == "year" || name == "years" || name == "common_year" || name == "common_years";
    if (calendar == Calendar::Day360 && (month || year))
        return month ? 30.0 : 360.0;
    if (year && calendar == Calendar::NoLeap)
        return 365.0;
    if (year && calendar == Calendar::AllLeap)
        return 366.0;
    return std::nullopt;
}

double unitSeconds(std::string name, Calendar calendar, std::string_view text,
                   const std::filesystem::path& file)
{
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto* const found = std::find_if(kUnits.begin(), kUnits.end(),
                                           [&name](const NamedUnit& unit) { return unit.name == name; });
    if (found != kUnits.end())
        return found->seconds;
    if (const auto days = calendarUnitDays(name, calendar))
        return *days * kSecondsPerDay;
    throw InputError(
        file,
        fmt::format("the time unit \"{}\" counts in \"{}\", which has no fixed length in the {} calendar or "
                    "is unknown",
                    text, name, nameOf(calendar)),
        "Known are seconds, minutes, hours, days and weeks");
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

}  // namespace

TimeUnits timeUnitsFromText(std::string_view text, Calendar calendar, const std::filesystem::path& file)
{
    static const std::regex kSince(R"(\s*([A-Za-z_]+)\s+since\s+([+-]?\d{1,6})-(\d{1,2})-(\d{1,2}))"
                                   R"((?:[T\s]+(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?)?)?)"
                                   R"(\s*(Z|UTC|GMT|[+-]?\d{1,2}(?::?\d{2})?)?\s*)",
                                   std::regex::icase);
    // Longer ones are no units, and std::regex recurses with every character.
    constexpr std::size_t kLongest = 200;
    if (text.size() > kLongest)
        throw InputError(file, fmt::format("the time unit is a text of {} characters", text.size()),
                         kUnitsRemedy);
    const std::string line(text);
    std::smatch parts;
    if (!std::regex_match(line, parts, kSince))
        throw InputError(file, fmt::format("the time unit \"{}\" is not understood", text), kUnitsRemedy);
    const Date reference{std::stoi(parts[2].str()), std::stoi(parts[3].str()), std::stoi(parts[4].str())};
    if (!isValid(reference, calendar))
        throw InputError(
            file,
            fmt::format("the time unit \"{}\" counts from a date that the {} calendar does not have", text,
                        nameOf(calendar)),
            "Correct the units attribute of the time axis");
    const double timeOfDay =
        3600.0 * numberOr(parts[5], 0.0) + 60.0 * numberOr(parts[6], 0.0) + numberOr(parts[7], 0.0);
    return {unitSeconds(parts[1].str(), calendar, text, file),
            static_cast<double>(dayNumber(reference, calendar)) * kSecondsPerDay + timeOfDay -
                zoneSeconds(parts[8].str())};
}

std::int64_t secondsOf(double value, const TimeUnits& units, const std::filesystem::path& file)
{
    // A hundred million years: farther away lie only fill values.
    constexpr double kFarthest = 3e15;
    const double seconds = units.referenceSeconds + value * units.unitSeconds;
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
