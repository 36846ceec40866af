#include "panels/cell_series.h"
#include "panels/pin_series.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using shamal::Date;

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

float valueOf(int day, std::size_t cell)
{
    return static_cast<float>(day * 1000) + static_cast<float>(cell);
}

shamal::FieldSeries seriesOf(const shamal::Grid& grid, const std::vector<Date>& dates)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (std::size_t day = 0; day < dates.size(); ++day) {
        steps.push_back({dates[day], 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell)
            values.push_back(valueOf(static_cast<int>(day), cell));
    }
    shamal::FieldMetadata metadata;
    metadata.name = "DUEXTTAU";
    metadata.units = "kg m-2";
    return {metadata, grid, shamal::Calendar::Standard, steps, values};
}

/// The cell whose centre is nearest in both axes, by looking at every one.
shamal::CellIndex cellNearest(const shamal::Grid& grid, shamal::LatLon place)
{
    shamal::CellIndex nearest;
    double least = 1e9;
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            const shamal::LatLon centre = grid.centre(row, column);
            const double away = std::abs(centre.latitude - place.latitude) +
                                std::abs(std::remainder(centre.longitude - place.longitude, 360.0));
            if (away < least) {
                least = away;
                nearest = {row, column};
            }
        }
    }
    return nearest;
}

/// Across the date line.
const shamal::Grid kPacific = shamal::Grid::regular(-10.0, 2.0, 6, 172.0, 2.5, 8);
const std::vector<Date> kDates{{2006, 5, 30}, {2006, 5, 31}, {2006, 6, 1},
                               {2006, 6, 2},  {2006, 6, 4},  {2006, 9, 1}};

}  // namespace

class CellSeriesTest : public QObject {
    Q_OBJECT
private slots:
    void theCellIsTheOneThePlaceLiesIn_data();
    void theCellIsTheOneThePlaceLiesIn();
    void outsideThereIsNoCell();
    void valuesAreThoseOfTheDaysOfTheSeason();
    void dataSetsWithoutThePlaceAreLeftOut();
    void linesBreakWhereDaysAreMissing();
    void theSpreadIsABandOfTheLogarithm();
    void theNewestPinIsRead();
};

void CellSeriesTest::theCellIsTheOneThePlaceLiesIn_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("west of the date line") << -3.2 << 178.3;
    QTest::newRow("east of it") << -3.2 << -174.4;
    QTest::newRow("east of it, counted on") << -3.2 << 185.6;
    QTest::newRow("a turn away") << 0.9 << 173.0 - 360.0;
    QTest::newRow("a corner") << -10.9 << 170.8;
}

void CellSeriesTest::theCellIsTheOneThePlaceLiesIn()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const auto cell = cellUnder(kPacific, {latitude, longitude});
    QVERIFY(cell);
    const shamal::CellIndex expected = cellNearest(kPacific, {latitude, longitude});
    QCOMPARE(cell->row, expected.row);
    QCOMPARE(cell->column, expected.column);
}

void CellSeriesTest::outsideThereIsNoCell()
{
    QVERIFY(!cellUnder(kPacific, {5.0, 178.0}));
    QVERIFY(!cellUnder(kPacific, {0.0, -160.0}));
    QVERIFY(!cellUnder({}, {0.0, 0.0}));
}

void CellSeriesTest::valuesAreThoseOfTheDaysOfTheSeason()
{
    const shamal::LatLon place{-1.7, -178.9};
    const auto found =
        cellSeries({{DataKind::Fine, "G5NR", seriesOf(kPacific, kDates)}}, place, shamal::Season::JJA, {});
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].name, "G5NR");
    QCOMPARE(found[0].unit, "kg m-2");
    const shamal::CellIndex cell = cellNearest(kPacific, place);
    QCOMPARE(found[0].centre, kPacific.centre(cell.row, cell.column));
    QCOMPARE(found[0].dates, (std::vector<Date>{{2006, 6, 1}, {2006, 6, 2}, {2006, 6, 4}}));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(static_cast<float>(found[0].values[i]),
                 valueOf(static_cast<int>(i) + 2, cell.row * kPacific.columns() + cell.column));
}

void CellSeriesTest::dataSetsWithoutThePlaceAreLeftOut()
{
    const shamal::Grid elsewhere = shamal::Grid::regular(30.0, 1.0, 3, 60.0, 1.0, 3);
    const auto found = cellSeries({{DataKind::Coarse, "MERRA-2", seriesOf(elsewhere, kDates)},
                                   {DataKind::Fine, "G5NR", seriesOf(kPacific, kDates)}},
                                  {0.0, 180.0}, shamal::Season::All, {});
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].name, "G5NR");
}

void CellSeriesTest::linesBreakWhereDaysAreMissing()
{
    const auto found = cellSeries({{DataKind::Fine, "G5NR", seriesOf(kPacific, kDates)}}, {0.0, 180.0},
                                  shamal::Season::All, {});
    const ChartContent chart = chartOf(found, "Pin 1");
    QVERIFY(chart.datesX);
    QCOMPARE(chart.yLabel, "kg m-2");
    const ChartCurve& curve = chart.curves.at(0);
    std::vector<std::size_t> broken;
    for (std::size_t i = 0; i < curve.y.size(); ++i) {
        if (std::isnan(curve.y[i]))
            broken.push_back(i);
    }
    // Before 4 June and before 1 September.
    QCOMPARE(broken, (std::vector<std::size_t>{4, 6}));
    QVERIFY(std::ranges::is_sorted(curve.x));
}

void CellSeriesTest::theSpreadIsABandOfTheLogarithm()
{
    const shamal::FieldSeries mean = seriesOf(kPacific, kDates);
    std::vector<float> spread(kDates.size() * kPacific.cells(), 0.25F);
    spread[0] = kNone;
    const auto found =
        cellSeries({{DataKind::Downscaled, "Downscaled", mean,
                     shamal::FieldSeries(mean.metadata(), kPacific, mean.calendar(), mean.steps(), spread)}},
                   {0.0, 180.0}, shamal::Season::All, {});
    QCOMPARE(found[0].log10Spread, std::vector<double>(kDates.size(), 0.25));
    const ChartCurve curve = chartOf(found, {}).curves.at(0);
    QVERIFY(curve.halfWidthOfLog10);
    QCOMPARE(curve.halfWidth.size(), curve.x.size());
}

void CellSeriesTest::theNewestPinIsRead()
{
    PinSeries pins;
    QSignalSpy updated(&pins, &PinSeries::updated);
    pins.setData({{DataKind::Fine, "G5NR", seriesOf(kPacific, kDates)}}, shamal::Season::All);
    for (int number = 1; number <= 5; ++number)
        pins.setPin(MapPin{number, {-9.0 + 2.0 * number, 180.0}});
    QTRY_VERIFY(!pins.busy());
    QCOMPARE(pins.pin()->number, 5);
    QCOMPARE(pins.series().at(0).cell.row, cellNearest(kPacific, pins.pin()->place).row);
    pins.setPin(std::nullopt);
    QVERIFY(pins.series().empty());
}

QTEST_GUILESS_MAIN(CellSeriesTest)
#include "cell_series_test.moc"
