#include "fields/error.h"
#include "fields/field_series.h"
#include "fields/region.h"
#include "fields/regrid.h"
#include "fields/units.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <stdexcept>

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

FieldMetadata named(const char* name)
{
    return {name, {}, {}, {}, {}, false};
}

/// Values latitude + 1000 * longitude, so that every cell can be told from every other.
FieldSeries labelled(const Grid& grid, std::vector<TimeStep> steps)
{
    std::vector<float> values;
    for (std::size_t step = 0; step < steps.size(); ++step) {
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            for (std::size_t column = 0; column < grid.columns(); ++column)
                values.push_back(
                    static_cast<float>(grid.latitudes()[row] + 1000.0 * grid.longitudes()[column]));
        }
    }
    return {named("x"), grid, Calendar::Standard, std::move(steps), std::move(values)};
}

std::vector<TimeStep> days(int count)
{
    std::vector<TimeStep> steps;
    for (int i = 0; i < count; ++i)
        steps.push_back({{2006, 7, 1 + i}, 0, 1, true});
    return steps;
}

}  // namespace

class FieldsTest : public QObject {
    Q_OBJECT
private slots:
    void cellAreasAddUpToTheSphere();
    void boxesContainAcrossTheSeam();
    void regionsHoldPlaces();
    void windowCrossesTheSeamInOrder();
    void windowOutsideTheDataIsRefused();
    void windowOfAllCellsSharesTheValues();
    void chosenStepsShareTheValues();
    void chosenStepsOfAPartAreThoseOfThePart();
    void chosenStepsTakeOtherTimes();
    void fieldsOfOthersAreShared();
    void regionMeanWeighsByArea();
    void regionMeanCountsSharesOfCells();
    void bilinearIsExactForAPlane();
    void bilinearJoinsTheEndsOfAGlobalGrid();
    void regriddingOutsideTheSourceIsMissing();
    void axesMustAscend();
    void unitsAgreeByMeaning();
};

void FieldsTest::cellAreasAddUpToTheSphere()
{
    const Grid grid = Grid::regular(-90.0, 0.5, 361, -180.0, 0.625, 576);
    double sum = 0.0;
    for (std::size_t row = 0; row < grid.rows(); ++row)
        sum += grid.cellAreaKm2(row) * static_cast<double>(grid.columns());
    const double sphere = 4.0 * std::numbers::pi * kEarthRadiusKm * kEarthRadiusKm;
    QVERIFY(std::abs(sum / sphere - 1.0) < 1e-12);
}

void FieldsTest::boxesContainAcrossTheSeam()
{
    const LatLonBox pacific{-10.0, 10.0, 170.0, 190.0};
    QVERIFY(pacific.contains({0.0, -175.0}));
    QVERIFY(pacific.contains({0.0, 175.0}));
    QVERIFY(pacific.contains({10.0, 190.0}));
    QVERIFY(!pacific.contains({0.0, 0.0}));
    QVERIFY(!pacific.contains({11.0, 180.0}));
}

void FieldsTest::regionsHoldPlaces()
{
    const Region box{"box", LatLonBox{-10.0, 10.0, 170.0, 190.0}};
    const Region triangle{"triangle", Polygon{{{{{0.0, 170.0}, {0.0, 190.0}, {20.0, 170.0}}, {}}}}};
    for (const Region& region : {box, triangle}) {
        QVERIFY(region.contains({5.0, 172.0}));
        QVERIFY(region.contains({1.0, -175.0}));
        QVERIFY(!region.contains({5.0, 165.0}));
        QVERIFY(!region.contains({-11.0, 175.0}));
    }
    QVERIFY(!triangle.contains({9.0, 188.0}));  // in its box alone
}

void FieldsTest::windowCrossesTheSeamInOrder()
{
    const FieldSeries series = labelled(Grid::regular(-2.0, 1.0, 5, -180.0, 10.0, 36), days(2));
    const FieldSeries window = series.window({-1.0, 1.0, 160.0, 200.0});
    QVERIFY((window.grid().longitudes() == std::vector<double>{160.0, 170.0, 180.0, 190.0, 200.0}));
    QVERIFY((window.grid().latitudes() == std::vector<double>{-1.0, 0.0, 1.0}));
    QCOMPARE(window.at(1, 0, 1), -1.0F + 170000.0F);
    QCOMPARE(window.at(1, 2, 3), 1.0F - 170000.0F);
}

void FieldsTest::windowOutsideTheDataIsRefused()
{
    const FieldSeries series = labelled(Grid::regular(30.0, 1.0, 5, 60.0, 1.0, 5), days(1));
    QVERIFY_EXCEPTION_THROWN(series.window({0.0, 10.0, 60.0, 65.0}), InputError);
}

