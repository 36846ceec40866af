#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/sampler.h"

#include "../statistics/reference_file.h"
#include "fields/error.h"

#include <cmath>

using namespace shamal;

namespace {

constexpr double kMean = 0.7;
constexpr double kVariance = 0.5 * 0.5;
const QString kReference = "sampler_reference.csv";

/// Of data N(kMean, kVariance) the noisy image is normal, and everything has a closed form.
double deviationAt(const NoiseLevel& at)
{
    return std::sqrt(at.alphaBar * kVariance + 1.0 - at.alphaBar);
}

/// E[x_0 | x_t] of two jointly normal numbers.
double bestAnswer(double x, const NoiseLevel& at)
{
    const double signal = std::sqrt(at.alphaBar);
    return kMean + signal * kVariance / (deviationAt(at) * deviationAt(at)) * (x - signal * kMean);
}

std::vector<float> bestDenoiser(std::span<const float> x, const NoiseLevel& at)
{
    std::vector<float> clean;
    for (const float value : x)
        clean.push_back(static_cast<float>(bestAnswer(value, at)));
    return clean;
}

/// The probability flow keeps a value's number of deviations from the mean; the last answer ends the run.
double exactFlow(double noise, const NoiseLevel& first, const NoiseLevel& last)
{
    const double u = (noise - std::sqrt(first.alphaBar) * kMean) / deviationAt(first);
    return bestAnswer(std::sqrt(last.alphaBar) * kMean + deviationAt(last) * u, last);
}

std::vector<float> floats(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

std::vector<float> referenceImage(const QString& name, std::size_t index)
{
    return floats(referenceRow(kReference, QString("%1_%2").arg(name).arg(index).toLatin1()));
}

void compare(std::span<const float> got, const std::vector<float>& expected, float tolerance)
{
    QCOMPARE(got.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(got[i] - expected[i]) < tolerance,
                 qPrintable(QString("%1 for %2 at %3").arg(got[i]).arg(expected[i]).arg(i)));
}

}  // namespace

Q_DECLARE_METATYPE(shamal::SamplerKind)

class SamplerTest : public QObject {
    Q_OBJECT
private slots:
    /// 64 cells over ten steps as the public diffusion library the published code uses computes them
    /// (reference/sampler_reference.py), for the toy denoiser 0.5 + 0.1 sin(x).
    void agreesWithThePathOfAnIndependentImplementation_data()
    {
        QTest::addColumn<SamplerKind>("kind");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QList<int>>("steps");
        const QList<int> everyTwoHundredth{1800, 1600, 1400, 1200, 1000, 800, 600, 400, 200, 0};
        QTest::newRow("DDPM") << SamplerKind::Ddpm << "ddpm_path" << everyTwoHundredth;
        QTest::newRow("DDIM") << SamplerKind::Ddim << "ddim_path" << everyTwoHundredth;
        QTest::newRow("DPM-Solver++(2M)")
            << SamplerKind::DpmSolver << "dpmpp_path"
            << QList<int>{1999, 1799, 1599, 1399, 1199, 1000, 800, 600, 400, 200};
    }
    void agreesWithThePathOfAnIndependentImplementation()
    {
        QFETCH(SamplerKind, kind);
        QFETCH(QString, path);
        QFETCH(QList<int>, steps);
        const NoiseSchedule schedule = NoiseSchedule::cappedCosine(2000);
        std::vector<NoiseLevel> levels;
        for (const int step : steps)
            levels.push_back(schedule.step(step));
        std::size_t evaluations = 0;
        const auto toy = [&](std::span<const float> x, const NoiseLevel&) {
            compare(x, referenceImage(path, evaluations++), 1e-5F);
            std::vector<float> clean;
            for (const float value : x)
                clean.push_back(0.5F + 0.1F * std::sin(value));
            return clean;
        };
        const auto fresh = [](int step) {
            return referenceImage("toy_noise", static_cast<std::size_t>(step));
        };
        const std::vector<float> end =
            sample({kind, 0.0}, toy, referenceImage("toy_noise", 0), levels, fresh);
        compare(end, referenceImage(path, 10), 1e-5F);
        QCOMPARE(evaluations, std::size_t{10});
    }

    /// Halving the step must divide the error by 2 to the power of the order.
    void convergesToTheExactFlowOfGaussianDataWithItsOrder_data()
    {
        QTest::addColumn<SamplerKind>("kind");
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("order");
        QTest::addColumn<double>("largestError");
        QTest::newRow("DPM-Solver++(2M)") << SamplerKind::DpmSolver << 80 << 2.0 << 4e-3;
        QTest::newRow("DDIM") << SamplerKind::Ddim << 80 << 1.0 << 4e-2;
        QTest::newRow("Heun") << SamplerKind::Heun << 40 << 2.0 << 1.2e-2;
    }
    void convergesToTheExactFlowOfGaussianDataWithItsOrder()
    {
        QFETCH(SamplerKind, kind);
        QFETCH(int, steps);
        QFETCH(double, order);
        QFETCH(double, largestError);
        for (const Spacing spacing : {Spacing::Geometric, Spacing::Karras, Spacing::Uniform}) {
            const double coarse = flowError(kind, spacing, steps);
            const double fine = flowError(kind, spacing, 2 * steps);
            const auto said = QString("%1: %2 then %3, order %4")
                                  .arg(QString::fromStdString(nameOf(spacing)))
                                  .arg(coarse)
                                  .arg(fine)
                                  .arg(std::log2(coarse / fine));
            QVERIFY2(coarse < largestError, qPrintable(said));
            QVERIFY2(std::abs(std::log2(coarse / fine) - order) < 0.2, qPrintable(said));
        }
    }

