#include "statistics/partial_autocorrelation.h"

#include <QTest>

#include <algorithm>
#include <cmath>

#include "reference_file.h"
#include "statistics/autocorrelation.h"

using namespace shamal;

namespace {

constexpr int kMaxLag = 16;

std::vector<std::int64_t> consecutiveDays(std::size_t count)
{
    std::vector<std::int64_t> days;
    for (std::size_t i = 0; i < count; ++i)
        days.push_back(13000 + static_cast<std::int64_t>(i));
    return days;
}

std::vector<double> pacfOf(const std::vector<std::int64_t>& days, const std::vector<double>& values,
                           PacfMethod method, int maxLag = kMaxLag)
{
    AutocorrelationOptions options;
    options.maxLag = maxLag;
    options.pacf = method;
    return autocorrelation(days, values, options).pacf;
}

}  // namespace

class PartialAutocorrelationTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheOracle_data();
    void agreesWithTheOracle();
    void recoversTheSecondOrderOfAnExactRecursion();
    void hasNoValueWhereNoRunIsLongEnough();
    void hasNoLeastSquaresOnDaysThatDependOnEachOther();
    void endsWhereTheAdjustedOneLeavesOne();
    void ofAnEmptyCorrelationIsEmpty();
};

void PartialAutocorrelationTest::agreesWithTheOracle_data()
{
    QTest::addColumn<QByteArray>("series");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<PacfMethod>("method");
    using enum PacfMethod;
    QTest::newRow("Yule-Walker, biased") << QByteArray("whole") << QByteArray("pacf_ywm") << YuleWalkerBiased;
    QTest::newRow("Levinson-Durbin, biased")
        << QByteArray("whole") << QByteArray("pacf_ldb") << YuleWalkerBiased;
    QTest::newRow("Yule-Walker, adjusted")
        << QByteArray("whole") << QByteArray("pacf_yw") << YuleWalkerAdjusted;
    QTest::newRow("Levinson-Durbin, adjusted")
        << QByteArray("whole") << QByteArray("pacf_ld") << YuleWalkerAdjusted;
    QTest::newRow("least squares") << QByteArray("whole") << QByteArray("pacf_ols") << LeastSquares;
    QTest::newRow("Burg") << QByteArray("whole") << QByteArray("pacf_burg") << Burg;
    QTest::newRow("biased, gaps") << QByteArray("gaps") << QByteArray("pacf") << YuleWalkerBiased;
    QTest::newRow("adjusted, gaps") << QByteArray("gaps") << QByteArray("pacf_ld") << YuleWalkerAdjusted;
    QTest::newRow("least squares, gaps") << QByteArray("gaps") << QByteArray("pacf_ols") << LeastSquares;
    QTest::newRow("Burg, gaps") << QByteArray("gaps") << QByteArray("pacf_burg") << Burg;
}

void PartialAutocorrelationTest::agreesWithTheOracle()
{
    QFETCH(QByteArray, series);
    QFETCH(QByteArray, row);
    QFETCH(PacfMethod, method);
    const QString file = "autocorrelation_reference.csv";
    const std::vector<double> values = referenceRow(file, series + ".values");
    const std::vector<double> expected = referenceRow(file, series + "." + row);
    const std::vector<double> found = pacfOf(consecutiveDays(values.size()), values, method);
    QCOMPARE(found.size(), expected.size());
    double worst = 0.0;
    for (std::size_t lag = 0; lag < found.size(); ++lag)
        worst = std::max(worst, std::abs(found[lag] - expected[lag]));
    QVERIFY2(worst < 1e-12, qPrintable(QString::number(worst)));
}

void PartialAutocorrelationTest::recoversTheSecondOrderOfAnExactRecursion()
{
    // x[t] = 0.5 x[t-1] - 0.8 x[t-2] + 1, without noise, in two runs that are far from each other.
    std::vector<std::int64_t> days;
    std::vector<double> values;
    for (const std::int64_t first : {100, 465}) {
        std::vector<double> run{3.0, first == 100 ? -1.0 : 2.0};
        while (run.size() < 8)
            run.push_back(0.5 * run.back() - 0.8 * run[run.size() - 2] + 1.0);
        for (std::size_t i = 0; i < run.size(); ++i) {
            days.push_back(first + static_cast<std::int64_t>(i));
            values.push_back(run[i]);
        }
    }
    QVERIFY(std::abs(pacfOf(days, values, PacfMethod::LeastSquares, 2)[2] + 0.8) < 1e-12);
}

void PartialAutocorrelationTest::hasNoValueWhereNoRunIsLongEnough()
{
    // Runs of three days: at lag 2 one day each has both days before it, at lag 3 none.
    std::vector<std::int64_t> days;
    for (std::int64_t first = 0; first < 60; first += 10)
        days.insert(days.end(), {first, first + 1, first + 2});
    std::vector<double> values;
    for (const std::int64_t day : days)
        values.push_back(std::sin(static_cast<double>(day * day)));
    for (const PacfMethod method : {PacfMethod::LeastSquares, PacfMethod::Burg}) {
        const std::vector<double> pacf = pacfOf(days, values, method, 4);
        QVERIFY(std::isfinite(pacf[1]) && std::isfinite(pacf[2]));
        QVERIFY(std::isnan(pacf[3]) && std::isnan(pacf[4]));
    }
    // Single days only: nothing has a neighbour.
    const std::vector<std::int64_t> apart{0, 10, 20, 30};
    for (const PacfMethod method : {PacfMethod::LeastSquares, PacfMethod::Burg})
        QVERIFY(std::isnan(pacfOf(apart, {1.0, 3.0, 2.0, 5.0}, method, 1)[1]));
}

void PartialAutocorrelationTest::hasNoLeastSquaresOnDaysThatDependOnEachOther()
{
    std::vector<double> values;
    for (int i = 0; i < 40; ++i)
        values.push_back(i % 2 == 0 ? 1.0 : 4.0);  // the day before yesterday is 5 less yesterday
    const std::vector<double> pacf = pacfOf(consecutiveDays(40), values, PacfMethod::LeastSquares, 3);
    QVERIFY(std::abs(pacf[1] + 1.0) < 1e-12);
    QVERIFY(std::isnan(pacf[2]) && std::isnan(pacf[3]));
}

void PartialAutocorrelationTest::endsWhereTheAdjustedOneLeavesOne()
{
    const std::vector<double> pacf = levinsonDurbinPacf(std::vector<double>{1.0, 0.2, -1.5, 0.1, 0.0});
    QCOMPARE(pacf[1], 0.2);
    QVERIFY(std::abs(pacf[2] - (-1.5 - 0.04) / 0.96) < 1e-15);  // as the equations have it
    QVERIFY(std::isnan(pacf[3]) && std::isnan(pacf[4]));
}

void PartialAutocorrelationTest::ofAnEmptyCorrelationIsEmpty()
{
    QVERIFY(levinsonDurbinPacf({}).empty());
}

QTEST_APPLESS_MAIN(PartialAutocorrelationTest)
#include "partial_autocorrelation_test.moc"