void FieldsTest::windowOfAllCellsSharesTheValues()
{
    const FieldSeries series = labelled(Grid::regular(30.0, 1.0, 5, 60.0, 1.0, 5), days(2));
    const FieldSeries all = series.window({0.0, 80.0, 0.0, 100.0});
    QCOMPARE(all.field(1).data(), series.field(1).data());
    const FieldSeries turned = series.window({0.0, 80.0, 360.0, 460.0});
    QCOMPARE(turned.grid().longitudes().front(), 420.0);
    QCOMPARE(turned.at(1, 2, 3), series.at(1, 2, 3));
}

void FieldsTest::chosenStepsShareTheValues()
{
    const Grid grid = Grid::regular(30.0, 1.0, 1, 60.0, 1.0, 2);
    const FieldSeries series(named("x"), grid, Calendar::Standard, days(4),
                             std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7});
    const FieldSeries some = series.select(std::vector<std::size_t>{1, 3});
    QCOMPARE(some.field(0).data(), series.field(1).data());
    QCOMPARE(some.at(1, 0, 1), 7.0F);
    QCOMPARE(some.steps()[1].date.day, 4);
    const FieldSeries one = some.select(std::vector<std::size_t>{1});
    QCOMPARE(one.at(0, 0, 0), 6.0F);
    QVERIFY_EXCEPTION_THROWN(some.select(std::vector<std::size_t>{2}), std::out_of_range);
    QVERIFY_EXCEPTION_THROWN(series.select(std::vector<std::size_t>{3, 1}), std::logic_error);
}

void FieldsTest::chosenStepsOfAPartAreThoseOfThePart()
{
    const Grid grid = Grid::regular(30.0, 1.0, 1, 60.0, 1.0, 2);
    const FieldSeries series(named("x"), grid, Calendar::Standard, days(3),
                             std::vector<float>{0, 1, 2, 3, 4, 5});
    const LatLonBox east{29.0, 31.0, 60.5, 62.0};
    const std::vector<std::size_t> last{2};
    QCOMPARE(series.window(east).select(last).at(0, 0, 0), 5.0F);
    QCOMPARE(series.select(last).window(east).at(0, 0, 0), 5.0F);
}

void FieldsTest::chosenStepsTakeOtherTimes()
{
    const Grid grid = Grid::regular(30.0, 1.0, 1, 60.0, 1.0, 1);
    const FieldSeries series(named("x"), grid, Calendar::Standard, days(3), std::vector<float>{0, 1, 2});
    const std::vector<std::size_t> twice{0, 0};
    const FieldSeries later =
        series.select(twice, {series.steps()[1], series.steps()[2]}, named("persistence"));
    QCOMPARE(later.metadata().name, "persistence");
    QCOMPARE(later.at(*later.find({2006, 7, 3}), 0, 0), 0.0F);
    QVERIFY_EXCEPTION_THROWN(series.select(twice, {series.steps()[1]}, named("x")), std::logic_error);
}

void FieldsTest::fieldsOfOthersAreShared()
{
    const Grid grid = Grid::regular(30.0, 1.0, 1, 60.0, 1.0, 2);
    using Field = std::vector<float>;
    auto first = std::make_shared<const Field>(Field{1.0F, 2.0F});
    const float* const values = first->data();
    const FieldSeries series(named("x"), grid, Calendar::Standard, days(2),
                             {first, std::make_shared<const Field>(Field{3.0F, 4.0F})});
    first.reset();
    QCOMPARE(series.field(0).data(), values);
    QCOMPARE(series.at(0, 0, 1), 2.0F);
    QCOMPARE(series.at(1, 0, 0), 3.0F);
    const auto ofOneField = [&] {
        return FieldSeries(named("x"), grid, Calendar::Standard, days(2), {std::make_shared<const Field>(2)});
    };
    const auto ofOneCell = [&] {
        return FieldSeries(named("x"), grid, Calendar::Standard, days(1), {std::make_shared<const Field>(1)});
    };
    QVERIFY_EXCEPTION_THROWN(ofOneField(), std::logic_error);
    QVERIFY_EXCEPTION_THROWN(ofOneCell(), std::logic_error);
}

