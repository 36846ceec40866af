#include "panels/day_text.h"

#include "map/colour_scale.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DayText)
};

QString text(shamal::Date date)
{
    return QString::fromStdString(toString(date));
}

QString fieldText(const TimeRow& row, std::size_t index, shamal::Date day)
{
    const shamal::TimeStep& step = row.days.steps()[index];
    if (QString note = stepNote(row.days, index, day); !note.isEmpty())
        return note;
    if (step.missingSeconds > 0) {
        const QString hours = displayNumber(step.missingSeconds / 3600.0);
        if (row.stepsADay > step.samples)
            return Words::tr("short day: mean of %1 of %2 steps, %3 h are missing")
                .arg(step.samples)
                .arg(row.stepsADay)
                .arg(hours);
        return Words::tr("short day: mean of %n step(s), %1 h are missing", nullptr, step.samples).arg(hours);
    }
    if (step.samples > 1)
        return Words::tr("mean of %n step(s)", nullptr, step.samples);
    return Words::tr("one field");
}

QString absenceText(const shamal::DaySteps& days, shamal::Date day)
{
    const auto& steps = days.steps();
    if (steps.empty())
        return Words::tr("no days yet");
    const auto next = std::lower_bound(
        steps.begin(), steps.end(), day,
        [](const shamal::TimeStep& step, shamal::Date wanted) { return step.date < wanted; });
    if (next == steps.begin())
        return Words::tr("begins %1").arg(text(days.daysOf(0).first));
    const shamal::Date before = days.daysOf(static_cast<std::size_t>(next - steps.begin()) - 1).second;
    if (next == steps.end())
        return Words::tr("ends %1").arg(text(before));
    const shamal::Date after = days.daysOf(static_cast<std::size_t>(next - steps.begin())).first;
    return Words::tr("gap between %1 and %2").arg(text(before), text(after));
}

}  // namespace

QString stepNote(const shamal::DaySteps& days, std::size_t index, shamal::Date day)
{
    const shamal::TimeStep& step = days.steps()[index];
    const QString date = text(step.date);
    switch (days.cadence()) {
        case shamal::Cadence::Monthly:
            return Words::tr("monthly value of %1").arg(date.left(date.lastIndexOf('-')));
        case shamal::Cadence::Yearly:
            return Words::tr("yearly value of %1").arg(step.date.year);
        case shamal::Cadence::SeveralDays: {
            const auto offset = static_cast<int>(days.offsetDays(day));
            if (offset == 0)
                return Words::tr("step of %1").arg(date);
            return offset > 0 ? Words::tr("step of %1 (+%2 d)").arg(date).arg(offset)
                              : Words::tr("step of %1 (−%2 d)").arg(date).arg(-offset);
        }
        case shamal::Cadence::Daily:
            break;
    }
    return step.daily || step.secondOfDay == 0 ? QString() : QString::fromStdString(toString(step));
}

QString dayText(const TimeRow& row, shamal::Date day)
{
    const std::optional<std::size_t> step = row.days.stepOn(day);
    if (!step)
        return absenceText(row.days, day);
    QString text = fieldText(row, *step, day);
    if (std::binary_search(row.testDays.begin(), row.testDays.end(), day))
        text += Words::tr("; test day of the model");
    const bool twice = std::any_of(row.repeated.begin(), row.repeated.end(),
                                   [day](const auto& run) { return run.first <= day && day <= run.second; });
    if (twice)
        text += Words::tr("; steps came twice");
    return text;
}

QString daySummary(const std::vector<TimeRow>& rows, shamal::Date day)
{
    QStringList lines{text(day)};
    for (const TimeRow& row : rows)
        lines += Words::tr("%1: %2").arg(row.name, dayText(row, day));
    return lines.join('\n');
}
