#pragma once
#include "panels/time_row.h"

#include <QString>

#include <optional>
#include <vector>

/// Where a typed date leads.
struct DateJump {
    std::optional<shamal::Date> day;
    QString refusal;  ///< why nowhere, and what would be near; empty with a day
};

/// `text` is YYYY-MM-DD, or YYYY-MM and YYYY for the first day there is of that month or year. `days`: those
/// of any row, ascending. A date is one when any row's calendar has it (30 February of 360_day).
DateJump jumpTo(const QString& text, const std::vector<shamal::Date>& days, const std::vector<TimeRow>& rows);
