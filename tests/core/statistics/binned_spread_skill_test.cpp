#include <QTest>

#include "statistics/binned_spread_skill.h"

#include <cmath>
#include <vector>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

using Fields = std::vector<std::vector<float>>;

std::vector<float> floats(const QByteArray& name)
{
    const std::vector<double> row = referenceRow("reliability_reference.csv", name);
    return {row.begin(), row.end()};
}

std::vector<CellSpread> spreadsOf(const std::vector<float>& truth, const Fields& members)
{
    return cellSpreads(truth, std::vector<std::span<const float>>(members.begin(), members.end()));
}

}  // namespace

class BinnedSpreadSkillTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithNumpy()
    {
        Fields members;
        for (int i = 0; i < 5; ++i)
            members.push_back(floats("member" + QByteArray::number(i)));
        const std::vector<SpreadBin> found = binnedSpreadSkill(spreadsOf(floats("truth"), members), 4);
        QCOMPARE(found.size(), std::size_t{4});
        for (std::size_t bin = 0; bin < 4; ++bin) {
            const std::vector<double> expected = referenceRow(
                "reliability_reference.csv", "spread bin " + QByteArray::number(static_cast<int>(bin)));
            QCOMPARE(static_cast<double>(found[bin].n), expected[0]);
            QVERIFY(std::abs(found[bin].spread - expected[1]) < 1e-12);
            QVERIFY(std::abs(found[bin].rmse - expected[2]) < 1e-12);
        }
    }

    void leavesOutCellsWithMissingValues()
    {
        const std::vector<CellSpread> found = spreadsOf({1, NAN, 3}, {{2, 2, 2}, {4, 0, NAN}});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].spread, std::sqrt(2.0));
        QCOMPARE(found[0].error, 2.0);
    }

    void keepsCellsOfEqualSpreadTogether()
    {
        const std::vector<CellSpread> cells{{1, 1}, {2, 1}, {2, 2}, {2, 3}, {3, 1}, {4, 1}};
        const std::vector<SpreadBin> found = binnedSpreadSkill(cells, 3);
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].n, std::size_t{4});
        QCOMPARE(found[1].n, std::size_t{2});
    }

    void makesOneBinOfAConstantSpreadAndNoneOfNoCell()
    {
        const std::vector<SpreadBin> found =
            binnedSpreadSkill(spreadsOf({1, 2, 3}, {{0.1F, 0.1F, 0.1F}, {0.1F, 0.1F, 0.1F}}), 5);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].spread, 0.0);
        QVERIFY(binnedSpreadSkill({}, 3).empty());
    }

    void makesABinForEachCellAtMost()
    {
        QCOMPARE(binnedSpreadSkill({{1, 1}, {2, 1}}, 10).size(), std::size_t{2});
    }

    void refusesWhatHasNoSpread()
    {
        QVERIFY_EXCEPTION_THROWN(spreadsOf({1}, {{1}}), InputError);
        QVERIFY_EXCEPTION_THROWN(spreadsOf({1}, {{1}, {1, 2}}), InputError);
        QVERIFY_EXCEPTION_THROWN(binnedSpreadSkill({}, 0), InputError);
    }
};

QTEST_GUILESS_MAIN(BinnedSpreadSkillTest)
#include "binned_spread_skill_test.moc"
