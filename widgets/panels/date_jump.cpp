#include "panels/date_jump.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DateJump)
};

QString text(shamal::Date date)
{
    return QString::fromStdString(toString(date));
}

DateJump nowhere(const QString& wanted, const std::vector<shamal::Date>& days,
                 std::vector<shamal::Date>::const_iterator next)
{
    if (days.empty())
        return {{}, Words::tr("There are no days yet: open a data set.")};
    if (next == days.begin())
        return {{}, Words::tr("No data set has %1. The first day is %2.").arg(wanted, text(days.front()))};
    if (next == days.end())
        return {{}, Words::tr("No data set has %1. The last day is %2.").arg(wanted, text(days.back()))};
    return {{},
            Words::tr("No data set has %1. The nearest days are %2 and %3.")
                .arg(wanted, text(*(next - 1)), text(*next))};
}

}  // namespace

DateJump jumpTo(const QString& typed, const std::vector<shamal::Date>& days, const std::vector<TimeRow>& rows)
{
    static const QRegularExpression form(QStringLiteral(R"(^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$)"));
    const QRegularExpressionMatch match = form.match(typed);
    const QString wanted = typed.trimmed();
    if (!match.hasMatch())
        return {{}, Words::tr("“%1” is no date. Write it as YYYY-MM-DD, such as 2006-07-14.").arg(wanted)};
    const bool wholeYear = match.capturedLength(2) == 0;
    const bool wholeMonth = match.capturedLength(3) == 0;
    const shamal::Date date{match.captured(1).toInt(), wholeYear ? 1 : match.captured(2).toInt(),
                            wholeMonth ? 1 : match.captured(3).toInt()};
    const bool valid = rows.empty() || std::any_of(rows.begin(), rows.end(), [date](const TimeRow& row) {
                           return isValid(date, row.days.calendar());
                       });
    if (!valid) {
        const auto calendar = shamal::nameOf(rows.front().days.calendar());
        return {
            {},
            Words::tr("The calendar of the data (%1) has no day %2.")
                .arg(QString::fromUtf8(calendar.data(), static_cast<qsizetype>(calendar.size())), wanted)};
    }
    // A month is seen on all of its days, not only on the one it is labelled with.
    const bool seen = !wholeMonth && std::any_of(rows.begin(), rows.end(), [date](const TimeRow& row) {
        return row.days.stepOn(date).has_value();
    });
    if (seen)
        return {date, {}};
    const auto next = std::lower_bound(days.begin(), days.end(), date);
    const bool there = next != days.end() && next->year == date.year &&
                       (wholeYear || next->month == date.month) && (wholeMonth || next->day == date.day);
    if (!there)
        return nowhere(wanted, days, next);
    return {*next, {}};
}
