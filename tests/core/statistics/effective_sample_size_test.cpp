#include "statistics/effective_sample_size.h"

#include <QTest>

#include <cmath>
#include <random>

#include "fields/error.h"

using namespace shamal;

namespace {

/// The exact ACF of an AR(1) and the pairs of n consecutive days, at all lags.
struct KnownCorrelation {
    std::vector<double> acf;
    std::vector<std::size_t> pairs;
};

KnownCorrelation firstOrder(double phi, std::size_t n)
{
    KnownCorrelation known;
    for (std::size_t lag = 0; lag < n; ++lag) {
        known.acf.push_back(std::pow(phi, static_cast<double>(lag)));
        known.pairs.push_back(n - lag);
    }
    return known;
}

/// 1 + 2 sum (1 - k/n) phi^k over k = 1..n-1, summed by hand.
double closedForm(double phi, double n)
{
    return (1.0 + phi) / (1.0 - phi) - 2.0 * phi * (1.0 - std::pow(phi, n)) / (n * (1.0 - phi) * (1.0 - phi));
}

std::vector<double> simulated(double phi, std::size_t count, std::mt19937& random)
{
    std::normal_distribution<double> normal;
    std::vector<double> values{normal(random) / std::sqrt(1.0 - phi * phi)};
    while (values.size() < count)
        values.push_back(phi * values.back() + normal(random));
    return values;
}

std::vector<std::int64_t> consecutiveDays(std::size_t count)
{
    std::vector<std::int64_t> days;
    for (std::size_t i = 0; i < count; ++i)
        days.push_back(13000 + static_cast<std::int64_t>(i));
    return days;
}

}  // namespace

class EffectiveSampleSizeTest : public QObject {
    Q_OBJECT
private slots:
    void ofAnExactFirstOrderIsTheClosedForm_data();
    void ofAnExactFirstOrderIsTheClosedForm();
    void ofASimulatedFirstOrderIsNearTheClosedForm();
    void tellsTheVarianceOfTheMeanOfSeasons();
    void endsBeforeTheFirstSumThatIsNotPositive();
    void endsBeforeALagWithoutAPair();
    void ofIndependentDaysIsNearTheirNumber();
    void takesAsManyLagsAsTheRuleWants();
    void hasNoValueWhereTheVarianceIsNotPositive();
    void refusesWhatHasNoDays();
};

void EffectiveSampleSizeTest::ofAnExactFirstOrderIsTheClosedForm_data()
{
    QTest::addColumn<double>("phi");
    QTest::newRow("strong") << 0.9;
    QTest::newRow("weak") << 0.3;
    QTest::newRow("none") << 0.0;
    QTest::newRow("alternating") << -0.4;
}

void EffectiveSampleSizeTest::ofAnExactFirstOrderIsTheClosedForm()
{
    QFETCH(double, phi);
    const KnownCorrelation known = firstOrder(phi, 60);
    const EffectiveSampleSize found = effectiveSampleSize(known.acf, known.pairs);
    QVERIFY(std::abs(found.inflation / closedForm(phi, 60.0) - 1.0) < 1e-12);
    QVERIFY(std::abs(found.size * closedForm(phi, 60.0) / 60.0 - 1.0) < 1e-12);
    QCOMPARE(found.days, std::size_t{60});
}

void EffectiveSampleSizeTest::ofASimulatedFirstOrderIsNearTheClosedForm()
{
    std::mt19937 random(9);
    const std::size_t n = 9000;
    for (const double phi : {0.3, 0.7}) {
        const EffectiveSampleSize found = effectiveSampleSize(consecutiveDays(n), simulated(phi, n, random));
        QVERIFY2(std::abs(found.inflation / closedForm(phi, double(n)) - 1.0) < 0.15,
                 qPrintable(QString("%1: %2").arg(phi).arg(found.inflation)));
    }
}

