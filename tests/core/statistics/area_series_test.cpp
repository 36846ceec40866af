#include "statistics/area_series.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "daily_series.h"
#include "fields/error.h"
#include "statistics/autocorrelation.h"

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

AreaSeriesOptions nativeUnits(AreaSummary summary)
{
    AreaSeriesOptions options;
    options.summary = summary;
    options.log10Transform = false;
    return options;
}

FieldSeries series(const Grid& grid, const std::vector<std::int64_t>& days, std::vector<float> values)
{
    return {FieldMetadata{}, grid, Calendar::Standard, dailySteps(days), std::move(values)};
}

const Grid kFourByTheEquator = Grid::regular(-0.5, 1.0, 2, 0.5, 1.0, 2);
const Region kAllFour{"all", {-1.0, 1.0, 0.0, 2.0}};

}  // namespace

class AreaSeriesTest : public QObject {
    Q_OBJECT
private slots:
    void meansAreThoseOfTheRegion();
    void medianOfAnEvenNumberOfEqualCellsIsTheMeanOfTwo();
    void medianOfAnOddNumberOfEqualCellsIsOneOfThem();
    void medianCountsSharesOfCells();
    void medianHalvesTheAreaOfALargeRegion();
    void dayWithoutDataHasNoValue();
    void infiniteValuesAreMissing_data();
    void infiniteValuesAreMissing();
    void cellIsTheOneAskedFor();
    void nearestCellIsNearestAlongTheGreatCircle();
    void nearestCellComparesLongitudesModulo360();
    void middleCellIsInsideTheRegion();
    void seasonIsTakenFromTheSeries();
    void autocorrelationFollowsTheChosenSeries();
    void aConstantFieldWithChangingHolesHasNoAutocorrelation();
    void refusesPlacesAndCellsOutsideTheGrid();
    void stopsWhenAsked();
};

void AreaSeriesTest::meansAreThoseOfTheRegion()
{
    const Grid grid = Grid::regular(29.5, 1.0, 8, 60.5, 1.0, 9);
    const FieldSeries data = randomSeries(grid, {5, 6, 9}, 0.2, 31);
    const Region region{"part", {30.7, 35.2, 61.9, 66.4}};
    const AreaSeries found = areaSeries(data, allSteps(data), region, nativeUnits(AreaSummary::Mean));
    const std::vector<double> expected = regionMeans(data, region);
    QCOMPARE(found.dayNumbers, (std::vector<std::int64_t>{5, 6, 9}));
    for (std::size_t day = 0; day < expected.size(); ++day)
        QVERIFY(std::abs(found.values[day] / expected[day] - 1.0) < 1e-12);
    QCOMPARE(found.seasonal.days, std::size_t{0});
}

void AreaSeriesTest::medianOfAnEvenNumberOfEqualCellsIsTheMeanOfTwo()
{
    const FieldSeries data = series(kFourByTheEquator, {1}, {9.0F, 2.0F, 1.0F, 5.0F});
    const AreaSeries found = areaSeries(data, allSteps(data), kAllFour, nativeUnits(AreaSummary::Median));
    QCOMPARE(found.values.front(), 3.5);
}

void AreaSeriesTest::medianOfAnOddNumberOfEqualCellsIsOneOfThem()
{
    const FieldSeries data = series(kFourByTheEquator, {1}, {9.0F, kMissing, 1.0F, 5.0F});
    const AreaSeries found = areaSeries(data, allSteps(data), kAllFour, nativeUnits(AreaSummary::Median));
    QCOMPARE(found.values.front(), 5.0);
}

void AreaSeriesTest::medianCountsSharesOfCells()
{
    // The box has the whole of the western cells and a tenth of the eastern ones, which hold the extremes.
    const Region region{"west", {-1.0, 1.0, 0.0, 1.1}};
    const FieldSeries data = series(kFourByTheEquator, {1}, {3.0F, 100.0F, 4.0F, 90.0F});
    const AreaSeries found = areaSeries(data, allSteps(data), region, nativeUnits(AreaSummary::Median));
    QCOMPARE(found.values.front(), 4.0);  // 3 has 10/22 of the area, 3 and 4 have 20/22
}

void AreaSeriesTest::medianHalvesTheAreaOfALargeRegion()
{
    const Grid grid = Grid::regular(29.5, 2.0, 20, 60.5, 1.0, 15);
    const FieldSeries data = randomSeries(grid, {5, 6, 9}, 0.2, 32);
    const Region region{"all", {20.0, 80.0, 50.0, 90.0}};
    const AreaSeries found = areaSeries(data, allSteps(data), region, nativeUnits(AreaSummary::Median));
    for (std::size_t step = 0; step < 3; ++step) {
        double below = 0.0, above = 0.0, all = 0.0;
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            for (std::size_t column = 0; column < grid.columns(); ++column) {
                const double value = data.at(step, row, column);
                const double area = std::isnan(value) ? 0.0 : grid.cellAreaKm2(row);
                all += area;
                below += value < found.values[step] ? area : 0.0;
                above += value > found.values[step] ? area : 0.0;
            }
        }
        QVERIFY(below <= 0.5 * all && above <= 0.5 * all);
    }
}

