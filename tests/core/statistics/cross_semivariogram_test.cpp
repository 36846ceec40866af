#include <QTest>

#include <cmath>

#include "daily_series.h"
#include "every_pair.h"
#include "fields/error.h"
#include "reference_file.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const LatLonBox kWorld{-90.0, 90.0, -180.0, 180.0};
const Region kEverything{"everything", kWorld};
const Grid kSmall = Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14);

Semivariogram of(const FieldSeries& first, const FieldSeries& second, const SemivariogramOptions& options)
{
    return crossSemivariogram(first, allSteps(first), second, allSteps(second), kEverything, options,
                              Progress(), std::stop_token());
}

/// x with as much of y added as makes their covariance negative.
FieldSeries against(const FieldSeries& x, unsigned seed)
{
    std::vector<float> values = randomValues(x.grid().cells() * x.size(), 0.1, seed);
    for (std::size_t step = 0; step < x.size(); ++step) {
        for (std::size_t cell = 0; cell < x.grid().cells(); ++cell)
            values[step * x.grid().cells() + cell] -= 0.5F * x.field(step)[cell];
    }
    return {{}, x.grid(), Calendar::Standard, x.steps(), values};
}

}  // namespace

class CrossSemivariogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPair();
    void agreesWithEveryPairOfADirection();
    void agreesWithEveryPairWhereLongitudesAreUneven();
    void agreesWithGstat();
    void ofAFieldWithItselfIsItsSemivariogram();
    void leavesOutCellsThatEitherLacks();
    void pairsTheStepsAsGiven();
    void refusesWhatCannotBePaired();
};

void CrossSemivariogramTest::agreesWithEveryPair()
{
    const FieldSeries first = randomSeries(kSmall, {100, 101, 103}, 0.2, 61);
    const FieldSeries second = against(first, 62);
    SemivariogramOptions options;
    options.log10Transform = false;
    options.maxLagKm = 400.0;
    for (const std::size_t bytes : {std::size_t{1}, options.spectraBytes}) {
        options.spectraBytes = bytes;
        const Semivariogram found = of(first, second, options);
        compareBins(found.gamma, found.pairs,
                    plainCrossSemivariogram(first, second, everyPair(kSmall, kWorld), found.bordersKm, false),
                    1e-10);
        QVERIFY(found.gamma[3] < 0.0);
    }
}

void CrossSemivariogramTest::agreesWithEveryPairOfADirection()
{
    const FieldSeries first = randomSeries(kSmall, {100, 101}, 0.2, 63);
    const FieldSeries second = randomSeries(kSmall, {100, 101}, 0.2, 64);
    SemivariogramOptions options;
    options.bins = 4;
    options.direction = SemivariogramDirection{60.0, 25.0};
    const Semivariogram found = of(first, second, options);
    std::vector<CellPair> chosen;
    for (const CellPair& pair : everyPair(kSmall, kWorld)) {
        if (std::abs(azimuthDegrees(pair) - 60.0) < 25.0)
            chosen.push_back(pair);
    }
    compareBins(found.gamma, found.pairs,
                plainCrossSemivariogram(first, second, chosen, found.bordersKm, true), 1e-10);
}

void CrossSemivariogramTest::agreesWithEveryPairWhereLongitudesAreUneven()
{
    const Grid uneven({30.0, 30.6, 31.0, 31.9, 33.3}, {60.0, 60.4, 61.1, 61.3, 62.7, 63.0, 64.9});
    const FieldSeries first = randomSeries(uneven, {5, 6, 7}, 0.1, 65);
    const FieldSeries second = randomSeries(uneven, {5, 6, 7}, 0.1, 66);
    const Semivariogram found = of(first, second, {});
    compareBins(found.gamma, found.pairs,
                plainCrossSemivariogram(first, second, everyPair(uneven, kWorld), found.bordersKm, true),
                1e-10);
}

void CrossSemivariogramTest::agreesWithGstat()
{
    const QString file = "cross_semivariogram_reference.csv";
    const auto series = [&](const QByteArray& name) {
        const std::vector<double> values = referenceRow(file, name);
        return FieldSeries({}, Grid::regular(29.5, 0.5, 12, 60.0, 0.625, 15), Calendar::Standard,
                           dailySteps({1}), std::vector<float>(values.begin(), values.end()));
    };
    SemivariogramOptions options;
    options.log10Transform = false;
    const Semivariogram found = of(series("first"), series("second"), options);
    const std::vector<double> classes = referenceRow(file, "cross.class");
    QVERIFY(classes.size() > 20);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto bin = static_cast<std::size_t>(classes[i]);
        // gstat counts every pair from both its cells.
        QCOMPARE(static_cast<double>(2 * found.pairs[bin]), referenceRow(file, "cross.pairs")[i]);
        QVERIFY(std::abs(found.gamma[bin] / referenceRow(file, "cross.gamma")[i] - 1.0) < 1e-10);
    }
}

void CrossSemivariogramTest::ofAFieldWithItselfIsItsSemivariogram()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101}, 0.2, 67);
    const Semivariogram alone =
        semivariogram(series, allSteps(series), kEverything, {}, Progress(), std::stop_token());
    const Semivariogram found = of(series, series, {});
    compareBins(found.gamma, found.pairs, {alone.gamma, alone.pairs}, 1e-10);
}

void CrossSemivariogramTest::leavesOutCellsThatEitherLacks()
{
    std::vector<float> values = randomValues(kSmall.cells(), 0.0, 68), others = values;
    values[3] = qQNaN();
    others[3] = others[70] = qQNaN();
    const auto series = [](const std::vector<float>& of) {
        return FieldSeries({}, kSmall, Calendar::Standard, dailySteps({1}), of);
    };
    QCOMPARE(of(series(values), series(others), {}).missing, std::int64_t{2});
}

void CrossSemivariogramTest::pairsTheStepsAsGiven()
{
    const FieldSeries first = randomSeries(kSmall, {1, 2, 3}, 0.1, 69);
    const FieldSeries second = randomSeries(kSmall, {2, 3}, 0.1, 70);
    const std::vector<std::size_t> later{1, 2};
    const Semivariogram found = crossSemivariogram(first, later, second, allSteps(second), kEverything, {},
                                                   Progress(), std::stop_token());
    const Semivariogram expected = of(first.select(later), second, {});
    QCOMPARE(found.pairs, expected.pairs);
    QCOMPARE(found.gamma[5], expected.gamma[5]);
}

void CrossSemivariogramTest::refusesWhatCannotBePaired()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2}, 0.1, 71);
    const FieldSeries elsewhere =
        randomSeries(Grid::regular(10.0, 0.5, 11, 60.3, 0.625, 14), {1, 2}, 0.1, 72);
    QVERIFY_EXCEPTION_THROWN(of(series, elsewhere, {}), InputError);
    QVERIFY_EXCEPTION_THROWN(of(series, randomSeries(kSmall, {1}, 0.1, 73), {}), InputError);
    SemivariogramOptions robust;
    robust.estimator = VariogramEstimator::Dowd;
    QVERIFY_EXCEPTION_THROWN(of(series, series, robust), InputError);
}

QTEST_GUILESS_MAIN(CrossSemivariogramTest)
#include "cross_semivariogram_test.moc"
