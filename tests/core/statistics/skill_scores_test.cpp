#include <QTest>

#include "statistics/skill_scores.h"

#include <cmath>
#include <utility>
#include <vector>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

std::vector<float> floats(const QByteArray& name)
{
    const std::vector<double> row = referenceRow("skill_scores_reference.csv", name);
    return {row.begin(), row.end()};
}

void compareWithNumpy(const SkillScores& scores, const QByteArray& prefix = {})
{
    const auto near = [&prefix](double found, const QByteArray& name) {
        return std::abs(found - referenceRow("skill_scores_reference.csv", prefix + name).front()) < 1e-12;
    };
    QVERIFY(near(scores.rmse, "rmse"));
    QVERIFY(near(scores.mae, "mae"));
    QVERIFY(near(scores.bias, "bias"));
    QVERIFY(near(scores.r2, "r2"));
    QVERIFY(near(scores.nse, "nse"));
    QVERIFY(near(scores.kge, "kge"));
    QVERIFY(near(scores.r, "r"));
    QVERIFY(near(scores.beta, "beta"));
    QVERIFY(near(scores.gamma, "gamma"));
    QCOMPARE(scores.coefficientOfDetermination(), scores.nse);
}

}  // namespace

class SkillScoresTest : public QObject {
    Q_OBJECT
private slots:
    void agreeWithNumpy();
    void agreeWithNumpyWithWeights();
    void leaveOutPairsWithoutWeight();
    void ofSumsAddedUpAreThoseOfAllPairs();
    void takeAnyConstantForConstant();
    void compareMeanSquaresWithAReference();
    void leaveOutPairsWithMissingValues();
    void arePerfectForTheTruthItself();
    void tellBiasFromCorrelation();
    void areUndefinedWhereTheyHaveNoMeaning();
    void refuseDifferentLengths();
    void refuseWeightsBelowZero();
    void floorBeforeTheLogarithm();
};

void SkillScoresTest::agreeWithNumpy()
{
    const SkillScores scores = skillScores(floats("truth"), floats("prediction"));
    QCOMPARE(scores.n, std::size_t{10});
    compareWithNumpy(scores);
}

void SkillScoresTest::agreeWithNumpyWithWeights()
{
    const std::vector<double> weights = referenceRow("skill_scores_reference.csv", "weights");
    compareWithNumpy(skillScores(floats("truth"), floats("prediction"), weights), "weighted ");
}

void SkillScoresTest::leaveOutPairsWithoutWeight()
{
    const std::vector<float> truth{1, 2, 50, NAN}, prediction{2, 2, 7, 3};
    const SkillScores scores = skillScores(truth, prediction, std::vector<double>{3, 1, 0, 1});
    QCOMPARE(scores.n, std::size_t{2});
    QCOMPARE(scores.mae, 0.75);
    QCOMPARE(skillScores(truth, prediction, std::vector<double>{0, 0, 0, 1}).n, std::size_t{0});
}

void SkillScoresTest::ofSumsAddedUpAreThoseOfAllPairs()
{
    const std::vector<float> truth = floats("truth"), prediction = floats("prediction");
    const std::vector<double> weights = referenceRow("skill_scores_reference.csv", "weights");
    SkillSums sums, weighted;
    const auto t = std::span(truth), p = std::span(prediction);
    const auto w = std::span(weights);
    for (const auto& [first, size] : {std::pair<std::size_t, std::size_t>{0, 3}, {3, 0}, {3, 1}, {4, 6}}) {
        sums += skillSums(t.subspan(first, size), p.subspan(first, size));
        weighted += skillSums(t.subspan(first, size), p.subspan(first, size), w.subspan(first, size));
    }
    QCOMPARE(sums.scores().n, std::size_t{10});
    compareWithNumpy(sums.scores());
    compareWithNumpy(weighted.scores(), "weighted ");
}

void SkillScoresTest::takeAnyConstantForConstant()
{
    // The mean of many times 0.1 is not 0.1 in double precision when it is summed plainly.
    const std::vector<float> constant(1001, 0.1F);
    std::vector<float> varying = constant;
    varying[5] = 0.2F;
    QVERIFY(std::isnan(skillScores(constant, varying).nse));
    QVERIFY(std::isnan(skillScores(varying, constant).r));
    QCOMPARE(skillScores(varying, constant).gamma, 0.0);
    SkillSums twice = skillSums(constant, varying);
    twice += twice;
    QVERIFY(std::isnan(twice.scores().nse));
}