void AreaSeriesTest::dayWithoutDataHasNoValue()
{
    std::vector<float> values(8, kMissing);
    values[5] = 2.0F;
    const FieldSeries data = series(kFourByTheEquator, {1, 2}, values);
    for (const AreaSummary summary : {AreaSummary::Mean, AreaSummary::Median}) {
        const AreaSeries found = areaSeries(data, allSteps(data), kAllFour, nativeUnits(summary));
        QVERIFY(std::isnan(found.values[0]));
        QCOMPARE(found.values[1], 2.0);
    }
}

void AreaSeriesTest::infiniteValuesAreMissing_data()
{
    QTest::addColumn<AreaSummary>("summary");
    QTest::addColumn<bool>("log10Transform");
    QTest::newRow("mean") << AreaSummary::Mean << false;
    QTest::newRow("median") << AreaSummary::Median << false;
    QTest::newRow("mean of log10") << AreaSummary::Mean << true;
    QTest::newRow("median of log10") << AreaSummary::Median << true;
}

void AreaSeriesTest::infiniteValuesAreMissing()
{
    QFETCH(AreaSummary, summary);
    QFETCH(bool, log10Transform);
    AreaSeriesOptions options = nativeUnits(summary);
    options.log10Transform = log10Transform;
    const auto valueWith = [&](float spoilt) {
        const FieldSeries data = series(kFourByTheEquator, {1}, {1.0F, spoilt, 10.0F, 10.0F});
        return areaSeries(data, allSteps(data), kAllFour, options).values[0];
    };
    const double expected = valueWith(kMissing);
    QVERIFY(std::isfinite(expected));
    for (const float sign : {1.0F, -1.0F})
        QCOMPARE(valueWith(sign * std::numeric_limits<float>::infinity()), expected);
}

void AreaSeriesTest::cellIsTheOneAskedFor()
{
    const Grid grid = Grid::regular(29.5, 1.0, 8, 60.5, 1.0, 9);
    const FieldSeries data = randomSeries(grid, {5, 6, 9, 10}, 0.0, 33);
    const std::vector<std::size_t> steps{0, 2, 3};
    const AreaSeries found = cellSeries(data, steps, {3, 7}, {});
    QCOMPARE(found.dayNumbers, (std::vector<std::int64_t>{5, 9, 10}));
    for (std::size_t i = 0; i < steps.size(); ++i)
        QVERIFY(std::abs(found.values[i] - std::log10(data.at(steps[i], 3, 7))) < 1e-6);
}

void AreaSeriesTest::nearestCellIsNearestAlongTheGreatCircle()
{
    // Far north, where a degree of longitude is short, and rows unevenly spaced.
    const Grid grid({60.0, 70.0, 78.0, 84.0, 88.0}, {0.0, 25.0, 60.0, 70.0});
    for (double latitude = 58.0; latitude < 89.0; latitude += 1.7) {
        for (double longitude = -10.0; longitude < 74.0; longitude += 2.3) {
            const LatLon place{latitude, longitude};
            const CellIndex found = nearestCell(grid, place);
            const double distance = greatCircleKm(grid.centre(found.row, found.column), place);
            for (std::size_t row = 0; row < grid.rows(); ++row) {
                for (std::size_t column = 0; column < grid.columns(); ++column)
                    QVERIFY(distance <= greatCircleKm(grid.centre(row, column), place) + 1e-9);
            }
        }
    }
}

void AreaSeriesTest::nearestCellComparesLongitudesModulo360()
{
    const Grid grid = Grid::regular(-0.5, 1.0, 2, 179.5, 1.0, 3);  // 179.5 .. 181.5
    QCOMPARE(nearestCell(grid, {0.4, -179.4}), (CellIndex{1, 1}));
}

void AreaSeriesTest::middleCellIsInsideTheRegion()
{
    const Grid grid = Grid::regular(0.5, 1.0, 7, 0.5, 1.0, 7);
    QCOMPARE(middleCell(grid, {"box", {1.0, 6.0, 2.0, 7.0}}), (CellIndex{3, 4}));
    // An angle of two arms, whose bounds have their middle beside it.
    const Ring angle{{0.0, 0.0}, {0.0, 7.0}, {1.0, 7.0}, {1.0, 1.0}, {7.0, 1.0}, {7.0, 0.0}};
    const Region region{"angle", Polygon{{PolygonPart{angle, {}}}}};
    const CellIndex found = middleCell(grid, region);
    QVERIFY(region.mask(grid)[found.row * grid.columns() + found.column] != 0);
    QVERIFY((found == CellIndex{0, 3}) || (found == CellIndex{3, 0}));
    QVERIFY_EXCEPTION_THROWN(middleCell(grid, {"beside", {50.0, 60.0, 50.0, 60.0}}), InputError);
}