    /// With the best denoiser of Gaussian data every step is linear in x and the fresh noise. So the mean of
    /// the result is what zeros give, and its variance the sum of squares of the answers to unit noises: no
    /// draw is needed. Both are compared with the recursion by the posterior q(x_s | x_t, x_0), written as
    /// the product of two normal densities.
    void ancestralStepsHaveTheMeanAndVarianceOfThePosterior_data()
    {
        QTest::addColumn<SamplerKind>("kind");
        QTest::newRow("DDPM") << SamplerKind::Ddpm;
        QTest::newRow("DDIM, eta 1") << SamplerKind::Ddim;
    }
    void ancestralStepsHaveTheMeanAndVarianceOfThePosterior()
    {
        QFETCH(SamplerKind, kind);
        for (const NoiseSchedule& schedule :
             {NoiseSchedule::cappedCosine(2000), NoiseSchedule::linear(1000)}) {
            const std::vector<NoiseLevel> levels = everyNthLevel(schedule, 500);
            double mean = 0.0;
            double variance = 1.0;  // of the first noise
            for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
                const double now = levels[k].alphaBar;
                const double next = levels[k + 1].alphaBar;
                // x_s given x_0 (prior), and x_t given x_s (likelihood), in precisions.
                const double step = now / next;
                const double prior = 1.0 / (1.0 - next);
                const double likelihood = step / (1.0 - step);
                const auto posteriorMean = [&](double x) {
                    return (prior * std::sqrt(next) * bestAnswer(x, levels[k]) +
                            likelihood * x / std::sqrt(step)) /
                           (prior + likelihood);
                };
                const double slope = posteriorMean(1.0) - posteriorMean(0.0);
                mean = posteriorMean(mean);
                variance = slope * slope * variance + 1.0 / (prior + likelihood);
            }
            const double slope = bestAnswer(1.0, levels.back()) - bestAnswer(0.0, levels.back());
            mean = bestAnswer(mean, levels.back());
            variance *= slope * slope;

            // Cell 0 has no noise; cell 1 + j has noise 1 at step j alone.
            const std::size_t cells = levels.size() + 1;
            const auto unitAt = [&](int step) {
                std::vector<float> noise(cells, 0.0F);
                noise[static_cast<std::size_t>(step) + 1] = 1.0F;
                return noise;
            };
            const auto end = sample({kind, 1.0}, bestDenoiser, unitAt(0), levels, unitAt);
            double sum = 0.0;
            for (std::size_t j = 1; j < cells; ++j)
                sum += std::pow(end[j] - end[0], 2);
            QVERIFY2(std::abs(end[0] - mean) < 1e-5, qPrintable(QString("%1 for %2").arg(end[0]).arg(mean)));
            QVERIFY2(std::abs(sum / variance - 1.0) < 1e-4,
                     qPrintable(QString("%1 for %2").arg(sum).arg(variance)));
            // And the recursion itself ends near the data.
            QVERIFY2(std::abs(mean - kMean) < 0.01 && std::abs(variance / kVariance - 1.0) < 0.05,
                     qPrintable(QString("%1, %2").arg(mean).arg(variance)));
        }
    }

    void etaScalesTheFreshNoise()
    {
        const auto levels = samplingLevels(NoiseSchedule::cosine(), Spacing::Karras, 2);
        const auto alone = [](std::span<const float> x, const NoiseLevel&) {
            return std::vector<float>(x.begin(), x.end());
        };
        const auto fresh = [](int) { return std::vector<float>{1.0F}; };
        const auto drawn = [&](double eta) {
            return sample({SamplerKind::Ddim, eta}, alone, {0.0F}, levels, fresh).front();
        };
        QCOMPARE(drawn(0.0), 0.0F);
        const double a = levels[0].alphaBar;
        const double b = levels[1].alphaBar;
        const double full = std::sqrt((1.0 - b) / (1.0 - a) * (1.0 - a / b));
        QVERIFY(std::abs(drawn(1.0) - full) < 1e-6);
        QVERIFY(std::abs(drawn(0.3) - 0.3 * full) < 1e-6);
    }

    void oneStepIsTheDenoisersAnswer()
    {
        const auto denoiser = [](std::span<const float> x, const NoiseLevel&) {
            return std::vector<float>(x.size(), 0.25F);
        };
        const auto levels = samplingLevels(NoiseSchedule::cosine(), Spacing::Karras, 1);
        for (const SamplerKind kind : {SamplerKind::DpmSolver, SamplerKind::Ddim, SamplerKind::Heun})
            QCOMPARE(sample({kind, 0.0}, denoiser, {1.0F, 2.0F}, levels), (std::vector<float>{0.25F, 0.25F}));
    }

    void everySamplerHasItsName()
    {
        for (const char* name : {"dpm++", "ddim", "ddpm", "heun"})
            QCOMPARE(nameOf(samplerFromName(name)), std::string(name));
        QVERIFY_EXCEPTION_THROWN(samplerFromName("euler"), InputError);
    }

private:
    static double flowError(SamplerKind kind, Spacing spacing, int steps)
    {
        const auto levels = samplingLevels(NoiseSchedule::cosine(), spacing, steps);
        const std::vector<float> noise{-2.0F, -0.5F, 0.0F, 1.0F, 2.5F};
        const auto end = sample({kind, 0.0}, bestDenoiser, noise, levels);
        double worst = 0.0;
        for (std::size_t i = 0; i < noise.size(); ++i)
            worst = std::max(worst, std::abs(end[i] - exactFlow(noise[i], levels.front(), levels.back())));
        return worst;
    }
};

QTEST_GUILESS_MAIN(SamplerTest)
#include "sampler_test.moc"
