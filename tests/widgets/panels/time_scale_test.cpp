#include "panels/time_scale.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using shamal::Calendar;
using shamal::Date;

class TimeScaleTest : public QObject {
    Q_OBJECT
private slots:
    void aDayStandsWhereItsShareOfTheLineIs();
    void zoomingKeepsTheDayUnderThePointer();
    void panningStopsAtTheEnds();
    void atLeastAWeekIsShown();
    void aDayOutOfSightIsRevealed();
    void theLabelsNeverOverlapAtAnyScale();
    void yearsMonthsAndDaysTakeTurns();
    void aDateTheCalendarHasNotStandsAtItsMonthsEnd();
};

namespace {

constexpr double kLeft = 100.0;
constexpr double kRight = 900.0;

TimeScale scaleOf(Date first, Date last, Calendar calendar = Calendar::Standard)
{
    TimeScale scale;
    scale.setPixels(kLeft, kRight);
    scale.setWhole(dayNumber(first, calendar), dayNumber(last, calendar), calendar);
    return scale;
}

double widthOf(const QString& label)
{
    return 7.0 * static_cast<double>(label.size());
}

QStringList labelsOf(const TimeScale& scale)
{
    QStringList labels;
    for (const TimeScale::Tick& tick : scale.ticks(widthOf)) {
        if (!tick.label.isEmpty())
            labels += tick.label;
    }
    return labels;
}

}  // namespace

void TimeScaleTest::aDayStandsWhereItsShareOfTheLineIs()
{
    const TimeScale scale = scaleOf({2001, 1, 1}, {2001, 12, 31});
    const std::int64_t first = dayNumber({2001, 1, 1}, Calendar::Standard);
    QVERIFY(!scale.zoomed());
    for (int day = 0; day < 365; ++day) {
        QVERIFY(std::abs(scale.xOf(first + day) - (kLeft + 800.0 * day / 365.0)) < 1e-9);
        QCOMPARE(scale.dayAt(kLeft + 800.0 * (day + 0.5) / 365.0), first + day);
    }
    QCOMPARE(scale.dayAt(-50.0), first);
    QCOMPARE(scale.dayAt(5000.0), first + 364);
}

void TimeScaleTest::zoomingKeepsTheDayUnderThePointer()
{
    TimeScale scale = scaleOf({1990, 1, 1}, {2009, 12, 31});
    for (const double x : {130.0, 420.0, 880.0}) {
        scale.showAll();
        const std::int64_t day = scale.dayAt(x);
        for (int notch = 0; notch < 20; ++notch) {
            scale.zoomAbout(x, 1.25);
            QVERIFY(std::abs(scale.dayAt(x) - day) <= 1);
        }
        QVERIFY(scale.zoomed());
    }
}

void TimeScaleTest::panningStopsAtTheEnds()
{
    TimeScale scale = scaleOf({2001, 1, 1}, {2001, 12, 31});
    scale.zoomAbout(500.0, 4.0);
    const std::int64_t before = scale.firstShown();
    scale.pan(80.0);  // a tenth of a quarter of the year
    QVERIFY(std::abs(before - scale.firstShown() - 9) <= 1);
    scale.pan(1e6);
    QCOMPARE(scale.firstShown(), dayNumber({2001, 1, 1}, Calendar::Standard));
    scale.pan(-1e6);
    QCOMPARE(scale.lastShown(), dayNumber({2001, 12, 31}, Calendar::Standard));
    scale.zoomAbout(500.0, 1e-6);
    QVERIFY(!scale.zoomed());
}

void TimeScaleTest::atLeastAWeekIsShown()
{
    TimeScale scale = scaleOf({2001, 1, 1}, {2001, 12, 31});
    scale.zoomAbout(500.0, 1e6);
    QVERIFY(scale.lastShown() - scale.firstShown() >= 6);
    TimeScale three = scaleOf({2001, 1, 1}, {2001, 1, 3});
    three.zoomAbout(500.0, 1e6);
    QCOMPARE(three.lastShown() - three.firstShown(), std::int64_t{2});
}

void TimeScaleTest::aDayOutOfSightIsRevealed()
{
    TimeScale scale = scaleOf({2001, 1, 1}, {2009, 12, 31});
    scale.zoomAbout(500.0, 30.0);
    for (const Date date : {Date{2001, 1, 1}, Date{2003, 5, 5}, Date{2009, 12, 31}, Date{2005, 7, 1}}) {
        const std::int64_t day = dayNumber(date, Calendar::Standard);
        scale.reveal(day);
        QVERIFY(scale.firstShown() <= day && day <= scale.lastShown());
        QVERIFY(scale.zoomed());
    }
}

void TimeScaleTest::theLabelsNeverOverlapAtAnyScale()
{
    for (const Calendar calendar : {Calendar::Standard, Calendar::Day360, Calendar::NoLeap}) {
        TimeScale scale = scaleOf({1850, 1, 1}, {2100, 12, 30}, calendar);
        for (int notch = 0; notch < 60; ++notch) {
            double free = kLeft - 1.0;
            int named = 0;
            for (const TimeScale::Tick& tick : scale.ticks(widthOf)) {
                if (tick.label.isEmpty())
                    continue;
                QVERIFY2(tick.x >= free, qPrintable(tick.label));
                free = tick.x + widthOf(tick.label);
                QVERIFY(free <= kRight);
                ++named;
            }
            QVERIFY2(named >= 1 && named <= 40, qPrintable(QString::number(named)));
            scale.zoomAbout(333.0, 1.25);
        }
    }
}

void TimeScaleTest::yearsMonthsAndDaysTakeTurns()
{
    QLocale::setDefault(QLocale::c());
    QCOMPARE(labelsOf(scaleOf({2001, 1, 1}, {2012, 12, 31})),
             (QStringList{"2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008", "2009", "2010",
                          "2011", "2012"}));
    QCOMPARE(labelsOf(scaleOf({2004, 10, 15}, {2006, 2, 20})),
             (QStringList{"2004-11", "2005", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                          "Nov", "Dec", "2006", "Feb"}));
    QCOMPARE(labelsOf(scaleOf({2005, 6, 27}, {2005, 7, 4})),
             (QStringList{"2005-06-27", "28", "29", "30", "Jul", "2", "3", "4"}));
}

void TimeScaleTest::aDateTheCalendarHasNotStandsAtItsMonthsEnd()
{
    const TimeScale scale = scaleOf({2001, 1, 1}, {2001, 12, 31});
    QCOMPARE(scale.positionOf({2001, 2, 30}), dayNumber({2001, 2, 28}, Calendar::Standard));
    QCOMPARE(scale.positionOf({2001, 3, 1}), dayNumber({2001, 3, 1}, Calendar::Standard));
}

QTEST_APPLESS_MAIN(TimeScaleTest)
#include "time_scale_test.moc"
