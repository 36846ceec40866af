#include "map/view_history.h"

#include <QtTest>

using namespace std::chrono_literals;

namespace {

MapExtent numbered(double number)
{
    return {shamal::Projection(), {number, 0.0, number + 1.0, 1.0}};
}

constexpr ViewHistory::Clock::time_point kStart{};

}  // namespace

class ViewHistoryTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasLeftComesBackInTurn();
    void aNewViewForgetsThoseAhead();
    void stepsCloseTogetherAreOneChange();
    void aChangeBetweenStepsPartsThem();
    void theOldestViewsAreForgotten();
};

void ViewHistoryTest::whatWasLeftComesBackInTurn()
{
    ViewHistory history;
    QVERIFY(!history.canGoBack() && !history.canGoForward());
    QVERIFY(!history.back(numbered(0)));
    history.leave(numbered(0));
    history.leave(numbered(1));
    QVERIFY(*history.back(numbered(2)) == numbered(1));
    QVERIFY(*history.back(numbered(1)) == numbered(0));
    QVERIFY(!history.canGoBack());
    QVERIFY(*history.forward(numbered(0)) == numbered(1));
    QVERIFY(*history.forward(numbered(1)) == numbered(2));
    QVERIFY(!history.canGoForward() && history.canGoBack());
}

void ViewHistoryTest::aNewViewForgetsThoseAhead()
{
    ViewHistory history;
    history.leave(numbered(0));
    history.back(numbered(1));
    history.leave(numbered(0));
    QVERIFY(!history.canGoForward());
    QVERIFY(*history.back(numbered(5)) == numbered(0));
}

void ViewHistoryTest::stepsCloseTogetherAreOneChange()
{
    ViewHistory history;
    // A second of wheel, a step every 0.4 s; a rest; one more.
    history.leaveByStep(numbered(0), kStart);
    history.leaveByStep(numbered(1), kStart + 400ms);
    history.leaveByStep(numbered(2), kStart + 800ms);
    history.leaveByStep(numbered(3), kStart + 1400ms);
    QVERIFY(*history.back(numbered(4)) == numbered(3));
    QVERIFY(*history.back(numbered(3)) == numbered(0));
    QVERIFY(!history.canGoBack());
}

void ViewHistoryTest::aChangeBetweenStepsPartsThem()
{
    ViewHistory history;
    history.leaveByStep(numbered(0), kStart);
    history.leave(numbered(1));
    history.leaveByStep(numbered(2), kStart + 100ms);
    QVERIFY(*history.back(numbered(3)) == numbered(2));
    history.leaveByStep(numbered(2), kStart + 200ms);  // from where it went back to
    QVERIFY(*history.back(numbered(9)) == numbered(2));
    QVERIFY(*history.back(numbered(2)) == numbered(1));
    QVERIFY(*history.back(numbered(1)) == numbered(0));
}

void ViewHistoryTest::theOldestViewsAreForgotten()
{
    ViewHistory history;
    const int left = static_cast<int>(ViewHistory::kMostViews) + 7;
    for (int i = 0; i < left; ++i)
        history.leave(numbered(i));
    int shown = left;
    while (const auto view = history.back(numbered(shown)))
        QVERIFY(*view == numbered(--shown));
    QCOMPARE(shown, 7);
}

QTEST_APPLESS_MAIN(ViewHistoryTest)
#include "view_history_test.moc"
