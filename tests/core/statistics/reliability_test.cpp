#include <QTest>

#include "statistics/reliability.h"

#include <cmath>
#include <vector>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

using Fields = std::vector<std::vector<float>>;
constexpr double kThreshold = -0.875;

std::vector<double> reference(const QByteArray& name)
{
    return referenceRow("reliability_reference.csv", name);
}

std::vector<float> floats(const QByteArray& name)
{
    const std::vector<double> row = reference(name);
    return {row.begin(), row.end()};
}

ReliabilityCounts countsOf(const std::vector<float>& truth, const Fields& members, double threshold)
{
    return reliabilityCounts(truth, std::vector<std::span<const float>>(members.begin(), members.end()),
                             threshold);
}

Fields referenceMembers()
{
    Fields members;
    for (int i = 0; i < 5; ++i)
        members.push_back(floats("member" + QByteArray::number(i)));
    return members;
}

bool near(double found, double expected)
{
    return (std::isnan(found) && std::isnan(expected)) || std::abs(found - expected) < 1e-12;
}

void compareWithNumpy(const Reliability& found, const QByteArray& name)
{
    const std::vector<double> forecast = reference(name + " forecast"),
                              observed = reference(name + " observed"), counts = reference(name + " counts"),
                              parts = reference(name + " parts");
    QCOMPARE(found.counts.size(), counts.size());
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        QVERIFY(near(found.forecast[bin], forecast[bin]));
        QVERIFY(near(found.observed[bin], observed[bin]));
        QCOMPARE(static_cast<double>(found.counts[bin]), counts[bin]);
    }
    QVERIFY(near(found.reliability, parts[0]));
    QVERIFY(near(found.resolution, parts[1]));
    QVERIFY(near(found.uncertainty, parts[2]));
    QVERIFY(near(found.brier, reference("brier").front()));
}

}  // namespace

class ReliabilityTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithNumpy()
    {
        const ReliabilityCounts counts = countsOf(floats("truth"), referenceMembers(), kThreshold);
        compareWithNumpy(counts.reliability(), "own");
        compareWithNumpy(counts.reliability(3), "wide");
    }

    void partsMakeUpTheBrierScoreWithABinForEachProbability()
    {
        const Reliability found = countsOf(floats("truth"), referenceMembers(), kThreshold).reliability();
        QVERIFY(near(found.brier, found.reliability - found.resolution + found.uncertainty));
    }

    void ofDaysAddedUpIsThatOfAllCells()
    {
        ReliabilityCounts counts;
        const std::vector<float> truth = floats("truth");
        const Fields members = referenceMembers();
        for (const auto& [first, size] : {std::pair<std::ptrdiff_t, std::ptrdiff_t>{0, 40}, {40, 50}}) {
            const auto part = [f = first, s = size](const std::vector<float>& all) {
                return std::vector<float>(all.begin() + f, all.begin() + f + s);
            };
            Fields some;
            for (const std::vector<float>& member : members)
                some.push_back(part(member));
            counts += countsOf(part(truth), some, kThreshold);
        }
        compareWithNumpy(counts.reliability(), "own");
    }

    void leavesOutCellsWithMissingValues()
    {
        const ReliabilityCounts counts = countsOf({1, NAN, 3}, {{2, 2, 2}, {0, 0, NAN}}, 0.5);
        QCOMPARE(counts.cells, (std::vector<std::int64_t>{0, 1, 0}));
        QCOMPARE(counts.events, (std::vector<std::int64_t>{0, 1, 0}));
    }

    void countsAValueAtTheThresholdAsNoEvent()
    {
        QCOMPARE(countsOf({0.5F}, {{0.5F}}, 0.5).cells, (std::vector<std::int64_t>{1, 0}));
    }

    void isPerfectForTheTruthItself()
    {
        const Reliability found = countsOf({1, 2, 3}, {{1, 2, 3}}, 1.5).reliability(10);
        QCOMPARE(found.brier, 0.0);
        QCOMPARE(found.reliability, 0.0);
        QCOMPARE(found.counts.front(), 1);
        QCOMPARE(found.counts.back(), 2);
    }

    void isUndefinedWithoutData()
    {
        QCOMPARE(ReliabilityCounts{}.reliability().n, 0);
        const Reliability found = countsOf({NAN}, {{1}, {2}}, 0.0).reliability();
        QCOMPARE(found.counts.size(), std::size_t{3});
        QVERIFY(std::isnan(found.brier) && std::isnan(found.forecast[0]) && std::isnan(found.baseRate));
    }

    void refusesWhatDoesNotFit()
    {
        QVERIFY_EXCEPTION_THROWN(countsOf({1}, {}, 0.0), InputError);
        QVERIFY_EXCEPTION_THROWN(countsOf({1}, {{1, 2}}, 0.0), InputError);
        QVERIFY_EXCEPTION_THROWN(countsOf({1}, {{1}}, 0.0).reliability(-1), InputError);
        ReliabilityCounts counts = countsOf({1}, {{1}}, 0.0);
        QVERIFY_EXCEPTION_THROWN((counts += countsOf({1}, {{1}, {2}}, 0.0)), InputError);
    }
};

QTEST_GUILESS_MAIN(ReliabilityTest)
#include "reliability_test.moc"
