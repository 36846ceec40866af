#include "io/time_units.h"
#include "fields/error.h"

#include <QTest>

using namespace shamal;

namespace {
std::string stepOf(const char* units, double value, Calendar calendar = Calendar::Standard)
{
    const TimeUnits parsed = timeUnitsFromText(units, calendar, "file.nc");
    return toString(stepAt(secondsOf(value, parsed, "file.nc"), calendar));
}
}  // namespace

class TimeUnitsTest : public QObject {
    Q_OBJECT
private slots:
    void readsTheSpellingsInUse()
    {
        QCOMPARE(stepOf("minutes since 2023-01-01 00:30:00", 60), std::string("2023-01-01 01:30"));
        QCOMPARE(stepOf("seconds since 1970-1-1 00:00:00", 1514766600), std::string("2018-01-01 00:30"));
        // cdo showtimestamp of the NCEP file's first step
        QCOMPARE(stepOf("hours since 1800-1-1 00:00:0.0", 1946016), std::string("2022-01-01 00:00"));
        QCOMPARE(stepOf("days since 2000-01-01", 0.5), std::string("2000-01-01 12:00"));
        QCOMPARE(stepOf("Hours since 2000-01-01T06:00:00Z", -7), std::string("1999-12-31 23:00"));
        QCOMPARE(stepOf("days since 2000-02-28 12", 1), std::string("2000-02-29 12:00"));
        QCOMPARE(stepOf("weeks since 2000-01-01 00:00 UTC", 1), std::string("2000-01-08 00:00"));
    }

    /// Steps as `udunits2 -H "1 <units>" -W "seconds since 1970-01-01"` tells them (UDUNITS 2.2.28).
    void readsWhatUdunitsReads_data()
    {
        QTest::addColumn<QString>("units");
        QTest::addColumn<QString>("step");
        for (const auto& [units, step] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"d since 2000-01-01", "2000-01-02 00:00"},
                 {"h after 2000-1-1", "2000-01-01 01:00"},
                 {"hr @ 2000-01-01 05:00", "2000-01-01 06:00"},
                 {"min from 20000101T0600", "2000-01-01 06:01"},
                 {"minute ref 20000101T060000Z", "2000-01-01 06:01"},
                 {"days since 2000", "2000-01-02 00:00"},
                 {"days since 2000-03", "2000-03-02 00:00"},
                 {"fortnight since 2000-01-01", "2000-01-15 00:00"},
                 {"kiloseconds since 2000-01-01", "2000-01-01 00:16"},
                 {"common_year since 2001-01-01", "2002-01-01 00:00"},
                 {"milliseconds since 2000-01-01 12:00 UTC", "2000-01-01 12:00"},
                 {"days since 1-1-1 00:00:0.0", "0001-01-02 00:00"}})
            QTest::newRow(units) << units << step;
    }
    void readsWhatUdunitsReads()
    {
        QFETCH(const QString, units);
        QFETCH(const QString, step);
        QCOMPARE(stepOf(qPrintable(units), 1.0), step.toStdString());
    }

    void readsAbsoluteTimesOfCdo()
    {
        QCOMPARE(stepOf("day as %Y%m%d.%f", 20010131.75), std::string("2001-01-31 18:00"));
        QCOMPARE(stepOf("day as %Y%m%d.%f", 20010230.0, Calendar::Day360), std::string("2001-02-30 00:00"));
        QVERIFY_EXCEPTION_THROWN(stepOf("day as %Y%m%d.%f", 20010230.0), InputError);
        QVERIFY_EXCEPTION_THROWN(stepOf("day as %Y%m%d.%f", 1e36), InputError);
    }

    void turnsLocalTimesIntoUniversalTime()
    {
        QCOMPARE(stepOf("hours since 1992-10-8 15:15:42.5 -6:00", 0), std::string("1992-10-08 21:15"));
        QCOMPARE(stepOf("hours since 1992-10-08 01:00:00+05:30", 0), std::string("1992-10-07 19:30"));
    }

    void roundsBinaryFractionsOfADayToTheSecond()
    {
        QCOMPARE(stepOf("days since 2000-01-01", static_cast<double>(13.5F / 24.0F)),
                 std::string("2000-01-01 13:30"));
        QCOMPARE(stepOf("days since 1850-01-01", 56978.0 + 1.0 / 3.0), std::string("2006-01-01 08:00"));
    }

    void countsInEachCalendar()
    {
        QCOMPARE(stepOf("days since 2000-02-28", 1, Calendar::NoLeap), std::string("2000-03-01 00:00"));
        QCOMPARE(stepOf("days since 2001-02-28", 1, Calendar::AllLeap), std::string("2001-02-29 00:00"));
        QCOMPARE(stepOf("days since 2001-02-30", 1, Calendar::Day360), std::string("2001-03-01 00:00"));
        QCOMPARE(stepOf("days since 1582-10-04", 1, Calendar::Standard), std::string("1582-10-15 00:00"));
        QCOMPARE(stepOf("months since 2000-01-01", 14, Calendar::Day360), std::string("2001-03-01 00:00"));
        QCOMPARE(stepOf("years since 2000-01-01", 4, Calendar::NoLeap), std::string("2004-01-01 00:00"));
    }

    void isItsOwnInverse()
    {
        for (const std::int64_t seconds :
             {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-86400}, std::int64_t{951782399}})
            QCOMPARE(secondsOf(stepAt(seconds, Calendar::Standard), Calendar::Standard), seconds);
    }

    void refusesWhatHasNoMeaning()
    {
        QVERIFY_EXCEPTION_THROWN(stepOf("months since 2000-01-01", 1), InputError);
        QVERIFY_EXCEPTION_THROWN(stepOf("days since 2001-02-29", 1), InputError);
        QVERIFY_EXCEPTION_THROWN(stepOf("years since 2000-01-01", 1), InputError);
        QVERIFY_EXCEPTION_THROWN(stepOf("metres since 2000-01-01", 1), InputError);
        QVERIFY_EXCEPTION_THROWN(stepOf("month as %Y%m.%f", 1), InputError);
        QVERIFY_EXCEPTION_THROWN(stepOf("days since 2000-01-01", 9.96921e36), InputError);
    }
};

QTEST_GUILESS_MAIN(TimeUnitsTest)
#include "time_units_test.moc"
