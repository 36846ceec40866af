#include <QTest>

#include <algorithm>
#include <cmath>

#include "fields/error.h"
#include "reference_file.h"
#include "statistics/variogram_fit.h"

using namespace shamal;

namespace {

const QString kFile = "variogram_fit_reference.csv";
using Structure = VariogramFitOptions::Structure;
using Cause = SingularCause::Kind;
using Causes = std::vector<SingularCause>;

Semivariogram withGamma(const std::vector<double>& gamma)
{
    Semivariogram empirical;
    empirical.lagKm = referenceRow(kFile, "lag");
    empirical.gamma = gamma;
    for (const double pairs : referenceRow(kFile, "pairs"))
        empirical.pairs.push_back(static_cast<std::int64_t>(pairs));
    return empirical;
}

Semivariogram referenceSemivariogram(const QByteArray& name)
{
    return withGamma(referenceRow(kFile, name + ".gamma"));
}

/// What the named case is fitted with.
VariogramFitOptions optionsFor(const QByteArray& name, VariogramWeights weights)
{
    const std::vector<std::pair<QByteArray, std::vector<Structure>>> cases{
        {"spherical", {{VariogramShape::Spherical, {}}}},
        {"exponential", {{VariogramShape::Exponential, {}}}},
        {"gaussian", {{VariogramShape::Gaussian, {}}}},
        {"matern", {{VariogramShape::Matern, 1.5}}},
        {"smoothness", {{VariogramShape::Matern, {}}}},
        {"nested", {{VariogramShape::Spherical, {}}, {VariogramShape::Spherical, {}}}},
        {"mixed", {{VariogramShape::Exponential, {}}, {VariogramShape::Gaussian, {}}}}};
    VariogramFitOptions options;
    options.weights = weights;
    for (const auto& [known, structures] : cases) {
        if (known == name)
            options.structures = structures;
    }
    return options;
}

double weightedSquares(const Semivariogram& empirical, const VariogramModel& model, VariogramWeights weights)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < empirical.lagKm.size(); ++i) {
        const double h = empirical.lagKm[i];
        const auto pairs = static_cast<double>(empirical.pairs[i]);
        sum += (weights == VariogramWeights::Pairs ? pairs : pairs / (h * h)) *
               std::pow(empirical.gamma[i] - model.at(h), 2);
    }
    return sum;
}

std::vector<double> sampled(const VariogramModel& model)
{
    std::vector<double> gamma;
    for (const double lag : referenceRow(kFile, "lag"))
        gamma.push_back(model.at(lag));
    return gamma;
}

void closeTo(double found, double expected, double relative)
{
    QVERIFY2(std::abs(found - expected) <= relative * std::abs(expected),
             qPrintable(QString("%1, expected %2").arg(found, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

void addCases(std::initializer_list<const char*> names)
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("squaredLag");
    for (const char* name : names) {
        QTest::addRow("%s, N/h^2", name) << QByteArray(name) << true;
        QTest::addRow("%s, N", name) << QByteArray(name) << false;
    }
}

}  // namespace

class VariogramFitTest : public QObject {
    Q_OBJECT
private slots:
    void isNoWorseThanGstats_data();
    void isNoWorseThanGstats();
    void hasTheStandardErrorsOfScipy_data();
    void hasTheStandardErrorsOfScipy();
    void findsTheModelThatTheBinsCameFrom_data();
    void findsTheModelThatTheBinsCameFrom();
    void maternOfOneHalfIsExponential();
    void isTheNuggetAtZero();
    void isNearItsSillAtThePracticalRange();
    void ordersNestedStructuresByTheirRanges();
    void saysWhichParameterSitsAtABound();
    void isSingularWithoutStructure();
    void isSingularWithFewerBinsThanParameters();
    void hasNoNuggetWhenNoneIsWanted();
    void refusesOtherThanOneOrTwoStructures();
    void refusesASmoothnessThatIsNone();
};

void VariogramFitTest::isNoWorseThanGstats_data()
{
    addCases({"spherical", "exponential", "gaussian", "matern", "smoothness", "nested", "mixed"});
}

void VariogramFitTest::isNoWorseThanGstats()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, squaredLag);
    const auto weights = squaredLag ? VariogramWeights::PairsPerSquaredLag : VariogramWeights::Pairs;
    const Semivariogram empirical = referenceSemivariogram(name);
    const std::vector<double> gstat = referenceRow(kFile, name + (squaredLag ? ".7" : ".1"));
    const VariogramFitOptions options = optionsFor(name, weights);
    const VariogramFit fit = fitVariogram(empirical, options);
    closeTo(fit.weightedSquares, weightedSquares(empirical, fit.model, weights), 1e-12);
    QVERIFY2(fit.weightedSquares <= gstat.back() * (1.0 + 1e-6),
             qPrintable(QString("%1, gstat %2").arg(fit.weightedSquares).arg(gstat.back())));

    // gstat's model means the same here: its sum of squares is the one that gstat has.
    VariogramModel theirs{gstat[0], {}};
    for (std::size_t i = 0; i < options.structures.size(); ++i)
        theirs.structures.push_back(
            {options.structures[i].shape, gstat[3 * i + 1], gstat[3 * i + 2], gstat[3 * i + 3]});
    closeTo(weightedSquares(empirical, theirs, weights), gstat.back(), 1e-9);
}

