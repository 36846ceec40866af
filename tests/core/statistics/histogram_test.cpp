#include <QTest>

#include "statistics/histogram.h"

#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const Grid kGrid = Grid::regular(10.0, 1.0, 4, 20.0, 1.0, 5);
const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};

std::vector<double> reference(const QByteArray& name)
{
    return referenceRow("distribution_reference.csv", name);
}

std::vector<float> floats(const QByteArray& name)
{
    const std::vector<double> row = reference(name);
    return {row.begin(), row.end()};
}

std::vector<double> asDoubles(const std::vector<std::int64_t>& counts)
{
    return {counts.begin(), counts.end()};
}

bool near(const std::vector<double>& found, const std::vector<double>& expected)
{
    return std::ranges::equal(found, expected, [](double a, double b) { return std::abs(a - b) < 1e-14; });
}

}  // namespace

class HistogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithNumpy()
    {
        const Histogram linear = histogram(floats("x"), reference("linear edges"));
        QCOMPARE(asDoubles(linear.counts), reference("linear counts"));
        QVERIFY(near(linear.density(), reference("linear density")));
        const Histogram logarithmic = histogram(floats("x"), reference("logarithmic edges"));
        QCOMPARE(asDoubles(logarithmic.counts), reference("logarithmic counts"));
        const std::vector<double> outside = reference("below above");
        QCOMPARE(static_cast<double>(logarithmic.below), outside[0]);
        QCOMPARE(static_cast<double>(logarithmic.above), outside[1]);
        QCOMPARE(logarithmic.total(), 60);
    }

    void hasEdgesOfEqualWidthOrEqualRatio()
    {
        QVERIFY(near(linearEdges(0.0, 1.0, 8), reference("linear edges")));
        QVERIFY(near(logarithmicEdges(0.0625, 1.0, 4), reference("logarithmic edges")));
    }

    void countsMissingValuesApart()
    {
        const Histogram found = histogram(std::vector<float>{kNan, 0.5F, 1.0F, kNan}, {0.0, 1.0});
        QCOMPARE(found.missing, 2);
        QCOMPARE(found.counts, (std::vector<std::int64_t>{2}));
        QCOMPARE(found.total(), 2);
    }

    void ofASeriesIsThatOfEachDayAndOfAll()
    {
        const FieldSeries series = randomSeries(kGrid, {1, 2, 4}, 0.2, 101);
        const std::vector<double> edges = logarithmicEdges(0.1, 2.0, 6);
        const std::vector<std::size_t> steps{0, 2};
        const SeriesHistogram found =
            seriesHistogram(series, steps, kAllOfIt, edges, Progress(), std::stop_token());
        QCOMPARE(found.dates, (std::vector<Date>{{1970, 1, 2}, {1970, 1, 5}}));
        Histogram both = histogram(series.field(0), edges);
        QCOMPARE(found.perDay[0].counts, both.counts);
        both += histogram(series.field(2), edges);
        QCOMPARE(found.pooled.counts, both.counts);
        QCOMPARE(found.pooled.total() + found.pooled.missing, static_cast<std::int64_t>(2 * kGrid.cells()));
    }

    void ofNothingHasNoDensity()
    {
        const Histogram found = histogram(std::vector<float>{kNan}, {0.0, 1.0, 2.0});
        QCOMPARE(found.total(), 0);
        QVERIFY(std::isnan(found.density()[0]));
    }

    void refusesEdgesThatDoNotAscend()
    {
        const std::vector<float> values{1.0F};
        QVERIFY_EXCEPTION_THROWN(histogram(values, {0.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(histogram(values, {0.0, 0.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(histogram(values, {1.0, 0.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(histogram(values, {0.0, std::nan("")}), InputError);
        QVERIFY_EXCEPTION_THROWN(linearEdges(0.0, 1.0, 0), InputError);
        QVERIFY_EXCEPTION_THROWN(linearEdges(1.0, 1.0, 3), InputError);
        QVERIFY_EXCEPTION_THROWN(logarithmicEdges(0.0, 1.0, 3), InputError);
        Histogram first = histogram(values, {0.0, 1.0});
        QVERIFY_EXCEPTION_THROWN((first += histogram(values, {0.0, 2.0})), InputError);
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogram_test.moc"