void FieldsTest::regionMeanWeighsByArea()
{
    const Grid grid = Grid::regular(0.0, 60.0, 2, 0.0, 1.0, 1);
    const FieldSeries series(named("x"), grid, Calendar::Standard, days(1), {1.0F, 2.0F});
    // Band areas go as the sine of their edges: -30..30 and 30..90 degrees.
    const double low = 2.0 * std::sin(std::numbers::pi / 6.0);
    const double high = 1.0 - std::sin(std::numbers::pi / 6.0);
    const double expected = (low * 1.0 + high * 2.0) / (low + high);
    QVERIFY(std::abs(regionMeans(series, {"all", {-90, 90, -180, 180}})[0] - expected) < 1e-12);
}

void FieldsTest::regionMeanCountsSharesOfCells()
{
    // Cells of different widths on the equator: 0..1 and 1..4 degrees east; the region has all of the first
    // and a third of the second.
    const Grid grid({0.0}, {0.5, 2.5}, {-0.5, 0.5}, {0.0, 1.0, 4.0});
    const FieldSeries series(named("x"), grid, Calendar::Standard, days(2), {1.0F, 2.0F, kMissing, 3.0F});
    const std::vector<double> means = regionMeans(series, {"half", {-0.25, 0.25, 0.0, 2.0}});
    QVERIFY(std::abs(means[0] - 1.5) < 1e-12);
    QVERIFY(std::abs(means[1] - 3.0) < 1e-12);
    const Region small{"between centres", {0.1, 0.2, 3.0, 3.1}};
    QVERIFY(std::abs(regionMeans(series, small)[0] - 2.0) < 1e-12);
    QCOMPARE(small.cellCount(grid), std::size_t{1});
    QVERIFY(std::isnan(regionMeans(series, {"away", {-0.25, 0.25, 5.0, 6.0}})[0]));
}

void FieldsTest::bilinearIsExactForAPlane()
{
    const Grid coarse = Grid::regular(20.0, 0.5, 21, 50.0, 0.625, 17);
    const Grid fine = Grid::regular(21.03, 0.0625, 60, 51.01, 0.0625, 70);
    const FieldSeries onFine = regrid(labelled(coarse, days(1)), fine, RegridMethod::Bilinear);
    for (std::size_t row = 0; row < fine.rows(); ++row) {
        for (std::size_t column = 0; column < fine.columns(); ++column) {
            const double plane = fine.latitudes()[row] + 1000.0 * fine.longitudes()[column];
            QVERIFY(std::abs(onFine.at(0, row, column) - plane) < 0.02);
        }
    }
}

void FieldsTest::bilinearJoinsTheEndsOfAGlobalGrid()
{
    const Grid global = Grid::regular(0.0, 1.0, 1, -180.0, 90.0, 4);
    const std::vector<float> values{10, 0, 0, 30};
    const Grid target({0.0}, {90.0, 135.0, 157.5, 180.0});
    const std::vector<float> joined = regrid(values, global, target, RegridMethod::Bilinear);
    QCOMPARE(joined[0], 30.0F);
    QCOMPARE(joined[1], 20.0F);
    QCOMPARE(joined[2], 15.0F);
    QCOMPARE(joined[3], 10.0F);
}

void FieldsTest::regriddingOutsideTheSourceIsMissing()
{
    const Grid source = Grid::regular(0.0, 1.0, 3, 0.0, 1.0, 3);
    const std::vector<float> values(9, 1.0F);
    const Grid target({-1.0, -0.4, 1.0}, {1.0, 2.4, 2.6});
    const std::vector<float> nearest = regrid(values, source, target, RegridMethod::Nearest);
    QVERIFY(std::isnan(nearest[0]));
    QCOMPARE(nearest[3], 1.0F);
    QCOMPARE(nearest[7], 1.0F);
    QVERIFY(std::isnan(nearest[8]));
}

void FieldsTest::axesMustAscend()
{
    QVERIFY_EXCEPTION_THROWN(Grid({1.0, 0.0}, {0.0}), InputError);
    QVERIFY_EXCEPTION_THROWN(Grid({0.0, 91.0}, {0.0}), InputError);
    QVERIFY_EXCEPTION_THROWN(Grid({0.0}, {0.0, std::nan("")}), InputError);
}

void FieldsTest::unitsAgreeByMeaning()
{
    QVERIFY(sameUnit("1", ""));
    QVERIFY(sameUnit("K", "degK"));
    QVERIFY(sameUnit("ug m-3", "microgram/m3"));
    QVERIFY(sameUnit("furlongs of dust", "furlongs of dust"));
    QVERIFY(!sameUnit("K", "degC"));
    QVERIFY(!sameUnit("kg m-2", "g m-2"));
    QVERIFY(!sameUnit("1", "kg"));
    QVERIFY(!sameUnit("furlongs of dust", "1"));
}

QTEST_GUILESS_MAIN(FieldsTest)
#include "fields_test.moc"
