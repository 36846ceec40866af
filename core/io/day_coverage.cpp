#include "io/day_coverage.h"

#include <algorithm>

namespace shamal {

void DayCoverage::add(const DayShare& share)
{
    Covered& covered = m_days[share.day];
    ++covered.samples;
    covered.seconds += share.seconds;
}

std::vector<TimeStep> DayCoverage::days(Calendar calendar) const
{
    constexpr std::int64_t kSecondsPerDay = 86400;
    constexpr std::int64_t kTolerance = 60;  // bounds stored as fractions of a day
    std::vector<TimeStep> days;
    for (const auto& [day, covered] : m_days) {
        TimeStep step{dateOfDay(day, calendar), 0, covered.samples, true};
        const std::int64_t missing = std::max<std::int64_t>(0, kSecondsPerDay - covered.seconds);
        step.missingSeconds = missing > kTolerance ? static_cast<int>(missing) : 0;
        days.push_back(step);
    }
    return days;
}

}  // namespace shamal
