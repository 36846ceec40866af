#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "daily_series.h"
#include "every_pair.h"
#include "fields/error.h"
#include "reference_file.h"
#include "statistics/semivariance_estimates.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const LatLonBox kWorld{-90.0, 90.0, -180.0, 180.0};
const Region kEverything{"everything", kWorld};
const Grid kSmall = Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14);

SemivariogramOptions optionsFor(VariogramEstimator estimator)
{
    SemivariogramOptions options;
    options.estimator = estimator;
    return options;
}

Semivariogram of(const FieldSeries& series, const SemivariogramOptions& options)
{
    return semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token());
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

double estimate(const std::vector<double>& differences, VariogramEstimator estimator)
{
    if (differences.empty())
        return qQNaN();
    if (estimator == VariogramEstimator::Dowd)
        return 1.099 * std::pow(median(differences), 2);
    double roots = 0.0;
    for (const double difference : differences)
        roots += std::sqrt(difference);
    const auto n = static_cast<double>(differences.size());
    return std::pow(roots / n, 4) / (2.0 * (0.457 + 0.494 / n));
}

PlainSemivariogram plain(const FieldSeries& series, const std::vector<CellPair>& pairs,
                         const std::vector<double>& bordersKm, VariogramEstimator estimator)
{
    std::vector<std::vector<double>> differences(bordersKm.size() - 1);
    for (const CellPair& pair : pairs) {
        const auto bin = binOf(pair.distanceKm, bordersKm);
        for (std::size_t step = 0; bin && step < series.size(); ++step) {
            const double difference = std::abs(transformed(series.field(step)[pair.a], true) -
                                               transformed(series.field(step)[pair.b], true));
            if (!std::isnan(difference))
                differences[*bin].push_back(difference);
        }
    }
    PlainSemivariogram result;
    for (const std::vector<double>& ofBin : differences) {
        result.gamma.push_back(estimate(ofBin, estimator));
        result.pairs.push_back(static_cast<std::int64_t>(ofBin.size()));
    }
    return result;
}

constexpr VariogramEstimator kRobust[] = {VariogramEstimator::CressieHawkins, VariogramEstimator::Dowd};

}  // namespace

class RobustSemivariogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPairOfFewCells();
    void agreesWithEveryPairOfShortLagsAndEqualCounts();
    void agreesWithEveryPairWhereLongitudesAreUneven();
    void agreesWithGstat();
    void drawsOnlyWhereThereAreMorePairsThanMayBeTaken();
    void drawsAsManyPairsAsAskedWithinTheLags();
    void drawsComeCloseToEveryPair();
    void drawsEveryPairAsOftenAsAnyOther();
    void drawsAreTheSameWithAnyNumberOfThreads();
    void drawsOfADayDependOnTheSeedAndTheDayAlone();
    void areBarelyMovedByAnOutlier();
    void isZeroForAConstantField();
    void givesUpWhereNoPairIsInReach();
    void dowdDrawsFewerADaySoThatAllDaysFitIntoMemory();
    void cressieAndHawkinsNeedNoMemoryForMoreDays();
    void agreesWithEveryPairOfMoreDaysThanAreHeldAtOnce();
    void stopsWithinADay();
    void refusesToDrawNothing();
};

void RobustSemivariogramTest::agreesWithEveryPairOfFewCells()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 81);
    for (const VariogramEstimator estimator : kRobust) {
        const Semivariogram found = of(series, optionsFor(estimator));
        QCOMPARE(found.sampledPairsPerDay, std::int64_t{0});
        compareBins(found.gamma, found.pairs,
                    plain(series, everyPair(kSmall, kWorld), found.bordersKm, estimator), 1e-10);
    }
}

void RobustSemivariogramTest::agreesWithEveryPairOfShortLagsAndEqualCounts()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 82);
    for (const VariogramEstimator estimator : kRobust) {
        SemivariogramOptions options = optionsFor(estimator);
        options.division = LagDivision::EqualCounts;
        options.bins = 3;
        options.maxLagKm = 130.0;
        options.daily = true;
        const Semivariogram found = of(series, options);
        const std::vector<CellPair> pairs = everyPair(kSmall, kWorld);
        compareBins(found.gamma, found.pairs, plain(series, pairs, found.bordersKm, estimator), 1e-10);
        compareBins(found.daily->gamma[1], found.daily->pairs[1],
                    plain(series.select(std::vector<std::size_t>{1}), pairs, found.bordersKm, estimator),
                    1e-10);
    }
}

