#include "demo/nature_run.h"
#include "fields/error.h"

#include <QtTest>

using namespace shamal;

/// Truths are values of the unmodified ETOPO20 file (variable ROSE), read off with ncdump.
class TerrainTest : public QObject {
    Q_OBJECT
private slots:
    void equalsEtopoAtItsNodes();
    void seaFloorIsAtSeaLevel();
    void liesBetweenNeighbouringNodesOnAUniformSlope();
    void namesWhatIsCoveredWhenAGridLeavesIt();
};

namespace {
float altitudeAt(double latitude, double longitude)
{
    return terrain(Grid({latitude}, {longitude})).front();
}
}  // namespace

void TerrainTest::equalsEtopoAtItsNodes()
{
    struct Known {
        double row, column;  // node n lies at n/3 + 1/6 degrees
        float metres;
    };
    const Known nodes[] = {
        {93, 184, 552.1F},    // Sistan
        {108, 214, 3600.4F},  // Hindu Kush
        {118, 181, 138.8F},   // Karakum
        {115, 219, 4476.6F},  // Pamir
        {117, 240, 1225.8F},  // Taklamakan
        {85, 211, 91.0F},     // Indus
    };
    for (const Known& known : nodes) {
        const float altitude = altitudeAt(known.row / 3.0 + 1.0 / 6.0, known.column / 3.0 + 1.0 / 6.0);
        QVERIFY2(std::abs(altitude - known.metres) < 0.6F,  // the extract holds whole metres
                 qPrintable(QString("%1 m instead of %2 m").arg(altitude).arg(known.metres)));
    }
}

void TerrainTest::seaFloorIsAtSeaLevel()
{
    QCOMPARE(altitudeAt(20.0 + 1.0 / 6.0, 65.0 + 1.0 / 6.0), 0.0F);  // Arabian Sea
}

void TerrainTest::liesBetweenNeighbouringNodesOnAUniformSlope()
{
    // Keys' cubic at the middle of four nodes in one row: (-a + 9 b + 9 c - d) / 16.
    const double latitude = 30.0 + 1.0 / 6.0, longitude = 66.0 + 1.0 / 6.0;
    const float a = altitudeAt(latitude, longitude - 1.0 / 3.0), b = altitudeAt(latitude, longitude);
    const float c = altitudeAt(latitude, longitude + 1.0 / 3.0),
                d = altitudeAt(latitude, longitude + 2.0 / 3.0);
    const float expected = (-a + 9.0F * b + 9.0F * c - d) / 16.0F;
    QVERIFY(std::abs(altitudeAt(latitude, longitude + 1.0 / 6.0) - expected) < 0.01F);
}

void TerrainTest::namesWhatIsCoveredWhenAGridLeavesIt()
{
    try {
        terrain(Grid::regular(-30.0, 1.0, 5, 60.0, 1.0, 5));
        QFAIL("a grid outside the extract was accepted");
    } catch (const InputError& error) {
        QVERIFY(QString(error.what()).contains("covers latitudes"));
    }
}

QTEST_GUILESS_MAIN(TerrainTest)
#include "terrain_test.moc"
