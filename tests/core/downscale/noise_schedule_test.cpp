#include "downscale/noise_schedule.h"

#include "fields/error.h"

#include <QtTest>
#include <cmath>

using namespace shamal;

class NoiseScheduleTest : public QObject {
    Q_OBJECT
private slots:
    /// alphas_cumprod of the 2000-step "squaredcos_cap_v2" schedule of the public diffusion library the
    /// published code uses (release 0.26.3, float32): entry i is alphaBar at time (i + 1) / 2000.
    void agreesWithTheSteppedScheduleOfThePublishedCode_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("alphaBar");
        QTest::newRow("0") << 0 << 0.9999799728393555;
        QTest::newRow("1") << 1 << 0.9999586939811707;
        QTest::newRow("200") << 200 << 0.9718348979949951;
        QTest::newRow("400") << 400 << 0.8982351422309875;
        QTest::newRow("1000") << 1000 << 0.49306467175483704;
        QTest::newRow("1500") << 1500 << 0.14372502267360687;
        QTest::newRow("1800") << 1800 << 0.02385334111750126;
        QTest::newRow("1990") << 1990 << 4.9181777285411954e-05;
    }
    void agreesWithTheSteppedScheduleOfThePublishedCode()
    {
        QFETCH(int, step);
        QFETCH(double, alphaBar);
        const double here = noiseLevelAt((step + 1) / 2000.0).alphaBar;
        QVERIFY2(std::abs(here / alphaBar - 1.0) < 2e-5, qPrintable(QString::number(here, 'g', 10)));
    }
    void levelOfASigmaHasThatSigmaAndItsTime()
    {
        for (const double sigma : {80.0, 5.0, 1.0, 0.2, 0.03}) {
            const NoiseLevel level = noiseLevelOfSigma(sigma);
            QVERIFY(std::abs(level.sigma() / sigma - 1.0) < 1e-9);
            QVERIFY(std::abs(noiseLevelAt(level.time).alphaBar / level.alphaBar - 1.0) < 1e-9);
            QVERIFY(level.time > 0.0 && level.time < 1.0);
        }
    }
    void karrasLevelsAreEvenInTheSeventhRootOfSigma()
    {
        const auto levels = karrasLevels(8);
        QCOMPARE(levels.size(), std::size_t{8});
        for (std::size_t i = 0; i < 8; ++i) {
            const double root =
                std::pow(80.0, 1.0 / 7.0) +
                static_cast<double>(i) / 7.0 * (std::pow(0.03, 1.0 / 7.0) - std::pow(80.0, 1.0 / 7.0));
            QVERIFY(std::abs(levels[i].sigma() / std::pow(root, 7.0) - 1.0) < 1e-9);
        }
    }
    void noStepsAreRefused() { QVERIFY_EXCEPTION_THROWN(karrasLevels(0), InputError); }
};

QTEST_GUILESS_MAIN(NoiseScheduleTest)
#include "noise_schedule_test.moc"
