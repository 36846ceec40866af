#include "map/map_geometry.h"
#include "map/map_curves.h"

#include <QtTest>

#include <cmath>

class MapGeometryTest : public QObject {
    Q_OBJECT
private slots:
    void aFittedBoxIsWholeAndCentred();
    void pixelsAndDegreesAreInverse();
    void zoomKeepsThePointUnderTheCursor();
    void panMovesByPixels();
    void zoomOutEndsAtTheWholeEarth();
    void pointsAcrossTheDateLineAreNear();
    void linesAreClippedToTheFrame();
};

namespace {
const QRectF kFrame(50.0, 20.0, 400.0, 200.0);

MapGeometry flat(const shamal::LatLonBox& box, double stretch)
{
    return MapGeometry::fitted(MapExtent::of(shamal::Projection::plateCarree(stretch), box), kFrame);
}
}  // namespace

void MapGeometryTest::aFittedBoxIsWholeAndCentred()
{
    const shamal::LatLonBox box{30.0, 40.0, 60.0, 70.0};
    const auto geometry = flat(box, 0.8);
    QCOMPARE(geometry.unitsPerPixel, 10.0 / 200.0);
    const auto visible = geometry.visible();
    QVERIFY(std::abs(visible.south - 30.0) < 1e-9 && std::abs(visible.north - 40.0) < 1e-9);
    QVERIFY(std::abs(visible.west - (65.0 - 12.5)) < 1e-9 && std::abs(visible.east - (65.0 + 12.5)) < 1e-9);
}

void MapGeometryTest::pixelsAndDegreesAreInverse()
{
    const auto geometry = flat({30.0, 40.0, 60.0, 70.0}, 0.8);
    const QPointF at = *geometry.toPixels(shamal::LatLon{33.3, 61.7});
    QVERIFY(std::abs(at.x() - (250.0 + (61.7 - 65.0) * 0.8 / 0.05)) < 1e-9);
    QVERIFY(std::abs(at.y() - (120.0 - (33.3 - 35.0) / 0.05)) < 1e-9);
    QVERIFY(std::abs(geometry.toGeographic(at)->latitude - 33.3) < 1e-9);
    QVERIFY(std::abs(geometry.toGeographic(at)->longitude - 61.7) < 1e-9);
}

void MapGeometryTest::zoomKeepsThePointUnderTheCursor()
{
    const auto before = flat({30.0, 40.0, 60.0, 70.0}, 0.8);
    const QPointF cursor(111.0, 187.0);
    const auto point = *before.toGeographic(cursor);
    const auto after = before.zoomed(1.7, cursor);
    QVERIFY(std::abs(after.unitsPerPixel - 0.05 / 1.7) < 1e-12);
    QVERIFY(std::hypot(after.toPixels(point)->x() - 111.0, after.toPixels(point)->y() - 187.0) < 1e-6);
}

void MapGeometryTest::panMovesByPixels()
{
    const auto before = flat({30.0, 40.0, 60.0, 70.0}, 0.8);
    const auto after = before.panned({16.0, -8.0});
    const QPointF moved =
        *after.toPixels(shamal::LatLon{35.0, 65.0}) - *before.toPixels(shamal::LatLon{35.0, 65.0});
    QVERIFY(std::hypot(moved.x() - 16.0, moved.y() + 8.0) < 1e-9);
}

void MapGeometryTest::zoomOutEndsAtTheWholeEarth()
{
    auto geometry = flat({30.0, 40.0, 60.0, 70.0}, 1.0);
    for (int i = 0; i < 40; ++i)
        geometry = geometry.zoomed(0.5, {60.0, 30.0});
    QVERIFY(std::abs(geometry.unitsPerPixel - 0.9) < 1e-12);
    QVERIFY(std::abs(geometry.centre.y) <= 90.0);
    QVERIFY(std::abs(geometry.centre.x) <= 180.0);
}

void MapGeometryTest::pointsAcrossTheDateLineAreNear()
{
    const auto geometry = flat({-10.0, 10.0, 170.0, 190.0}, 1.0);
    QCOMPARE(geometry.toPixels(shamal::LatLon{0.0, -175.0}), geometry.toPixels(shamal::LatLon{0.0, 185.0}));
    QCOMPARE(geometry.toPixels(shamal::LatLonBox{-5.0, 5.0, -185.0, -175.0}).center().x(),
             kFrame.center().x());
}

void MapGeometryTest::linesAreClippedToTheFrame()
{
    const QRectF frame(0.0, 0.0, 10.0, 10.0);
    const auto through = clippedLine({-5.0, 5.0, 15.0, 5.0}, frame);
    QVERIFY(through && *through == QLineF(0.0, 5.0, 10.0, 5.0));
    const auto inside = clippedLine({1.0, 1.0, 2.0, 3.0}, frame);
    QVERIFY(inside && *inside == QLineF(1.0, 1.0, 2.0, 3.0));
    QVERIFY(!clippedLine({-5.0, 8.0, 5.0, 18.0}, frame));
    QVERIFY(!clippedLine({11.0, 0.0, 11.0, 9.0}, frame));
}

QTEST_GUILESS_MAIN(MapGeometryTest)
#include "map_geometry_test.moc"
