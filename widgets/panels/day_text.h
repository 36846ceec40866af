#pragma once
#include "panels/time_row.h"

#include <QString>

/// What a step that is not the daily mean of `day` is of: "monthly value of 2006-07", "5 days around
/// 2006-07-14 (+2 d)", "2006-07-14 13:30". Empty for a daily one.
QString stepNote(const shamal::DaySteps& days, std::size_t step, shamal::Date day);

/// What a row has on a day, in one sentence: "field", "mean of 5 of 8 steps, 9 h are missing", "gap from
/// 2006-07-03 to 2006-07-05", "ends 2007-06-16", and whether it is a test day.
QString dayText(const TimeRow& row, shamal::Date day);

/// The same of all rows, a line each, under the date.
QString daySummary(const std::vector<TimeRow>& rows, shamal::Date day);