void RobustSemivariogramTest::agreesWithEveryPairWhereLongitudesAreUneven()
{
    const Grid uneven({30.0, 30.6, 31.0, 31.9, 33.3}, {60.0, 60.4, 61.1, 61.3, 62.7, 63.0, 64.9});
    const FieldSeries series = randomSeries(uneven, {5, 6, 7}, 0.1, 83);
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.direction = SemivariogramDirection{120.0, 40.0};
    std::vector<CellPair> pairs;
    for (const CellPair& pair : everyPair(uneven, kWorld)) {
        if (std::abs(azimuthDegrees(pair) - 120.0) < 40.0)
            pairs.push_back(pair);
    }
    const Semivariogram found = of(series, options);
    compareBins(found.gamma, found.pairs,
                plain(series, pairs, found.bordersKm, VariogramEstimator::CressieHawkins), 1e-10);
}

void RobustSemivariogramTest::agreesWithGstat()
{
    const QString file = "cross_semivariogram_reference.csv";
    const std::vector<double> values = referenceRow(file, "first");
    const FieldSeries series({}, Grid::regular(29.5, 0.5, 12, 60.0, 0.625, 15), Calendar::Standard,
                             dailySteps({1}), std::vector<float>(values.begin(), values.end()));
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.log10Transform = false;
    const Semivariogram found = of(series, options);
    const std::vector<double> classes = referenceRow(file, "robust.class");
    QVERIFY(classes.size() > 20);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto bin = static_cast<std::size_t>(classes[i]);
        QCOMPARE(static_cast<double>(found.pairs[bin]), referenceRow(file, "robust.pairs")[i]);
        const double gstat = referenceRow(file, "robust.gamma")[i];
        QVERIFY2(
            std::abs(found.gamma[bin] / gstat - 1.0) < 1e-10,
            qPrintable(QString("%1, gstat %2").arg(found.gamma[bin], 0, 'g', 12).arg(gstat, 0, 'g', 12)));
    }
}

void RobustSemivariogramTest::drawsOnlyWhereThereAreMorePairsThanMayBeTaken()
{
    const FieldSeries series = randomSeries(kSmall, {100}, 0.2, 84);
    SemivariogramOptions options = optionsFor(VariogramEstimator::Dowd);
    options.maxLagKm = 200.0;
    options.direction = SemivariogramDirection{0.0, 10.0};
    options.pairsPerDay = 1'000'000;
    const Semivariogram every = of(series, options);
    options.pairsPerDay = std::accumulate(every.pairs.begin(), every.pairs.end(), std::int64_t{0});
    QVERIFY(options.pairsPerDay > 100);
    const Semivariogram asMany = of(series, options);
    QCOMPARE(asMany.sampledPairsPerDay, std::int64_t{0});
    QCOMPARE(asMany.pairs, every.pairs);
    for (std::size_t bin = 0; bin < every.gamma.size(); ++bin)
        QVERIFY(every.pairs[bin] == 0 || asMany.gamma[bin] == every.gamma[bin]);
    --options.pairsPerDay;
    QCOMPARE(of(series, options).sampledPairsPerDay, options.pairsPerDay);
}

void RobustSemivariogramTest::drawsAsManyPairsAsAskedWithinTheLags()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 84);
    SemivariogramOptions options = optionsFor(VariogramEstimator::Dowd);
    options.maxLagKm = 200.0;
    options.pairsPerDay = 300;
    options.seed = 7;
    const Semivariogram found = of(series, options);
    QCOMPARE(std::accumulate(found.pairs.begin(), found.pairs.end(), std::int64_t{0}), std::int64_t{600});
    QCOMPARE(found.sampledPairsPerDay, std::int64_t{300});
    QCOMPARE(found.seed, std::uint64_t{7});
}

void RobustSemivariogramTest::drawsComeCloseToEveryPair()
{
    const Grid grid = Grid::regular(29.5, 0.25, 40, 60.3, 0.25, 50);
    const FieldSeries series = randomSeries(grid, {100, 101, 102, 103}, 0.2, 85);
    for (const VariogramEstimator estimator : kRobust) {
        SemivariogramOptions options = optionsFor(estimator);
        options.bins = 4;
        options.maxLagKm = 400.0;
        options.pairsPerDay = 5'000'000;
        const Semivariogram every = of(series, options);
        QCOMPARE(every.sampledPairsPerDay, std::int64_t{0});
        options.pairsPerDay = 50'000;
        const Semivariogram found = of(series, options);
        for (std::size_t bin = 0; bin < 4; ++bin)
            QVERIFY(std::abs(found.gamma[bin] / every.gamma[bin] - 1.0) < 0.05);
    }
}

