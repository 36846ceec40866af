#include "statistics/probability_distributions.h"

#include <QTest>

#include <cmath>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

const QString kFile = "probability_distributions_reference.csv";

}  // namespace

class ProbabilityDistributionsTest : public QObject {
    Q_OBJECT
private slots:
    void normalQuantilesAgreeWithScipy();
    void chiSquareTailsAgreeWithScipy();
    void chiSquareTailsHaveTheirLimits();
    void refusesWhatIsNoProbability();
    void refusesAChiSquareWithoutFreedom();
};

void ProbabilityDistributionsTest::normalQuantilesAgreeWithScipy()
{
    const std::vector<double> probabilities = referenceRow(kFile, "normal.probability");
    const std::vector<double> expected = referenceRow(kFile, "normal.quantile");
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const double found = normalQuantile(probabilities[i]);
        QVERIFY2(std::abs(found - expected[i]) <= 1e-13 * (1.0 + std::abs(expected[i])),
                 qPrintable(QString::number(probabilities[i])));
    }
}

void ProbabilityDistributionsTest::chiSquareTailsAgreeWithScipy()
{
    const std::vector<double> x = referenceRow(kFile, "chi_square.x");
    const std::vector<double> degrees = referenceRow(kFile, "chi_square.degrees");
    const std::vector<double> expected = referenceRow(kFile, "chi_square.survival");
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double found = chiSquareSurvival(x[i], static_cast<int>(degrees[i]));
        QVERIFY2(std::abs(found / expected[i] - 1.0) < 1e-11,
                 qPrintable(QString("%1 with %2").arg(x[i]).arg(degrees[i])));
    }
}

void ProbabilityDistributionsTest::chiSquareTailsHaveTheirLimits()
{
    QCOMPARE(chiSquareSurvival(0.0, 3), 1.0);
    QCOMPARE(chiSquareSurvival(-1.0, 2), 1.0);
    QCOMPARE(chiSquareSurvival(1e5, 5), 0.0);
    QVERIFY(std::isnan(chiSquareSurvival(std::nan(""), 4)));
    QCOMPARE(chiSquareSurvival(qInf(), 4), 0.0);
}

void ProbabilityDistributionsTest::refusesWhatIsNoProbability()
{
    for (const double probability : {0.0, 1.0, -0.1, std::nan("")})
        QVERIFY_EXCEPTION_THROWN(normalQuantile(probability), InputError);
}

void ProbabilityDistributionsTest::refusesAChiSquareWithoutFreedom()
{
    QVERIFY_EXCEPTION_THROWN(chiSquareSurvival(1.0, 0), InputError);
}

QTEST_APPLESS_MAIN(ProbabilityDistributionsTest)
#include "probability_distributions_test.moc"
