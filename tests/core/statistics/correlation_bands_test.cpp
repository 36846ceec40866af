#include "statistics/correlation_bands.h"

#include <QTest>

#include <cmath>
#include <random>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

const QString kFile = "autocorrelation_reference.csv";

std::vector<std::int64_t> consecutiveDays(std::size_t count)
{
    std::vector<std::int64_t> days;
    for (std::size_t i = 0; i < count; ++i)
        days.push_back(13000 + static_cast<std::int64_t>(i));
    return days;
}

Autocorrelation estimate(const std::vector<std::int64_t>& days, const std::vector<double>& values,
                         AcfEstimator estimator, int maxLag)
{
    AutocorrelationOptions options;
    options.maxLag = maxLag;
    options.acf = estimator;
    return autocorrelation(days, values, options);
}

void closeTo(const std::vector<double>& found, const std::vector<double>& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - expected[i]) < 1e-12, qPrintable(QString("lag %1").arg(i)));
}

}  // namespace

class CorrelationBandsTest : public QObject {
    Q_OBJECT
private slots:
    void agreeWithStatsmodelsByDays_data();
    void agreeWithStatsmodelsByDays();
    void coverWhiteNoiseWithGapsAtTheirLevel_data();
    void coverWhiteNoiseWithGapsAtTheirLevel();
    void goByPairsAsWritten();
    void goByTheMethodOfThePacf_data();
    void goByTheMethodOfThePacf();
    void coverThePacfOfWhiteNoiseWithGapsAtTheirLevel_data();
    void coverThePacfOfWhiteNoiseWithGapsAtTheirLevel();
    void haveNoValueWhereThePacfHasNone();
    void haveNoValueWhereNoPairIs();
    void refuseALevelThatIsNone();
};

void CorrelationBandsTest::agreeWithStatsmodelsByDays_data()
{
    QTest::addColumn<AcfEstimator>("estimator");
    QTest::addColumn<QByteArray>("suffix");
    QTest::newRow("biased") << AcfEstimator::Biased << QByteArray("");
    QTest::newRow("adjusted") << AcfEstimator::Adjusted << QByteArray("_adjusted");
}

void CorrelationBandsTest::agreeWithStatsmodelsByDays()
{
    QFETCH(AcfEstimator, estimator);
    QFETCH(QByteArray, suffix);
    const std::vector<double> values = referenceRow(kFile, "whole.values");
    const Autocorrelation found = estimate(consecutiveDays(values.size()), values, estimator, 16);
    const CorrelationBands usual = correlationBands(found, {0.95, BandLength::Days});
    closeTo(usual.bartlett, referenceRow(kFile, "whole.band_95_bartlett" + suffix));
    closeTo(correlationBands(found, {0.8, BandLength::Days}).bartlett,
            referenceRow(kFile, "whole.band_80_bartlett" + suffix));
    // There the plain band has a width at lag 0, too, where the ACF is 1 by definition.
    std::vector<double> plain = referenceRow(kFile, "whole.band_95" + suffix);
    plain[0] = 0.0;
    closeTo(usual.whiteNoise, plain);
}

void CorrelationBandsTest::coverWhiteNoiseWithGapsAtTheirLevel_data()
{
    QTest::addColumn<AcfEstimator>("estimator");
    QTest::newRow("biased") << AcfEstimator::Biased;
    QTest::newRow("adjusted") << AcfEstimator::Adjusted;
}