/// Each distance has as great a share of the draws as of the pairs.
void RobustSemivariogramTest::drawsEveryPairAsOftenAsAnyOther()
{
    const Grid grid = Grid::regular(29.5, 0.25, 40, 60.3, 0.25, 50);
    const FieldSeries series = randomSeries(grid, {100, 101, 102, 103}, 0.2, 85);
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.bins = 12;
    options.maxLagKm = 400.0;
    options.pairsPerDay = 5'000'000;
    const Semivariogram every = of(series, options);
    options.pairsPerDay = 100'000;
    const Semivariogram found = of(series, options);
    const auto total = [](const std::vector<std::int64_t>& pairs) {
        return static_cast<double>(std::accumulate(pairs.begin(), pairs.end(), std::int64_t{0}));
    };
    const double draws = total(found.pairs), all = total(every.pairs);
    for (std::size_t bin = 0; bin < found.pairs.size(); ++bin) {
        const double share = static_cast<double>(every.pairs[bin]) / all;
        const double drawn = static_cast<double>(found.pairs[bin]) / draws;
        // Five standard deviations of a binomial share.
        QVERIFY(std::abs(drawn - share) <= 5.0 * std::sqrt(share * (1.0 - share) / draws));
    }
}

void RobustSemivariogramTest::drawsAreTheSameWithAnyNumberOfThreads()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 87);
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.pairsPerDay = 500;
    options.threads = 1;
    const Semivariogram alone = of(series, options);
    options.threads = 3;
    const Semivariogram found = of(series, options);
    QCOMPARE(found.pairs, alone.pairs);
    QCOMPARE(std::accumulate(found.pairs.begin(), found.pairs.end(), std::int64_t{0}), std::int64_t{1500});
    for (std::size_t bin = 0; bin < alone.gamma.size(); ++bin)
        QVERIFY(found.pairs[bin] == 0 || found.gamma[bin] == alone.gamma[bin]);  // to the last digit
}

void RobustSemivariogramTest::drawsOfADayDependOnTheSeedAndTheDayAlone()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.0, 88);
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.pairsPerDay = 500;
    options.daily = true;
    const Semivariogram together = of(series, options);
    const std::vector<std::size_t> last{2};
    const auto alone = [&] {
        return semivariogram(series, last, kEverything, options, Progress(), std::stop_token());
    };
    QCOMPARE(alone().pairs, together.daily->pairs[2]);
    QVERIFY(together.daily->pairs[1] != together.daily->pairs[2]);
    options.seed = 2;
    QVERIFY(alone().pairs != together.daily->pairs[2]);
}

void RobustSemivariogramTest::areBarelyMovedByAnOutlier()
{
    std::vector<float> values = randomValues(kSmall.cells(), 0.0, 89);
    const auto gammaOf = [&](VariogramEstimator estimator) {
        SemivariogramOptions options = optionsFor(estimator);
        options.log10Transform = false;
        return of({{}, kSmall, Calendar::Standard, dailySteps({1}), values}, options).gamma[8];
    };
    const double before[] = {gammaOf(VariogramEstimator::CressieHawkins), gammaOf(VariogramEstimator::Dowd),
                             gammaOf(VariogramEstimator::Matheron)};
    values[70] = 100.0F;
    QVERIFY(gammaOf(VariogramEstimator::CressieHawkins) < 10.0 * before[0]);
    QVERIFY(gammaOf(VariogramEstimator::Dowd) < 1.2 * before[1]);
    QVERIFY(gammaOf(VariogramEstimator::Matheron) > 50.0 * before[2]);
}

void RobustSemivariogramTest::isZeroForAConstantField()
{
    const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1}),
                             std::vector<float>(kSmall.cells(), 0.37F));
    for (const VariogramEstimator estimator : kRobust) {
        const Semivariogram found = of(series, optionsFor(estimator));
        const std::vector<CellPair> pairs = everyPair(kSmall, kWorld);
        QCOMPARE(std::accumulate(found.pairs.begin(), found.pairs.end(), std::int64_t{0}),
                 std::ranges::count_if(pairs, [](const CellPair& pair) { return pair.distanceKm <= 600.0; }));
        for (std::size_t bin = 0; bin < found.gamma.size(); ++bin)
            QVERIFY(found.pairs[bin] == 0 || found.gamma[bin] == 0.0);
    }
}

