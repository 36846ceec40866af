#include <QTest>

#include "statistics/domain_similarity.h"
#include "statistics/wasserstein.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<double> reference(const QByteArray& name)
{
    return referenceRow("wasserstein_reference.csv", name);
}

std::vector<float> sample(const QByteArray& name)
{
    const std::vector<double> row = reference(name);
    return {row.begin(), row.end()};
}

std::vector<std::int64_t> counts(const QByteArray& name)
{
    const std::vector<double> row = reference(name);
    return {row.begin(), row.end()};
}

/// `days` fields from 2006-07-`firstDay` on, cell c of day d holding 10^exponent(d, c).
template <typename Exponent>
FieldSeries record(const Grid& grid, int firstDay, int days, Exponent exponent)
{
    std::vector<TimeStep> steps;
    std::vector<float> values;
    for (int day = 0; day < days; ++day) {
        steps.push_back({{2006, 7, firstDay + day}, 43200, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell)
            values.push_back(static_cast<float>(std::pow(10.0, exponent(day, static_cast<int>(cell)))));
    }
    return {{"DUEXTTAU", "", "", "1", "", false}, grid, Calendar::Standard, steps, values};
}

const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};
const Grid kSmall = Grid::regular(10.0, 1.0, 5, 20.0, 1.0, 6);

/// The records of wasserstein_reference.py.
FieldSeries referenceRecord(const QByteArray& name)
{
    std::vector<TimeStep> steps;
    for (int day = 1; day <= 3; ++day)
        steps.push_back({{2006, 7, day}, 0, 1, true});
    return {FieldMetadata{}, kSmall, Calendar::Standard, steps, sample(name)};
}

DomainSimilarity similarityIn(const Region& region, const FieldSeries& coarse, const FieldSeries& fine)
{
    std::vector<std::size_t> coarseSteps(coarse.size()), fineSteps(fine.size());
    std::iota(coarseSteps.begin(), coarseSteps.end(), 0);
    std::iota(fineSteps.begin(), fineSteps.end(), 0);
    return domainSimilarity(coarse, coarseSteps, fine, fineSteps, region, {}, {});
}

bool near(const std::vector<double>& found, const std::vector<double>& expected)
{
    // Single-precision logarithms inside.
    return std::ranges::equal(found, expected, [](double a, double b) { return std::abs(a - b) < 1e-6; });
}

}  // namespace

class WassersteinTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithScipy_data();
    void agreesWithScipy();
    void agreesWithScipyOnHistograms();
    void isTheShiftOfAShiftedSampleAndZeroOfItself();
    void leavesOutMissingValues();
    void refusesSamplesWithoutValues();
    void comparesRecordsOnAScaleTheyShare();
    void agreesWithScipyOnRecords();
    void comparesTheCellsOfARegionAndTheStepsGiven();
    void isZeroBetweenEqualConstants();
    void leavesMissingCellsOfConstantRecordsOut();
    void refusesRecordsWithoutACommonDay();
    void refusesRecordsWithoutData();
};

void WassersteinTest::agreesWithScipy_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"equal", "unequal", "ties", "apart", "single"})
        QTest::newRow(name) << QByteArray(name);
}

void WassersteinTest::agreesWithScipy()
{
    QFETCH(QByteArray, name);
    const std::vector<float> first = sample(name + " first"), second = sample(name + " second");
    const double expected = reference(name + " distance").front();
    QVERIFY(std::abs(wassersteinDistance(first, second) - expected) < 1e-12);
    QVERIFY(std::abs(wassersteinDistance(second, first) - expected) < 1e-12);
}

void WassersteinTest::agreesWithScipyOnHistograms()
{
    const double found = wassersteinDistance(counts("histogram first"), counts("histogram second"), 0.25);
    QVERIFY(std::abs(found - reference("histogram distance").front()) < 1e-12);
}

