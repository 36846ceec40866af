#include "fields/day_matching.h"

#include <algorithm>
#include <iterator>

namespace shamal {

namespace {

std::vector<Date> datesOf(const std::vector<TimeStep>& steps)
{
    std::vector<Date> dates;
    for (const TimeStep& step : steps)
        dates.push_back(step.date);
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
}

}  // namespace

DayMatching matchDays(const std::vector<TimeStep>& first, const std::vector<TimeStep>& second)
{
    const std::vector<Date> a = datesOf(first);
    const std::vector<Date> b = datesOf(second);
    DayMatching matching;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(matching.both));
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(matching.firstOnly));
    std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(matching.secondOnly));
    return matching;
}

std::string textOfRuns(const std::vector<Date>& days, Calendar calendar, std::size_t mostRuns)
{
    std::string text;
    std::size_t runs = 0;
    for (std::size_t i = 0; i < days.size();) {
        std::size_t last = i;
        while (last + 1 < days.size() &&
               dayNumber(days[last + 1], calendar) == dayNumber(days[last], calendar) + 1)
            ++last;
        if (runs == mostRuns)
            return text + ", ...";
        text += (runs > 0 ? ", " : "") + toString(days[i]);
        if (last > i)
            text += " .. " + toString(days[last]);
        ++runs;
        i = last + 1;
    }
    return text;
}

}  // namespace shamal
