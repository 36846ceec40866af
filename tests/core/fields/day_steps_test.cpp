#include "fields/day_steps.h"

#include <QTest>

using namespace shamal;

class DayStepsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDailyStepIsForItsOwnDateAlone();
    void aMonthIsSeenOnEachOfItsDaysWhereverItsLabelStands();
    void aMissingMonthIsNotFilledByItsNeighbour();
    void aYearIsSeenOnEachOfItsDays();
    void aPentadIsSeenOnTheFiveDaysAroundIts();
    void daysPickedHereAndThereStayThemselves();
    void aDateTheCalendarHasNotHasNoStep();
};

namespace {

std::vector<TimeStep> everyDays(Date first, std::int64_t stepDays, int count, Calendar calendar)
{
    std::vector<TimeStep> steps;
    for (int i = 0; i < count; ++i)
        steps.push_back({dateOfDay(dayNumber(first, calendar) + i * stepDays, calendar)});
    return steps;
}

}  // namespace

void DayStepsTest::aDailyStepIsForItsOwnDateAlone()
{
    const DaySteps days({{{2006, 7, 1}}, {{2006, 7, 2}}, {{2006, 7, 5}}}, Calendar::Standard);
    QVERIFY(days.cadence() == Cadence::Daily);
    QVERIFY(days.stepOn({2006, 7, 2}) == std::optional<std::size_t>{1});
    QVERIFY(!days.stepOn({2006, 7, 3}));
    QVERIFY(!days.stepOn({2006, 7, 6}));
    QVERIFY(days.daysOf(2) == (std::pair<Date, Date>{{2006, 7, 5}, {2006, 7, 5}}));
    QVERIFY(!DaySteps().stepOn({2006, 7, 1}));
}

void DayStepsTest::aMonthIsSeenOnEachOfItsDaysWhereverItsLabelStands()
{
    for (const int label : {1, 15, 28}) {
        std::vector<TimeStep> steps;
        for (int month = 1; month <= 12; ++month)
            steps.push_back({{2006, month, label}});
        const DaySteps months(steps, Calendar::Standard);
        QVERIFY(months.cadence() == Cadence::Monthly);
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= 28; ++day)
                QVERIFY(months.stepOn({2006, month, day}) == static_cast<std::size_t>(month - 1));
        }
        QVERIFY(!months.stepOn({2005, 12, 31}));
        QVERIFY(!months.stepOn({2007, 1, 1}));
        QVERIFY(months.daysOf(1) == (std::pair<Date, Date>{{2006, 2, 1}, {2006, 2, 28}}));
        QCOMPARE(months.offsetDays({2006, 7, 20}), std::int64_t{label - 20});
    }
    const DaySteps thirty(everyDays({2006, 1, 16}, 30, 12, Calendar::Day360), Calendar::Day360);
    QVERIFY(thirty.cadence() == Cadence::Monthly);
    QVERIFY(thirty.daysOf(1) == (std::pair<Date, Date>{{2006, 2, 1}, {2006, 2, 30}}));
}

void DayStepsTest::aMissingMonthIsNotFilledByItsNeighbour()
{
    std::vector<TimeStep> steps;
    for (int month = 1; month <= 12; ++month) {
        if (month != 5)
            steps.push_back({{2006, month, 16}});
    }
    const DaySteps months(steps, Calendar::Standard);
    QVERIFY(months.cadence() == Cadence::Monthly);
    QVERIFY(!months.stepOn({2006, 5, 1}));
    QVERIFY(!months.stepOn({2006, 5, 31}));
    QVERIFY(months.stepOn({2006, 6, 1}) == std::optional<std::size_t>{4});
}

void DayStepsTest::aYearIsSeenOnEachOfItsDays()
{
    const DaySteps years({{{2004, 7, 1}}, {{2005, 7, 1}}, {{2006, 7, 1}}}, Calendar::Standard);
    QVERIFY(years.cadence() == Cadence::Yearly);
    QVERIFY(years.stepOn({2004, 1, 1}) == std::optional<std::size_t>{0});
    QVERIFY(years.stepOn({2006, 12, 31}) == std::optional<std::size_t>{2});
    QVERIFY(!years.stepOn({2007, 1, 1}));
}

void DayStepsTest::aPentadIsSeenOnTheFiveDaysAroundIts()
{
    const DaySteps pentads(everyDays({2006, 1, 3}, 5, 73, Calendar::NoLeap), Calendar::NoLeap);
    QVERIFY(pentads.cadence() == Cadence::SeveralDays);
    for (int day = 0; day < 365; ++day)
        QVERIFY(pentads.stepOn(dateOfDay(dayNumber({2006, 1, 1}, Calendar::NoLeap) + day,
                                         Calendar::NoLeap)) == static_cast<std::size_t>(day / 5));
    QVERIFY(!pentads.stepOn({2007, 1, 1}));
    QCOMPARE(pentads.offsetDays({2006, 1, 1}), std::int64_t{2});
    QCOMPARE(pentads.offsetDays({2006, 1, 5}), std::int64_t{-2});
    QVERIFY(pentads.daysOf(0) == (std::pair<Date, Date>{{2006, 1, 1}, {2006, 1, 5}}));
}

void DayStepsTest::daysPickedHereAndThereStayThemselves()
{
    const DaySteps days({{{2006, 1, 3}}, {{2006, 1, 9}}, {{2006, 1, 15}}, {{2006, 1, 18}}, {{2006, 2, 7}}},
                        Calendar::Standard);
    QVERIFY(days.cadence() == Cadence::Daily);
    QVERIFY(!days.stepOn({2006, 1, 10}));
    // Daily means, say of downscaled days, are no months where they happen to lie a month apart.
    const DaySteps means({{.date = {2006, 1, 3}, .daily = true}, {.date = {2006, 2, 2}, .daily = true}},
                         Calendar::Standard);
    QVERIFY(means.cadence() == Cadence::Daily);
    QVERIFY(!means.stepOn({2006, 1, 4}));
}

void DayStepsTest::aDateTheCalendarHasNotHasNoStep()
{
    const DaySteps pentads(everyDays({2006, 1, 3}, 5, 30, Calendar::Standard), Calendar::Standard);
    QVERIFY(!pentads.stepOn({2006, 2, 30}));
    const DaySteps days(everyDays({2006, 1, 3}, 1, 90, Calendar::Standard), Calendar::Standard);
    QVERIFY(!days.stepOn({2006, 2, 30}));
}

QTEST_APPLESS_MAIN(DayStepsTest)
#include "day_steps_test.moc"
