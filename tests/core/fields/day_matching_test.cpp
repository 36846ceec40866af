#include "fields/day_matching.h"

#include <QTest>

using namespace shamal;

class DayMatchingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesByDateAcrossSteps()
    {
        // Daily means beside steps of half a day, both with a gap, in different order of days.
        const std::vector<TimeStep> daily{{{2006, 7, 1}}, {{2006, 7, 2}}, {{2006, 7, 5}}, {{2006, 7, 6}}};
        const std::vector<TimeStep> halves{
            {{2006, 7, 2}, 0}, {{2006, 7, 2}, 43200}, {{2006, 7, 3}, 0}, {{2006, 7, 6}, 43200}};
        const DayMatching matching = matchDays(daily, halves);
        QCOMPARE(matching.both, (std::vector<Date>{{2006, 7, 2}, {2006, 7, 6}}));
        QCOMPARE(matching.firstOnly, (std::vector<Date>{{2006, 7, 1}, {2006, 7, 5}}));
        QCOMPARE(matching.secondOnly, (std::vector<Date>{{2006, 7, 3}}));
    }
    void matchesByDateAcrossCalendars()
    {
        const auto daysOf = [](Calendar calendar) {
            std::vector<TimeStep> steps;
            for (std::int64_t day = dayNumber({2004, 2, 27}, calendar);
                 day <= dayNumber({2004, 3, 2}, calendar); ++day)
                steps.push_back({dateOfDay(day, calendar)});
            return steps;
        };
        const DayMatching leap = matchDays(daysOf(Calendar::Standard), daysOf(Calendar::NoLeap));
        QCOMPARE(leap.both.size(), std::size_t{4});
        QCOMPARE(leap.firstOnly, (std::vector<Date>{{2004, 2, 29}}));
        const DayMatching thirty = matchDays(daysOf(Calendar::Standard), daysOf(Calendar::Day360));
        QCOMPARE(thirty.secondOnly, (std::vector<Date>{{2004, 2, 30}}));
    }
    void nothingInCommon()
    {
        const DayMatching matching = matchDays({{{2001, 1, 1}}}, {});
        QVERIFY(matching.both.empty() && matching.secondOnly.empty());
        QCOMPARE(matching.firstOnly.size(), std::size_t{1});
    }
    void runsFollowTheCalendar()
    {
        const std::vector<Date> days{{2003, 2, 27}, {2003, 2, 28}, {2003, 3, 1}, {2003, 3, 5}, {2003, 3, 9}};
        QCOMPARE(textOfRuns(days, Calendar::Standard, 9),
                 std::string("2003-02-27 .. 2003-03-01, 2003-03-05, 2003-03-09"));
        QCOMPARE(textOfRuns(days, Calendar::Day360, 2),
                 std::string("2003-02-27 .. 2003-02-28, 2003-03-01, ..."));
        QCOMPARE(textOfRuns({}, Calendar::Standard, 2), std::string());
    }
};

QTEST_GUILESS_MAIN(DayMatchingTest)
#include "day_matching_test.moc"