void RobustSemivariogramTest::givesUpWhereNoPairIsInReach()
{
    const FieldSeries series = randomSeries(kSmall, {1}, 0.0, 90);
    SemivariogramOptions options = optionsFor(VariogramEstimator::Dowd);
    options.maxLagKm = 10.0;  // the nearest cells are 50 km apart
    options.pairsPerDay = 50;
    const Semivariogram found = of(series, options);
    for (std::size_t bin = 0; bin < found.gamma.size(); ++bin)
        QVERIFY(found.pairs[bin] == 0 && std::isnan(found.gamma[bin]));
}

void RobustSemivariogramTest::dowdDrawsFewerADaySoThatAllDaysFitIntoMemory()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 92);
    SemivariogramOptions options = optionsFor(VariogramEstimator::Dowd);
    options.keptPairs = 600;
    const Semivariogram found = of(series, options);
    QCOMPARE(std::accumulate(found.pairs.begin(), found.pairs.end(), std::int64_t{0}), std::int64_t{600});
    QCOMPARE(found.sampledPairsPerDay, std::int64_t{200});
    options.daily = true;
    QCOMPARE(of(series, options).gamma[8], found.gamma[8]);
    options.pairsPerDay = 100;  // fewer still
    QCOMPARE(of(series, options).sampledPairsPerDay, std::int64_t{100});
}

void RobustSemivariogramTest::cressieAndHawkinsNeedNoMemoryForMoreDays()
{
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.keptPairs = 1;
    QCOMPARE(of(randomSeries(kSmall, {100, 101, 103}, 0.2, 92), options).sampledPairsPerDay, std::int64_t{0});
}

void RobustSemivariogramTest::agreesWithEveryPairOfMoreDaysThanAreHeldAtOnce()
{
    std::vector<std::int64_t> days(75);
    std::iota(days.begin(), days.end(), 100);
    const Grid few = Grid::regular(29.5, 0.5, 5, 60.3, 0.625, 6);
    const FieldSeries series = randomSeries(few, days, 0.2, 93);
    for (const VariogramEstimator estimator : kRobust) {
        SemivariogramOptions options = optionsFor(estimator);
        options.daily = true;
        const Semivariogram found = of(series, options);
        QCOMPARE(found.days, std::size_t{75});
        compareBins(found.gamma, found.pairs,
                    plain(series, everyPair(few, kWorld), found.bordersKm, estimator), 1e-10);
        compareBins(found.daily->gamma[70], found.daily->pairs[70],
                    plain(series.select(std::vector<std::size_t>{70}), everyPair(few, kWorld),
                          found.bordersKm, estimator),
                    1e-10);
    }
}

/// Before it has drawn what would take a quarter of an hour.
void RobustSemivariogramTest::stopsWithinADay()
{
    const FieldSeries series = randomSeries(Grid::regular(29.5, 0.5, 70, 60.3, 0.625, 72), {1}, 0.0, 94);
    const RegionImages images(series.grid(), kEverything, "");
    const std::vector<std::size_t> steps{0};
    std::stop_source source;
    const auto load = [&](std::size_t day) {
        source.request_stop();
        return DayImages{images.image(series.field(day), false), {}};
    };
    SemivariogramOptions options = optionsFor(VariogramEstimator::CressieHawkins);
    options.maxLagKm = 20000.0;
    options.pairsPerDay = 10'000'000;
    // No pair of cells has this azimuth.
    const SemivarianceInput input{images, steps, load, {1, 1.0, 1e-12}};
    QVERIFY_EXCEPTION_THROWN(robustEstimates(input, options, Progress(), source.get_token()), Stopped);
}

void RobustSemivariogramTest::refusesToDrawNothing()
{
    SemivariogramOptions options = optionsFor(VariogramEstimator::Dowd);
    options.pairsPerDay = 0;
    QVERIFY_EXCEPTION_THROWN(of(randomSeries(kSmall, {1}, 0.0, 91), options), InputError);
    const FieldSeries missing({}, kSmall, Calendar::Standard, dailySteps({1}),
                              std::vector<float>(kSmall.cells(), qQNaN()));
    options.pairsPerDay = 10;
    QVERIFY_EXCEPTION_THROWN(of(missing, options), InputError);
}

QTEST_GUILESS_MAIN(RobustSemivariogramTest)
#include "robust_semivariogram_test.moc"
