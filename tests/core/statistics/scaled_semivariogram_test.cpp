#include <QTest>

#include <cmath>
#include <functional>

#include "daily_series.h"
#include "every_pair.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const LatLonBox kWorld{-90.0, 90.0, -180.0, 180.0};
const Region kEverything{"everything", kWorld};
const Grid kSmall = Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14);
/// From kg/m3 of a trace gas to counts of molecules, and as far as single precision goes.
constexpr double kFactors[] = {1e-30, 1e-12, 1e-9, 1e-7, 1.0, 1e9, 1e30};

FieldSeries mapped(const FieldSeries& series, const std::function<double(double)>& map)
{
    std::vector<float> values;
    for (std::size_t step = 0; step < series.size(); ++step) {
        for (const float value : series.field(step))
            values.push_back(static_cast<float>(map(value)));
    }
    return {{}, series.grid(), Calendar::Standard, series.steps(), values};
}

FieldSeries times(double factor, const FieldSeries& series)
{
    return mapped(series, [factor](double value) { return factor * value; });
}

SemivariogramOptions nativeOptions()
{
    SemivariogramOptions options;
    options.log10Transform = false;
    options.maxLagKm = 500.0;
    return options;
}

Semivariogram of(const FieldSeries& series, const SemivariogramOptions& options)
{
    return semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token());
}

void compareWithEveryPair(const FieldSeries& series, const SemivariogramOptions& options)
{
    const Semivariogram found = of(series, options);
    compareBins(found.gamma, found.pairs,
                plainSemivariogram(series, allSteps(series), everyPair(series.grid(), kWorld),
                                   found.bordersKm, false),
                1e-10);
}

}  // namespace

/// Values of any unit give the semivariances of every pair.
class ScaledSemivariogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPairInAnyUnit();
    void agreesWithEveryPairInAnyUnitWhenAllDaysLackTheSameCells();
    void agreesWithEveryPairOfEachDayInAnyUnit();
    void agreesWithEveryPairWhenDaysComeInSeveralGoes();
    void agreesWithEveryPairAcrossUnits();
    void agreesWithEveryPairOfSmallDifferencesOfLargeValues();
    void followsThePowerOfTwoToTheLastDigit();
    void followsThePowerOfTwoByDirectionAndOnTheEllipsoid();
    void isZeroForAConstantFieldOfAnyUnit();
};

void ScaledSemivariogramTest::agreesWithEveryPairInAnyUnit()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2, 3}, 0.2, 201);
    for (const double factor : kFactors)
        compareWithEveryPair(times(factor, series), nativeOptions());
}

void ScaledSemivariogramTest::agreesWithEveryPairInAnyUnitWhenAllDaysLackTheSameCells()
{
    // Days that share a mask share the transform of their squares.
    FieldSeries series = randomSeries(kSmall, {1, 2, 3}, 0.0, 202);
    for (const double factor : kFactors)
        compareWithEveryPair(times(factor, series), nativeOptions());
}

void ScaledSemivariogramTest::agreesWithEveryPairOfEachDayInAnyUnit()
{
    SemivariogramOptions options = nativeOptions();
    options.daily = true;
    for (const double factor : kFactors) {
        const FieldSeries series = times(factor, randomSeries(kSmall, {1, 2}, 0.2, 203));
        const Semivariogram found = of(series, options);
        for (std::size_t day = 0; day < 2; ++day)
            compareBins(found.daily->gamma[day], found.daily->pairs[day],
                        plainSemivariogram(series, {day}, everyPair(kSmall, kWorld), found.bordersKm, false),
                        1e-10);
    }
}

void ScaledSemivariogramTest::agreesWithEveryPairWhenDaysComeInSeveralGoes()
{
    SemivariogramOptions options = nativeOptions();
    options.spectraBytes = 1;
    // Days of unlike spread, each a go of its own.
    const FieldSeries first = randomSeries(kSmall, {1, 2, 3}, 0.2, 204);
    std::vector<float> values;
    for (std::size_t step = 0; step < first.size(); ++step) {
        for (const float value : first.field(step))
            values.push_back(value * std::pow(10.0F, -4.0F * static_cast<float>(step)));
    }
    compareWithEveryPair({{}, kSmall, Calendar::Standard, first.steps(), values}, options);
}

