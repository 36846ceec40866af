#include "fields/calendar.h"
#include "fields/error.h"

#include <QTest>

using namespace shamal;

class CalendarTest : public QObject {
    Q_OBJECT
private slots:
    void countsDaysAsCftimeDoes();
    void everyDayComesBackAsItself();
    void knowsSeasons();
    void refusesWhatIsNoDateOrCalendar();
};

namespace {
struct Reference {
    const char* calendar;
    Date date;
    std::int64_t day;
};

// cftime.date2num(date, "days since 1970-01-01", calendar=...), cftime 1.6.2.
const Reference kReferences[] = {
    {"standard", {1, 1, 1}, -719164},
    {"standard", {1582, 10, 4}, -141428},
    {"standard", {1582, 10, 15}, -141427},
    {"standard", {1800, 1, 1}, -62091},
    {"standard", {1900, 2, 28}, -25509},
    {"standard", {2000, 2, 28}, 11015},
    {"standard", {2006, 7, 14}, 13343},
    {"standard", {2024, 12, 30}, 20087},
    {"proleptic_gregorian", {1, 1, 1}, -719162},
    {"proleptic_gregorian", {1582, 10, 4}, -141438},
    {"proleptic_gregorian", {1582, 10, 15}, -141427},
    {"proleptic_gregorian", {1800, 1, 1}, -62091},
    {"proleptic_gregorian", {1900, 2, 28}, -25509},
    {"proleptic_gregorian", {2000, 2, 28}, 11015},
    {"proleptic_gregorian", {2006, 7, 14}, 13343},
    {"proleptic_gregorian", {2024, 12, 30}, 20087},
    {"julian", {1, 1, 1}, -719177},
    {"julian", {1582, 10, 4}, -141441},
    {"julian", {1582, 10, 15}, -141430},
    {"julian", {1800, 1, 1}, -62093},
    {"julian", {1900, 2, 28}, -25510},
    {"julian", {2000, 2, 28}, 11015},
    {"julian", {2006, 7, 14}, 13343},
    {"julian", {2024, 12, 30}, 20087},
    {"noleap", {1, 1, 1}, -718685},
    {"noleap", {1582, 10, 4}, -141344},
    {"noleap", {1582, 10, 15}, -141333},
    {"noleap", {1800, 1, 1}, -62050},
    {"noleap", {1900, 2, 28}, -25492},
    {"noleap", {2000, 2, 28}, 11008},
    {"noleap", {2006, 7, 14}, 13334},
    {"noleap", {2024, 12, 30}, 20073},
    {"all_leap", {1, 1, 1}, -720654},
    {"all_leap", {1582, 10, 4}, -141731},
    {"all_leap", {1582, 10, 15}, -141720},
    {"all_leap", {1800, 1, 1}, -62220},
    {"all_leap", {1900, 2, 28}, -25562},
    {"all_leap", {2000, 2, 28}, 11038},
    {"all_leap", {2006, 7, 14}, 13371},
    {"all_leap", {2024, 12, 30}, 20128},
    {"360_day", {1, 1, 1}, -708840},
    {"360_day", {1582, 10, 4}, -139407},
    {"360_day", {1582, 10, 15}, -139396},
    {"360_day", {1800, 1, 1}, -61200},
    {"360_day", {1900, 2, 28}, -25143},
    {"360_day", {2000, 2, 28}, 10857},
    {"360_day", {2006, 7, 14}, 13153},
    {"360_day", {2024, 12, 30}, 19799},
};
}  // namespace

void CalendarTest::countsDaysAsCftimeDoes()
{
    for (const Reference& reference : kReferences) {
        const Calendar calendar = calendarFromName(reference.calendar);
        QCOMPARE(dayNumber(reference.date, calendar), reference.day);
        QVERIFY(dateOfDay(reference.day, calendar) == reference.date);
    }
}

void CalendarTest::everyDayComesBackAsItself()
{
    for (const Calendar calendar : {Calendar::Standard, Calendar::ProlepticGregorian, Calendar::Julian,
                                    Calendar::NoLeap, Calendar::AllLeap, Calendar::Day360}) {
        Date before = dateOfDay(-150001, calendar);
        for (std::int64_t day = -150000; day < 40000; ++day) {
            const Date date = dateOfDay(day, calendar);
            QVERIFY(isValid(date, calendar));
            QVERIFY(date > before);
            QCOMPARE(dayNumber(date, calendar), day);
            before = date;
        }
    }
}

void CalendarTest::knowsSeasons()
{
    QVERIFY(contains(Season::DJF, {2006, 12, 1}));
    QVERIFY(contains(Season::DJF, {2007, 2, 28}));
    QVERIFY(!contains(Season::DJF, {2007, 3, 1}));
    QVERIFY(contains(Season::JJA, {2006, 8, 31}));
    QVERIFY(contains(Season::All, {2006, 1, 1}));
    QVERIFY(seasonFromName("jja") == Season::JJA);
    QCOMPARE(dayOfYear({2004, 12, 31}, Calendar::Standard), 366);
    QCOMPARE(dayOfYear({2004, 12, 30}, Calendar::Day360), 360);
}

void CalendarTest::refusesWhatIsNoDateOrCalendar()
{
    QVERIFY_EXCEPTION_THROWN(dateFromString("2006-7-14"), InputError);
    QVERIFY_EXCEPTION_THROWN(dateFromString("2006-13-01"), InputError);
    QVERIFY_EXCEPTION_THROWN(calendarFromName("mayan"), InputError);
    QVERIFY_EXCEPTION_THROWN(seasonFromName("monsoon"), InputError);
    QVERIFY((dateFromString("2006-07-14") == Date{2006, 7, 14}));
}

QTEST_GUILESS_MAIN(CalendarTest)
#include "calendar_test.moc"
