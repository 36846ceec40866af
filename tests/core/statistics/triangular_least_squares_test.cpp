#include "statistics/triangular_least_squares.h"

#include <QTest>

#include <cmath>

#include "fields/error.h"

using namespace shamal;

class TriangularLeastSquaresTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheCoefficientsOfAnExactLaw();
    void minimisesWhatIsLeft();
    void takesShortRowsForTheFirstColumns();
    void hasNothingWhereColumnsDepend();
    void refusesRowsThatAreTooLong();
};

void TriangularLeastSquaresTest::findsTheCoefficientsOfAnExactLaw()
{
    TriangularLeastSquares fit(3);
    for (int i = 0; i < 10; ++i) {
        const double x = 0.3 * i, y = std::cos(2.0 * i);
        fit.add(std::vector<double>{1.0, x, y}, 2.0 - 3.0 * x + 0.25 * y);
    }
    const std::vector<double> found = fit.coefficients().value();
    QVERIFY(std::abs(found[0] - 2.0) < 1e-13);
    QVERIFY(std::abs(found[1] + 3.0) < 1e-13);
    QVERIFY(std::abs(found[2] - 0.25) < 1e-13);
}

void TriangularLeastSquaresTest::minimisesWhatIsLeft()
{
    // By hand: the line through (0, 1), (1, 2), (2, 4) has slope 3/2 and intercept 5/6.
    TriangularLeastSquares fit(2);
    fit.add(std::vector<double>{1.0, 0.0}, 1.0);
    fit.add(std::vector<double>{1.0, 1.0}, 2.0);
    fit.add(std::vector<double>{1.0, 2.0}, 4.0);
    QVERIFY(std::abs(fit.coefficients().value()[0] - 5.0 / 6.0) < 1e-14);
    QVERIFY(std::abs(fit.lastCoefficient(2).value() - 1.5) < 1e-14);
    QVERIFY(std::abs(fit.lastCoefficient(1).value() - 7.0 / 3.0) < 1e-14);  // the mean alone
}

void TriangularLeastSquaresTest::takesShortRowsForTheFirstColumns()
{
    TriangularLeastSquares fit(2);
    fit.add(std::vector<double>{1.0, 5.0}, 1.0);
    fit.add(std::vector<double>{1.0, 7.0}, 2.0);
    fit.add(std::vector<double>{1.0}, 6.0);
    QVERIFY(std::abs(fit.lastCoefficient(1).value() - 3.0) < 1e-14);
}

void TriangularLeastSquaresTest::hasNothingWhereColumnsDepend()
{
    TriangularLeastSquares fit(3);
    QVERIFY(!fit.coefficients());  // no row yet
    for (int i = 0; i < 5; ++i)
        fit.add(std::vector<double>{1.0, 0.1 * i, 0.7 + 0.3 * i}, i * i);
    QVERIFY(!fit.coefficients());
    QVERIFY(!fit.lastCoefficient(3));
    QVERIFY(fit.lastCoefficient(2).has_value());
    QVERIFY(!fit.lastCoefficient(0) && !fit.lastCoefficient(4));
}

void TriangularLeastSquaresTest::refusesRowsThatAreTooLong()
{
    TriangularLeastSquares fit(1);
    QVERIFY_EXCEPTION_THROWN(fit.add(std::vector<double>{1.0, 2.0}, 1.0), InputError);
}

QTEST_APPLESS_MAIN(TriangularLeastSquaresTest)
#include "triangular_least_squares_test.moc"
