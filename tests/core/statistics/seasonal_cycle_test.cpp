#include "statistics/seasonal_cycle.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>

#include "fields/error.h"

using namespace shamal;

namespace {

/// Every day of some years, from 2001-01-01 on.
std::vector<std::int64_t> daysOfYears(int years, Calendar calendar)
{
    std::vector<std::int64_t> days;
    for (std::int64_t day = dayNumber({2001, 1, 1}, calendar);
         day < dayNumber({2001 + years, 1, 1}, calendar); ++day)
        days.push_back(day);
    return days;
}

std::vector<double> noise(std::size_t count, double holes)
{
    std::mt19937 random(8);
    std::normal_distribution<double> normal;
    std::bernoulli_distribution missing(holes);
    std::vector<double> values(count);
    for (double& value : values)
        value = missing(random) ? qQNaN() : 3.0 + normal(random);
    return values;
}

/// Fraction of the year gone by.
double fraction(std::int64_t day, Calendar calendar)
{
    const Date date = dateOfDay(day, calendar);
    return (dayOfYear(date, calendar) - 1.0) /
           dayOfYear(dateOfDay(dayNumber({date.year + 1, 1, 1}, calendar) - 1, calendar), calendar);
}

}  // namespace

class SeasonalCycleTest : public QObject {
    Q_OBJECT
private slots:
    void noneLeavesTheSeriesAsItIs();
    void monthlyMeansAreTakenMonthByMonth();
    void monthWithOneDayIsLeftWithZero();
    void harmonicsTakeAwayTheirOwnCourse_data();
    void harmonicsTakeAwayTheirOwnCourse();
    void harmonicsLeaveWhatIsOrthogonalToThem();
    void whatIsOnlyTheCycleIsLeftWithZero();
    void refusesDaysThatDoNotTellTheHarmonicsApart();
    void refusesHarmonicsAndDaysThatDoNotFit();
};

void SeasonalCycleTest::noneLeavesTheSeriesAsItIs()
{
    const std::vector<double> values{1.0, qQNaN(), 4.0};
    const Deseasonalised found =
        deseasonalised(std::vector<std::int64_t>{1, 2, 3}, values, Calendar::Standard, {});
    QCOMPARE(found.values[0], 1.0);
    QVERIFY(std::isnan(found.values[1]));
    QCOMPARE(found.values[2], 4.0);
    QCOMPARE(found.fit.days, std::size_t{0});
    QCOMPARE(found.fit.parameters, std::size_t{0});
}

void SeasonalCycleTest::monthlyMeansAreTakenMonthByMonth()
{
    const std::vector<std::int64_t> days = daysOfYears(3, Calendar::Standard);
    const std::vector<double> values = noise(days.size(), 0.2);
    const Deseasonalised found =
        deseasonalised(days, values, Calendar::Standard, {SeasonalCycle::MonthlyMeans});
    std::map<int, std::vector<double>> byMonth;
    std::size_t present = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (std::isnan(values[i]))
            continue;
        byMonth[dateOfDay(days[i], Calendar::Standard).month].push_back(values[i]);
        ++present;
    }
    std::size_t fewest = present;
    for (const auto& [month, ofMonth] : byMonth)
        fewest = std::min(fewest, ofMonth.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
        QCOMPARE(std::isnan(found.values[i]), std::isnan(values[i]));
        if (std::isnan(values[i]))
            continue;
        double sum = 0.0;
        const std::vector<double>& month = byMonth[dateOfDay(days[i], Calendar::Standard).month];
        for (const double value : month)
            sum += value;
        QVERIFY(std::abs(found.values[i] - (values[i] - sum / double(month.size()))) < 1e-12);
    }
    QCOMPARE(found.fit.days, present);
    QCOMPARE(found.fit.parameters, std::size_t{12});
    QCOMPARE(found.fit.fewestDays, fewest);
}

void SeasonalCycleTest::monthWithOneDayIsLeftWithZero()
{
    // 1970-01-31 and the first two days of February.
    const Deseasonalised found =
        deseasonalised(std::vector<std::int64_t>{30, 31, 32}, std::vector<double>{7.0, 1.0, 2.0},
                       Calendar::Standard, {SeasonalCycle::MonthlyMeans});
    QCOMPARE(found.values, (std::vector<double>{0.0, -0.5, 0.5}));
    QCOMPARE(found.fit.fewestDays, std::size_t{1});
}

