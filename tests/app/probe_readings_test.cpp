#include "session/probe_readings.h"

#include "session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

class ProbeReadingsTest : public QObject {
    Q_OBJECT
private slots:
    void everyFieldIsReadInItsOwnCell();
    void missingAndOutsideAreTold();
    void theStepMatchedIsTold();
    void pinsTakeTheLowestFreeNumber();
};

namespace {

MapField fieldOf(const shamal::Grid& grid, const QString& title, const QString& unit)
{
    MapField field{grid, {}, title, "2006-07-14", "Dust", {}, unit};
    for (std::size_t cell = 0; cell < grid.cells(); ++cell)
        field.values.push_back(0.5F + static_cast<float>(cell));
    return field;
}

const shamal::LatLon kPlace{31.1, 181.2};
/// Cells of 2 by 2 and of 1 by 1 degree, across the date line.
const shamal::Grid kCoarse({29.0, 31.0, 33.0}, {178.0, 180.0, 182.0});
const shamal::Grid kFine({30.5, 31.5}, {-179.5, -178.5, -177.5});

}  // namespace

void ProbeReadingsTest::everyFieldIsReadInItsOwnCell()
{
    const MapField coarse = fieldOf(kCoarse, "MERRA-2 · DUEXTTAU", "1");
    const MapField fine = fieldOf(kFine, "G5NR · DUEXTTAU", "kg m-2");
    const auto readings = probeReadings({&coarse, nullptr, &fine}, kPlace);
    QCOMPARE(readings.size(), std::size_t{2});
    // 31.1 N 178.8 W: second row, third column of the coarse grid (cell 5); second row, second column
    // of the fine grid (31 to 32 N, 179 to 178 W: cell 4).
    QCOMPARE(readings[0], (ProbeReading{"MERRA-2 · DUEXTTAU", "5.5", "31° N 178° W [1, 2]", "2006-07-14"}));
    QCOMPARE(readings[1],
             (ProbeReading{"G5NR · DUEXTTAU", "4.5 kg m-2", "31.5° N 178.5° W [1, 1]", "2006-07-14"}));
}

void ProbeReadingsTest::missingAndOutsideAreTold()
{
    MapField coarse = fieldOf(kCoarse, "MERRA-2", "1");
    coarse.values.assign(coarse.values.size(), std::numeric_limits<float>::quiet_NaN());
    QCOMPARE(probeReadings({&coarse}, kPlace)[0].value, "missing");
    QCOMPARE(probeReadings({&coarse}, kPlace)[0].cell, "31° N 178° W [1, 2]");
    QCOMPARE(probeReadings({&coarse}, {0.0, 180.0})[0].value, "outside");
    QVERIFY(probeReadings({&coarse}, {0.0, 180.0})[0].cell.isEmpty());
}

void ProbeReadingsTest::theStepMatchedIsTold()
{
    MapField coarse = fieldOf(kCoarse, "MERRA-2", "1");
    coarse.matched = "step of 2006-07-16 (+2 d)";
    QCOMPARE(probeReadings({&coarse}, kPlace)[0].date, "2006-07-14 · step of 2006-07-16 (+2 d)");
}

void ProbeReadingsTest::pinsTakeTheLowestFreeNumber()
{
    Session session;
    QSignalSpy changed(&session, &Session::pinsChanged);
    for (int i = 0; i < 4; ++i)
        session.addPin({30.0 + i, 60.0});
    QCOMPARE(session.pins().chosen, std::optional(4));
    session.removePin(2);
    QCOMPARE(session.pins().chosen, std::optional(4));
    session.addPin({40.0, 70.0});
    QCOMPARE(session.pins().pins.at(1), (MapPin{2, {40.0, 70.0}}));
    QCOMPARE(session.pins().chosen, std::optional(2));
    session.choosePin(3);
    session.removePin(3);
    QCOMPARE(session.pins().chosen, std::optional(4));
    session.choosePin(99);
    QCOMPARE(session.pins().chosen, std::optional(4));
    session.removePins();
    QVERIFY(session.pins() == MapPins());
    QCOMPARE(changed.size(), 9);
}

QTEST_GUILESS_MAIN(ProbeReadingsTest)
#include "probe_readings_test.moc"
