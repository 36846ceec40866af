#include "panels/date_jump.h"
#include "panels/day_text.h"

#include <QTest>

using shamal::Calendar;
using shamal::Date;

class DateJumpTest : public QObject {
    Q_OBJECT
private slots:
    void aDayThatIsThereIsFound();
    void aMonthOrAYearLeadsToItsFirstDay();
    void whatIsNoDateIsRefusedWithTheForm();
    void aDayThatIsNowhereNamesTheNearest();
    void theThirtiethOfFebruaryDependsOnTheCalendar();
    void anyDayOfAMonthlyRecordIsThere();
    void tellsWhatARowHasOnADay();
};

namespace {

std::vector<Date> daysFrom(Date first, int count, Calendar calendar)
{
    std::vector<Date> days;
    for (int i = 0; i < count; ++i)
        days.push_back(shamal::dateOfDay(dayNumber(first, calendar) + i, calendar));
    return days;
}

TimeRow rowOf(const std::vector<Date>& days, Calendar calendar, bool daily = true)
{
    std::vector<shamal::TimeStep> steps;
    for (const Date date : days)
        steps.push_back({date, 0, daily ? 8 : 1, daily});
    TimeRow row;
    row.name = "record";
    row.days = {std::move(steps), calendar};
    return row;
}

/// July 2006 without the 11th to the 20th.
std::vector<Date> julyWithAGap()
{
    std::vector<Date> days = daysFrom({2006, 7, 1}, 31, Calendar::Standard);
    days.erase(days.begin() + 10, days.begin() + 20);
    return days;
}

DateJump inJuly(const QString& text)
{
    return jumpTo(text, julyWithAGap(), {rowOf(julyWithAGap(), Calendar::Standard)});
}

}  // namespace

void DateJumpTest::aDayThatIsThereIsFound()
{
    QVERIFY((inJuly("2006-07-09").day == Date{2006, 7, 9}));
    QVERIFY((inJuly(" 2006-7-9 ").day == Date{2006, 7, 9}));
    QVERIFY(inJuly("2006-07-09").refusal.isEmpty());
}

void DateJumpTest::aMonthOrAYearLeadsToItsFirstDay()
{
    QVERIFY((inJuly("2006-07").day == Date{2006, 7, 1}));
    QVERIFY((inJuly("2006").day == Date{2006, 7, 1}));
    QVERIFY(!inJuly("2006-08").day);
    QVERIFY(!inJuly("2007").day);
}

void DateJumpTest::whatIsNoDateIsRefusedWithTheForm()
{
    for (const char* text : {"", "yesterday", "14.07.2006", "2006-07-14x", "20060714"}) {
        QVERIFY(!inJuly(text).day);
        QVERIFY2(inJuly(text).refusal.contains("YYYY-MM-DD"), text);
    }
}

void DateJumpTest::aDayThatIsNowhereNamesTheNearest()
{
    QCOMPARE(inJuly("2006-07-15").refusal,
             QString("No data set has 2006-07-15. The nearest days are 2006-07-10 and 2006-07-21."));
    QCOMPARE(inJuly("1999-01-01").refusal,
             QString("No data set has 1999-01-01. The first day is 2006-07-01."));
    QCOMPARE(inJuly("2020-01-01").refusal,
             QString("No data set has 2020-01-01. The last day is 2006-07-31."));
    QVERIFY(!jumpTo("2006-07-15", {}, {}).refusal.isEmpty());
}

void DateJumpTest::theThirtiethOfFebruaryDependsOnTheCalendar()
{
    const auto standard = daysFrom({2006, 1, 1}, 90, Calendar::Standard);
    const auto thirty = daysFrom({2006, 1, 1}, 90, Calendar::Day360);
    const DateJump refused = jumpTo("2006-02-30", standard, {rowOf(standard, Calendar::Standard)});
    QVERIFY(!refused.day && refused.refusal.contains("2006-02-30"));
    QVERIFY((jumpTo("2006-02-30", thirty, {rowOf(thirty, Calendar::Day360)}).day == Date{2006, 2, 30}));
    QVERIFY(!jumpTo("2006-01-31", thirty, {rowOf(thirty, Calendar::Day360)}).day);
    QVERIFY(!jumpTo("2004-02-29", standard, {rowOf(standard, Calendar::NoLeap)}).day);
}

void DateJumpTest::anyDayOfAMonthlyRecordIsThere()
{
    std::vector<Date> months;
    for (int month = 1; month <= 12; ++month)
        months.push_back({2006, month, 16});
    const TimeRow row = rowOf(months, Calendar::Standard, false);
    QVERIFY((jumpTo("2006-07-03", months, {row}).day == Date{2006, 7, 3}));
    QVERIFY(!jumpTo("2007-07-03", months, {row}).day);
    QCOMPARE(dayText(row, {2006, 7, 3}), QString("monthly value of 2006-07"));
}

void DateJumpTest::tellsWhatARowHasOnADay()
{
    std::vector<shamal::TimeStep> steps;
    for (const Date date : julyWithAGap())
        steps.push_back({date, 0, 8, true});
    steps[2].samples = 5;
    steps[2].missingSeconds = 9 * 3600;
    TimeRow row;
    row.name = "G5NR";
    row.days = {steps, Calendar::Standard};
    row.stepsADay = 8;
    row.testDays = {{2006, 7, 5}, {2006, 7, 15}};
    row.repeated = {{{2006, 7, 6}, {2006, 7, 7}}};
    QCOMPARE(dayText(row, {2006, 7, 3}), QString("short day: mean of 5 of 8 steps, 9 h are missing"));
    QVERIFY(dayText(row, {2006, 7, 5}).contains("test day"));
    QVERIFY(!dayText(row, {2006, 7, 15}).contains("test day"));
    QVERIFY(dayText(row, {2006, 7, 7}).contains("came twice"));
    QVERIFY(!dayText(row, {2006, 7, 8}).contains("came twice"));
    QCOMPARE(dayText(row, {2006, 7, 15}), QString("gap between 2006-07-10 and 2006-07-21"));
    QCOMPARE(dayText(row, {2006, 6, 30}), QString("begins 2006-07-01"));
    QCOMPARE(dayText(row, {2006, 8, 1}), QString("ends 2006-07-31"));
    QCOMPARE(daySummary({row}, {2006, 8, 1}), QString("2006-08-01\nG5NR: ends 2006-07-31"));
}

QTEST_APPLESS_MAIN(DateJumpTest)
#include "date_jump_test.moc"
