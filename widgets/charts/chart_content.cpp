#include "charts/chart_content.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

constexpr double kSecondsADay = 86400.0;
constexpr shamal::Calendar kReal = shamal::Calendar::ProlepticGregorian;
// A calendar has at most two days that February has not.
constexpr int kPartsOfTheLastDay = 4;
constexpr int kLongestFebruary = 30;

/// The usual number of days from one date to the next; 0 with fewer than two.
std::int64_t usualStep(const std::vector<std::int64_t>& days)
{
    std::vector<std::int64_t> apart;
    for (std::size_t i = 1; i < days.size(); ++i)
        apart.push_back(days[i] - days[i - 1]);
    if (apart.empty())
        return 0;
    // The lower of two in the middle: of a gap and a step, the step.
    const auto middle = apart.begin() + static_cast<std::ptrdiff_t>((apart.size() - 1) / 2);
    std::ranges::nth_element(apart, middle);
    return *middle;
}

}  // namespace

double onDateAxis(shamal::Date date)
{
    shamal::Date there = date;
    while (there.day > 1 && !isValid(there, kReal))
        --there.day;
    const auto days = static_cast<double>(dayNumber(there, kReal));
    return kSecondsADay * (days + static_cast<double>(date.day - there.day) / kPartsOfTheLastDay);
}

shamal::Date dateOnAxis(double x)
{
    const double days = x / kSecondsADay;
    const double whole = std::floor(days);
    const shamal::Date day = shamal::dateOfDay(static_cast<std::int64_t>(whole), kReal);
    const auto beyond = static_cast<int>(std::lround((days - whole) * kPartsOfTheLastDay));
    const bool lastOfFebruary = day.month == 2 && !isValid({day.year, 2, day.day + 1}, kReal);
    if (lastOfFebruary && beyond > 0 && day.day + beyond <= kLongestFebruary)
        return {day.year, 2, day.day + beyond};
    return shamal::dateOfDay(std::llround(days), kReal);
}

ChartCurve brokenAtGaps(const ChartCurve& curve, shamal::Calendar calendar)
{
    constexpr std::size_t kMostPoints = 60;  // more of them run into each other
    constexpr double kBreak = 1.7;           // months are up to 31 / 28 apart
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    using Column = std::vector<double> ChartCurve::*;
    constexpr Column kColumns[] = {&ChartCurve::y, &ChartCurve::halfWidth, &ChartCurve::n, &ChartCurve::lower,
                                   &ChartCurve::upper};
    std::vector<std::int64_t> days;
    for (const double x : curve.x)
        days.push_back(dayNumber(dateOnAxis(x), calendar));
    const double longest = kBreak * static_cast<double>(usualStep(days));

    ChartCurve broken = curve;
    if (curve.style == ChartCurve::Style::Line && curve.x.size() <= kMostPoints)
        broken.style = ChartCurve::Style::LineAndPoints;
    broken.x.clear();
    for (const Column column : kColumns)
        (broken.*column).clear();
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        const bool gap = i > 0 && static_cast<double>(days[i] - days[i - 1]) > longest;
        if (gap)
            broken.x.push_back(0.5 * (curve.x[i - 1] + curve.x[i]));
        broken.x.push_back(curve.x[i]);
        for (const Column column : kColumns) {
            if ((curve.*column).empty())
                continue;
            if (gap)
                (broken.*column).push_back(column == &ChartCurve::n ? 0.0 : kNone);
            (broken.*column).push_back((curve.*column)[i]);
        }
    }
    return broken;
}