void VariogramFitTest::hasTheStandardErrorsOfScipy_data()
{
    addCases({"spherical", "exponential", "gaussian", "matern"});
}

void VariogramFitTest::hasTheStandardErrorsOfScipy()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, squaredLag);
    const auto weights = squaredLag ? VariogramWeights::PairsPerSquaredLag : VariogramWeights::Pairs;
    const std::vector<double> scipy =
        referenceRow("variogram_errors_reference.csv", name + (squaredLag ? ".7" : ".1"));
    const VariogramFit fit = fitVariogram(referenceSemivariogram(name), optionsFor(name, weights));
    QVERIFY(!fit.singular());
    QVERIFY(fit.structured);
    closeTo(fit.model.nugget, scipy[0], 1e-4);
    closeTo(fit.model.structures[0].sill, scipy[1], 1e-4);
    closeTo(fit.model.structures[0].rangeKm, scipy[2], 1e-4);
    // Of the spherical model curve_fit's derivative by the range is a forward difference across the bend.
    const double relative = name == "spherical" ? 1e-3 : 1e-4;
    closeTo(fit.standardErrors.nugget, scipy[3], relative);
    closeTo(fit.standardErrors.structures[0].sill, scipy[4], relative);
    closeTo(fit.standardErrors.structures[0].rangeKm, scipy[5], relative);
}

void VariogramFitTest::findsTheModelThatTheBinsCameFrom_data()
{
    addCases({"spherical", "exponential", "gaussian", "matern", "smoothness", "nested"});
}

void VariogramFitTest::findsTheModelThatTheBinsCameFrom()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, squaredLag);
    const auto weights = squaredLag ? VariogramWeights::PairsPerSquaredLag : VariogramWeights::Pairs;
    const VariogramFitOptions options = optionsFor(name, weights);
    VariogramModel truth{0.07, {}};
    for (std::size_t i = 0; i < options.structures.size(); ++i)
        truth.structures.push_back({options.structures[i].shape, 0.3 + 0.1 * static_cast<double>(i),
                                    i == 0 ? 90.0 : 340.0, options.structures[i].smoothness.value_or(0.8)});
    const VariogramFit fit = fitVariogram(withGamma(sampled(truth)), options);
    closeTo(fit.model.nugget, truth.nugget, 1e-4);
    closeTo(fit.model.totalSill(), truth.totalSill(), 1e-4);
    for (std::size_t i = 0; i < truth.structures.size(); ++i) {
        closeTo(fit.model.structures[i].sill, truth.structures[i].sill, 1e-4);
        closeTo(fit.model.structures[i].rangeKm, truth.structures[i].rangeKm, 1e-4);
    }
}

void VariogramFitTest::maternOfOneHalfIsExponential()
{
    for (const double lag : {0.0, 1.0, 30.0, 200.0, 5000.0})
        QVERIFY(std::abs(variogramShape(VariogramShape::Matern, lag, 80.0, 0.5) -
                         variogramShape(VariogramShape::Exponential, lag, 80.0, 0.5)) < 1e-12);
}

void VariogramFitTest::isTheNuggetAtZero()
{
    for (const auto shape : {VariogramShape::Spherical, VariogramShape::Exponential, VariogramShape::Gaussian,
                             VariogramShape::Matern}) {
        const VariogramModel model{0.1, {{shape, 0.4, 200.0, 1.5}}};
        QCOMPARE(model.at(0.0), 0.1);
        QVERIFY(std::abs(model.at(1e5) - model.totalSill()) < 1e-12);
    }
}

void VariogramFitTest::isNearItsSillAtThePracticalRange()
{
    for (const double smoothness : {0.1, 0.5, 1.5, 5.0}) {
        const VariogramModel matern{0.1, {{VariogramShape::Matern, 0.4, 200.0, smoothness}}};
        closeTo(matern.at(practicalRangeKm(matern)), 0.1 + 0.95 * 0.4, 1e-9);
    }
    for (const auto shape : {VariogramShape::Exponential, VariogramShape::Gaussian}) {
        const VariogramModel model{0.1, {{shape, 0.4, 200.0, 0.5}}};
        closeTo(model.at(practicalRangeKm(model)), 0.1 + 0.4 * (1.0 - std::exp(-3.0)), 1e-12);
    }
    const VariogramModel nested{
        0.1, {{VariogramShape::Spherical, 0.4, 200.0, 0.5}, {VariogramShape::Spherical, 0.2, 700.0, 0.5}}};
    QCOMPARE(practicalRangeKm(nested), 700.0);
    QVERIFY(std::isnan(practicalRangeKm({0.1, {{VariogramShape::Spherical, 0.0, 700.0, 0.5}}})));
}

