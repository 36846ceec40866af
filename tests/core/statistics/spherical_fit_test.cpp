#include <QTest>

#include <cmath>

#include "reference_file.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const QString kFile = "spherical_fit_reference.csv";

Semivariogram referenceSemivariogram(const QByteArray& name)
{
    Semivariogram empirical;
    empirical.lagKm = referenceRow(kFile, "lag");
    empirical.gamma = referenceRow(kFile, name + ".gamma");
    for (const double pairs : referenceRow(kFile, "pairs"))
        empirical.pairs.push_back(static_cast<std::int64_t>(pairs));
    return empirical;
}

double weightedError(const Semivariogram& empirical, const SphericalFit& fit)
{
    double error = 0.0;
    for (std::size_t i = 0; i < empirical.lagKm.size(); ++i) {
        const double h = empirical.lagKm[i];
        const double a = fit.rangeKm;
        const double model = fit.nugget + fit.sill * (h < a ? 1.5 * h / a - 0.5 * std::pow(h / a, 3) : 1.0);
        error += static_cast<double>(empirical.pairs[i]) / (h * h) * std::pow(empirical.gamma[i] - model, 2);
    }
    return error;
}

void closeTo(double found, double expected, double relative)
{
    QVERIFY2(std::abs(found - expected) <= relative * std::abs(expected),
             qPrintable(QString("%1, expected %2").arg(found, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

}  // namespace

class SphericalFitTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithGstat_data();
    void agreesWithGstat();
    void keepsNuggetAndSillFromBelowZero();
    void skipsBinsWithoutPairs();
    void doesNotConvergeWithoutStructure();
    void isTheNuggetAtZeroAndTheWholeSillBeyondTheRange();
};

void SphericalFitTest::agreesWithGstat_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"exact", "wobbly", "exponential"})
        QTest::newRow(name) << QByteArray(name);
}

void SphericalFitTest::agreesWithGstat()
{
    QFETCH(QByteArray, name);
    const Semivariogram empirical = referenceSemivariogram(name);
    const std::vector<double> gstat = referenceRow(kFile, name + ".fit");
    const SphericalFit fit = fitSpherical(empirical);
    QVERIFY(fit.converged);
    // gstat iterates until the error changes by less than 1e-6 of it.
    closeTo(fit.nugget, gstat[0], 2e-3);
    closeTo(fit.sill, gstat[1], 2e-3);
    closeTo(fit.rangeKm, gstat[2], 2e-3);
    QVERIFY(weightedError(empirical, fit) <= gstat[3] * (1.0 + 1e-9) + 1e-12);
}

void SphericalFitTest::keepsNuggetAndSillFromBelowZero()
{
    // Concave from below zero at h = 0: the free fit would have a negative nugget.
    Semivariogram empirical = referenceSemivariogram("exact");
    for (double& gamma : empirical.gamma)
        gamma = std::max(0.0, gamma - 0.12);
    const SphericalFit fit = fitSpherical(empirical);
    QCOMPARE(fit.nugget, 0.0);
    QVERIFY(fit.sill > 0.0);
    // No model on a grid of sills and ranges is better.
    for (double range = 50.0; range < 1500.0; range += 10.0) {
        for (double sill = 0.1; sill < 0.6; sill += 0.01)
            QVERIFY(weightedError(empirical, fit) <= weightedError(empirical, {0.0, sill, range, true}));
    }
}

void SphericalFitTest::skipsBinsWithoutPairs()
{
    Semivariogram empirical = referenceSemivariogram("exact");
    const SphericalFit whole = fitSpherical(empirical);
    for (const std::size_t bin : {std::size_t{0}, std::size_t{7}, std::size_t{23}}) {
        empirical.pairs[bin] = 0;
        empirical.gamma[bin] = qQNaN();
    }
    const SphericalFit fit = fitSpherical(empirical);
    QVERIFY(fit.converged);
    closeTo(fit.rangeKm, whole.rangeKm, 1e-4);
}

void SphericalFitTest::doesNotConvergeWithoutStructure()
{
    Semivariogram empirical = referenceSemivariogram("exact");
    std::fill(empirical.gamma.begin(), empirical.gamma.end(), 0.3);
    const SphericalFit flat = fitSpherical(empirical);
    QVERIFY(!flat.converged);
    closeTo(flat.at(1000.0), 0.3, 1e-9);

    for (std::size_t i = 0; i < empirical.gamma.size(); ++i)
        empirical.gamma[i] = 0.001 * empirical.lagKm[i];  // rises for ever
    QVERIFY(!fitSpherical(empirical).converged);

    empirical.pairs.assign(empirical.pairs.size(), 0);
    QVERIFY(!fitSpherical(empirical).converged);
}

void SphericalFitTest::isTheNuggetAtZeroAndTheWholeSillBeyondTheRange()
{
    const SphericalFit fit{0.1, 0.4, 200.0, true};
    QCOMPARE(fit.at(0.0), 0.1);
    QCOMPARE(fit.at(100.0), 0.1 + 0.4 * (0.75 - 0.0625));
    QCOMPARE(fit.at(200.0), 0.5);
    QCOMPARE(fit.at(900.0), 0.5);
}

QTEST_GUILESS_MAIN(SphericalFitTest)
#include "spherical_fit_test.moc"