void WassersteinTest::isTheShiftOfAShiftedSampleAndZeroOfItself()
{
    const std::vector<float> values{3.0F, -1.0F, 0.5F, 8.0F};
    std::vector<float> shifted = values;
    for (float& value : shifted)
        value += 2.5F;
    QCOMPARE(wassersteinDistance(values, shifted), 2.5);
    QCOMPARE(wassersteinDistance(values, values), 0.0);
}

void WassersteinTest::leavesOutMissingValues()
{
    QCOMPARE(wassersteinDistance(std::vector<float>{1.0F, kNan, 3.0F}, std::vector<float>{2.0F, 4.0F, kNan}),
             1.0);
}

void WassersteinTest::refusesSamplesWithoutValues()
{
    const std::vector<float> none{kNan}, one{1.0F};
    QVERIFY_THROWS_EXCEPTION(InputError, wassersteinDistance(none, one));
    QVERIFY_THROWS_EXCEPTION(InputError, wassersteinDistance(one, none));
    const std::vector<std::int64_t> three{1, 0, 2}, two{1, 1}, empty{0, 0, 0};
    QVERIFY_THROWS_EXCEPTION(InputError, wassersteinDistance(three, two, 1.0));
    QVERIFY_THROWS_EXCEPTION(InputError, wassersteinDistance(three, empty, 1.0));
}

void WassersteinTest::comparesRecordsOnAScaleTheyShare()
{
    // Two coarse cells over four fine ones each; log10 from -8 (floored to -7) to 1: the shared width is 8.
    const Grid coarseGrid = Grid::regular(10.0, 1.0, 2, 20.0, 2.0, 2);
    const Grid fineGrid = Grid::regular(9.75, 0.5, 4, 19.5, 1.0, 4);
    const FieldSeries coarse =
        record(coarseGrid, 1, 4, [](int day, int cell) { return day == 3 ? -8.0 : -1.0 + 0.5 * (cell % 2); });
    const FieldSeries fine =
        record(fineGrid, 2, 2, [](int day, int cell) { return day == 0 ? 1.0 : -2.0 + 0.5 * (cell % 2); });
    const DomainSimilarity similarity = domainSimilarity(coarse, fine, {}, {});
    // 2 July: half at -1, half at -0.5 against 1. 3 July: the same against -2 and -1.5.
    QCOMPARE(similarity.perDay.size(), std::size_t{2});
    QVERIFY(std::abs(similarity.perDay[0] - 1.75 / 8.0) < 1e-6);
    QVERIFY(std::abs(similarity.perDay[1] - 1.0 / 8.0) < 1e-6);
    QVERIFY(std::abs(similarity.mean - 1.375 / 8.0) < 1e-6);
    QVERIFY(std::abs(similarity.median - 1.375 / 8.0) < 1e-6);
    QVERIFY(std::abs(similarity.p10 - (1.0 + 0.1 * 0.75) / 8.0) < 1e-6);
    QVERIFY(std::abs(similarity.p90 - (1.0 + 0.9 * 0.75) / 8.0) < 1e-6);
    // Sorted and matched by quantile, in eighths: coarse -7 -7 -1 -1 -1 -.5 -.5 -.5, fine -2 -2 -1.5 -1.5 1 1
    // 1 1.
    const double pooled = (2 * 5.0 + 2 * 0.5 + 2.0 + 3 * 1.5) / 8.0;
    QVERIFY(std::abs(similarity.pooled - pooled / 8.0) < 1.0 / 256.0);
}

void WassersteinTest::agreesWithScipyOnRecords()
{
    const DomainSimilarity found = similarityIn(kAllOfIt, referenceRecord("coarse"), referenceRecord("fine"));
    QVERIFY(near(found.perDay, reference("exact by day")));
    QVERIFY(near(found.perDayBinned, reference("binned by day")));
    QVERIFY(near({found.pooledExact}, reference("exact pooled")));
    QVERIFY(near({found.pooled}, reference("binned pooled")));
    QCOMPARE(found.dates, (std::vector<Date>{{2006, 7, 1}, {2006, 7, 2}, {2006, 7, 3}}));
    const DomainSimilarity whole =
        domainSimilarity(referenceRecord("coarse"), referenceRecord("fine"), {}, {});
    QCOMPARE(whole.perDay, found.perDay);
    QCOMPARE(whole.pooled, found.pooled);
    QVERIFY(std::isnan(whole.pooledExact));
}

