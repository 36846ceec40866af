#pragma once
#include "fields/field_series.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace shamal {

/// How far apart the steps of a series are. Daily means, and irregular steps, are for their own date alone.
enum class Cadence { Daily, SeveralDays, Monthly, Yearly };

/// Which step of a series is to be seen on a day, by date. Daily steps: that of the date. Monthly and yearly
/// ones: that of the same month or year, wherever in it their label stands. Others (pentads, 8-day means):
/// the nearest within half a step, the earlier of two as near.
class DaySteps {
public:
    DaySteps() = default;
    /// `steps` ascend; several of one date are told apart by nothing but their order, the first is taken.
    DaySteps(std::vector<TimeStep> steps, Calendar calendar);

    const std::vector<TimeStep>& steps() const { return m_steps; }
    Calendar calendar() const { return m_calendar; }
    Cadence cadence() const { return m_cadence; }

    /// Index into steps(); nothing where the series has a gap, or for a date its calendar has not.
    std::optional<std::size_t> stepOn(Date day) const;
    /// First and last of the days that look at a step, a regular series assumed.
    std::pair<Date, Date> daysOf(std::size_t step) const;
    /// From `day` to the date of the step that is seen on it, days of the calendar; 0 without one.
    std::int64_t offsetDays(Date day) const;

private:
    std::vector<TimeStep> m_steps;
    std::vector<std::int64_t> m_days;  ///< dayNumber() of the steps
    Calendar m_calendar = Calendar::Standard;
    Cadence m_cadence = Cadence::Daily;
    std::int64_t m_stepDays = 1;  ///< most common distance
};

}  // namespace shamal
