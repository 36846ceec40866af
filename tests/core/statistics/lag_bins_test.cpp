#include <QTest>

#include <cmath>
#include <numeric>

#include "daily_series.h"
#include "every_pair.h"
#include "fields/error.h"
#include "statistics/lag_bins.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const LatLonBox kWorld{-90.0, 90.0, -180.0, 180.0};
const Region kEverything{"everything", kWorld};
const Grid kSmall = Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14);

Semivariogram of(const FieldSeries& series, const SemivariogramOptions& options)
{
    return semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token());
}

PlainSemivariogram plain(const FieldSeries& series, const std::vector<std::size_t>& steps,
                         const std::vector<double>& bordersKm)
{
    return plainSemivariogram(series, steps, everyPair(series.grid(), kWorld), bordersKm, true);
}

SemivariogramOptions byWidth(double minLagKm, double widthKm, double maxLagKm)
{
    SemivariogramOptions options;
    options.division = LagDivision::Width;
    options.minLagKm = minLagKm;
    options.widthKm = widthKm;
    options.maxLagKm = maxLagKm;
    return options;
}

SemivariogramOptions byEqualCounts(int bins, double maxLagKm)
{
    SemivariogramOptions options;
    options.division = LagDivision::EqualCounts;
    options.bins = bins;
    options.maxLagKm = maxLagKm;
    return options;
}

}  // namespace

class LagBinsTest : public QObject {
    Q_OBJECT
private slots:
    void areThePublishedOnesUnlessAskedOtherwise();
    void haveTheirWidthButTheLastWhichEndsAtTheLongestLag();
    void haveNoRestWhereTheWidthDivides();
    void byWidthAgreeWithEveryPair();
    void byNumberStartAtTheShortestLag();
    void withEqualCountsAgreeWithEveryPair();
    void withEqualCountsDifferByAClassAtMost();
    void joinClassesWhereTheCountComesNearest();
    void refuseWhatMakesNoBins();
    void countCellsAndThoseWithoutData();
    void ofOneDayAreThoseOfThatDayAlone();
    void spreadByTheStandardDeviationOverDays();
    void haveNoSpreadWithOneDay();
    void ofTheDaysJoinAsThoseOfAllDays();
};

void LagBinsTest::areThePublishedOnesUnlessAskedOtherwise()
{
    const std::vector<double> borders = summedBordersKm({});
    QCOMPARE(borders.size(), std::size_t{25});
    QCOMPARE(borders.front(), 0.0);
    QCOMPARE(borders[1], 25.0);
    QCOMPARE(borders.back(), 600.0);
}

void LagBinsTest::haveTheirWidthButTheLastWhichEndsAtTheLongestLag()
{
    QCOMPARE(summedBordersKm(byWidth(50.0, 60.0, 250.0)),
             (std::vector<double>{50.0, 110.0, 170.0, 230.0, 250.0}));
}

void LagBinsTest::haveNoRestWhereTheWidthDivides()
{
    const std::vector<double> borders = summedBordersKm(byWidth(0.0, 0.1, 0.7));  // 7 * 0.1 is not quite 0.7
    QCOMPARE(borders.size(), std::size_t{8});
    QCOMPARE(borders.back(), 0.7);
}

void LagBinsTest::byWidthAgreeWithEveryPair()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 21);
    const Semivariogram found = of(series, byWidth(63.0, 47.0, 500.0));
    QCOMPARE(found.bordersKm.size(), found.gamma.size() + 1);
    QCOMPARE(found.lagKm.front(), 63.0 + 23.5);
    compareBins(found.gamma, found.pairs, plain(series, allSteps(series), found.bordersKm), 1e-10);
}

void LagBinsTest::byNumberStartAtTheShortestLag()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 22);
    SemivariogramOptions options;
    options.minLagKm = 120.0;
    options.bins = 7;
    const Semivariogram found = of(series, options);
    QCOMPARE(found.bordersKm.front(), 120.0);
    QCOMPARE(found.bordersKm.back(), 600.0);
    compareBins(found.gamma, found.pairs, plain(series, allSteps(series), found.bordersKm), 1e-10);
}

void LagBinsTest::withEqualCountsAgreeWithEveryPair()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 23);
    const Semivariogram found = of(series, byEqualCounts(9, 400.0));
    QCOMPARE(found.gamma.size(), std::size_t{9});
    QCOMPARE(found.bordersKm.front(), 0.0);
    QCOMPARE(found.bordersKm.back(), 400.0);
    compareBins(found.gamma, found.pairs, plain(series, allSteps(series), found.bordersKm), 1e-10);
}

