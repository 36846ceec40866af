#include "panels/time_scale.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

constexpr double kFewestDays = 7.0;
constexpr double kLabelGap = 10.0;  // pixels between labels

enum class Unit { Day, Month, Year };

struct Spacing {
    Unit unit;
    int count;
    double days;  // about
};

constexpr std::array<Spacing, 15> kSpacings{{{Unit::Day, 1, 1},
                                             {Unit::Day, 2, 2},
                                             {Unit::Day, 5, 5},
                                             {Unit::Day, 10, 10},
                                             {Unit::Month, 1, 30},
                                             {Unit::Month, 3, 91},
                                             {Unit::Month, 6, 182},
                                             {Unit::Year, 1, 365},
                                             {Unit::Year, 2, 730},
                                             {Unit::Year, 5, 1826},
                                             {Unit::Year, 10, 3652},
                                             {Unit::Year, 20, 7305},
                                             {Unit::Year, 50, 18262},
                                             {Unit::Year, 100, 36524},
                                             {Unit::Year, 500, 182621}}};

bool standsAt(const Spacing& spacing, shamal::Date date)
{
    switch (spacing.unit) {
        case Unit::Day:
            // Counted from the first of each month; none so near its end that it would touch the next.
            return (date.day - 1) % spacing.count == 0 &&
                   (spacing.count == 1 || date.day + spacing.count <= 32);
        case Unit::Month:
            return date.day == 1 && (date.month - 1) % spacing.count == 0;
        case Unit::Year:
            return date.day == 1 && date.month == 1 && date.year % spacing.count == 0;
    }
    return false;
}

/// The first date from `date` on that may bear a tick: steps over what surely bears none.
std::int64_t nextCandidate(const Spacing& spacing, std::int64_t day, shamal::Calendar calendar)
{
    const shamal::Date date = shamal::dateOfDay(day, calendar);
    if (spacing.unit == Unit::Day || date.day == 1)
        return day;
    return date.month == 12 ? dayNumber({date.year + 1, 1, 1}, calendar)
                            : dayNumber({date.year, date.month + 1, 1}, calendar);
}

QString labelOf(const Spacing& spacing, shamal::Date date, bool first)
{
    QString iso = QString::fromStdString(toString(date));
    switch (spacing.unit) {
        case Unit::Day:
            if (first)
                return iso;
            return date.day == 1 ? QLocale().standaloneMonthName(date.month, QLocale::ShortFormat)
                                 : QString::number(date.day);
        case Unit::Month:
            if (date.month == 1)
                return QString::number(date.year);
            return first ? iso.left(iso.lastIndexOf('-'))
                         : QLocale().standaloneMonthName(date.month, QLocale::ShortFormat);
        case Unit::Year:
            break;
    }
    return QString::number(date.year);
}

}  // namespace

void TimeScale::setWhole(std::int64_t first, std::int64_t last, shamal::Calendar calendar)
{
    const bool all = !zoomed() || calendar != m_calendar;
    m_first = first;
    m_last = last;
    m_calendar = calendar;
    if (all)
        showAll();
    else
        show(m_from, m_length);
}

void TimeScale::setPixels(double left, double right)
{
    m_left = left;
    m_right = std::max(left + 1.0, right);
}

std::int64_t TimeScale::positionOf(shamal::Date date) const
{
    while (date.day > 1 && !isValid(date, m_calendar))
        --date.day;
    return dayNumber(date, m_calendar);
}

double TimeScale::dayWidth() const
{
    return m_length > 0.0 ? (m_right - m_left) / m_length : 0.0;
}

double TimeScale::xOf(std::int64_t day) const
{
    return m_left + (static_cast<double>(day) - m_from) * dayWidth();
}

std::int64_t TimeScale::dayAt(double x) const
{
    const double day = m_from + (x - m_left) / std::max(1e-9, dayWidth());
    return std::clamp(static_cast<std::int64_t>(std::floor(day)), firstShown(), lastShown());
}

std::int64_t TimeScale::firstShown() const
{
    return static_cast<std::int64_t>(std::floor(m_from + 1e-6));
}

std::int64_t TimeScale::lastShown() const
{
    return static_cast<std::int64_t>(std::ceil(m_from + m_length - 1e-6)) - 1;
}

void TimeScale::show(double from, double length)
{
    m_length = std::clamp(length, std::min(kFewestDays, wholeLength()), wholeLength());
    m_from = std::clamp(from, static_cast<double>(m_first), static_cast<double>(m_last + 1) - m_length);
}

void TimeScale::zoomAbout(double x, double factor)
{
    if (empty())
        return;
    const double share = std::clamp((x - m_left) / (m_right - m_left), 0.0, 1.0);
    const double day = m_from + share * m_length;
    const double length = std::clamp(m_length / factor, std::min(kFewestDays, wholeLength()), wholeLength());
    show(day - share * length, length);
}

void TimeScale::pan(double pixels)
{
    if (!empty())
        show(m_from - pixels / dayWidth(), m_length);
}

void TimeScale::showAll()
{
    m_from = static_cast<double>(m_first);
    m_length = std::max(0.0, wholeLength());
}

void TimeScale::reveal(std::int64_t day)
{
    if (empty() || (day >= firstShown() && day <= lastShown()))
        return;
    const double lead = 0.1 * m_length;
    show(
        day < firstShown() ? static_cast<double>(day + 1) - m_length + lead : static_cast<double>(day) - lead,
        m_length);
}

std::vector<TimeScale::Tick> TimeScale::ticks(const std::function<double(const QString&)>& widthOf) const
{
    std::vector<Tick> ticks;
    if (empty())
        return ticks;
    const double month = widthOf(QStringLiteral("0000"));
    const auto room = [&](const Spacing& spacing) {
        const double label = spacing.unit == Unit::Day ? widthOf(QStringLiteral("00")) : month;
        return spacing.days * dayWidth() >= label + kLabelGap;
    };
    const auto chosen = std::find_if(kSpacings.begin(), kSpacings.end(), room);
    const Spacing& spacing = chosen == kSpacings.end() ? kSpacings.back() : *chosen;
    double free = m_left - 1.0;  // where the next label may begin
    bool first = true;
    for (std::int64_t day = nextCandidate(spacing, firstShown(), m_calendar); day <= lastShown();
         day = nextCandidate(spacing, day + 1, m_calendar)) {
        const shamal::Date date = shamal::dateOfDay(day, m_calendar);
        const double x = xOf(day);
        if (!standsAt(spacing, date) || x < m_left - 0.5)
            continue;
        QString label = labelOf(spacing, date, first);
        const double end = x + widthOf(label);
        if (x < free || end > m_right)
            label.clear();
        else {
            free = end + kLabelGap;
            first = false;
        }
        ticks.push_back({x, label, spacing.unit == Unit::Day ? date.day == 1 : date.month == 1});
    }
    // Less than a year, or a month, in sight and none begins in it.
    const bool named =
        std::any_of(ticks.begin(), ticks.end(), [](const Tick& tick) { return !tick.label.isEmpty(); });
    if (!named)
        ticks.push_back(
            {m_left, QString::fromStdString(toString(shamal::dateOfDay(firstShown(), m_calendar))), false});
    return ticks;
}
