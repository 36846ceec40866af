#include "statistics/matched_days.h"

#include <fmt/format.h>

#include <optional>

#include "fields/error.h"

namespace shamal {

MatchedDays matchedDays(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                        const FieldSeries& second)
{
    if (first.timeless() || second.timeless())
        throw InputError(fmt::format("{} has no time axis. Choose a series of daily values.",
                                     (first.timeless() ? first : second).metadata().title()));
    MatchedDays days;
    for (const std::size_t step : firstSteps) {
        if (step >= first.size())
            throw InputError(fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.",
                                         step, first.metadata().title(), first.size()));
        const Date date = first.steps()[step].date;
        const std::optional<std::size_t> same = second.find(date);
        if (!same) {
            days.firstOnly.push_back(date);
            continue;
        }
        days.dates.push_back(date);
        days.first.push_back(step);
        days.second.push_back(*same);
    }
    if (days.dates.empty())
        throw InputError(fmt::format("{} and {} have no chosen day in common. Choose days that both have.",
                                     first.metadata().title(), second.metadata().title()));
    return days;
}

void requireOneGrid(const FieldSeries& first, const FieldSeries& second)
{
    if (first.grid() != second.grid())
        throw InputError(fmt::format("{} and {} lie on different grids. Bring one to the grid of the other.",
                                     first.metadata().title(), second.metadata().title()));
}

}  // namespace shamal
