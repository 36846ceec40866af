#include <QTest>

#include "statistics/ensemble_scores.h"

#include <cmath>
#include <random>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

using Fields = std::vector<std::vector<float>>;

EnsembleSums sumsOf(const std::vector<float>& truth, const Fields& members)
{
    const std::vector<std::span<const float>> spans(members.begin(), members.end());
    return ensembleSums(truth, spans);
}

std::vector<float> reference(const QByteArray& name)
{
    const std::vector<double> row = referenceRow("ensemble_scores_reference.csv", name);
    return {row.begin(), row.end()};
}

Fields referenceMembers()
{
    Fields members;
    for (int i = 0; i < 5; ++i)
        members.push_back(reference("member" + QByteArray::number(i)));
    return members;
}

void compareWithNumpy(const EnsembleScores& scores)
{
    const auto near = [](double found, const QByteArray& name) {
        return std::abs(found - referenceRow("ensemble_scores_reference.csv", name).front()) < 1e-12;
    };
    QCOMPARE(scores.n, std::size_t{12});
    QVERIFY(near(scores.crps, "crps"));
    QVERIFY(near(scores.fairCrps, "fairCrps"));
    QVERIFY(near(scores.spread, "spread"));
    QVERIFY(near(scores.skill, "skill"));
    QVERIFY(near(scores.spreadSkill, "spreadSkill"));
    const std::vector<double> ranks = referenceRow("ensemble_scores_reference.csv", "rankHistogram");
    QCOMPARE(scores.rankHistogram.size(), ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i)
        QVERIFY(std::abs(scores.rankHistogram[i] - ranks[i]) < 1e-12);
}

}  // namespace

class EnsembleScoresTest : public QObject {
    Q_OBJECT
private slots:
    void agreeWithTheIntegralsOfTheDefinition()
    {
        compareWithNumpy(sumsOf(reference("truth"), referenceMembers()).scores());
    }
    void leaveOutCellsWithAMissingValue()
    {
        std::vector<float> truth = reference("truth");
        Fields members = referenceMembers();
        truth.insert(truth.begin(), {NAN, 1.0F});
        for (std::size_t i = 0; i < members.size(); ++i)
            members[i].insert(members[i].begin(), {0.0F, i == 3 ? NAN : 0.5F});
        compareWithNumpy(sumsOf(truth, members).scores());
    }
    void addUpOverDays()
    {
        const std::vector<float> truth = reference("truth");
        const Fields members = referenceMembers();
        EnsembleSums sums;
        for (const auto& [first, last] : {std::pair{0, 7}, std::pair{7, 12}}) {
            Fields part;
            for (const auto& member : members)
                part.emplace_back(member.begin() + first, member.begin() + last);
            sums += sumsOf({truth.begin() + first, truth.begin() + last}, part);
        }
        compareWithNumpy(sums.scores());
    }
    void oneMembersCrpsIsItsMeanAbsoluteError()
    {
        const EnsembleScores scores = sumsOf({1, 2, 3}, {{2, 2, 1}}).scores();
        QCOMPARE(scores.crps, 1.0);
        QCOMPARE(scores.fairCrps, 1.0);
        QVERIFY(std::isnan(scores.spread) && std::isnan(scores.spreadSkill));
    }
    void twoMembersAroundTheTruthByHand()
    {
        // |x-y| = 1 each, |x1-x2| = 2: plain 1 - 2*2/8, fair 1 - 2*2/4.
        const EnsembleScores scores = sumsOf({0}, {{-1}, {1}}).scores();
        QCOMPARE(scores.crps, 0.5);
        QCOMPARE(scores.fairCrps, 0.0);
        QCOMPARE(scores.spread, std::sqrt(2.0));
        QCOMPARE(scores.rankHistogram, (std::vector<double>{0, 1, 0}));
    }
    void tiesShareTheirRanks()
    {
        const EnsembleScores scores = sumsOf({1}, {{1}, {0}, {1}}).scores();
        QCOMPARE(scores.rankHistogram, (std::vector<double>{0, 1.0 / 3, 1.0 / 3, 1.0 / 3}));
    }
    void aPerfectEnsembleOfAnySizeHasRatioOneFlatRanksAndTheCrpsOfItsLaw()
    {
        for (const int size : {2, 8}) {
            std::mt19937 random(7);
            std::normal_distribution<float> normal;
            constexpr std::size_t kCells = 60000;
            const auto draw = [&] {
                std::vector<float> field(kCells);
                for (float& value : field)
                    value = normal(random);
                return field;
            };
            const std::vector<float> truth = draw();
            Fields members;
            for (int i = 0; i < size; ++i)
                members.push_back(draw());
            const EnsembleScores scores = sumsOf(truth, members).scores();
            QVERIFY(std::abs(scores.spreadSkill - 1.0) < 0.015);
            QVERIFY(std::abs(scores.fairCrps - 1.0 / std::sqrt(M_PI)) < 0.01);  // E|X-Y| - E|X-X'|/2
            QVERIFY(std::abs(scores.crps - (1.0 + 1.0 / size) / std::sqrt(M_PI)) < 0.01);
            for (const double share : scores.rankHistogram)
                QVERIFY(std::abs(share * (size + 1) - 1.0) < 0.05);
        }
    }
    void whatIsNoEnsembleIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(sumsOf({1}, {}), InputError);
        QVERIFY_EXCEPTION_THROWN(sumsOf({1}, {{1, 2}}), InputError);
        EnsembleSums sums = sumsOf({1}, {{1}});
        QVERIFY_EXCEPTION_THROWN(sums += sumsOf({1}, {{1}, {2}}), InputError);
        QVERIFY(std::isnan(sumsOf({NAN}, {{1}}).scores().crps));
    }
};

QTEST_GUILESS_MAIN(EnsembleScoresTest)
#include "ensemble_scores_test.moc"
