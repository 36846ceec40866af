#include <QTest>

#include "statistics/skill_scores.h"

#include <cmath>
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

void compareWithNumpy(const SkillScores& scores)
{
    const auto near = [](double found, const QByteArray& name) {
        return std::abs(found - referenceRow("skill_scores_reference.csv", name).front()) < 1e-12;
    };
    QVERIFY(near(scores.rmse, "rmse"));
    QVERIFY(near(scores.mae, "mae"));
    QVERIFY(near(scores.bias, "bias"));
    QVERIFY(near(scores.r2, "r2"));
    QVERIFY(near(scores.nse, "nse"));
    QVERIFY(near(scores.kge, "kge"));
}

}  // namespace

class SkillScoresTest : public QObject {
    Q_OBJECT
private slots:
    void agreeWithNumpy();
    void leaveOutPairsWithMissingValues();
    void arePerfectForTheTruthItself();
    void tellBiasFromCorrelation();
    void areUndefinedWhereTheyHaveNoMeaning();
    void refuseDifferentLengths();
    void floorBeforeTheLogarithm();
};

void SkillScoresTest::agreeWithNumpy()
{
    const SkillScores scores = skillScores(floats("truth"), floats("prediction"));
    QCOMPARE(scores.n, std::size_t{10});
    compareWithNumpy(scores);
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
