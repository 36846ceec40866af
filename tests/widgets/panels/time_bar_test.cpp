#include "panels/time_bar.h"
#include "panels/timeline.h"

#include <QSignalSpy>
#include <QTest>

using shamal::Date;

Q_DECLARE_METATYPE(shamal::Date)

class TimeBarTest : public QObject {
    Q_OBJECT
private slots:
    void stepsThroughTheDaysOfTheSeasonOnly();
    void clickingPicksTheDayUnderThePointer();
    void arrowKeysStep();
    void playingGoesOnByItself();
};

namespace {

/// 2006, every day; a fine record of July.
std::vector<TimeBar::Row> rows()
{
    TimeBar::Row coarse{DataKind::Coarse, "coarse", {}};
    TimeBar::Row fine{DataKind::Fine, "fine", {}};
    const auto first = dayNumber({2006, 1, 1}, shamal::Calendar::Standard);
    for (int i = 0; i < 365; ++i) {
        const Date date = shamal::dateOfDay(first + i, shamal::Calendar::Standard);
        coarse.dates.push_back(date);
        if (date.month == 7)
            fine.dates.push_back(date);
    }
    return {fine, coarse};
}

}  // namespace

void TimeBarTest::stepsThroughTheDaysOfTheSeasonOnly()
{
    TimeBar bar;
    bar.setRows(rows(), shamal::Calendar::Standard);
    bar.setSeason(shamal::Season::JJA);
    bar.setCurrent(Date{2006, 8, 31});
    bar.step(1);
    QVERIFY((bar.current() == Date{2006, 6, 1}));
    bar.step(-1);
    QVERIFY((bar.current() == Date{2006, 8, 31}));
    bar.setCurrent(Date{2006, 3, 3});  // outside the season: on to its next day
    bar.step(1);
    QVERIFY((bar.current() == Date{2006, 6, 1}));
}

void TimeBarTest::clickingPicksTheDayUnderThePointer()
{
    TimeBar bar;
    bar.resize(900, 48);
    bar.show();
    bar.setRows(rows(), shamal::Calendar::Standard);
    auto* line = bar.findChild<Timeline*>();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QTest::mouseClick(line, Qt::LeftButton, Qt::NoModifier, QPoint(line->width() / 2, line->height() / 2));
    const Date middle = *bar.current();
    QVERIFY(middle >= (Date{2006, 7, 1}) && middle <= (Date{2006, 7, 4}));
    QTest::mouseClick(line, Qt::LeftButton, Qt::NoModifier, QPoint(1, 10));
    QVERIFY((bar.current() == Date{2006, 1, 1}));
}

void TimeBarTest::arrowKeysStep()
{
    TimeBar bar;
    bar.setRows(rows(), shamal::Calendar::Standard);
    bar.setCurrent(Date{2006, 2, 28});
    QTest::keyClick(bar.findChild<Timeline*>(), Qt::Key_Right);
    QVERIFY((bar.current() == Date{2006, 3, 1}));
    QTest::keyClick(bar.findChild<Timeline*>(), Qt::Key_Left);
    QVERIFY((bar.current() == Date{2006, 2, 28}));
}

void TimeBarTest::playingGoesOnByItself()
{
    TimeBar bar;
    bar.setRows(rows(), shamal::Calendar::Standard);
    bar.setCurrent(Date{2006, 7, 1});
    bar.setPlaying(true);
    QTRY_VERIFY(bar.current() >= (Date{2006, 7, 4}));
    bar.setPlaying(false);
    const Date stopped = *bar.current();
    QTest::qWait(250);
    QVERIFY(*bar.current() == stopped);
}

QTEST_MAIN(TimeBarTest)
#include "time_bar_test.moc"
