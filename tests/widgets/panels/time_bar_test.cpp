#include "panels/time_bar.h"

#include "panels/date_field.h"
#include "panels/timeline.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QTest>
#include <QThread>
#include <QToolButton>
#include <QToolTip>
#include <QWheelEvent>

#include <set>

using shamal::Calendar;
using shamal::Date;

class TimeBarTest : public QObject {
    Q_OBJECT
private slots:
    void stepsThroughTheDaysOfTheSeasonOnly();
    void clickingPicksTheDayUnderThePointer();
    void keysStepByDayMonthYearAndToTheEnds();
    void aMonthsStepFromThe31stGoesToTheLastOfAShorterMonth();
    void theWheelZoomsAndADoubleClickShowsAll();
    void draggingMovesAZoomedStripAndAClickStillPicks();
    void keysZoomToo();
    void playingGoesOnByItself();
    void playingLeavesDaysOutWhenDrawingIsSlow();
    void playingStopsAtTheEndWithoutLoop();
    void playingCanStayAmongTheDaysInSight();
    void theRateIsChosenInTheMenuOfThePlayButton();
    void aTypedDateIsGoneTo();
    void aDateThatIsNowhereIsRefusedAndEscapeTakesItBack();
    void shortAndTestDaysAreMarked();
    void theToolTipTellsWhatIsThere();
    void aMonthlyRecordSaysWhichMonthIsSeen();
    void recordsOfTwoCalendarsStandByTheirDates();
    void timeRunsFromLeftToRightInEveryLanguage();
};

namespace {

TimeRow rowOf(DataKind kind, const QString& name, Date first, int days,
              Calendar calendar = Calendar::Standard)
{
    std::vector<shamal::TimeStep> steps;
    for (int i = 0; i < days; ++i)
        steps.push_back({shamal::dateOfDay(dayNumber(first, calendar) + i, calendar), 0, 8, true});
    return {.kind = kind, .name = name, .days = {std::move(steps), calendar}, .testDays = {}, .repeated = {}};
}

/// 2006, every day; a fine record of July.
std::vector<TimeRow> rows()
{
    return {rowOf(DataKind::Fine, "fine", {2006, 7, 1}, 31),
            rowOf(DataKind::Coarse, "coarse", {2006, 1, 1}, 365)};
}

/// A bar on the screen, with the rows above.
struct Shown {
    TimeBar bar;
    Timeline* line = nullptr;

    explicit Shown(std::vector<TimeRow> content = rows())
    {
        bar.resize(1000, 60);
        bar.setRows(std::move(content));
        bar.show();
        line = bar.findChild<Timeline*>();
        if (!QTest::qWaitForWindowExposed(&bar))
            QTest::qFail("no window", __FILE__, __LINE__);
    }
    QPoint at(Date date) const { return {static_cast<int>(line->xOf(date)), 12}; }
    void turnWheel(Date over, int notches) const
    {
        const QPointF where(at(over));
        for (int i = 0; i < std::abs(notches); ++i) {
            QWheelEvent event(where, line->mapToGlobal(where), {}, {0, notches > 0 ? 120 : -120},
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(line, &event);
        }
    }
};

}  // namespace

void TimeBarTest::stepsThroughTheDaysOfTheSeasonOnly()
{
    TimeBar bar;
    bar.setRows(rows());
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
    Shown shown;
    QTest::mouseClick(shown.line, Qt::LeftButton, Qt::NoModifier, shown.at({2006, 7, 2}));
    QVERIFY(*shown.bar.current() >= (Date{2006, 7, 1}) && *shown.bar.current() <= (Date{2006, 7, 3}));
    QTest::mouseClick(shown.line, Qt::LeftButton, Qt::NoModifier, QPoint(1, 10));
    QVERIFY((shown.bar.current() == Date{2006, 1, 1}));
}

void TimeBarTest::keysStepByDayMonthYearAndToTheEnds()
{
    TimeBar bar;
    bar.setRows({rowOf(DataKind::Coarse, "coarse", {2004, 1, 1}, 1096)});
    bar.setCurrent(Date{2005, 2, 28});
    auto* line = bar.findChild<Timeline*>();
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(line, key, with);
        return *bar.current();
    };
    QVERIFY((press(Qt::Key_Right) == Date{2005, 3, 1}));
    QVERIFY((press(Qt::Key_Left) == Date{2005, 2, 28}));
    QVERIFY((press(Qt::Key_PageDown) == Date{2005, 3, 28}));
    QVERIFY((press(Qt::Key_PageUp) == Date{2005, 2, 28}));
    QVERIFY((press(Qt::Key_PageDown, Qt::ShiftModifier) == Date{2006, 2, 28}));
    QVERIFY((press(Qt::Key_PageDown, Qt::ShiftModifier) == Date{2006, 12, 31}));  // no further than the end
    QVERIFY((press(Qt::Key_PageUp, Qt::ShiftModifier) == Date{2005, 12, 31}));
    QVERIFY((press(Qt::Key_Home) == Date{2004, 1, 1}));
    QVERIFY((press(Qt::Key_PageUp) == Date{2004, 1, 1}));
    QVERIFY((press(Qt::Key_End) == Date{2006, 12, 31}));
}