void CorrelationBandsTest::coverWhiteNoiseWithGapsAtTheirLevel()
{
    QFETCH(AcfEstimator, estimator);
    // Twelve seasons of 30 days: at lag 20 a third of the pairs is left.
    std::vector<std::int64_t> days;
    for (int year = 0; year < 12; ++year) {
        for (int day = 0; day < 30; ++day)
            days.push_back(365 * year + day);
    }
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    const int trials = 4000;
    std::vector<int> inside(21, 0);
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> values(days.size());
        for (double& value : values)
            value = normal(random);
        const Autocorrelation found = estimate(days, values, estimator, 20);
        const CorrelationBands bands = correlationBands(found, {});
        for (std::size_t lag = 1; lag <= 20; ++lag)
            inside[lag] += std::abs(found.acf[lag]) <= bands.whiteNoise[lag] ? 1 : 0;
    }
    // The standard error of a share of 0.95 is 0.0034.
    for (const std::size_t lag : {1U, 10U, 20U})
        QVERIFY2(std::abs(inside[lag] / double(trials) - 0.95) < 0.012,
                 qPrintable(QString("lag %1: %2").arg(lag).arg(inside[lag] / double(trials))));
}

void CorrelationBandsTest::goByPairsAsWritten()
{
    const std::vector<double> values = referenceRow(kFile, "gaps.values");
    const std::vector<std::int64_t> days = consecutiveDays(values.size());
    const Autocorrelation biased = estimate(days, values, AcfEstimator::Biased, 5);
    const Autocorrelation adjusted = estimate(days, values, AcfEstimator::Adjusted, 5);
    const auto n = static_cast<double>(biased.days), pairs = static_cast<double>(biased.pairs[3]);
    const double z = 1.959963984540054;
    QCOMPARE(correlationBands(biased, {}).whiteNoise[3], z * std::sqrt(pairs) / n);
    QCOMPARE(correlationBands(adjusted, {}).whiteNoise[3], z / std::sqrt(pairs));
    const auto inflation = [](const std::vector<double>& acf) {
        return 1.0 + 2.0 * (acf[1] * acf[1] + acf[2] * acf[2]);
    };
    QCOMPARE(correlationBands(biased, {}).bartlett[3], z * std::sqrt(pairs * inflation(biased.acf)) / n);
    QCOMPARE(correlationBands(adjusted, {}).bartlett[3], z * std::sqrt(inflation(adjusted.acf) / pairs));
}

void CorrelationBandsTest::goByTheMethodOfThePacf_data()
{
    // Days 0..5 and 7..10: n = 10. At lag 3 there are three pairs in the first run, one in the second, and
    // two across the hole: 7 with 4, 8 with 5.
    const double n = 10.0, pairs = 6.0, within = 4.0;
    QTest::addColumn<PacfMethod>("method");
    QTest::addColumn<int>("lag");
    QTest::addColumn<int>("pairs");
    QTest::addColumn<double>("variance");
    QTest::newRow("Yule-Walker, biased") << PacfMethod::YuleWalkerBiased << 3 << 6 << pairs / (n * n);
    QTest::newRow("Yule-Walker, adjusted") << PacfMethod::YuleWalkerAdjusted << 3 << 6 << 1.0 / pairs;
    QTest::newRow("Burg") << PacfMethod::Burg << 3 << 4 << 1.0 / within;
    // At lag 2, six days have two before them, less a constant and two coefficients.
    QTest::newRow("least squares") << PacfMethod::LeastSquares << 2 << 6 << 1.0 / (6.0 - 3.0);
}

void CorrelationBandsTest::goByTheMethodOfThePacf()
{
    QFETCH(PacfMethod, method);
    QFETCH(int, lag);
    QFETCH(int, pairs);
    QFETCH(double, variance);
    const std::vector<std::int64_t> days{0, 1, 2, 3, 4, 5, 7, 8, 9, 10};
    const std::vector<double> values{0.3, -1.2, 0.8, 0.1, -0.5, 1.9, -0.7, 0.4, 0.2, -1.1};
    AutocorrelationOptions options;
    options.maxLag = 3;
    options.pacf = method;
    const Autocorrelation found = autocorrelation(days, values, options);
    const auto at = static_cast<std::size_t>(lag);
    QCOMPARE(found.pacfPairs[at], static_cast<std::size_t>(pairs));
    QCOMPARE(partialCorrelationBand(found, {})[at], 1.959963984540054 * std::sqrt(variance));
    QCOMPARE(partialCorrelationBand(found, {0.95, BandLength::Days})[at],
             1.959963984540054 / std::sqrt(10.0));
}

