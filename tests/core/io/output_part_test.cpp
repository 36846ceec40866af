#include "io/output_part.h"

#include "fields/error.h"

#include <QTest>

using namespace shamal;

namespace {

/// 400 days from 2005-05-15 on 3 x 4 cells; each value tells day, row and column.
FieldSeries series()
{
    const Grid grid = Grid::regular(30.0, 1.0, 3, 60.0, 1.0, 4);
    std::vector<TimeStep> steps;
    std::vector<float> values;
    for (int day = 0; day < 400; ++day) {
        steps.push_back(
            {dateOfDay(dayNumber({2005, 5, 15}, Calendar::Standard) + day, Calendar::Standard), 0, 1, true});
        for (int cell = 0; cell < 12; ++cell)
            values.push_back(static_cast<float>(100 * day + cell));
    }
    return {{"x", {}, {}, "1", {}, false}, grid, Calendar::Standard, std::move(steps), std::move(values)};
}

}  // namespace

class OutputPartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesDaysSeasonAndCells()
    {
        OutputPart part;
        part.season = Season::JJA;
        part.firstDate = Date{2005, 8, 30};
        part.lastDate = Date{2006, 6, 2};
        part.window = LatLonBox{30.5, 32.5, 60.5, 62.5};
        const FieldSeries taken = partOf(series(), part);
        QCOMPARE(taken.size(), std::size_t{4});  // 30 and 31 August, 1 and 2 June
        QCOMPARE(toString(taken.steps()[2]), std::string("2006-06-01"));
        QCOMPARE(taken.grid().rows(), std::size_t{2});
        QCOMPARE(taken.at(0, 0, 0), 100.0F * 107 + 5);
        QCOMPARE(bytesOfPart(series(), part), std::uintmax_t{4 * 2 * 2 * 4});
    }
    void withoutAChoiceEverythingIsLeft()
    {
        QCOMPARE(partOf(series(), {}).size(), std::size_t{400});
        QCOMPARE(bytesOfPart(series(), {}), std::uintmax_t{400 * 12 * 4});
    }
    void nothingLeftIsToldBeforehand()
    {
        OutputPart days;
        days.firstDate = Date{2010, 1, 1};
        QCOMPARE(bytesOfPart(series(), days), std::uintmax_t{0});
        QVERIFY_EXCEPTION_THROWN(partOf(series(), days), InputError);
        OutputPart cells;
        cells.window = LatLonBox{-10.0, 10.0, 0.0, 10.0};
        QCOMPARE(bytesOfPart(series(), cells), std::uintmax_t{0});
        QVERIFY_EXCEPTION_THROWN(partOf(series(), cells), InputError);
    }
};

QTEST_GUILESS_MAIN(OutputPartTest)
#include "output_part_test.moc"
