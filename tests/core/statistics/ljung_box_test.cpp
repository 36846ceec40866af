#include "statistics/ljung_box.h"

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

void closeTo(const std::vector<double>& found, const std::vector<double>& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(std::isnan(found[i]), std::isnan(expected[i]));
        if (!std::isnan(expected[i]))
            QVERIFY2(std::abs(found[i] / expected[i] - 1.0) < 1e-10,
                     qPrintable(QString("lag %1").arg(i + 1)));
    }
}

}  // namespace

class LjungBoxTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithStatsmodels_data();
    void agreesWithStatsmodels();
    void dividesByThePairsThatGapsLeave();
    void rejectsWhiteNoiseWithGapsAsOftenAsItSays();
    void countsNoLagWithoutAPair();
    void refusesWhatCannotBeTested();
};

void LjungBoxTest::agreesWithStatsmodels_data()
{
    QTest::addColumn<int>("fitted");
    QTest::newRow("data") << 0;
    QTest::newRow("residuals of three parameters") << 3;
}

void LjungBoxTest::agreesWithStatsmodels()
{
    QFETCH(int, fitted);
    const std::vector<double> values = referenceRow(kFile, "whole.values");
    const LjungBox found = ljungBox(consecutiveDays(values.size()), values, 16, fitted);
    const auto expected = [fitted](const char* column) {
        return referenceRow(kFile, "whole." + QByteArray(column) + "_" + QByteArray::number(fitted));
    };
    closeTo(found.statistic, expected("lb_stat"));
    closeTo(found.pValue, expected("lb_pvalue"));
    closeTo(found.boxPierce, expected("bp_stat"));
    closeTo(found.boxPiercePValue, expected("bp_pvalue"));
    QCOMPARE(found.lagDays.front(), 1);
    QCOMPARE(found.degreesOfFreedom.back(), 16 - fitted);
}

void LjungBoxTest::dividesByThePairsThatGapsLeave()
{
    const std::vector<double> values = referenceRow(kFile, "gaps.values");
    const std::vector<double> acf = referenceRow(kFile, "gaps.acf");
    const LjungBox found = ljungBox(consecutiveDays(values.size()), values, 4);
    double n = 0.0;
    for (const double value : values)
        n += std::isnan(value) ? 0.0 : 1.0;
    double expected = 0.0;
    for (std::size_t lag = 1; lag <= 4; ++lag) {
        double pairs = 0.0;
        for (std::size_t i = lag; i < values.size(); ++i)
            pairs += std::isnan(values[i]) || std::isnan(values[i - lag]) ? 0.0 : 1.0;
        expected += n * (n + 2.0) * acf[lag] * acf[lag] / pairs;
    }
    QVERIFY(std::abs(found.statistic.back() / expected - 1.0) < 1e-12);
}

void LjungBoxTest::rejectsWhiteNoiseWithGapsAsOftenAsItSays()
{
    std::vector<std::int64_t> days;  // twelve seasons of 30 days
    for (int year = 0; year < 12; ++year) {
        for (int day = 0; day < 30; ++day)
            days.push_back(365 * year + day);
    }
    std::mt19937 random(6);
    std::normal_distribution<double> normal;
    const int trials = 4000;
    int rejected = 0;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> values(days.size());
        for (double& value : values)
            value = normal(random);
        rejected += ljungBox(days, values, 10).pValue.back() < 0.05 ? 1 : 0;
    }
    // The standard error of a share of 0.05 is 0.0034.
    QVERIFY2(std::abs(rejected / double(trials) - 0.05) < 0.015,
             qPrintable(QString::number(rejected / double(trials))));
}

void LjungBoxTest::countsNoLagWithoutAPair()
{
    const std::vector<std::int64_t> days{1, 2, 5, 6};  // lags 1, 3, 4, 5
    const LjungBox found = ljungBox(days, std::vector<double>{1.0, 2.0, 0.0, 5.0}, 3);
    QCOMPARE(found.degreesOfFreedom, (std::vector<int>{1, 1, 2}));
    QCOMPARE(found.statistic[1], found.statistic[0]);
    QCOMPARE(found.pValue[1], found.pValue[0]);
    QCOMPARE(found.lastLag, 3);
    QCOMPARE(ljungBox(days, std::vector<double>{1.0, 2.0, 0.0, 5.0}, 2).lastLag, 1);
}

void LjungBoxTest::refusesWhatCannotBeTested()
{
    const std::vector<std::int64_t> days{1, 2, 3};
    QVERIFY_EXCEPTION_THROWN(ljungBox(days, std::vector<double>{1.0, 1.0, 1.0}, 1), InputError);
    QVERIFY_EXCEPTION_THROWN(ljungBox(days, std::vector<double>{1.0, 3.0, 2.0}, 0), InputError);
    QVERIFY_EXCEPTION_THROWN(ljungBox(days, std::vector<double>{1.0, 3.0, 2.0}, 1, -1), InputError);
}

QTEST_APPLESS_MAIN(LjungBoxTest)
#include "ljung_box_test.moc"
