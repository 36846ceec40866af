#include "map/region_handles.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace shamal;
using Kind = RegionHandle::Kind;

namespace {

const LatLonBox kBox{10.0, 20.0, 170.0, 190.0};

RegionHandle handleAt(const RegionShape& shape, Kind kind, LatLon place)
{
    for (const RegionHandle& handle : handlesOf(shape)) {
        if (handle.kind == kind && samePlace(handle.place, place))
            return handle;
    }
    qFatal("no such handle");
}

Polygon square()
{
    return {{{{{0.0, 0.0}, {0.0, 10.0}, {10.0, 10.0}, {10.0, 0.0}}, {{{2.0, 2.0}, {4.0, 2.0}, {2.0, 4.0}}}}}};
}

void compareBoxes(const RegionShape& shape, const LatLonBox& expected)
{
    const auto& box = std::get<LatLonBox>(shape);
    for (const double gap : {box.south - expected.south, box.north - expected.north, box.west - expected.west,
                             box.east - expected.east})
        QVERIFY2(
            std::abs(gap) < 1e-9,
            qPrintable(QString("%1 %2 %3 %4").arg(box.south).arg(box.north).arg(box.west).arg(box.east)));
}

}  // namespace

class RegionHandlesTest : public QObject {
    Q_OBJECT
private slots:
    void aRectangleHasEightHandlesOnItsSides();
    void aCornerMovesTwoSidesAndASideOne();
    void aSideDraggedBeyondTheOtherTurnsTheRectangleOver();
    void aRectangleWithoutExtentOrAllRoundStaysAsItWas();
    void everyHandleOfARectangleFollowsTheHand();
    void movingKeepsTheSizeAndStopsAtThePole();
    void movingAcrossTheDateLineComesHome();
    void aCornerOfAPolygonOrOfItsHoleMovesAlone();
    void aMidpointBecomesACorner();
    void cornersAreTakenAwayUntilThreeAreLeft();
    void aPolygonThatTouchesAPoleOnlyGoesEastAndWest();
    void theCentreOfAnEllipseMovesIt();
    void anAxisEndIsWhereItIsDragged();
};

void RegionHandlesTest::aRectangleHasEightHandlesOnItsSides()
{
    const auto handles = handlesOf(kBox);
    QCOMPARE(handles.size(), std::size_t{8});
    QCOMPARE(std::ranges::count(handles, Kind::Corner, &RegionHandle::kind), 4);
    for (const RegionHandle& handle : handles) {
        const bool onParallel = handle.place.latitude == 10.0 || handle.place.latitude == 20.0;
        const bool onMeridian = handle.place.longitude == 170.0 || handle.place.longitude == 190.0;
        QCOMPARE(onParallel && onMeridian, handle.kind == Kind::Corner);
        QVERIFY(onParallel || onMeridian);
    }
}

void RegionHandlesTest::aCornerMovesTwoSidesAndASideOne()
{
    const auto corner = handleAt(kBox, Kind::Corner, {20.0, 190.0});
    compareBoxes(dragged(kBox, corner, {25.0, 200.0}), {10.0, 25.0, 170.0, 200.0});
    const auto side = handleAt(kBox, Kind::Side, {15.0, 170.0});
    compareBoxes(dragged(kBox, side, {3.0, 175.0}), {10.0, 20.0, 175.0, 190.0});
}

void RegionHandlesTest::aSideDraggedBeyondTheOtherTurnsTheRectangleOver()
{
    const auto side = handleAt(kBox, Kind::Side, {10.0, 180.0});
    compareBoxes(dragged(kBox, side, {30.0, 180.0}), {20.0, 30.0, 170.0, 190.0});
    const auto corner = handleAt(kBox, Kind::Corner, {10.0, 170.0});
    compareBoxes(dragged(kBox, corner, {30.0, 195.0}), {20.0, 30.0, -170.0, -165.0});
}

void RegionHandlesTest::aRectangleWithoutExtentOrAllRoundStaysAsItWas()
{
    const auto side = handleAt(kBox, Kind::Side, {20.0, 180.0});
    compareBoxes(dragged(kBox, side, {10.0, 180.0}), kBox);
    const auto east = handleAt(kBox, Kind::Side, {15.0, 190.0});
    compareBoxes(dragged(kBox, east, {15.0, 531.0}), kBox);
    compareBoxes(dragged(kBox, side, {123.0, 180.0}), {10.0, 90.0, 170.0, 190.0});
}

void RegionHandlesTest::everyHandleOfARectangleFollowsTheHand()
{
    for (const RegionHandle& handle : handlesOf(kBox)) {
        const LatLon to{handle.place.latitude + 1.0, handle.place.longitude - 2.0};
        const auto handles = handlesOf(dragged(kBox, handle, to));
        // A side's handle stays in the middle; what moves is its side.
        const bool follows = std::ranges::any_of(handles, [&](const RegionHandle& other) {
            return handle.kind == Kind::Corner
                       ? samePlace(other.place, to)
                       : other.kind == Kind::Side && (std::abs(other.place.latitude - to.latitude) < 1e-9 ||
                                                      std::abs(other.place.longitude - to.longitude) < 1e-9);
        });
        QVERIFY(follows);
    }
}

