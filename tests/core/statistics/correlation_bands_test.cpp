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
    for (const double level : {0.0, 1.0, std::nan("")})
        QVERIFY_EXCEPTION_THROWN(correlationBands(found, {level, BandLength::Days}), InputError);
}

QTEST_APPLESS_MAIN(CorrelationBandsTest)
#include "correlation_bands_test.moc"
