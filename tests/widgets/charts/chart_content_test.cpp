// Dates of whatever calendar on an axis, and where curves over them break.
#include "charts/chart_content.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using shamal::Calendar;
using shamal::Date;
using Style = ChartCurve::Style;

class ChartContentTest : public QObject {
    Q_OBJECT
private slots:
    void everyDayComesBackFromTheAxisWhichAscends_data();
    void everyDayComesBackFromTheAxisWhichAscends();
    void aDateHasItsPlaceInWhateverCalendar();
    void linesBreakWhereDaysAreLeftOut_data();
    void linesBreakWhereDaysAreLeftOut();
    void bandsAndCountsBreakWithTheLine();
    void pointsAreDrawnOfAShortCurve();
};

namespace {

/// Every `step` days, `size` of them.
std::vector<Date> datesFrom(Date first, std::size_t size, Calendar calendar, std::int64_t step = 1)
{
    std::vector<Date> dates;
    for (std::size_t i = 0; i < size; ++i)
        dates.push_back(
            shamal::dateOfDay(dayNumber(first, calendar) + step * static_cast<std::int64_t>(i), calendar));
    return dates;
}

std::vector<Date> operator+(std::vector<Date> first, const std::vector<Date>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::vector<Date> monthsOf(std::initializer_list<int> years, std::initializer_list<int> months)
{
    std::vector<Date> dates;
    for (const int year : years) {
        for (const int month : months)
            dates.push_back({year, month, 15});
    }
    return dates;
}

ChartCurve curveOver(const std::vector<Date>& dates)
{
    ChartCurve curve;
    curve.style = Style::Line;
    for (const Date date : dates)
        curve.x.push_back(onDateAxis(date));
    curve.y.assign(dates.size(), 1.0);
    return curve;
}

}  // namespace

void ChartContentTest::everyDayComesBackFromTheAxisWhichAscends_data()
{
    QTest::addColumn<Calendar>("calendar");
    for (const Calendar calendar : {Calendar::Standard, Calendar::ProlepticGregorian, Calendar::Julian,
                                    Calendar::NoLeap, Calendar::AllLeap, Calendar::Day360})
        QTest::newRow(std::string(nameOf(calendar)).c_str()) << calendar;
}

void ChartContentTest::everyDayComesBackFromTheAxisWhichAscends()
{
    QFETCH(Calendar, calendar);
    double before = -1e300;
    for (const Date date : datesFrom({1896, 1, 1}, 5000, calendar)) {
        const double x = onDateAxis(date);
        QVERIFY2(x > before, toString(date).c_str());
        QCOMPARE(toString(dateOnAxis(x)), toString(date));
        before = x;
    }
}

void ChartContentTest::aDateHasItsPlaceInWhateverCalendar()
{
    constexpr double kDay = 86400.0;
    QCOMPARE(onDateAxis({1970, 1, 2}), kDay);
    QCOMPARE(onDateAxis({2001, 3, 1}) - onDateAxis({2001, 2, 28}), kDay);
    for (const int day : {29, 30}) {
        QVERIFY(onDateAxis({2001, 2, day}) > onDateAxis({2001, 2, day - 1}));
        QVERIFY(onDateAxis({2001, 2, day}) < onDateAxis({2001, 3, 1}));
    }
    QCOMPARE(toString(dateOnAxis(0.4 * kDay)), std::string("1970-01-01"));
    QCOMPARE(toString(dateOnAxis(0.6 * kDay)), std::string("1970-01-02"));
}

void ChartContentTest::linesBreakWhereDaysAreLeftOut_data()
{
    QTest::addColumn<std::vector<Date>>("dates");
    QTest::addColumn<Calendar>("calendar");
    QTest::addColumn<int>("breaks");
    const auto add = [](const char* name, const std::vector<Date>& dates, Calendar calendar, int breaks) {
        QTest::newRow(name) << dates << calendar << breaks;
    };
    add("nothing", {}, Calendar::Standard, 0);
    add("one day", {{2006, 6, 1}}, Calendar::Standard, 0);
    add("days of two summers",
        datesFrom({2005, 6, 1}, 92, Calendar::Standard) + datesFrom({2006, 6, 1}, 92, Calendar::Standard),
        Calendar::Standard, 1);
    add("a day missing",
        datesFrom({2006, 6, 1}, 9, Calendar::Standard) + datesFrom({2006, 6, 11}, 9, Calendar::Standard),
        Calendar::Standard, 1);
    add("every other day", datesFrom({2006, 1, 1}, 90, Calendar::Standard, 2), Calendar::Standard, 0);
    add("every eighth day, anew each year",
        datesFrom({2005, 1, 1}, 46, Calendar::Standard, 8) +
            datesFrom({2006, 1, 1}, 46, Calendar::Standard, 8),
        Calendar::Standard, 0);
    const auto allMonths = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    add("months", monthsOf({2004, 2005}, allMonths), Calendar::Standard, 0);
    add("months of 360 days a year", monthsOf({2004, 2005}, allMonths), Calendar::Day360, 0);
    add("months of two summers", monthsOf({2004, 2005}, {6, 7, 8}), Calendar::Standard, 1);
    add("days of a year of 360", datesFrom({2001, 1, 1}, 360, Calendar::Day360), Calendar::Day360, 0);
    add("days over 29 February", datesFrom({2004, 1, 1}, 365, Calendar::NoLeap), Calendar::NoLeap, 0);
    add("29 February missing", datesFrom({2004, 1, 1}, 365, Calendar::NoLeap), Calendar::Standard, 1);
    add("30 February missing",
        datesFrom({2001, 1, 1}, 59, Calendar::Day360) + datesFrom({2001, 3, 1}, 60, Calendar::Day360),
        Calendar::Day360, 1);
}

void ChartContentTest::linesBreakWhereDaysAreLeftOut()
{
    QFETCH(std::vector<Date>, dates);
    QFETCH(Calendar, calendar);
    QFETCH(int, breaks);
    const ChartCurve curve = brokenAtGaps(curveOver(dates), calendar);
    QCOMPARE(std::ranges::count_if(curve.y, [](double y) { return std::isnan(y); }), breaks);
    QCOMPARE(curve.x.size(), dates.size() + static_cast<std::size_t>(breaks));
    QVERIFY(std::ranges::adjacent_find(curve.x, std::greater_equal<>()) == curve.x.end());
}

void ChartContentTest::bandsAndCountsBreakWithTheLine()
{
    ChartCurve curve = curveOver({{2006, 6, 1}, {2006, 6, 2}, {2006, 6, 9}, {2006, 6, 10}});
    curve.n = {4, 5, 6, 7};
    curve.lower = {0.1, 0.2, 0.3, 0.4};
    curve.upper = {1.1, 1.2, 1.3, 1.4};
    const ChartCurve broken = brokenAtGaps(curve, Calendar::Standard);
    QCOMPARE(broken.n, (std::vector<double>{4, 5, 0, 6, 7}));
    QVERIFY(std::isnan(broken.y[2]) && std::isnan(broken.lower[2]) && std::isnan(broken.upper[2]));
    QCOMPARE(broken.lower[3], 0.3);
    QCOMPARE(broken.upper[4], 1.4);
    QVERIFY(broken.halfWidth.empty());
}

void ChartContentTest::pointsAreDrawnOfAShortCurve()
{
    const auto styleOf = [](std::size_t days) {
        return brokenAtGaps(curveOver(datesFrom({2006, 1, 1}, days, Calendar::Standard)), Calendar::Standard)
            .style;
    };
    QVERIFY(styleOf(60) == Style::LineAndPoints);
    QVERIFY(styleOf(61) == Style::Line);
}

QTEST_GUILESS_MAIN(ChartContentTest)
#include "chart_content_test.moc"