void TimeBarTest::aMonthsStepFromThe31stGoesToTheLastOfAShorterMonth()
{
    TimeBar bar;
    bar.setRows(rows());
    bar.setCurrent(Date{2006, 5, 31});
    bar.stepMonths(1);
    QVERIFY((bar.current() == Date{2006, 6, 30}));
    bar.setCurrent(Date{2006, 5, 31});
    bar.stepMonths(-1);
    QVERIFY((bar.current() == Date{2006, 4, 30}));
    bar.setCurrent(Date{2006, 1, 15});
    bar.stepMonths(-1);
    QVERIFY((bar.current() == Date{2006, 1, 1}));
    bar.setSeason(shamal::Season::JJA);  // the next day there is beyond it
    bar.setCurrent(Date{2006, 8, 20});
    bar.stepMonths(-6);
    QVERIFY((bar.current() == Date{2006, 6, 1}));
}

void TimeBarTest::theWheelZoomsAndADoubleClickShowsAll()
{
    Shown shown;
    const int before = shown.at({2006, 9, 1}).x();
    shown.turnWheel({2006, 9, 1}, 8);
    QVERIFY(shown.line->zoomed());
    QVERIFY(std::abs(shown.at({2006, 9, 1}).x() - before) <= 4);
    QVERIFY(shown.line->shown().first > (Date{2006, 6, 1}));
    QTest::mouseDClick(shown.line, Qt::LeftButton, Qt::NoModifier, shown.at({2006, 9, 1}));
    QVERIFY(!shown.line->zoomed());
    QVERIFY((shown.line->shown() == std::pair{Date{2006, 1, 1}, Date{2006, 12, 31}}));
}

