#pragma once
#include "fields/field_series.h"

#include <string>
#include <vector>

namespace shamal {

/// Which days two series share, by date: never by their position, whatever their steps and calendars are. A
/// date that only one of two calendars has (30 February of 360_day) is in one series alone.
struct DayMatching {
    std::vector<Date> both;
    std::vector<Date> firstOnly, secondOnly;
};

/// The dates of both, each once, in order.
DayMatching matchDays(const std::vector<TimeStep>& first, const std::vector<TimeStep>& second);

/// Dates in order as runs of days that follow each other in the calendar: "2005-05-15 .. 2007-06-16,
/// 2007-06-20", at most `mostRuns` of them and then "...".
std::string textOfRuns(const std::vector<Date>& days, Calendar calendar, std::size_t mostRuns);

}  // namespace shamal
