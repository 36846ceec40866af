#include "downscale/prediction.h"

#include <QtTest>
#include <cmath>

using namespace shamal;

class PredictionTest : public QObject {
    Q_OBJECT
private slots:
    void targetsFollowFromTheCleanImageAndTheNoise()
    {
        for (const NoiseLevel& level : kLevels) {
            const float signal = std::sqrt(static_cast<float>(level.alphaBar));
            const float spread = std::sqrt(static_cast<float>(1.0 - level.alphaBar));
            std::vector<float> noisy, velocity, preconditioned;
            // Of x = noisy / signal a share that is nothing at noise far above .15 and all far below it.
            const float sigma = spread / signal;
            const float skip = 0.0225F / (sigma * sigma + 0.0225F);
            const float scale = std::sqrt((1.0F - skip) * (1.0F - skip) + skip * skip * sigma * sigma);
            for (std::size_t i = 0; i < kClean.size(); ++i) {
                noisy.push_back(signal * kClean[i] + spread * kNoise[i]);
                velocity.push_back(signal * kNoise[i] - spread * kClean[i]);
                preconditioned.push_back((kClean[i] - skip * noisy[i] / signal) / scale);
            }
            compare(targetOf(Prediction::Clean, noisy, kClean, level), kClean);
            compare(targetOf(Prediction::Noise, noisy, kClean, level), kNoise);
            compare(targetOf(Prediction::Velocity, noisy, kClean, level), velocity);
            compare(targetOf(Prediction::Preconditioned, noisy, kClean, level), preconditioned);
            compare(cleanFrom(Prediction::Preconditioned, noisy, preconditioned, level), kClean);
            compare(cleanFrom(Prediction::Clean, noisy, kClean, level), kClean);
            compare(cleanFrom(Prediction::Noise, noisy, kNoise, level), kClean);
            compare(cleanFrom(Prediction::Velocity, noisy, velocity, level), kClean);
        }
    }

private:
    static void compare(const std::vector<float>& got, const std::vector<float>& expected)
    {
        QCOMPARE(got.size(), expected.size());
        for (std::size_t i = 0; i < got.size(); ++i)
            QVERIFY2(std::abs(got[i] - expected[i]) < 2e-5F,
                     qPrintable(QString("%1 for %2").arg(got[i]).arg(expected[i])));
    }

    const std::vector<NoiseLevel> kLevels{{0.1, 0.97}, {0.5, 0.5}, {0.9, 0.02}};
    const std::vector<float> kClean{0.3F, -1.2F, 2.5F, 0.0F};
    const std::vector<float> kNoise{-0.4F, 0.0F, 1.7F, -2.2F};
};

QTEST_GUILESS_MAIN(PredictionTest)
#include "prediction_test.moc"
