#include <QTest>

#include "statistics/wasserstein.h"

#include <algorithm>
#include <cmath>
#include <limits>
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
    void refusesRecordsWithoutACommonDay();
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

void WassersteinTest::refusesRecordsWithoutACommonDay()
{
    const Grid grid = Grid::regular(10.0, 1.0, 2, 20.0, 1.0, 2);
    const auto flat = [](int, int) { return -1.0; };
    QVERIFY_THROWS_EXCEPTION(InputError,
                             domainSimilarity(record(grid, 1, 3, flat), record(grid, 10, 3, flat), {}, {}));
}

QTEST_GUILESS_MAIN(WassersteinTest)
#include "wasserstein_test.moc"