void TimeBarTest::draggingMovesAZoomedStripAndAClickStillPicks()
{
    Shown shown;
    shown.bar.setCurrent(Date{2006, 8, 1});
    shown.turnWheel({2006, 8, 1}, 10);
    const Date first = shown.line->shown().first;
    const QPoint from = shown.at({2006, 8, 1});
    QTest::mousePress(shown.line, Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(shown.line, from - QPoint(60, 0));
    QTest::mouseMove(shown.line, from - QPoint(120, 0));
    QTest::mouseRelease(shown.line, Qt::LeftButton, Qt::NoModifier, from - QPoint(120, 0));
    QVERIFY(shown.line->shown().first > first);
    QVERIFY((shown.bar.current() == Date{2006, 8, 1}));
    QTest::mouseClick(shown.line, Qt::LeftButton, Qt::NoModifier, shown.at({2006, 8, 7}));
    QVERIFY((shown.bar.current() == Date{2006, 8, 7}));
}

void TimeBarTest::keysZoomToo()
{
    Shown shown;
    shown.bar.setCurrent(Date{2006, 7, 9});
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(shown.line, Qt::Key_Plus);
    QVERIFY(shown.line->zoomed());
    const auto [first, last] = shown.line->shown();
    QVERIFY(first < (Date{2006, 7, 9}) && (Date{2006, 7, 9}) < last);
    QTest::keyClick(shown.line, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(shown.line->shown().first > first);
    shown.bar.goToLast();  // out of sight: the strip follows
    QVERIFY((shown.line->shown().second == Date{2006, 12, 31}));
    QTest::keyClick(shown.line, Qt::Key_0);
    QVERIFY(!shown.line->zoomed());
}

void TimeBarTest::playingGoesOnByItself()
{
    Shown shown;
    shown.bar.setCurrent(Date{2006, 7, 1});
    QTest::keyClick(shown.line, Qt::Key_Space);
    QTRY_VERIFY(shown.bar.current() >= (Date{2006, 7, 4}));
    QTest::keyClick(shown.line, Qt::Key_Space);
    const Date stopped = *shown.bar.current();
    QTest::qWait(250);
    QVERIFY(*shown.bar.current() == stopped);
}

void TimeBarTest::playingLeavesDaysOutWhenDrawingIsSlow()
{
    Shown shown;
    shown.bar.setCurrent(Date{2006, 1, 1});
    int drawn = 0;
    connect(&shown.bar, &TimeBar::currentChanged, &shown.bar, [&drawn] {
        ++drawn;
        QThread::msleep(150);
    });
    shown.bar.actionsOfTime().setRate(20.0);
    QElapsedTimer time;
    time.start();
    shown.bar.setPlaying(true);
    QTRY_VERIFY_WITH_TIMEOUT(time.elapsed() > 3000, 5000);
    shown.bar.setPlaying(false);
    const auto gone =
        dayNumber(*shown.bar.current(), Calendar::Standard) - dayNumber({2006, 1, 1}, Calendar::Standard);
    const double due = 20.0 * static_cast<double>(time.elapsed()) / 1000.0;
    QVERIFY2(static_cast<double>(gone) > 0.8 * due && static_cast<double>(gone) < 1.05 * due,
             qPrintable(QString("%1 of %2").arg(gone).arg(due)));
    QVERIFY(drawn <= 21);
}

void TimeBarTest::playingStopsAtTheEndWithoutLoop()
{
    Shown shown;
    shown.bar.actionsOfTime().loop->setChecked(false);
    shown.bar.actionsOfTime().setRate(30.0);
    shown.bar.setCurrent(Date{2006, 12, 28});
    shown.bar.setPlaying(true);
    QTRY_VERIFY(!shown.bar.playing());
    QVERIFY((shown.bar.current() == Date{2006, 12, 31}));
    shown.bar.setPlaying(true);  // from the end: once more
    QVERIFY((shown.bar.current() == Date{2006, 1, 1}));
    shown.bar.setPlaying(false);
    shown.bar.actionsOfTime().loop->setChecked(true);
    shown.bar.setCurrent(Date{2006, 12, 30});
    shown.bar.setPlaying(true);
    QTRY_VERIFY(shown.bar.current() < (Date{2006, 2, 1}));
}

void TimeBarTest::playingCanStayAmongTheDaysInSight()
{
    Shown shown;
    shown.turnWheel({2006, 9, 1}, 30);
    const auto [first, last] = shown.line->shown();
    QVERIFY(dayNumber(last, Calendar::Standard) - dayNumber(first, Calendar::Standard) < 10);
    shown.bar.actionsOfTime().shownOnly->setChecked(true);
    shown.bar.actionsOfTime().setRate(0.0);
    std::set<Date> seen;
    connect(&shown.bar, &TimeBar::currentChanged, &shown.bar, [&seen](Date date) { seen.insert(date); });
    shown.bar.setCurrent(first);
    shown.bar.setPlaying(true);
    QTest::qWait(700);
    shown.bar.setPlaying(false);
    QVERIFY(seen.size() > 5);
    QVERIFY(*seen.begin() == first && *seen.rbegin() == last);
}

void TimeBarTest::theRateIsChosenInTheMenuOfThePlayButton()
{
    Shown shown;
    QMenu* menu = shown.bar.actionsOfTime().speed;
    for (QAction* action : shown.bar.actionsOfTime().rates->actions()) {
        menu->popup(shown.bar.mapToGlobal(QPoint(0, 0)));
        QTRY_VERIFY(menu->isVisible());
        QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(action).center());
        QCOMPARE(shown.bar.actionsOfTime().rate(), action->data().toDouble());
        QTRY_VERIFY(!menu->isVisible());
    }
    QVERIFY(shown.bar.findChildren<QToolButton*>().at(2)->menu() == menu);
}

void TimeBarTest::aTypedDateIsGoneTo()
{
    Shown shown;
    shown.bar.setCurrent(Date{2006, 2, 1});
    shown.bar.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.bar));
    QTest::keyClick(&shown.bar, Qt::Key_G, Qt::ControlModifier);
    auto* field = shown.bar.findChild<DateField*>();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, "2006-09-17");
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY((shown.bar.current() == Date{2006, 9, 17}));
    QCOMPARE(field->text(), QString("2006-09-17"));
    QVERIFY(field->refusal().isEmpty());
}

void TimeBarTest::aDateThatIsNowhereIsRefusedAndEscapeTakesItBack()
{
    Shown shown;
    shown.bar.setCurrent(Date{2006, 2, 1});
    shown.bar.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.bar));
    shown.bar.askForDate();
    auto* field = shown.bar.findChild<DateField*>();
    QTest::keyClicks(field, "2008-01-01");
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY((shown.bar.current() == Date{2006, 2, 1}));
    QCOMPARE(field->refusal(), QString("No data set has 2008-01-01. The last day is 2006-12-31."));
    QCOMPARE(field->accessibleDescription(), field->refusal());
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString("2006-02-01"));
    QVERIFY(field->refusal().isEmpty());
}

