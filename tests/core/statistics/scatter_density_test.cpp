#include <QTest>

#include "statistics/scatter_density.h"

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
const std::vector<double> kEdges{-1.5, -0.75, 0.0, 1.0};

std::vector<double> reference(const QByteArray& name)
{
    return referenceRow("distribution_reference.csv", name);
}

std::vector<float> floats(const QByteArray& name)
{
    const std::vector<double> row = reference(name);
    return {row.begin(), row.end()};
}

}  // namespace

class ScatterDensityTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithNumpyAndScipy()
    {
        const ScatterDensity found = scatterDensity(floats("x"), floats("y"), reference("linear edges"),
                                                    reference("logarithmic edges"));
        QCOMPARE(std::vector<double>(found.counts.begin(), found.counts.end()), reference("scatter counts"));
        QCOMPARE(static_cast<double>(found.count(1, 2)), reference("scatter counts")[1 * 4 + 2]);
        const std::vector<double> expected = reference("regression");
        const RegressionLine line = regressionLine(found);
        QVERIFY(std::abs(line.slope - expected[0]) < 1e-12);
        QVERIFY(std::abs(line.intercept - expected[1]) < 1e-12);
        QVERIFY(std::abs(line.r - expected[2]) < 1e-12);
    }

    void countsPairsOutsideAndMissingOnes()
    {
        const ScatterDensity found =
            scatterDensity(std::vector<float>{0.5F, 2.0F, kNan, 0.5F, 1.0F},
                           std::vector<float>{0.5F, 0.5F, 0.5F, kNan, 1.0F}, {0.0, 1.0}, {0.0, 1.0});
        QCOMPARE(found.counts, (std::vector<std::int64_t>{2}));
        QCOMPARE(found.outside, 1);
        QCOMPARE(found.missing, 2);
    }

    void ofASeriesIsThatOfEachDayAndOfAll()
    {
        const FieldSeries x = randomSeries(kGrid, {1, 2, 4}, 0.2, 121);
        const FieldSeries y = randomSeries(kGrid, {2, 3, 4}, 0.1, 122);
        const SeriesScatterDensity found = seriesScatterDensity(x, allSteps(x), y, kAllOfIt, kEdges, kEdges,
                                                                true, Progress(), std::stop_token());
        std::vector<float> xs, ys;
        for (const auto& [first, second] : {std::pair<std::size_t, std::size_t>{1, 0}, {2, 2}}) {
            for (std::size_t cell = 0; cell < kGrid.cells(); ++cell) {
                xs.push_back(log10Floored(x.field(first)[cell]));
                ys.push_back(log10Floored(y.field(second)[cell]));
            }
        }
        const ScatterDensity expected = scatterDensity(xs, ys, kEdges, kEdges);
        QCOMPARE(found.pooled.counts, expected.counts);
        QCOMPARE(found.pooled.outside, expected.outside);
        QCOMPARE(found.pooled.missing, expected.missing);
        QVERIFY(std::abs(regressionLine(found.pooled).slope - regressionLine(expected).slope) < 1e-12);
        const auto firstDay = [](const std::vector<float>& values) {
            return std::span(values).first(kGrid.cells());
        };
        const ScatterDensity day = scatterDensity(firstDay(xs), firstDay(ys), kEdges, kEdges);
        QCOMPARE(found.dates.size(), std::size_t{2});
        QCOMPARE(found.perDay[0].slope, regressionLine(day).slope);
    }

    void hasNoLineThroughAConstant()
    {
        const std::vector<float> constant(9, 0.1F), varying{1, 2, 3, 4, 5, 6, 7, 8, 9}, none(9, kNan);
        const RegressionLine upright = regressionLine(scatterDensity(constant, varying, kEdges, kEdges));
        QVERIFY(std::isnan(upright.slope) && std::isnan(upright.intercept) && std::isnan(upright.r));
        const RegressionLine level = regressionLine(scatterDensity(varying, constant, kEdges, kEdges));
        QCOMPARE(level.slope, 0.0);
        QVERIFY(std::isnan(level.r));
        QVERIFY(std::isnan(regressionLine(scatterDensity(none, varying, kEdges, kEdges)).slope));
    }

    void refusesWhatDoesNotFit()
    {
        const std::vector<float> one{1}, two{1, 2};
        QVERIFY_EXCEPTION_THROWN(scatterDensity(one, two, kEdges, kEdges), InputError);
        QVERIFY_EXCEPTION_THROWN(scatterDensity(one, one, {1.0}, kEdges), InputError);
        QVERIFY_EXCEPTION_THROWN(scatterDensity(one, one, kEdges, {1.0, 1.0}), InputError);
        ScatterDensity first = scatterDensity(one, one, kEdges, kEdges);
        QVERIFY_EXCEPTION_THROWN((first += scatterDensity(one, one, kEdges, {0.0, 1.0})), InputError);
    }
};

QTEST_GUILESS_MAIN(ScatterDensityTest)
#include "scatter_density_test.moc"
