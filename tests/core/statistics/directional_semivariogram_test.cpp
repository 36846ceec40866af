#include <QTest>

#include <cmath>
#include <numeric>

#include "daily_series.h"
#include "every_pair.h"
#include "fields/error.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const LatLonBox kWorld{-90.0, 90.0, -180.0, 180.0};
const Region kEverything{"everything", kWorld};
const Grid kSmall = Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14);

SemivariogramOptions towards(double azimuth, double tolerance)
{
    SemivariogramOptions options;
    options.direction = SemivariogramDirection{azimuth, tolerance};
    return options;
}

Semivariogram of(const FieldSeries& series, const SemivariogramOptions& options)
{
    return semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token());
}

AnisotropyRose roseOf(const FieldSeries& series, int sectors, const SemivariogramOptions& options)
{
    return anisotropyRose(series, allSteps(series), kEverything, sectors, options, Progress(),
                          std::stop_token());
}

/// Pairs whose azimuth lies in [azimuth - tolerance, azimuth + tolerance), modulo 180 degrees.
std::vector<CellPair> pairsTowards(const Grid& grid, double azimuth, double tolerance)
{
    std::vector<CellPair> chosen;
    for (const CellPair& pair : everyPair(grid, kWorld)) {
        if (std::fmod(azimuthDegrees(pair) - azimuth + tolerance + 360.0, 180.0) < 2.0 * tolerance)
            chosen.push_back(pair);
    }
    return chosen;
}

void compareWithEveryPair(const FieldSeries& series, double azimuth, double tolerance)
{
    const Semivariogram found = of(series, towards(azimuth, tolerance));
    compareBins(found.gamma, found.pairs,
                plainSemivariogram(series, allSteps(series), pairsTowards(series.grid(), azimuth, tolerance),
                                   found.bordersKm, true),
                1e-10);
}

}  // namespace

class DirectionalSemivariogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPairOfItsDirection();
    void agreesWithEveryPairWhereLongitudesAreUneven();
    void agreesWithEveryPairInTheSouth();
    void isThatOfAllDirectionsWithinNinetyDegrees();
    void isTheSameFromBothSides();
    void ofWavesIsFlatAlongTheirCrests();
    void roseAgreesWithEveryPairOfEachSector();
    void roseHoldsEveryPairOnce();
    void roseWithEqualCountsHasOneSetOfBins();
    void roseKeepsDaysApartOnRequest();
    void refusesADirectionThatIsNone();
};

void DirectionalSemivariogramTest::agreesWithEveryPairOfItsDirection()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 41);
    for (const double azimuth : {0.0, 37.0, 90.0, 151.0})
        compareWithEveryPair(series, azimuth, 22.5);
}

void DirectionalSemivariogramTest::agreesWithEveryPairWhereLongitudesAreUneven()
{
    const Grid uneven({30.0, 30.6, 31.0, 31.9, 33.3}, {60.0, 60.4, 61.1, 61.3, 62.7, 63.0, 64.9});
    const FieldSeries series = randomSeries(uneven, {5, 6, 7}, 0.1, 42);
    for (const double azimuth : {0.0, 50.0, 125.0})
        compareWithEveryPair(series, azimuth, 31.0);
}

void DirectionalSemivariogramTest::agreesWithEveryPairInTheSouth()
{
    const FieldSeries series = randomSeries(Grid::regular(-71.0, 1.5, 9, 170.3, 1.25, 17), {1, 2}, 0.1, 43);
    for (const double azimuth : {20.0, 110.0})
        compareWithEveryPair(series, azimuth, 17.0);
}

void DirectionalSemivariogramTest::isThatOfAllDirectionsWithinNinetyDegrees()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 44);
    const Semivariogram all = of(series, {});
    const Semivariogram found = of(series, towards(33.0, 90.0));
    QCOMPARE(found.pairs, all.pairs);
}

void DirectionalSemivariogramTest::isTheSameFromBothSides()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 45);
    const Semivariogram there = of(series, towards(40.0, 20.0));
    const Semivariogram back = of(series, towards(220.0, 20.0));
    compareBins(back.gamma, back.pairs, {there.gamma, there.pairs}, 1e-12);
}

