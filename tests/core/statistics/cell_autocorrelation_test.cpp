#include "statistics/cell_autocorrelation.h"

#include <QTest>

#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
const Region kPart{"part", {31.0, 35.0, 62.0, 66.0}};
const Grid kGrid = Grid::regular(29.5, 1.0, 8, 60.5, 1.0, 9);

/// Seasons of three years, with single days missing.
std::vector<std::int64_t> seasons()
{
    std::vector<std::int64_t> days;
    for (int year = 0; year < 3; ++year) {
        for (int day = 0; day < 40; ++day) {
            if (day % 13 != 5)
                days.push_back(13000 + 365 * year + day);
        }
    }
    return days;
}

CellAutocorrelation mapOf(const FieldSeries& series, const Region& region,
                          const CellAutocorrelationOptions& options)
{
    return cellAutocorrelation(series, allSteps(series), region, options, Progress(), std::stop_token());
}

/// A row of two cells.
FieldSeries twoCells(const std::vector<std::int64_t>& days, std::vector<float> values)
{
    return {FieldMetadata{}, Grid::regular(0.0, 1.0, 1, 0.0, 1.0, 2), Calendar::Standard, dailySteps(days),
            std::move(values)};
}

const Region kBoth{"both", {-1.0, 1.0, -1.0, 2.0}};

}  // namespace

class CellAutocorrelationTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheSeriesOfEachCell_data();
    void agreesWithTheSeriesOfEachCell();
    void keepsItsDigitsAboutALargeMean();
    void isOnTheBoxOfTheRegion();
    void hasNoValueOutsideAPolygon();
    void hasNoValueWithFewerPairsThanAskedFor();
    void hasNoValueWhereAllDaysAreEqual();
    void takesInfiniteValuesForMissing();
    void doesNotDependOnThreads();
    void ofNoDaysOrOneHasNoValue();
    void stopsWhenAsked();
    void refusesWhatHasNoMap();
};

void CellAutocorrelationTest::agreesWithTheSeriesOfEachCell_data()
{
    QTest::addColumn<int>("lag");
    QTest::addColumn<AcfEstimator>("estimator");
    QTest::addColumn<bool>("log10Transform");
    QTest::newRow("lag 1, biased") << 1 << AcfEstimator::Biased << true;
    QTest::newRow("lag 1, adjusted") << 1 << AcfEstimator::Adjusted << false;
    QTest::newRow("lag 7, biased") << 7 << AcfEstimator::Biased << false;
    QTest::newRow("a year, adjusted") << 365 << AcfEstimator::Adjusted << true;
}

void CellAutocorrelationTest::agreesWithTheSeriesOfEachCell()
{
    QFETCH(int, lag);
    QFETCH(AcfEstimator, estimator);
    QFETCH(bool, log10Transform);
    const std::vector<std::int64_t> days = seasons();
    const FieldSeries series = randomSeries(kGrid, days, 0.2, 41);
    CellAutocorrelationOptions options;
    options.lag = lag;
    options.estimator = estimator;
    options.log10Transform = log10Transform;
    options.minimumPairs = 1;
    const CellAutocorrelation found = mapOf(series, kPart, options);
    AutocorrelationOptions ofOneCell;
    ofOneCell.maxLag = lag;
    ofOneCell.acf = estimator;
    for (std::size_t row = 0; row < found.grid.rows(); ++row) {
        for (std::size_t column = 0; column < found.grid.columns(); ++column) {
            std::vector<double> values;
            for (std::size_t step = 0; step < days.size(); ++step) {
                const float value = series.at(step, found.firstRow + row, found.firstColumn + column);
                values.push_back(log10Transform ? std::log10(std::max(value, 1e-6F)) : value);
            }
            // NaN is not less than the floor: std::max keeps its first argument.
            const Autocorrelation expected = autocorrelation(days, values, ofOneCell);
            const std::size_t cell = row * found.grid.columns() + column;
            QCOMPARE(found.pairs[cell], expected.pairs.back());
            QVERIFY(std::abs(found.correlation[cell] - expected.acf.back()) < 1e-10);
        }
    }
}

void CellAutocorrelationTest::keepsItsDigitsAboutALargeMean()
{
    const std::vector<std::int64_t> days = seasons();
    std::vector<float> values = randomValues(2 * days.size(), 0.0, 42);
    for (float& value : values)
        value += 30000.0F;
    const FieldSeries series = twoCells(days, values);
    CellAutocorrelationOptions options;
    options.log10Transform = false;
    const CellAutocorrelation found = mapOf(series, kBoth, options);
    std::vector<double> second;
    for (std::size_t step = 0; step < days.size(); ++step)
        second.push_back(series.at(step, 0, 1));
    QVERIFY(std::abs(found.correlation[1] - autocorrelation(days, second, 1).acf[1]) < 1e-10);
}

void CellAutocorrelationTest::isOnTheBoxOfTheRegion()
{
    const FieldSeries series = randomSeries(kGrid, seasons(), 0.0, 43);
    const CellAutocorrelation found = mapOf(series, kPart, {});
    QCOMPARE(found.firstRow, std::size_t{2});
    QCOMPARE(found.firstColumn, std::size_t{2});
    QCOMPARE(found.grid.latitudes(), (std::vector<double>{31.5, 32.5, 33.5, 34.5}));
    QCOMPARE(found.grid.longitudes(), (std::vector<double>{62.5, 63.5, 64.5, 65.5}));
    QCOMPARE(found.correlation.size(), std::size_t{16});
}

