#include "panels/playing_clock.h"

#include <QTest>

#include <cmath>

class PlayingClockTest : public QObject {
    Q_OBJECT
private slots:
    void daysComeAtTheRate();
    void slowDrawingLeavesDaysOutButKeepsToTheClock();
    void asFastAsPossibleLeavesNothingOut();
    void aLongPauseIsNotMadeUpFor();
    void tellsHowManyDaysWereDrawn();
};

void PlayingClockTest::daysComeAtTheRate()
{
    for (const double rate : {1.0, 2.0, 5.0, 10.0, 20.0, 30.0}) {
        PlayingClock clock;
        clock.start(1000, rate);
        int days = 0;
        qint64 now = 1000;
        while (now < 11000) {
            QVERIFY(clock.waitMs(now) > 0);
            now += clock.waitMs(now);
            const int due = clock.daysDue(now);
            QCOMPARE(due, 1);
            days += due;
        }
        QVERIFY(std::abs(days - 10.0 * rate) <= 1.0);
    }
}

void PlayingClockTest::slowDrawingLeavesDaysOutButKeepsToTheClock()
{
    PlayingClock clock;
    clock.start(0, 20.0);
    int days = 0;
    for (qint64 now = 170; now <= 10200; now += 170) {  // three days pass during a drawing, and a bit
        const int due = clock.daysDue(now);
        QVERIFY(due == 3 || due == 4);
        days += due;
    }
    QVERIFY(std::abs(days - 10.2 * 20.0) <= 1.0);
}

void PlayingClockTest::asFastAsPossibleLeavesNothingOut()
{
    PlayingClock clock;
    clock.start(0, 0.0);
    for (qint64 now = 0; now < 5000; now += 700) {
        QCOMPARE(clock.daysDue(now), 1);
        QCOMPARE(clock.waitMs(now), 0);
    }
}

void PlayingClockTest::aLongPauseIsNotMadeUpFor()
{
    PlayingClock clock;
    clock.start(0, 10.0);
    QCOMPARE(clock.daysDue(100), 1);
    QCOMPARE(clock.daysDue(60'000), 1);
    QCOMPARE(clock.daysDue(60'050), 0);
    QCOMPARE(clock.daysDue(60'100), 1);
}

void PlayingClockTest::tellsHowManyDaysWereDrawn()
{
    PlayingClock clock;
    clock.start(0, 30.0);
    QCOMPARE(clock.drawnPerSecond(), 0.0);
    for (qint64 now = 0; now <= 4000; now += 125)
        clock.dayDrawn(now);
    QVERIFY(std::abs(clock.drawnPerSecond() - 8.0) < 0.01);
    for (qint64 now = 4050; now <= 8000; now += 50)  // faster of late
        clock.dayDrawn(now);
    QVERIFY(std::abs(clock.drawnPerSecond() - 20.0) < 0.01);
}

QTEST_APPLESS_MAIN(PlayingClockTest)
#include "playing_clock_test.moc"