void SeasonalCycleTest::harmonicsTakeAwayTheirOwnCourse_data()
{
    QTest::addColumn<Calendar>("calendar");
    QTest::newRow("standard") << Calendar::Standard;
    QTest::newRow("no leap days") << Calendar::NoLeap;
    QTest::newRow("360 days") << Calendar::Day360;
}

void SeasonalCycleTest::harmonicsTakeAwayTheirOwnCourse()
{
    QFETCH(Calendar, calendar);
    const std::vector<std::int64_t> days = daysOfYears(5, calendar);
    std::vector<double> values;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const double phase = 2.0 * M_PI * fraction(days[i], calendar);
        const double alternating = i % 2 == 0 ? 1e-3 : -1e-3;
        values.push_back(5.0 + 2.0 * std::cos(phase) - std::sin(phase) + 0.5 * std::sin(2.0 * phase) +
                         alternating);
    }
    const Deseasonalised found = deseasonalised(days, values, calendar, {SeasonalCycle::Harmonics, 2});
    for (const double value : found.values)
        QVERIFY(std::abs(std::abs(value) - 1e-3) < 1e-5);
    QCOMPARE(found.fit.days, days.size());
    QCOMPARE(found.fit.parameters, std::size_t{5});
}

void SeasonalCycleTest::harmonicsLeaveWhatIsOrthogonalToThem()
{
    // The normal equations of least squares, on days with holes.
    const std::vector<std::int64_t> days = daysOfYears(2, Calendar::Standard);
    const std::vector<double> values = noise(days.size(), 0.3);
    const Deseasonalised found =
        deseasonalised(days, values, Calendar::Standard, {SeasonalCycle::Harmonics, 3});
    for (int h = 0; h <= 3; ++h) {
        double cosines = 0.0, sines = 0.0;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const double phase = 2.0 * M_PI * h * fraction(days[i], Calendar::Standard);
            if (std::isnan(values[i]))
                continue;
            cosines += found.values[i] * std::cos(phase);
            sines += found.values[i] * std::sin(phase);
        }
        QVERIFY(std::abs(cosines) < 1e-10 && std::abs(sines) < 1e-10);
    }
}

void SeasonalCycleTest::whatIsOnlyTheCycleIsLeftWithZero()
{
    const std::vector<std::int64_t> days = daysOfYears(2, Calendar::Standard);
    std::vector<double> values;
    for (const std::int64_t day : days)
        values.push_back(0.1 * dateOfDay(day, Calendar::Standard).month);
    const Deseasonalised found =
        deseasonalised(days, values, Calendar::Standard, {SeasonalCycle::MonthlyMeans});
    QCOMPARE(found.values, std::vector<double>(days.size(), 0.0));
}

void SeasonalCycleTest::refusesDaysThatDoNotTellTheHarmonicsApart()
{
    const std::vector<std::int64_t> days{10, 11, 12, 13};
    const std::vector<double> values{1.0, 2.0, 0.0, 1.0};
    QVERIFY_EXCEPTION_THROWN(deseasonalised(days, values, Calendar::Standard, {SeasonalCycle::Harmonics, 2}),
                             InputError);
    const std::vector<double> missing(4, qQNaN());
    QVERIFY_EXCEPTION_THROWN(deseasonalised(days, missing, Calendar::Standard, {SeasonalCycle::Harmonics, 1}),
                             InputError);
}

void SeasonalCycleTest::refusesHarmonicsAndDaysThatDoNotFit()
{
    const std::vector<std::int64_t> days = daysOfYears(1, Calendar::Standard);
    const std::vector<double> values = noise(days.size(), 0.0);
    for (const int harmonics : {0, 183})
        QVERIFY_EXCEPTION_THROWN(
            deseasonalised(days, values, Calendar::Standard, {SeasonalCycle::Harmonics, harmonics}),
            InputError);
    QVERIFY_EXCEPTION_THROWN(
        deseasonalised(days, std::vector<double>{1.0}, Calendar::Standard, {SeasonalCycle::MonthlyMeans}),
        InputError);
}

QTEST_APPLESS_MAIN(SeasonalCycleTest)
#include "seasonal_cycle_test.moc"