void WassersteinTest::comparesTheCellsOfARegionAndTheStepsGiven()
{
    // The same as records of those cells and days alone.
    const Region part{"part", {10.5, 13.5, 20.5, 24.5}};
    const std::vector<std::size_t> coarseSteps{0, 2}, fineSteps{1, 2};
    const FieldSeries coarse = referenceRecord("coarse"), fine = referenceRecord("fine");
    const DomainSimilarity found = domainSimilarity(coarse, coarseSteps, fine, fineSteps, part, {}, {});
    const DomainSimilarity expected =
        similarityIn(kAllOfIt, coarse.window({10.5, 13.5, 20.5, 24.5}).select(coarseSteps),
                     fine.window({10.5, 13.5, 20.5, 24.5}).select(fineSteps));
    QCOMPARE(found.dates, (std::vector<Date>{{2006, 7, 3}}));
    QCOMPARE(found.perDay, expected.perDay);
    QCOMPARE(found.perDayBinned, expected.perDayBinned);
    QCOMPARE(found.pooled, expected.pooled);
    QCOMPARE(found.pooledExact, expected.pooledExact);
}

void WassersteinTest::isZeroBetweenEqualConstants()
{
    const auto flat = [](int, int) { return -1.0; };
    const FieldSeries constant = record(kSmall, 1, 2, flat);
    const DomainSimilarity found = similarityIn(kAllOfIt, constant, constant);
    QCOMPARE(found.perDay, (std::vector<double>{0.0, 0.0}));
    QCOMPARE(found.pooledExact, 0.0);
    QCOMPARE(found.pooled, 0.0);
    const FieldSeries pixel = record(Grid::regular(10.0, 1.0, 1, 20.0, 1.0, 1), 1, 1, flat);
    const FieldSeries other =
        record(Grid::regular(10.0, 1.0, 1, 20.0, 1.0, 1), 1, 1, [](int, int) { return 0.0; });
    QCOMPARE(similarityIn(kAllOfIt, pixel, other).mean, 1.0);
}

void WassersteinTest::leavesMissingCellsOfConstantRecordsOut()
{
    const auto flat = [](int, int) { return -1.0; };
    const auto gone = [](int day, int) { return day == 0 ? std::nan("") : -1.0; };
    const DomainSimilarity found =
        similarityIn(kAllOfIt, record(kSmall, 1, 2, flat), record(kSmall, 1, 2, gone));
    QCOMPARE(found.dates, (std::vector<Date>{{2006, 7, 2}}));
}

void WassersteinTest::refusesRecordsWithoutData()
{
    const auto flat = [](int, int) { return -1.0; };
    const auto gone = [](int, int) { return std::nan(""); };
    const FieldSeries data = record(kSmall, 1, 2, flat), none = record(kSmall, 1, 2, gone);
    QVERIFY_THROWS_EXCEPTION(InputError, similarityIn(kAllOfIt, data, none));
    QVERIFY_THROWS_EXCEPTION(InputError, similarityIn({"away", {-40.0, -30.0, 0.0, 5.0}}, data, data));
    const std::vector<std::size_t> beyond{2};
    QVERIFY_THROWS_EXCEPTION(InputError, domainSimilarity(data, beyond, data, beyond, kAllOfIt, {}, {}));
}

void WassersteinTest::refusesRecordsWithoutACommonDay()
{
    const Grid grid = Grid::regular(10.0, 1.0, 2, 20.0, 1.0, 2);
    const auto flat = [](int, int) { return -1.0; };
    QVERIFY_THROWS_EXCEPTION(InputError,
                             domainSimilarity(record(grid, 1, 3, flat), record(grid, 10, 3, flat), {}, {}));
}

QTEST_GUILESS_MAIN(WassersteinTest)
#include "wasserstein_test.moc"