void ScaledSemivariogramTest::agreesWithEveryPairAcrossUnits()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2}, 0.2, 205);
    // Enough alike that no bin's products cancel.
    const FieldSeries other = mapped(series, [](double value) { return value * value; });
    for (const double factor : kFactors) {
        for (const double ofOther : {1e-9, 1e5}) {
            const FieldSeries x = times(factor, series), y = times(ofOther, other);
            const Semivariogram found = crossSemivariogram(x, allSteps(x), y, allSteps(y), kEverything,
                                                           nativeOptions(), Progress(), std::stop_token());
            compareBins(found.gamma, found.pairs,
                        plainCrossSemivariogram(x, y, everyPair(kSmall, kWorld), found.bordersKm, false),
                        1e-10);
        }
    }
}

void ScaledSemivariogramTest::agreesWithEveryPairOfSmallDifferencesOfLargeValues()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2, 3}, 0.2, 206);
    compareWithEveryPair(mapped(series, [](double value) { return 1e3 + 1e-3 * value; }), nativeOptions());
    compareWithEveryPair(mapped(series, [](double value) { return 1e9 + 1e3 * value; }), nativeOptions());
    compareWithEveryPair(mapped(series, [](double value) { return -1e-6 + 1e-11 * value; }), nativeOptions());
}

void ScaledSemivariogramTest::followsThePowerOfTwoToTheLastDigit()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2, 3}, 0.2, 207);
    const Semivariogram plain = of(series, nativeOptions());
    const Semivariogram found = of(times(std::ldexp(1.0, -40), series), nativeOptions());
    QCOMPARE(found.pairs, plain.pairs);
    for (std::size_t bin = 1; bin < plain.gamma.size(); ++bin) {  // cells are farther apart than bin 0
        QVERIFY(plain.pairs[bin] == 0 || plain.gamma[bin] > 0.0);
        QVERIFY(plain.pairs[bin] == 0 || found.gamma[bin] == std::ldexp(plain.gamma[bin], -80));
    }
}

void ScaledSemivariogramTest::followsThePowerOfTwoByDirectionAndOnTheEllipsoid()
{
    // Against every pair these are tested with values near 1.
    const FieldSeries series = randomSeries(kSmall, {1, 2, 3}, 0.2, 208);
    const FieldSeries small = times(std::ldexp(1.0, -40), series);
    SemivariogramOptions options = nativeOptions();
    options.figure = EarthFigure::Wgs84;
    const auto roseOf = [&](const FieldSeries& of) {
        return anisotropyRose(of, allSteps(of), kEverything, 4, options, Progress(), std::stop_token());
    };
    const AnisotropyRose plain = roseOf(series), found = roseOf(small);
    std::int64_t pairs = 0;
    for (std::size_t sector = 0; sector < 4; ++sector) {
        QCOMPARE(found.sectors[sector].pairs, plain.sectors[sector].pairs);
        for (std::size_t bin = 0; bin < plain.sectors[sector].gamma.size(); ++bin) {
            pairs += plain.sectors[sector].pairs[bin];
            QVERIFY(plain.sectors[sector].pairs[bin] == 0 ||
                    found.sectors[sector].gamma[bin] == std::ldexp(plain.sectors[sector].gamma[bin], -80));
        }
    }
    QVERIFY(pairs > 10000);
}

void ScaledSemivariogramTest::isZeroForAConstantFieldOfAnyUnit()
{
    for (const float value : {3.7e-12F, 0.37F, 3.7e9F}) {
        const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1}),
                                 std::vector<float>(kSmall.cells(), value));
        const Semivariogram found = of(series, nativeOptions());
        QVERIFY(found.pairs[5] > 100);
        QVERIFY(found.gamma[5] >= 0.0 && found.gamma[5] < 1e-30 * value * value);
    }
}

QTEST_GUILESS_MAIN(ScaledSemivariogramTest)
#include "scaled_semivariogram_test.moc"
