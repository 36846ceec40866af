#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/noise_schedule.h"

#include "../statistics/reference_file.h"
#include "fields/error.h"

#include <cmath>

using namespace shamal;

namespace {

/// alphaBar of the 2000-step "squaredcos_cap_v2" schedule of the public diffusion library the published code
/// uses (reference/sampler_reference.py), float32.
double publishedAlphaBar(int step)
{
    return referenceRow("sampler_reference.csv", "alpha_bar_" + QByteArray::number(step)).front();
}

void near(double got, double expected, double tolerance)
{
    QVERIFY2(std::abs(got / expected - 1.0) < tolerance,
             qPrintable(QString("%1 for %2").arg(got, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

}  // namespace

class NoiseScheduleTest : public QObject {
    Q_OBJECT
private slots:
    void cappedCosineIsThePublishedTable()
    {
        const NoiseSchedule table = NoiseSchedule::cappedCosine(2000);
        QCOMPARE(table.steps(), 2000);
        // The library multiplies 2000 factors in single precision.
        for (int step = 0; step < 2000; step += 10)
            near(table.step(step).alphaBar, publishedAlphaBar(step), 3e-5);
        for (int step = 1980; step < 2000; ++step)  // here the cap acts
            near(table.step(step).alphaBar, publishedAlphaBar(step), 3e-4);
    }
    void continuousCosineMeetsThePublishedTable()
    {
        for (const int step : {0, 1, 200, 400, 1000, 1500, 1800, 1990})
            near(noiseLevelAt((step + 1) / 2000.0).alphaBar, publishedAlphaBar(step), 2e-5);
        QCOMPARE(NoiseSchedule::cosine().at(0.3).alphaBar, noiseLevelAt(0.3).alphaBar);
    }
    void linearMultipliesItsBetas()
    {
        for (const int steps : {1000, 2000}) {
            const NoiseSchedule table = NoiseSchedule::linear(steps);
            long double product = 1.0L;
            for (int i = 0; i < steps; ++i) {
                product *= 1.0L - (1e-4L * (steps - 1 - i) + 0.02L * i) / (steps - 1);
                near(table.step(i).alphaBar, static_cast<double>(product), 1e-10);
            }
        }
        near(NoiseSchedule::linear(1000).step(999).alphaBar, 4.0358e-5, 1e-4);  // as DDPM's is often quoted
    }
    void levelOfASigmaHasThatSigmaAndItsTime_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("cosine") << 0;
        QTest::newRow("capped cosine") << 1;
        QTest::newRow("linear") << 2;
    }
    void levelOfASigmaHasThatSigmaAndItsTime()
    {
        QFETCH(int, which);
        const NoiseSchedule schedule = which == 0   ? NoiseSchedule::cosine()
                                       : which == 1 ? NoiseSchedule::cappedCosine(2000)
                                                    : NoiseSchedule::linear(1000);
        for (const double sigma : {80.0, 5.0, 1.0, 0.2, 0.03}) {
            const NoiseLevel level = schedule.ofSigma(sigma);
            near(level.sigma(), sigma, 1e-9);
            near(schedule.at(level.time).alphaBar, level.alphaBar, 1e-9);
            QVERIFY(level.time > 0.0 && level.time < 1.0);
        }
        if (which > 0) {  // the steps of a table are met exactly
            for (const int step : {0, 1, 500, schedule.steps() - 1}) {
                near(schedule.at(schedule.step(step).time).alphaBar, schedule.step(step).alphaBar, 1e-9);
                near(schedule.ofSigma(schedule.step(step).sigma()).time, schedule.step(step).time, 1e-6);
            }
        }
    }
    void karrasLevelsAreEvenInTheSeventhRootOfSigma()
    {
        for (const NoiseSchedule& schedule : {NoiseSchedule::cosine(), NoiseSchedule::linear(1000)}) {
            const auto levels = samplingLevels(schedule, Spacing::Karras, 8);
            QCOMPARE(levels.size(), std::size_t{8});
            for (std::size_t i = 0; i < 8; ++i) {
                const double root =
                    std::pow(80.0, 1.0 / 7.0) +
                    static_cast<double>(i) / 7.0 * (std::pow(0.03, 1.0 / 7.0) - std::pow(80.0, 1.0 / 7.0));
                near(levels[i].sigma(), std::pow(root, 7.0), 1e-9);
            }
        }
    }
    void geometricLevelsFallByOneFactor()
    {
        const auto levels = samplingLevels(NoiseSchedule::cosine(), Spacing::Geometric, 8);
        near(levels.front().sigma(), 80.0, 1e-9);
        near(levels.back().sigma(), 0.03, 1e-9);
        for (std::size_t i = 1; i < levels.size(); ++i)
            near(levels[i].sigma() / levels[i - 1].sigma(), std::pow(0.03 / 80.0, 1.0 / 7.0), 1e-9);
    }
    void uniformLevelsAreEvenInTime()
    {
        const auto levels = samplingLevels(NoiseSchedule::cosine(), Spacing::Uniform, 5);
        near(levels.front().sigma(), 80.0, 1e-9);
        near(levels.back().sigma(), 0.03, 1e-9);
        for (std::size_t i = 1; i < 4; ++i)
            near(levels[i].time - levels[i + 1].time, levels[i - 1].time - levels[i].time, 1e-9);
    }
    void everyNthLevelIsThePublishedChoice()
    {
        const NoiseSchedule table = NoiseSchedule::cappedCosine(2000);
        const auto levels = everyNthLevel(table, 10);
        for (int k = 0; k < 10; ++k)  // steps 1800, 1600 .. 0
            QCOMPARE(levels.at(static_cast<std::size_t>(k)).alphaBar, table.step(1800 - 200 * k).alphaBar);
        QCOMPARE(everyNthLevel(table, 200).front().alphaBar, table.step(1990).alphaBar);
        QVERIFY_EXCEPTION_THROWN(everyNthLevel(table, 2001), InputError);
    }
    void noStepsAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(samplingLevels(NoiseSchedule::cosine(), Spacing::Karras, 0), InputError);
        QVERIFY_EXCEPTION_THROWN(NoiseSchedule::linear(1), InputError);
        QVERIFY_EXCEPTION_THROWN(NoiseSchedule::cappedCosine(0), InputError);
    }
    void everySpacingHasItsName()
    {
        for (const Spacing spacing : {Spacing::Geometric, Spacing::Karras, Spacing::Uniform})
            QVERIFY(spacingFromName(nameOf(spacing)) == spacing);
        QVERIFY(spacingFromName("karras") == Spacing::Karras);
        QVERIFY_EXCEPTION_THROWN(spacingFromName("even"), InputError);
    }
};

QTEST_GUILESS_MAIN(NoiseScheduleTest)
#include "noise_schedule_test.moc"