void RegionHandlesTest::movingKeepsTheSizeAndStopsAtThePole()
{
    compareBoxes(moved(kBox, {15.0, 175.0}, {17.0, 170.0}), {12.0, 22.0, 165.0, 185.0});
    compareBoxes(moved(kBox, {15.0, 175.0}, {95.0, 175.0}), {80.0, 90.0, 170.0, 190.0});
    compareBoxes(moved(kBox, {15.0, 175.0}, {-95.0, 175.0}), {-90.0, -80.0, 170.0, 190.0});
}

void RegionHandlesTest::movingAcrossTheDateLineComesHome()
{
    compareBoxes(moved(kBox, {15.0, 175.0}, {15.0, 190.0}), {10.0, 20.0, -175.0, -155.0});
    const auto ellipse =
        std::get<Ellipse>(moved(Ellipse{{0.0, 175.0}, 300.0, 200.0, 20.0}, {0.0, 175.0}, {5.0, 185.0}));
    QVERIFY(samePlace(ellipse.centre, {5.0, -175.0}));
    QCOMPARE(ellipse.semiMajorKm, 300.0);
}

void RegionHandlesTest::aCornerOfAPolygonOrOfItsHoleMovesAlone()
{
    Polygon expected = square();
    expected.parts[0].outer[2] = {12.0, 11.0};
    QVERIFY(dragged(square(), handleAt(square(), Kind::Corner, {10.0, 10.0}), {12.0, 11.0}) ==
            RegionShape(expected));
    expected = square();
    expected.parts[0].holes[0][1] = {5.0, 1.0};
    QVERIFY(dragged(square(), handleAt(square(), Kind::Corner, {4.0, 2.0}), {5.0, 1.0}) ==
            RegionShape(expected));
}

void RegionHandlesTest::aMidpointBecomesACorner()
{
    Polygon expected = square();
    expected.parts[0].outer.push_back({5.0, -3.0});  // on the edge from the last corner to the first
    QVERIFY(dragged(square(), handleAt(square(), Kind::Midpoint, {5.0, 0.0}), {5.0, -3.0}) ==
            RegionShape(expected));
}

void RegionHandlesTest::cornersAreTakenAwayUntilThreeAreLeft()
{
    auto shape = withoutCorner(square(), {10.0, 370.0});  // longitudes modulo 360
    QVERIFY(shape);
    QCOMPARE(std::get<Polygon>(*shape).parts[0].outer.size(), std::size_t{3});
    QCOMPARE(std::get<Polygon>(*shape).parts[0].holes.size(), std::size_t{1});
    shape = withoutCorner(*shape, {2.0, 2.0});
    QVERIFY(shape);
    QVERIFY(std::get<Polygon>(*shape).parts[0].holes.empty());
    QVERIFY(!withoutCorner(*shape, {0.0, 0.0}));
    QVERIFY(!withoutCorner(square(), {50.0, 50.0}));
    QVERIFY(!withoutCorner(kBox, {10.0, 170.0}));
}

void RegionHandlesTest::aPolygonThatTouchesAPoleOnlyGoesEastAndWest()
{
    const Polygon cap{{{{{60.0, 0.0}, {60.0, 360.0}, {90.0, 360.0}, {90.0, 0.0}}, {}}}};
    const auto turned = std::get<Polygon>(moved(cap, {70.0, 10.0}, {50.0, 40.0}));
    QCOMPARE(turned.parts[0].outer.front(), (LatLon{60.0, 30.0}));
    QCOMPARE(turned.parts[0].outer[2], (LatLon{90.0, 390.0}));
}

void RegionHandlesTest::theCentreOfAnEllipseMovesIt()
{
    const Ellipse ellipse{{30.0, 60.0}, 400.0, 150.0, 30.0};
    Ellipse expected = ellipse;
    expected.centre = {35.0, 62.0};
    QVERIFY(dragged(ellipse, handlesOf(ellipse).front(), {35.0, 62.0}) == RegionShape(expected));
}

void RegionHandlesTest::anAxisEndIsWhereItIsDragged()
{
    const Ellipse ellipse{{50.0, 179.0}, 400.0, 150.0, 30.0};
    for (const RegionHandle& handle : handlesOf(ellipse)) {
        if (handle.kind != Kind::AxisEnd)
            continue;
        const LatLon to{handle.place.latitude + 0.8, handle.place.longitude + 1.1};
        const auto changed = std::get<Ellipse>(dragged(ellipse, handle, to));
        QVERIFY(greatCircleKm(axisEnds(changed)[handle.index], to) < 1e-6);
        QCOMPARE(changed.centre, ellipse.centre);
        const bool along = handle.index % 2 == 0;
        QCOMPARE(along ? changed.semiMinorKm : changed.semiMajorKm, along ? 150.0 : 400.0);
    }
}

QTEST_APPLESS_MAIN(RegionHandlesTest)
#include "region_handles_test.moc"