void EffectiveSampleSizeTest::tellsTheVarianceOfTheMeanOfSeasons()
{
    // Days in and out of seasons; the variance of their mean, pair by pair, against the weights by pairs.
    std::vector<std::int64_t> days;
    for (const std::int64_t first : {0, 40, 80}) {
        for (std::int64_t day = 0; day < 20; ++day) {
            if (day % 7 != 3)
                days.push_back(first + day);
        }
    }
    const double phi = 0.6;
    const auto n = static_cast<double>(days.size());
    KnownCorrelation known;
    double sum = 0.0;
    for (std::int64_t lag = 0; lag < 100; ++lag) {
        std::size_t pairs = 0;
        for (const std::int64_t later : days) {
            for (const std::int64_t earlier : days)
                pairs += later - earlier == lag ? 1 : 0;
        }
        if (pairs == 0)
            break;
        known.acf.push_back(std::pow(phi, double(lag)));
        known.pairs.push_back(pairs);
    }
    const auto lastLag = static_cast<std::int64_t>(known.acf.size() / 2 * 2) - 1;
    for (const std::int64_t later : days) {
        for (const std::int64_t earlier : days) {
            const std::int64_t lag = std::abs(later - earlier);
            sum += lag <= lastLag ? std::pow(phi, double(lag)) : 0.0;
        }
    }
    const EffectiveSampleSize found = effectiveSampleSize(known.acf, known.pairs);
    QVERIFY(std::abs(found.size / (n * n / sum) - 1.0) < 1e-12);
}

void EffectiveSampleSizeTest::endsBeforeTheFirstSumThatIsNotPositive()
{
    const std::vector<double> acf{1.0, 0.5, 0.3, -0.1, 0.1, -0.2, 0.9, 0.9};
    const std::vector<std::size_t> pairs{10, 9, 8, 7, 6, 5, 4, 3};
    const EffectiveSampleSize found = effectiveSampleSize(acf, pairs);
    QCOMPARE(found.lastLag, 3);
    QVERIFY(std::abs(found.inflation - (1.0 + 2.0 * (0.9 * 0.5 + 0.8 * 0.3 - 0.7 * 0.1))) < 1e-14);
}

void EffectiveSampleSizeTest::endsBeforeALagWithoutAPair()
{
    const std::vector<double> acf{1.0, 0.5, 0.3, qQNaN(), 0.9, 0.9};
    const std::vector<std::size_t> pairs{10, 9, 8, 0, 6, 5};
    QCOMPARE(effectiveSampleSize(acf, pairs).lastLag, 1);
    // Days that have no neighbour are taken for independent.
    const EffectiveSampleSize apart = effectiveSampleSize(std::vector<std::int64_t>{1, 11, 21, 31},
                                                          std::vector<double>{1.0, 5.0, 2.0, 2.5});
    QCOMPARE(apart.lastLag, 0);
    QCOMPARE(apart.size, 4.0);
}

void EffectiveSampleSizeTest::ofIndependentDaysIsNearTheirNumber()
{
    std::mt19937 random(10);
    const EffectiveSampleSize found =
        effectiveSampleSize(consecutiveDays(9000), simulated(0.0, 9000, random));
    QVERIFY2(std::abs(found.size / 9000.0 - 1.0) < 0.1, qPrintable(QString::number(found.size)));
}

void EffectiveSampleSizeTest::takesAsManyLagsAsTheRuleWants()
{
    // A slow wave stays positive far beyond the first lags looked at.
    std::vector<double> values;
    for (int day = 0; day < 1500; ++day)
        values.push_back(std::cos(2.0 * M_PI * day / 1000.0));
    const EffectiveSampleSize found = effectiveSampleSize(consecutiveDays(1500), values);
    AutocorrelationOptions options;
    options.maxLag = 1499;
    options.acf = AcfEstimator::Adjusted;
    const Autocorrelation all = autocorrelation(consecutiveDays(1500), values, options);
    QCOMPARE(found.lastLag, effectiveSampleSize(all.acf, all.pairs).lastLag);
    QVERIFY(found.lastLag > 127);
}

void EffectiveSampleSizeTest::hasNoValueWhereTheVarianceIsNotPositive()
{
    const EffectiveSampleSize found =
        effectiveSampleSize(std::vector<double>{1.0, -0.9}, std::vector<std::size_t>{3, 2});
    QVERIFY(found.inflation < 0.0);
    QVERIFY(std::isnan(found.size));
}

void EffectiveSampleSizeTest::refusesWhatHasNoDays()
{
    QVERIFY_EXCEPTION_THROWN(effectiveSampleSize(std::vector<double>{}, std::vector<std::size_t>{}),
                             InputError);
    QVERIFY_EXCEPTION_THROWN(effectiveSampleSize(std::vector<double>{1.0}, std::vector<std::size_t>{}),
                             InputError);
    QVERIFY_EXCEPTION_THROWN(
        effectiveSampleSize(std::vector<std::int64_t>{1, 2, 3}, std::vector<double>{1.0, 1.0, 1.0}),
        InputError);
    QVERIFY_EXCEPTION_THROWN(effectiveSampleSize(std::vector<std::int64_t>{}, std::vector<double>{}),
                             InputError);
}

QTEST_APPLESS_MAIN(EffectiveSampleSizeTest)
#include "effective_sample_size_test.moc"