void CellAutocorrelationTest::hasNoValueOutsideAPolygon()
{
    const FieldSeries series = randomSeries(kGrid, seasons(), 0.0, 44);
    const Region triangle("triangle", Polygon{{{{{31.0, 62.0}, {35.0, 62.0}, {31.0, 66.0}}, {}}}});
    const std::vector<unsigned char> mask = triangle.mask(kGrid);
    const CellAutocorrelation found = mapOf(series, triangle, {});
    for (std::size_t row = 0; row < found.grid.rows(); ++row) {
        for (std::size_t column = 0; column < found.grid.columns(); ++column) {
            const bool inside =
                mask[(found.firstRow + row) * kGrid.columns() + found.firstColumn + column] != 0;
            const std::size_t cell = row * found.grid.columns() + column;
            QCOMPARE(std::isnan(found.correlation[cell]), !inside);
            QCOMPARE(found.pairs[cell] == 0, !inside);
        }
    }
}

void CellAutocorrelationTest::hasNoValueWithFewerPairsThanAskedFor()
{
    // The first cell has four pairs, the second lacks a day and has two.
    const FieldSeries series =
        twoCells({1, 2, 3, 4, 5}, {1.0F, 2.0F, 3.0F, 1.0F, 2.0F, kMissing, 5.0F, 4.0F, 1.0F, 9.0F});
    CellAutocorrelationOptions options;
    options.minimumPairs = 3;
    const CellAutocorrelation found = mapOf(series, kBoth, options);
    QCOMPARE(found.pairs, (std::vector<std::size_t>{4, 2}));
    QVERIFY(std::isfinite(found.correlation[0]) && std::isnan(found.correlation[1]));
}

void CellAutocorrelationTest::hasNoValueWhereAllDaysAreEqual()
{
    const FieldSeries series = twoCells({1, 2, 3}, {0.1F, 2.0F, 0.1F, 1.0F, 0.1F, 3.0F});
    CellAutocorrelationOptions options;
    options.minimumPairs = 1;
    const CellAutocorrelation found = mapOf(series, kBoth, options);
    QVERIFY(std::isnan(found.correlation[0]) && std::isfinite(found.correlation[1]));
    QCOMPARE(found.pairs[0], std::size_t{2});
}

void CellAutocorrelationTest::takesInfiniteValuesForMissing()
{
    constexpr float kInfinite = std::numeric_limits<float>::infinity();
    const FieldSeries series =
        twoCells({1, 2, 3, 4}, {1.0F, 1.0F, 2.0F, 2.0F, kInfinite, kMissing, 5.0F, 5.0F});
    CellAutocorrelationOptions options;
    options.minimumPairs = 1;
    const CellAutocorrelation found = mapOf(series, kBoth, options);
    QCOMPARE(found.correlation[0], found.correlation[1]);
    QCOMPARE(found.pairs[0], std::size_t{1});
}

void CellAutocorrelationTest::doesNotDependOnThreads()
{
    const FieldSeries series = randomSeries(kGrid, seasons(), 0.1, 45);
    CellAutocorrelationOptions one, three;
    one.threads = 1;
    three.threads = 3;
    QCOMPARE(mapOf(series, kPart, one).correlation, mapOf(series, kPart, three).correlation);
}

void CellAutocorrelationTest::ofNoDaysOrOneHasNoValue()
{
    const FieldSeries series = randomSeries(kGrid, seasons(), 0.0, 46);
    CellAutocorrelationOptions options;
    options.minimumPairs = 1;
    for (const std::vector<std::size_t>& steps : {std::vector<std::size_t>{}, std::vector<std::size_t>{3}}) {
        const CellAutocorrelation found =
            cellAutocorrelation(series, steps, kPart, options, Progress(), std::stop_token());
        QCOMPARE(found.pairs, std::vector<std::size_t>(16, 0));
        for (const double value : found.correlation)
            QVERIFY(std::isnan(value));
    }
}

void CellAutocorrelationTest::stopsWhenAsked()
{
    const FieldSeries series = randomSeries(kGrid, seasons(), 0.0, 47);
    std::stop_source source;
    CellAutocorrelationOptions options;
    options.threads = 1;
    int reports = 0;
    const Progress progress([&](double, const std::string&) {
        ++reports;
        source.request_stop();
    });
    QVERIFY_EXCEPTION_THROWN(
        cellAutocorrelation(series, allSteps(series), kPart, options, progress, source.get_token()), Stopped);
    QCOMPARE(reports, 1);
}

void CellAutocorrelationTest::refusesWhatHasNoMap()
{
    const FieldSeries series = randomSeries(kGrid, {1, 2, 3}, 0.0, 48);
    CellAutocorrelationOptions options;
    options.lag = 0;
    QVERIFY_EXCEPTION_THROWN(mapOf(series, kPart, options), InputError);
    options.lag = 1;
    options.minimumPairs = 0;
    QVERIFY_EXCEPTION_THROWN(mapOf(series, kPart, options), InputError);
    const Region elsewhere{"elsewhere", {-50.0, -40.0, 40.0, 50.0}};
    QVERIFY_EXCEPTION_THROWN(mapOf(series, elsewhere, {}), InputError);
}

QTEST_GUILESS_MAIN(CellAutocorrelationTest)
#include "cell_autocorrelation_test.moc"
