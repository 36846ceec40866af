#include "actions/netcdf_export.h"

#include "july_source.h"

#include <QTest>

#include <cmath>

class NetcdfExportTest : public QObject {
    Q_OBJECT
private slots:
    void cellsOutsideAPolygonAreMissing();
    void aRectangleIsCutOut();
};

namespace {

const shamal::Grid kGrid({30.5, 31.5, 32.5, 33.5}, {60.5, 61.5, 62.5, 63.5, 64.5});
const NetcdfSelection kRegionOfFine{.content = NetcdfContent::Fine, .regionOnly = true};

float value(int day, int cell)
{
    return static_cast<float>(day * 100 + cell);
}

std::unique_ptr<Session> sessionOf(const shamal::RegionShape& shape)
{
    auto session = std::make_unique<Session>();
    session->addSource(sourceOf(kGrid, shamal::SourceRole::Fine, "1", value));
    session->addRegions({{"Some", shape}});
    return session;
}

}  // namespace

void NetcdfExportTest::cellsOutsideAPolygonAreMissing()
{
    // A triangle with its right angle at the lower left: of each row one cell less than of that below.
    const auto session = sessionOf(shamal::Polygon{{{{{30.0, 60.0}, {30.0, 64.1}, {34.1, 60.0}}, {}}}});
    shamal::OutputFile file = netcdfFile(*session, kRegionOfFine);
    const auto shape = shapeOf(*session, kRegionOfFine);
    QVERIFY(shape);
    keepInside(file, *shape);
    QVERIFY2(QString::fromStdString(file.historyLine).contains("missing"), file.historyLine.c_str());
    const shamal::FieldSeries& series = file.variables.front().series;
    QCOMPARE(series.size(), std::size_t(4));
    QCOMPARE(series.grid().rows(), std::size_t(4));
    QCOMPARE(series.grid().columns(), std::size_t(4));
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 4; ++column) {
            const float stored =
                series.at(2, static_cast<std::size_t>(row), static_cast<std::size_t>(column));
            if (row + column < 4)
                QCOMPARE(stored, value(3, row * 5 + column));
            else
                QVERIFY(std::isnan(stored));
        }
    }
}

void NetcdfExportTest::aRectangleIsCutOut()
{
    const auto session = sessionOf(shamal::LatLonBox{31.0, 33.0, 61.0, 64.0});
    QVERIFY(!shapeOf(*session, kRegionOfFine));
    const shamal::FieldSeries series = netcdfFile(*session, kRegionOfFine).variables.front().series;
    QCOMPARE(series.grid().rows(), std::size_t(2));
    QCOMPARE(series.grid().columns(), std::size_t(3));
    QCOMPARE(series.at(0, 1, 2), value(1, 2 * 5 + 3));
}

QTEST_GUILESS_MAIN(NetcdfExportTest)
#include "netcdf_export_test.moc"