void CorrelationBandsTest::coverThePacfOfWhiteNoiseWithGapsAtTheirLevel_data()
{
    QTest::addColumn<PacfMethod>("method");
    QTest::newRow("Yule-Walker, biased") << PacfMethod::YuleWalkerBiased;
    QTest::newRow("Yule-Walker, adjusted") << PacfMethod::YuleWalkerAdjusted;
    QTest::newRow("least squares") << PacfMethod::LeastSquares;
    QTest::newRow("Burg") << PacfMethod::Burg;
}

void CorrelationBandsTest::coverThePacfOfWhiteNoiseWithGapsAtTheirLevel()
{
    QFETCH(PacfMethod, method);
    // Twenty seasons of 30 days: at lag 15 half of the pairs is left.
    std::vector<std::int64_t> days;
    for (int year = 0; year < 20; ++year) {
        for (int day = 0; day < 30; ++day)
            days.push_back(365 * year + day);
    }
    AutocorrelationOptions options;
    options.maxLag = 15;
    options.pacf = method;
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    const int trials = 2000;
    std::vector<int> inside(16, 0);
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> values(days.size());
        for (double& value : values)
            value = normal(random);
        const Autocorrelation found = autocorrelation(days, values, options);
        const std::vector<double> band = partialCorrelationBand(found, {});
        for (std::size_t lag = 1; lag <= 15; ++lag)
            inside[lag] += std::abs(found.pacf[lag]) <= band[lag] ? 1 : 0;
    }
    // The standard error of a share of 0.95 is 0.005. To first order only: some 0.01 more at the end.
    for (const std::size_t lag : {1U, 8U, 15U})
        QVERIFY2(std::abs(inside[lag] / double(trials) - 0.95) < 0.02,
                 qPrintable(QString("lag %1: %2").arg(lag).arg(inside[lag] / double(trials))));
}

void CorrelationBandsTest::haveNoValueWhereThePacfHasNone()
{
    const std::vector<std::int64_t> days{1, 2, 5, 6};  // lags 1, 3, 4, 5
    const Autocorrelation found = autocorrelation(days, std::vector<double>{1.0, 2.0, 0.0, 5.0}, 4);
    const std::vector<double> band = partialCorrelationBand(found, {});
    QCOMPARE(band[0], 0.0);
    QVERIFY(std::isfinite(band[1]) && std::isnan(band[2]) && std::isnan(band[3]));
}

void CorrelationBandsTest::haveNoValueWhereNoPairIs()
{
    const std::vector<std::int64_t> days{1, 2, 5, 6};  // lags 1, 3, 4, 5
    const Autocorrelation found = autocorrelation(days, std::vector<double>{1.0, 2.0, 0.0, 5.0}, 4);
    const CorrelationBands bands = correlationBands(found, {});
    QCOMPARE(bands.whiteNoise[0], 0.0);
    QVERIFY(std::isfinite(bands.whiteNoise[1]) && std::isnan(bands.whiteNoise[2]));
    QVERIFY(std::isfinite(bands.whiteNoise[3]));
    QVERIFY(std::isfinite(bands.bartlett[1]) && std::isnan(bands.bartlett[2]));
    QVERIFY(std::isnan(bands.bartlett[3]));
}

void CorrelationBandsTest::refuseALevelThatIsNone()
{
    const Autocorrelation found = autocorrelation(consecutiveDays(3), std::vector<double>{1.0, 3.0, 2.0}, 1);
    for (const double level : {0.0, 1.0, std::nan("")}) {
        QVERIFY_EXCEPTION_THROWN(correlationBands(found, {level, BandLength::Days}), InputError);
        QVERIFY_EXCEPTION_THROWN(partialCorrelationBand(found, {level, BandLength::Days}), InputError);
    }
}

QTEST_APPLESS_MAIN(CorrelationBandsTest)
#include "correlation_bands_test.moc"