void DirectionalSemivariogramTest::ofWavesIsFlatAlongTheirCrests()
{
    // Near the equator columns and rows are equally far apart; crests run from south-west to north-east.
    const Grid grid = Grid::regular(-2.5, 0.25, 21, 10.0, 0.25, 21);
    std::vector<float> values;
    for (std::size_t cell = 0; cell < grid.cells(); ++cell)
        values.push_back(std::sin(0.5F * (static_cast<float>(cell % 21) - static_cast<float>(cell / 21))));
    const FieldSeries series({}, grid, Calendar::Standard, dailySteps({1}), values);
    SemivariogramOptions options = towards(45.0, 3.0);
    options.log10Transform = false;
    options.maxLagKm = 300.0;
    options.bins = 6;
    const Semivariogram along = of(series, options);
    options.direction->azimuthDegrees = 135.0;
    const Semivariogram across = of(series, options);
    QVERIFY(along.gamma[0] < 1e-6);
    QVERIFY(across.gamma[0] > 0.1);
}

void DirectionalSemivariogramTest::roseAgreesWithEveryPairOfEachSector()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 46);
    const AnisotropyRose rose = roseOf(series, 8, {});
    QCOMPARE(rose.sectors.size(), std::size_t{8});
    for (std::size_t sector = 0; sector < 8; ++sector) {
        QCOMPARE(rose.azimuthDegrees[sector], 22.5 * static_cast<double>(sector));
        const Semivariogram& found = rose.sectors[sector];
        compareBins(found.gamma, found.pairs,
                    plainSemivariogram(series, allSteps(series),
                                       pairsTowards(kSmall, rose.azimuthDegrees[sector], 11.25),
                                       found.bordersKm, true),
                    1e-10);
    }
}

void DirectionalSemivariogramTest::roseHoldsEveryPairOnce()
{
    const FieldSeries series =
        randomSeries(Grid::regular(-90.0, 15.0, 13, -180.0, 15.0, 24), {1, 2}, 0.1, 47);
    SemivariogramOptions options;
    options.maxLagKm = 25000.0;
    const Semivariogram all = of(series, options);
    for (const int sectors : {1, 5, 12}) {
        std::vector<std::int64_t> sum(all.pairs.size(), 0);
        for (const Semivariogram& sector : roseOf(series, sectors, options).sectors) {
            for (std::size_t bin = 0; bin < sum.size(); ++bin)
                sum[bin] += sector.pairs[bin];
        }
        QCOMPARE(sum, all.pairs);
    }
}

void DirectionalSemivariogramTest::roseWithEqualCountsHasOneSetOfBins()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 48);
    SemivariogramOptions options;
    options.division = LagDivision::EqualCounts;
    options.bins = 5;
    const AnisotropyRose rose = roseOf(series, 4, options);
    QCOMPARE(rose.sectors[3].bordersKm, of(series, options).bordersKm);
    const Semivariogram& found = rose.sectors[3];
    compareBins(found.gamma, found.pairs,
                plainSemivariogram(series, allSteps(series), pairsTowards(kSmall, 135.0, 22.5),
                                   found.bordersKm, true),
                1e-10);
}

void DirectionalSemivariogramTest::roseKeepsDaysApartOnRequest()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 49);
    SemivariogramOptions options;
    options.daily = true;
    const Semivariogram found = roseOf(series, 4, options).sectors[1];
    for (std::size_t day = 0; day < 2; ++day)
        compareBins(
            found.daily->gamma[day], found.daily->pairs[day],
            plainSemivariogram(series, {day}, pairsTowards(kSmall, 45.0, 22.5), found.bordersKm, true),
            1e-10);
}

void DirectionalSemivariogramTest::refusesADirectionThatIsNone()
{
    const FieldSeries series = randomSeries(kSmall, {1}, 0.0, 50);
    QVERIFY_EXCEPTION_THROWN(of(series, towards(0.0, 0.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(of(series, towards(0.0, 91.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(of(series, towards(qQNaN(), 20.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(roseOf(series, 0, {}), InputError);
    QVERIFY_EXCEPTION_THROWN(roseOf(series, 181, {}), InputError);
}

QTEST_GUILESS_MAIN(DirectionalSemivariogramTest)
#include "directional_semivariogram_test.moc"
