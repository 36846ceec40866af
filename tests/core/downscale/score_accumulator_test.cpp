#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/score_accumulator.h"

#include <cmath>
#include <limits>

using namespace shamal;

class ScoreAccumulatorTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithThePlainFormulas()
    {
        constexpr std::size_t kDays = 30;
        constexpr std::size_t kCells = 7;
        ScoreAccumulator scores("any", kCells);
        std::vector<std::vector<double>> truth(kDays, std::vector<double>(kCells)), guess = truth;
        for (std::size_t d = 0; d < kDays; ++d) {
            std::vector<float> x(kCells), y(kCells);
            for (std::size_t c = 0; c < kCells; ++c) {
                const auto phase = static_cast<double>(d * kCells + c);
                x[c] = static_cast<float>(std::sin(phase) + 0.3 * static_cast<double>(c));
                y[c] = static_cast<float>(std::sin(phase + 0.4) + 0.25 * static_cast<double>(c) + 0.1);
                truth[d][c] = x[c];
                guess[d][c] = y[c];
            }
            scores.add(x, y);
        }
        double squares = 0, absolute = 0, difference = 0;
        std::vector<double> allTruth, allGuess;
        double temporal = 0;
        for (std::size_t c = 0; c < kCells; ++c) {
            std::vector<double> x, y;
            for (std::size_t d = 0; d < kDays; ++d) {
                x.push_back(truth[d][c]);
                y.push_back(guess[d][c]);
                squares += std::pow(y.back() - x.back(), 2);
                absolute += std::abs(y.back() - x.back());
                difference += y.back() - x.back();
            }
            temporal += std::pow(pearson(x, y), 2) / kCells;
            allTruth.insert(allTruth.end(), x.begin(), x.end());
            allGuess.insert(allGuess.end(), y.begin(), y.end());
        }
        const double n = kDays * kCells;
        const ModelScore score = scores.score();
        near(score.rmse, std::sqrt(squares / n));
        near(score.mae, absolute / n);
        near(score.bias, difference / n);
        near(score.r2, std::pow(pearson(allTruth, allGuess), 2));
        near(score.temporalR2, temporal);
    }
    void missingCellsAreLeftOutAndAConstantPredictionHasNoSkillInTime()
    {
        constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
        ScoreAccumulator scores("climatology", 2);
        scores.add(std::vector<float>{1.0F, kMissing}, std::vector<float>{2.0F, 5.0F});
        scores.add(std::vector<float>{3.0F, 4.0F}, std::vector<float>{2.0F, kMissing});
        const ModelScore score = scores.score();
        near(score.rmse, 1.0);
        near(score.bias, 0.0);
        near(score.temporalR2, 0.0);
    }

private:
    static double pearson(const std::vector<double>& x, const std::vector<double>& y)
    {
        double mx = 0, my = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            mx += x[i] / static_cast<double>(x.size());
            my += y[i] / static_cast<double>(x.size());
        }
        double xy = 0, xx = 0, yy = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xy / std::sqrt(xx * yy);
    }
    static void near(double got, double expected)
    {
        QVERIFY2(std::abs(got - expected) < 1e-9,
                 qPrintable(QString("%1 for %2").arg(got, 0, 'g', 12).arg(expected, 0, 'g', 12)));
    }
};

QTEST_GUILESS_MAIN(ScoreAccumulatorTest)
#include "score_accumulator_test.moc"
