#include <QTest>

#include "statistics/day_bootstrap.h"

#include <cmath>
#include <random>

#include "fields/error.h"

using namespace shamal;

namespace {

/// An autoregressive series of mean 2: x[t] - 2 = persistence (x[t-1] - 2) + noise.
std::vector<double> series(std::size_t days, double persistence, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> values;
    double departure = normal(random) / std::sqrt(1.0 - persistence * persistence);
    for (std::size_t day = 0; day < days; ++day) {
        values.push_back(2.0 + departure);
        departure = persistence * departure + normal(random);
    }
    return values;
}

/// How often the 90 % interval of the mean holds the true mean.
double coverage(double persistence, int blockDays)
{
    constexpr int kTrials = 400;
    int held = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
        DayBootstrapOptions options;
        options.blockDays = blockDays;
        options.resamples = 200;
        options.level = 0.9;
        options.seed = static_cast<std::uint64_t>(trial);
        const auto days = series(150, persistence, static_cast<unsigned>(trial));
        held += DayBootstrap(days.size(), options).mean(days).excludes(2.0) ? 0 : 1;
    }
    return static_cast<double>(held) / kTrials;
}

bool equal(const BootstrapInterval& a, const BootstrapInterval& b)
{
    return a.value == b.value && a.lower == b.lower && a.upper == b.upper;
}

}  // namespace

class DayBootstrapTest : public QObject {
    Q_OBJECT
private slots:
    void holdsTheTruthAsOftenAsItSays()
    {
        const double independent = coverage(0.0, 5);
        QVERIFY2(independent > 0.84 && independent < 0.94, qPrintable(QString::number(independent)));
    }
    void blocksKeepTheDependenceThatSingleDaysLose()
    {
        const double single = coverage(0.6, 1), blocks = coverage(0.6, 10);
        QVERIFY2(single < 0.7, qPrintable(QString::number(single)));  // too narrow by a factor of 2
        QVERIFY2(blocks > 0.80 && blocks < 0.94, qPrintable(QString::number(blocks)));
    }
    void isAsWideAsTheStandardErrorOfIndependentDays()
    {
        DayBootstrapOptions options;
        options.blockDays = 1;
        options.resamples = 4000;
        const std::vector<double> days = series(200, 0.0, 5);
        double mean = 0.0, squares = 0.0;
        for (const double x : days)
            mean += x / 200;
        for (const double x : days)
            squares += (x - mean) * (x - mean) / 200;
        const BootstrapInterval of = DayBootstrap(200, options).mean(days);
        QVERIFY(std::abs(of.value - mean) < 1e-12);
        QVERIFY(std::abs((of.upper - of.lower) / (2 * 1.96 * std::sqrt(squares / 200)) - 1.0) < 0.05);
    }
    void theDifferenceOfAMethodFromItselfIsNothing()
    {
        const std::vector<double> days = series(60, 0.3, 1);
        const DayBootstrap bootstrap(60, {});
        QVERIFY(equal(bootstrap.meanDifference(days, days), {0.0, 0.0, 0.0}));
    }
    void pairingSeesASmallDifferenceThroughLargeCommonScatter()
    {
        std::vector<double> worse = series(60, 0.3, 1), better = worse;
        for (std::size_t day = 0; day < 60; ++day)
            worse[day] += 0.02 + 0.01 * std::sin(static_cast<double>(day));
        const BootstrapInterval difference = DayBootstrap(60, {}).meanDifference(worse, better);
        QVERIFY(difference.excludes(0.0));
        QVERIFY(difference.lower > 0.015 && difference.upper < 0.025);
    }
    void scoresFollowFromSumsOverDays()
    {
        // RMSE of days with 1, 4 and no cells: sqrt((4 + 12) / 5).
        const std::vector<std::vector<double>> perDay{{4, 1}, {12, 4}, {0, 0}};
        const auto rmse = [](std::span<const double> sums) { return std::sqrt(sums[0] / sums[1]); };
        const BootstrapInterval of = DayBootstrap(3, {1, 500, 0.99, 1}).interval(perDay, rmse);
        QCOMPARE(of.value, std::sqrt(3.2));
        QCOMPARE(of.lower, std::sqrt(3.0));  // the second day alone; draws of the third alone are left out
        QCOMPARE(of.upper, 2.0);
    }
    void theSeedAloneDecides()
    {
        const std::vector<double> days = series(40, 0.5, 1);
        const auto of = [&](std::uint64_t seed) { return DayBootstrap(40, {5, 300, 0.95, seed}).mean(days); };
        QVERIFY(equal(of(3), of(3)));
        QVERIFY(!equal(of(3), of(4)));
    }
    void fewDaysAndNoDays()
    {
        QCOMPARE(DayBootstrap(1, {}).mean(std::vector<double>{3.0}).upper, 3.0);
        QVERIFY(std::isnan(DayBootstrap(0, {}).mean({}).value));
    }
    void whatMakesNoSenseIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(DayBootstrap(9, {0, 100, 0.9, 1}), InputError);
        QVERIFY_EXCEPTION_THROWN(DayBootstrap(9, {5, 0, 0.9, 1}), InputError);
        QVERIFY_EXCEPTION_THROWN(DayBootstrap(9, {5, 100, 1.0, 1}), InputError);
        QVERIFY_EXCEPTION_THROWN(DayBootstrap(9, {}).mean(std::vector<double>(8)), InputError);
    }
};

QTEST_GUILESS_MAIN(DayBootstrapTest)
#include "day_bootstrap_test.moc"
