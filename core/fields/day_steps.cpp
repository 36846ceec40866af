#include "fields/day_steps.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace shamal {

namespace {

Date lastOfMonth(Date date, Calendar calendar)
{
    for (date.day = 31; !isValid(date, calendar);)
        --date.day;
    return date;
}

}  // namespace

DaySteps::DaySteps(std::vector<TimeStep> steps, Calendar calendar)
    : m_steps(std::move(steps)), m_calendar(calendar)
{
    std::map<std::int64_t, std::size_t> distances;
    std::size_t months = 0;
    std::size_t years = 0;
    for (const TimeStep& step : m_steps) {
        m_days.push_back(dayNumber(step.date, calendar));
        if (m_days.size() < 2)
            continue;
        const std::int64_t days = m_days.back() - m_days[m_days.size() - 2];
        ++distances[days];
        months += days >= 28 && days <= 31 ? 1 : 0;
        years += days >= 360 && days <= 366 ? 1 : 0;
    }
    // A daily mean is of its day alone, however far the next one is.
    if (distances.empty() || m_steps.front().daily)
        return;
    const auto common = std::max_element(distances.begin(), distances.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    m_stepDays = std::max<std::int64_t>(1, common->first);
    // A gap or two do not make a series irregular; days picked here and there do.
    const auto most = [all = m_days.size() - 1](std::size_t some) { return 5 * some >= 4 * all; };
    if (most(months))
        m_cadence = Cadence::Monthly;
    else if (most(years))
        m_cadence = Cadence::Yearly;
    else if (m_stepDays > 1 && most(common->second))
        m_cadence = Cadence::SeveralDays;
}

std::optional<std::size_t> DaySteps::stepOn(Date day) const
{
    const auto firstFrom = [this](Date date) {
        return std::lower_bound(m_steps.begin(), m_steps.end(), date,
                                [](const TimeStep& step, Date wanted) { return step.date < wanted; });
    };
    const auto indexOf = [this](auto found) { return static_cast<std::size_t>(found - m_steps.begin()); };
    const auto before = [&](auto found, Date end) -> std::optional<std::size_t> {
        if (found == m_steps.end() || found->date >= end)
            return std::nullopt;
        return indexOf(found);
    };
    switch (m_cadence) {
        case Cadence::Monthly:
            return before(firstFrom({day.year, day.month, 1}), {day.year, day.month + 1, 1});
        case Cadence::Yearly:
            return before(firstFrom({day.year, 1, 1}), {day.year + 1, 1, 1});
        case Cadence::Daily: {
            const auto found = firstFrom(day);
            if (found == m_steps.end() || found->date != day)
                return std::nullopt;
            return indexOf(found);
        }
        case Cadence::SeveralDays:
            break;
    }
    if (!isValid(day, m_calendar))
        return std::nullopt;
    const std::int64_t wanted = dayNumber(day, m_calendar);
    std::size_t nearest = std::min(indexOf(firstFrom(day)), m_steps.size() - 1);
    if (nearest > 0 && std::abs(wanted - m_days[nearest - 1]) <= std::abs(m_days[nearest] - wanted))
        --nearest;
    const std::int64_t offset = m_days[nearest] - wanted;
    if (offset > (m_stepDays - 1) / 2 || -offset > m_stepDays / 2)
        return std::nullopt;
    return nearest;
}

std::pair<Date, Date> DaySteps::daysOf(std::size_t step) const
{
    const Date date = m_steps[step].date;
    switch (m_cadence) {
        case Cadence::Monthly:
            return {{date.year, date.month, 1}, lastOfMonth(date, m_calendar)};
        case Cadence::Yearly:
            return {{date.year, 1, 1}, lastOfMonth({date.year, 12, 1}, m_calendar)};
        case Cadence::SeveralDays:
            return {dateOfDay(m_days[step] - (m_stepDays - 1) / 2, m_calendar),
                    dateOfDay(m_days[step] + m_stepDays / 2, m_calendar)};
        case Cadence::Daily:
            break;
    }
    return {date, date};
}

std::int64_t DaySteps::offsetDays(Date day) const
{
    const std::optional<std::size_t> step = stepOn(day);
    return step && isValid(day, m_calendar) ? m_days[*step] - dayNumber(day, m_calendar) : 0;
}

}  // namespace shamal