void LagBinsTest::withEqualCountsDifferByAClassAtMost()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 24);
    const Semivariogram found = of(series, byEqualCounts(6, 400.0));
    const PlainSemivariogram fine =
        plain(series, allSteps(series), equalWidthBordersKm(0.0, 400.0, kFineClasses));
    const auto most = static_cast<double>(*std::max_element(fine.pairs.begin(), fine.pairs.end()));
    const double all =
        static_cast<double>(std::accumulate(fine.pairs.begin(), fine.pairs.end(), std::int64_t{0}));
    double below = 0.0;
    for (std::size_t bin = 0; bin < found.pairs.size(); ++bin) {
        below += static_cast<double>(found.pairs[bin]);
        QVERIFY(std::abs(below - all * static_cast<double>(bin + 1) / 6.0) <= 0.5 * most);
    }
}

void LagBinsTest::joinClassesWhereTheCountComesNearest()
{
    const std::vector<std::int64_t> pairs{5, 1, 0, 3, 3, 4, 8};  // 24: borders are wanted at 8 and 16
    QCOMPARE(equalCountGroups(pairs, 3), (std::vector<std::size_t>{0, 4, 6, 7}));
    QCOMPARE(equalCountGroups(pairs, 1), (std::vector<std::size_t>{0, 7}));
    QCOMPARE(equalCountGroups(pairs, 7), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7}));
}

void LagBinsTest::refuseWhatMakesNoBins()
{
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byWidth(0.0, 0.0, 100.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byWidth(0.0, 1e-9, 100.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byWidth(100.0, 10.0, 100.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byWidth(-1.0, 10.0, 100.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byWidth(0.0, qQNaN(), 100.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byEqualCounts(0, 100.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(summedBordersKm(byEqualCounts(kFineClasses + 1, 100.0)), InputError);
}

void LagBinsTest::countCellsAndThoseWithoutData()
{
    std::vector<float> values = randomValues(3 * kSmall.cells(), 0.0, 25);
    values[3] = values[17] = values[kSmall.cells() + 5] = qQNaN();
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(2 * kSmall.cells()), kSmall.cells(), qQNaN());
    const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1, 2, 3}), values);
    const Semivariogram found = of(series, {});
    QCOMPARE(found.cells, kSmall.cells());
    QCOMPARE(found.missing, static_cast<std::int64_t>(kSmall.cells()) + 3);
    QCOMPARE(found.days, std::size_t{2});
}

void LagBinsTest::ofOneDayAreThoseOfThatDayAlone()
{
    std::vector<float> values = randomValues(4 * kSmall.cells(), 0.3, 26);
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(kSmall.cells()), kSmall.cells(), qQNaN());
    const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1, 2, 3, 4}), values);
    for (SemivariogramOptions options : {SemivariogramOptions{}, byEqualCounts(5, 300.0)}) {
        options.daily = true;
        const Semivariogram found = of(series, options);
        QCOMPARE(found.daily->steps, (std::vector<std::size_t>{0, 2, 3}));
        for (std::size_t day = 0; day < found.daily->steps.size(); ++day)
            compareBins(found.daily->gamma[day], found.daily->pairs[day],
                        plain(series, {found.daily->steps[day]}, found.bordersKm), 1e-10);
    }
}

void LagBinsTest::spreadByTheStandardDeviationOverDays()
{
    // The second field is the first one doubled, the third tripled: gamma grows by 4 and 9.
    const std::vector<float> first = randomValues(kSmall.cells(), 0.2, 27);
    std::vector<float> values;
    for (const float factor : {1.0F, 2.0F, 3.0F}) {
        for (const float value : first)
            values.push_back(factor * value);
    }
    const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1, 2, 3}), values);
    SemivariogramOptions options;
    options.log10Transform = false;
    options.daily = true;
    const Semivariogram found = of(series, options);
    const double deviation = std::sqrt(49.0 / 3.0);  // of 1, 4 and 9
    for (std::size_t bin = 0; bin < found.gamma.size(); ++bin) {
        if (found.pairs[bin] == 0)
            QVERIFY(std::isnan(found.daily->spread[bin]));
        else
            QVERIFY(std::abs(found.daily->spread[bin] / found.daily->gamma[0][bin] - deviation) < 1e-5);
    }
}

void LagBinsTest::haveNoSpreadWithOneDay()
{
    SemivariogramOptions options;
    options.daily = true;
    const Semivariogram found = of(randomSeries(kSmall, {1}, 0.0, 28), options);
    for (const double spread : found.daily->spread)
        QVERIFY(std::isnan(spread));
}

void LagBinsTest::ofTheDaysJoinAsThoseOfAllDays()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2, 3, 4}, 0.2, 29);
    SemivariogramOptions options;
    const Semivariogram together = of(series, options);
    QVERIFY(!together.daily);
    options.daily = true;
    const Semivariogram found = of(series, options);
    compareBins(found.gamma, found.pairs, {together.gamma, together.pairs}, 1e-10);
}

QTEST_GUILESS_MAIN(LagBinsTest)
#include "lag_bins_test.moc"
