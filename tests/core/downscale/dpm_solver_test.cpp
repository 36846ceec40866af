#include "downscale/dpm_solver.h"

#include <QtTest>
#include <cmath>

using namespace shamal;

class DpmSolverTest : public QObject {
    Q_OBJECT
private slots:
    /// Path of four cells over ten steps as the public diffusion library the published code uses (release
    /// 0.26.3) computes it with DPM-Solver++ 2M, clean-image prediction, for the toy denoiser 0.5 + 0.1
    /// sin(x); the schedule's values beside it.
    void agreesWithThePathOfAnIndependentImplementation()
    {
        std::vector<NoiseLevel> levels;
        for (const double alphaBar : {6.0718458e-10, 0.0240917262, 0.0940456465, 0.203121558, 0.340809792,
                                      0.493064672, 0.646733761, 0.786272049, 0.898235142, 0.971834898})
            levels.push_back({0.0, alphaBar});
        const std::vector<std::vector<float>> expected{{1.6541725F, -1.6308240F, 0.1699514F, -0.6067478F},
                                                       {1.7271857F, -1.5489553F, 0.2481119F, -0.5306480F},
                                                       {1.7582062F, -1.4295572F, 0.3215218F, -0.4406261F},
                                                       {1.7465019F, -1.2752976F, 0.3885957F, -0.3382623F},
                                                       {1.6925427F, -1.0893668F, 0.4473918F, -0.2258365F},
                                                       {1.5983309F, -0.8764569F, 0.4961414F, -0.1062698F},
                                                       {1.4651456F, -0.6381105F, 0.5340357F, 0.0192724F},
                                                       {1.2961192F, -0.3788054F, 0.5597540F, 0.1478992F},
                                                       {1.0939639F, -0.1011073F, 0.5724892F, 0.2776468F},
                                                       {0.8596042F, 0.1957035F, 0.5715891F, 0.4078386F},
                                                       {0.5757585F, 0.5194457F, 0.5540969F, 0.5396626F}};
        std::size_t step = 0;
        const auto toy = [&](std::span<const float> x, const NoiseLevel&) {
            compare({x.begin(), x.end()}, expected[step++]);
            std::vector<float> clean;
            for (const float value : x)
                clean.push_back(0.5F + 0.1F * std::sin(value));
            return clean;
        };
        compare(sampleByDpmSolver(toy, expected.front(), levels), expected.back());
        QCOMPARE(step, std::size_t{10});
    }

    /// Of Gaussian data the best denoiser and the flow are known in closed form.
    void drawsFromGaussianDataWithTheirMeanAndDeviation_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("8 steps") << 8 << 0.15;
        QTest::newRow("16 steps") << 16 << 0.04;
        QTest::newRow("200 steps") << 200 << 0.0005;
    }
    void drawsFromGaussianDataWithTheirMeanAndDeviation()
    {
        QFETCH(int, steps);
        QFETCH(double, tolerance);
        const double mean = 0.7;
        const double variance = 0.5 * 0.5;
        const auto deviationAt = [&](const NoiseLevel& at) {
            return std::sqrt(at.alphaBar * variance + 1.0 - at.alphaBar);
        };
        const auto denoiser = [&](std::span<const float> x, const NoiseLevel& at) {
            std::vector<float> clean;
            for (const float value : x)
                clean.push_back(static_cast<float>(mean + std::sqrt(at.alphaBar) * variance /
                                                              std::pow(deviationAt(at), 2) *
                                                              (value - std::sqrt(at.alphaBar) * mean)));
            return clean;
        };
        const auto levels = karrasLevels(steps);
        const std::vector<float> noise{-2.0F, -0.5F, 0.0F, 1.0F, 2.5F};
        const auto drawn = sampleByDpmSolver(denoiser, noise, levels);
        for (std::size_t i = 0; i < noise.size(); ++i) {
            // Along the flow a value keeps its number of deviations from the mean.
            const double u =
                (noise[i] - std::sqrt(levels.front().alphaBar) * mean) / deviationAt(levels.front());
            const double exact =
                mean + std::sqrt(levels.back().alphaBar) * variance / deviationAt(levels.back()) * u;
            QVERIFY2(std::abs(drawn[i] - exact) < tolerance * (1.0 + std::abs(u)),
                     qPrintable(QString("%1 for %2").arg(drawn[i]).arg(exact)));
        }
    }

    void oneStepIsTheDenoisersAnswer()
    {
        const auto denoiser = [](std::span<const float> x, const NoiseLevel&) {
            return std::vector<float>(x.size(), 0.25F);
        };
        QCOMPARE(sampleByDpmSolver(denoiser, {1.0F, 2.0F}, karrasLevels(1)),
                 (std::vector<float>{0.25F, 0.25F}));
    }

private:
    static void compare(const std::vector<float>& got, const std::vector<float>& expected)
    {
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(got[i] - expected[i]) < 2e-5F,
                     qPrintable(QString("%1 for %2").arg(got[i]).arg(expected[i])));
    }
};

QTEST_GUILESS_MAIN(DpmSolverTest)
#include "dpm_solver_test.moc"