void SkillScoresTest::compareMeanSquaresWithAReference()
{
    const std::vector<float> truth{1, 2, 3}, near{1, 2, 4}, far{3, 2, 3};
    QCOMPARE(meanSquareSkill(skillScores(truth, near), skillScores(truth, far)), 0.75);
    QVERIFY(std::isnan(meanSquareSkill(skillScores(truth, near), skillScores(truth, truth))));
    QVERIFY(std::isnan(meanSquareSkill(skillScores(truth, near), SkillScores{})));
}

void SkillScoresTest::leaveOutPairsWithMissingValues()
{
    std::vector<float> truth = floats("truth"), prediction = floats("prediction");
    truth.insert(truth.begin() + 3, {1.0F, NAN, NAN});
    prediction.insert(prediction.begin() + 3, {NAN, 7.0F, NAN});
    const SkillScores scores = skillScores(truth, prediction);
    QCOMPARE(scores.n, std::size_t{10});
    compareWithNumpy(scores);
}

void SkillScoresTest::arePerfectForTheTruthItself()
{
    const SkillScores scores = skillScores(floats("truth"), floats("truth"));
    QCOMPARE(scores.rmse, 0.0);
    QCOMPARE(scores.nse, 1.0);
    QVERIFY(std::abs(scores.r2 - 1.0) < 1e-15 && std::abs(scores.kge - 1.0) < 1e-15);
}

void SkillScoresTest::tellBiasFromCorrelation()
{
    // By hand: truth 1, 2, 3; prediction 3, 4, 5: SSE 12, SST 2, ratio of means 2.
    const SkillScores scores = skillScores(std::vector<float>{1, 2, 3}, std::vector<float>{3, 4, 5});
    QCOMPARE(scores.r2, 1.0);
    QCOMPARE(scores.nse, -5.0);
    QCOMPARE(scores.bias, 2.0);
    QCOMPARE(scores.kge, 0.0);
}

void SkillScoresTest::areUndefinedWhereTheyHaveNoMeaning()
{
    const SkillScores nothing = skillScores(std::vector<float>{NAN}, std::vector<float>{1.0F});
    QCOMPARE(nothing.n, std::size_t{0});
    QVERIFY(std::isnan(nothing.rmse) && std::isnan(nothing.mae) && std::isnan(nothing.kge));

    const SkillScores constantTruth = skillScores(std::vector<float>{2, 2}, std::vector<float>{1, 3});
    QCOMPARE(constantTruth.rmse, 1.0);
    QVERIFY(std::isnan(constantTruth.nse) && std::isnan(constantTruth.r2) && std::isnan(constantTruth.kge));

    const SkillScores constantPrediction = skillScores(std::vector<float>{1, 3}, std::vector<float>{2, 2});
    QCOMPARE(constantPrediction.nse, 0.0);
    QVERIFY(std::isnan(constantPrediction.r2) && std::isnan(constantPrediction.kge));
}

void SkillScoresTest::refuseDifferentLengths()
{
    QVERIFY_EXCEPTION_THROWN(skillScores(std::vector<float>{1, 2}, std::vector<float>{1}), InputError);
}

void SkillScoresTest::refuseWeightsBelowZero()
{
    const std::vector<float> two{1, 2};
    QVERIFY_EXCEPTION_THROWN(skillScores(two, two, std::vector<double>{1, -1}), InputError);
    QVERIFY_EXCEPTION_THROWN(skillScores(two, two, std::vector<double>{1, NAN}), InputError);
    QVERIFY_EXCEPTION_THROWN(skillScores(two, two, std::vector<double>{1}), InputError);
}

void SkillScoresTest::floorBeforeTheLogarithm()
{
    QCOMPARE(log10Floored(0.01F), -2.0F);
    QCOMPARE(log10Floored(0.0F), -6.0F);
    QCOMPARE(log10Floored(-3.0F), -6.0F);
    QCOMPARE(log10Floored(0.0F, 1e-7F), -7.0F);
    QVERIFY(std::isnan(log10Floored(NAN)));
}

QTEST_GUILESS_MAIN(SkillScoresTest)
#include "skill_scores_test.moc"
