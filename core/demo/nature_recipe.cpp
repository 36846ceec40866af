#include "demo/nature_recipe.h"

#include <cmath>

namespace shamal::recipe {

double daysFromYearStart(std::chrono::sys_days date)
{
    const std::chrono::year_month_day day(date);
    return static_cast<double>((date - std::chrono::sys_days(day.year() / std::chrono::January / 1)).count());
}

double dustSeason(std::chrono::sys_days date)
{
    const double fromPeak = (daysFromYearStart(date) - 164.0) / 75.0;
    return 0.30 + 0.70 * std::exp(-fromPeak * fromPeak);
}

double jetSeason(std::chrono::sys_days date)
{
    const double fromPeak = (daysFromYearStart(date) - 199.0) / 60.0;
    return std::exp(-fromPeak * fromPeak);
}

}  // namespace shamal::recipe