void AreaSeriesTest::seasonIsTakenFromTheSeries()
{
    // Two Januaries and Februaries whose months differ by 10: days 0..58 of 1970 and those a year later.
    std::vector<std::int64_t> days;
    std::vector<float> values;
    for (const std::int64_t year : {0, 365}) {
        for (std::int64_t day = 0; day < 59; ++day) {
            days.push_back(year + day);
            values.push_back((day < 31 ? 5.0F : 15.0F) + (day % 2 == 0 ? 1.0F : -1.0F));
        }
    }
    const FieldSeries data = series(Grid::regular(0.0, 1.0, 1, 0.0, 1.0, 1), days, values);
    AreaSeriesOptions options = nativeUnits(AreaSummary::Mean);
    options.seasonal.cycle = SeasonalCycle::MonthlyMeans;
    const AreaSeries found = cellSeries(data, allSteps(data), {0, 0}, options);
    for (const double value : found.values)
        QVERIFY(std::abs(value) < 1.1);
    QCOMPARE(found.seasonal.days, days.size());
    QCOMPARE(found.seasonal.parameters, std::size_t{2});
    QCOMPARE(found.seasonal.fewestDays, std::size_t{56});
}

void AreaSeriesTest::autocorrelationFollowsTheChosenSeries()
{
    const Grid grid = Grid::regular(29.5, 1.0, 8, 60.5, 1.0, 9);
    std::vector<std::int64_t> days;
    for (std::int64_t day = 100; day < 160; ++day)
        days.push_back(day);
    const FieldSeries data = randomSeries(grid, days, 0.1, 34);
    const Region region{"part", {31.0, 35.0, 62.0, 66.0}};
    AutocorrelationOptions options;
    options.maxLag = 5;
    options.pacf = PacfMethod::Burg;
    AreaSeriesOptions median;
    median.summary = AreaSummary::Median;
    const AreaSeries expected = areaSeries(data, allSteps(data), region, median);
    QCOMPARE(autocorrelation(data, allSteps(data), region, options, median).pacf,
             autocorrelation(expected.dayNumbers, expected.values, options).pacf);
}

void AreaSeriesTest::stopsWhenAsked()
{
    const FieldSeries data = randomSeries(kFourByTheEquator, {5, 6, 9}, 0.0, 31);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        areaSeries(data, allSteps(data), kAllFour, nativeUnits(AreaSummary::Mean), source.get_token()),
        Stopped);
}

void AreaSeriesTest::aConstantFieldWithChangingHolesHasNoAutocorrelation()
{
    const Grid grid = Grid::regular(29.5, 1.0, 8, 60.5, 1.0, 9);
    std::vector<std::int64_t> days(40);
    std::iota(days.begin(), days.end(), 0);
    std::vector<float> values = randomValues(days.size() * grid.cells(), 0.3, 71);
    for (float& value : values)
        value = std::isnan(value) ? value : 0.3F;
    const FieldSeries data = series(grid, days, values);
    const AreaSeries means =
        areaSeries(data, allSteps(data), {"all", grid.bounds()}, nativeUnits(AreaSummary::Mean));
    const auto [least, most] = std::ranges::minmax(means.values);
    QVERIFY(least < most);  // in the last digits
    QVERIFY_EXCEPTION_THROWN(autocorrelation(means.dayNumbers, means.values, 5), InputError);
    // What is small and no rounding stays.
    std::vector<double> small;
    for (const std::int64_t day : days)
        small.push_back(0.3 + 1e-9 * std::sin(static_cast<double>(day)));
    QVERIFY(autocorrelation(days, small, 5).acf[1] > 0.3);
}

void AreaSeriesTest::refusesPlacesAndCellsOutsideTheGrid()
{
    const FieldSeries data = randomSeries(kFourByTheEquator, {1, 2}, 0.0, 35);
    QVERIFY_EXCEPTION_THROWN(nearestCell(data.grid(), {2.0, 1.0}), InputError);
    QVERIFY_EXCEPTION_THROWN(nearestCell(data.grid(), {0.0, 50.0}), InputError);
    QVERIFY_EXCEPTION_THROWN(nearestCell(Grid(), {0.0, 0.0}), InputError);
    QVERIFY_EXCEPTION_THROWN(cellSeries(data, allSteps(data), {2, 0}, {}), InputError);
    QVERIFY_EXCEPTION_THROWN(cellSeries(data, allSteps(data), {0, 2}, {}), InputError);
    QVERIFY_EXCEPTION_THROWN(cellSeries(data, std::vector<std::size_t>{7}, {0, 0}, {}), InputError);
}

QTEST_GUILESS_MAIN(AreaSeriesTest)
#include "area_series_test.moc"