void VariogramFitTest::ordersNestedStructuresByTheirRanges()
{
    const VariogramFit fit = fitVariogram(referenceSemivariogram("nested"),
                                          optionsFor("nested", VariogramWeights::PairsPerSquaredLag));
    QVERIFY(fit.model.structures[0].rangeKm < fit.model.structures[1].rangeKm);
    QVERIFY(fit.standardErrors.structures[0].rangeKm < fit.standardErrors.structures[1].rangeKm);
}

void VariogramFitTest::saysWhichParameterSitsAtABound()
{
    const std::vector<double> lags = referenceRow(kFile, "lag");
    std::vector<double> gamma;
    for (const double lag : lags)
        gamma.push_back(0.2 + 0.001 * lag);  // rises for ever
    const VariogramFit rising = fitVariogram(withGamma(gamma), {});
    QVERIFY(rising.singular() && !rising.structured);
    QVERIFY((rising.causes == Causes{{Cause::RangeAtBound, 0}}));
    QVERIFY(std::isnan(rising.standardErrors.structures[0].rangeKm));
    QVERIFY(rising.standardErrors.nugget >= 0.0);

    gamma = sampled({0.0, {{VariogramShape::Spherical, 0.5, 300.0, 0.5}}});
    for (double& value : gamma)
        value = std::max(0.0, value - 0.05);
    const VariogramFit noNugget = fitVariogram(withGamma(gamma), {});
    QVERIFY(noNugget.singular() && noNugget.structured);
    QVERIFY((noNugget.causes == Causes{{Cause::NoNugget}}));
}

void VariogramFitTest::isSingularWithoutStructure()
{
    for (const double level : {0.3, 0.0}) {
        const VariogramFit fit = fitVariogram(withGamma(std::vector<double>(24, level)), {});
        QVERIFY(fit.singular() && !fit.structured);
        QVERIFY(std::ranges::count(fit.causes, SingularCause{Cause::NoSill, 0}) == 1);
        QVERIFY(std::abs(fit.model.at(100.0) - level) < 1e-12);
    }
}

void VariogramFitTest::isSingularWithFewerBinsThanParameters()
{
    Semivariogram empirical = referenceSemivariogram("spherical");
    for (std::size_t bin = 2; bin < empirical.pairs.size(); ++bin)
        empirical.pairs[bin] = 0;
    const VariogramFit fit = fitVariogram(empirical, {});
    QVERIFY(fit.singular() && !fit.structured);
    QCOMPARE(fit.bins, std::size_t{2});
    QVERIFY((fit.causes == Causes{{Cause::FewBins}}));
    QVERIFY(!fit.fitted());
    const VariogramStructure& structure = fit.model.structures.front();
    for (const double number : {fit.model.nugget, structure.sill, structure.rangeKm, fit.weightedSquares})
        QVERIFY(std::isnan(number));  // and no 0, which would be a result
    empirical.pairs.assign(empirical.pairs.size(), 0);
    QVERIFY(fitVariogram(empirical, {}).singular());
}

void VariogramFitTest::hasNoNuggetWhenNoneIsWanted()
{
    VariogramFitOptions options;
    options.nugget = false;
    const VariogramFit fit = fitVariogram(referenceSemivariogram("spherical"), options);
    QCOMPARE(fit.model.nugget, 0.0);
    QVERIFY(std::isnan(fit.standardErrors.nugget));
    QVERIFY(!fit.singular());
}

void VariogramFitTest::refusesOtherThanOneOrTwoStructures()
{
    VariogramFitOptions options;
    options.structures.clear();
    QVERIFY_EXCEPTION_THROWN(fitVariogram(referenceSemivariogram("spherical"), options), InputError);
    options.structures.resize(3);
    QVERIFY_EXCEPTION_THROWN(fitVariogram(referenceSemivariogram("spherical"), options), InputError);
}

void VariogramFitTest::refusesASmoothnessThatIsNone()
{
    VariogramFitOptions options;
    options.structures = {{VariogramShape::Matern, 0.0}};
    QVERIFY_EXCEPTION_THROWN(fitVariogram(referenceSemivariogram("spherical"), options), InputError);
}

QTEST_GUILESS_MAIN(VariogramFitTest)
#include "variogram_fit_test.moc"