void TimeBarTest::shortAndTestDaysAreMarked()
{
    // Two weeks on 1000 pixels; what a marked day has more than its neighbours, as many dark pixels.
    TimeRow row = rowOf(DataKind::Fine, "fine", {2006, 7, 1}, 14);
    std::vector<shamal::TimeStep> steps = row.days.steps();
    steps[3].missingSeconds = 3600;
    row.days = {steps, Calendar::Standard};
    row.testDays = {{2006, 7, 9}};
    Shown shown({row});
    const QImage picture = shown.line->grab().toImage();
    const auto inkOf = [&](Date date, int top, int bottom) {
        int ink = 0;
        const int x = shown.at(date).x();
        for (int y = top; y < bottom; ++y)
            ink += picture.pixelColor(x, y).lightness() < 60 ? 1 : 0;
        return ink;
    };
    QVERIFY(inkOf({2006, 7, 4}, 10, 14) >= 2);  // above the bar
    QVERIFY(inkOf({2006, 7, 9}, 19, 23) >= 2);  // below it
    for (const int day : {2, 6, 12}) {
        QCOMPARE(inkOf({2006, 7, day}, 4, 23), 0);
    }
}

void TimeBarTest::theToolTipTellsWhatIsThere()
{
    std::vector<TimeRow> content = rows();
    content[0].testDays = {{2006, 7, 20}};
    Shown shown(content);
    const QPoint where = shown.at({2006, 7, 20});
    QHelpEvent event(QEvent::ToolTip, where, shown.line->mapToGlobal(where));
    QApplication::sendEvent(shown.line, &event);
    const QString text = QToolTip::text();
    QVERIFY2(text.startsWith("2006-07-") && text.contains("fine: mean of 8") && text.contains("coarse: "),
             qPrintable(text));
    QToolTip::hideText();
    shown.bar.setCurrent(Date{2006, 7, 20});
    QVERIFY(shown.line->accessibleDescription().contains("test day"));
}

void TimeBarTest::aMonthlyRecordSaysWhichMonthIsSeen()
{
    std::vector<shamal::TimeStep> months;
    for (int month = 1; month <= 12; ++month)
        months.push_back({{2006, month, 16}, 43200});
    TimeRow monthly{.kind = DataKind::Coarse,
                    .name = "months",
                    .days = {months, Calendar::Standard},
                    .testDays = {},
                    .repeated = {}};
    Shown shown({rowOf(DataKind::Fine, "fine", {2006, 7, 1}, 31), monthly});
    shown.bar.setCurrent(Date{2006, 7, 3});
    QVERIFY(shown.line->accessibleDescription().contains("months: monthly value of 2006-07"));
    shown.bar.step(1);  // by day where there are days
    QVERIFY((shown.bar.current() == Date{2006, 7, 4}));
    shown.bar.goToLast();
    QVERIFY((shown.bar.current() == Date{2006, 12, 16}));
    shown.bar.step(-1);
    QVERIFY((shown.bar.current() == Date{2006, 11, 16}));
}

void TimeBarTest::recordsOfTwoCalendarsStandByTheirDates()
{
    Shown shown({rowOf(DataKind::Fine, "fine", {2006, 1, 1}, 365),
                 rowOf(DataKind::Coarse, "coarse", {2006, 1, 1}, 360, Calendar::Day360)});
    QVERIFY((shown.line->shown() == std::pair{Date{2006, 1, 1}, Date{2006, 12, 31}}));
    shown.bar.setCurrent(Date{2006, 2, 28});
    shown.bar.step(1);
    QVERIFY((shown.bar.current() == Date{2006, 2, 29}));  // of the 360 days
    QVERIFY(shown.line->accessibleDescription().contains("fine: gap between 2006-02-28 and 2006-03-01"));
    shown.bar.setCurrent(Date{2006, 8, 31});
    QVERIFY(shown.line->accessibleDescription().contains("coarse: gap between 2006-08-30 and 2006-09-01"));
}

void TimeBarTest::timeRunsFromLeftToRightInEveryLanguage()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    {
        Shown shown;
        const auto buttons = shown.bar.findChildren<QToolButton*>();
        QVERIFY(buttons.front()->x() < shown.line->x());
        QVERIFY(shown.at({2006, 2, 1}).x() < shown.at({2006, 9, 1}).x());
        QVERIFY(shown.bar.actionsOfTime().speed->layoutDirection() == Qt::RightToLeft);
    }
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

QTEST_MAIN(TimeBarTest)
#include "time_bar_test.moc"
