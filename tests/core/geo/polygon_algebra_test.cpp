#include "geo/polygon_algebra.h"

#include "fields/error.h"
#include "fields/region_algebra.h"
#include "geo/ellipse.h"
#include "geo/polygon_buffer.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>

using namespace shamal;

namespace {

constexpr double kSphereKm2 = 4.0 * std::numbers::pi * kEarthRadiusKm * kEarthRadiusKm;

bool near(double found, double expected, double relative)
{
    if (std::abs(found - expected) <= relative * std::abs(expected))
        return true;
    qWarning("%.15g is not %.15g", found, expected);
    return false;
}

double capKm2(double radiusKm)
{
    return 0.5 * kSphereKm2 * (1.0 - std::cos(radiusKm / kEarthRadiusKm));
}

/// Least distance from a place to the outline, by every corner of it.
double leastKm(LatLon place, const Polygon& polygon)
{
    double least = 1e9;
    for (const PolygonPart& part : polygon.parts) {
        for (const LatLon& corner : part.outer)
            least = std::min(least, greatCircleKm(place, corner));
    }
    return least;
}

Polygon circle(LatLon centre, double radiusKm)
{
    return polygonOf(Ellipse{centre, radiusKm, radiusKm, 0.0});
}

QString refusalOf(const Polygon& polygon)
{
    try {
        soundPolygon(polygon);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

Polygon simple(Ring ring)
{
    return {{{std::move(ring), {}}}};
}

}  // namespace

class PolygonAlgebraTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void areasFollowInclusionAndExclusion_data()
    {
        QTest::addColumn<double>("longitude");
        QTest::addColumn<double>("turn");
        QTest::newRow("plain") << 40.0 << 0.0;
        QTest::newRow("across the date line") << 179.0 << 0.0;
        QTest::newRow("longitudes a turn apart") << 179.0 << -360.0;
        QTest::newRow("across Greenwich, 0 to 360") << 0.5 << 360.0;
    }
    void areasFollowInclusionAndExclusion()
    {
        QFETCH(const double, longitude);
        QFETCH(const double, turn);
        const Polygon a = circle({30.0, longitude}, 700.0);
        const Polygon b = circle({34.0, longitude + 4.0 + turn}, 500.0);
        const double both = areaKm2(intersectionOf(a, b));
        QVERIFY(both > 1e5);
        QVERIFY(near(areaKm2(unionOf(std::array{a, b})), areaKm2(a) + areaKm2(b) - both, 1e-9));
        QVERIFY(near(areaKm2(differenceOf(a, b)), areaKm2(a) - both, 1e-9));
        const LatLonBox bounds = boundsOf(unionOf(std::array{a, b}));
        QVERIFY(bounds.east - bounds.west < 20.0);
    }
    void halvesAtTheDateLineAreOne()
    {
        const Polygon halves{{{{{10, 170}, {10, 180}, {20, 180}, {20, 170}}, {}},
                              {{{10, -180}, {10, -170}, {20, -170}, {20, -180}}, {}}}};
        const Polygon whole = soundPolygon(halves);
        QCOMPARE(whole.parts.size(), std::size_t{1});
        QVERIFY((boundsOf(whole) == LatLonBox{10.0, 20.0, 170.0, 190.0}));
        QVERIFY(near(areaKm2(whole), areaKm2(polygonOf(LatLonBox{10.0, 20.0, 170.0, 190.0})), 1e-12));
        const Polygon cut = cutAtDateLine(whole);
        QCOMPARE(cut.parts.size(), std::size_t{2});
        QVERIFY(near(areaKm2(cut), areaKm2(whole), 1e-12));
    }
    void boundsOfPartsOnBothSidesOfTheDateLineAreOneStretch()
    {
        const Polygon parts{{{{{0, 170}, {0, 175}, {5, 175}}, {}}, {{{1, -178}, {1, -176}, {9, -176}}, {}}}};
        QVERIFY((boundsOf(parts) == LatLonBox{0.0, 9.0, 170.0, 184.0}));
    }
    void overlappingPartsCountOnce()
    {
        const Polygon twice{
            {polygonOf(LatLonBox{0, 10, 0, 10}).parts[0], polygonOf(LatLonBox{0, 10, 365, 375}).parts[0]}};
        QVERIFY(near(areaKm2(soundPolygon(twice)), areaKm2(polygonOf(LatLonBox{0, 10, 0, 15})), 1e-12));
    }
    void smallEllipsesHaveTheAreaOfThePlane()
    {
        for (const double latitude : {0.0, 45.0, -80.0}) {
            for (const double azimuth : {0.0, 33.0, 90.0}) {
                const double area = areaKm2(polygonOf(Ellipse{{latitude, 179.9}, 50.0, 20.0, azimuth}));
                QVERIFY(near(area, std::numbers::pi * 50.0 * 20.0, 2e-4));
            }
        }
        QVERIFY(near(areaKm2(circle({89.0, 20.0}, 2000.0)), capKm2(2000.0), 5e-4));
        QVERIFY(near(areaKm2(circle({-90.0, 0.0}, 9000.0)), capKm2(9000.0), 5e-4));
    }
    void ellipsesReachAsFarAsTheirAxes()
    {
        const Ellipse ellipse{{50.0, 10.0}, 800.0, 300.0, 90.0};
        const Polygon polygon = polygonOf(ellipse);
        double farthest = 0.0;
        for (const LatLon& corner : polygon.parts[0].outer)
            farthest = std::max(farthest, greatCircleKm(ellipse.centre, corner));
        QVERIFY(near(farthest, 800.0, 1e-9));
        QVERIFY(near(leastKm(ellipse.centre, polygon), 300.0, 1e-9));
        const LatLonBox box = boundsOf(polygon);
        QVERIFY(box.east - 10.0 > 10.0 && box.north - 50.0 < 3.0);  // its longer axis points east
        QVERIFY_EXCEPTION_THROWN(polygonOf(Ellipse{{50.0, 10.0}, 0.0, 1.0, 0.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(polygonOf(Ellipse{{95.0, 10.0}, 1.0, 1.0, 0.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(polygonOf(Ellipse{{5.0, 10.0}, 1.0, 20000.0, 0.0}), InputError);
    }
    void buffersOfCirclesAreCircles_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        QTest::newRow("Kabul") << 34.5 << 69.2;
        QTest::newRow("date line") << -17.0 << 179.5;
        QTest::newRow("beside the pole") << 86.0 << -30.0;
        QTest::newRow("on the pole") << -90.0 << 0.0;
    }
    void buffersOfCirclesAreCircles()
    {
        QFETCH(const double, latitude);
        QFETCH(const double, longitude);
        const Polygon small = soundPolygon(circle({latitude, longitude}, 400.0));
        QVERIFY(near(areaKm2(buffered(small, 600.0)), capKm2(1000.0), 2e-3));
        QVERIFY(near(areaKm2(buffered(small, -150.0)), capKm2(250.0), 4e-3));
        QVERIFY(near(areaKm2(buffered(small, 20.0)), capKm2(420.0), 2e-3));
        QVERIFY(buffered(small, -500.0).empty());
        const Polygon tiny = soundPolygon(circle({latitude, longitude}, 60.0));
        for (const double km : {-61.0, -100.0, -400.0})
            QVERIFY(buffered(tiny, km).empty());
        QVERIFY(near(areaKm2(buffered(tiny, 200.0)), capKm2(260.0), 2e-3));
    }
    void buffersHaveTheAreaOfTheStripAround()
    {
        // A spherical parallel body of a small rectangle, to first order: area + perimeter d + pi d^2.
        const LatLonBox box{20.0, 21.0, 50.0, 51.0};
        const double side = greatCircleKm({20.0, 50.0}, {21.0, 50.0});
        const double south = side * std::cos(20.0 * std::numbers::pi / 180.0);
        const double north = side * std::cos(21.0 * std::numbers::pi / 180.0);
        const double expected =
            areaKm2(polygonOf(box)) + (2.0 * side + south + north) * 30.0 + std::numbers::pi * 900.0;
        QVERIFY(near(areaKm2(buffered(polygonOf(box), 30.0)), expected, 2e-3));
    }
    void aBandRoundTheEarthHasNoRimAtItsSeam()
    {
        const Polygon band = polygonOf(LatLonBox{-10.0, 10.0, -180.0, 180.0});
        const double perDegree = kEarthRadiusKm * std::numbers::pi / 180.0;
        const double narrower = 10.0 - 200.0 / perDegree;
        const double expected = areaKm2(polygonOf(LatLonBox{-narrower, narrower, -180.0, 180.0}));
        QVERIFY(near(areaKm2(buffered(band, -200.0)), expected, 2e-3));
        const Polygon cap = polygonOf(LatLonBox{-90.0, -60.0, -180.0, 180.0});
        QVERIFY(near(areaKm2(buffered(cap, 500.0)), capKm2(30.0 * perDegree + 500.0), 2e-3));
        const Polygon all = polygonOf(LatLonBox{-90.0, 90.0, -180.0, 180.0});
        QVERIFY(near(areaKm2(buffered(all, -100.0)), kSphereKm2, 1e-12));
        QVERIFY_EXCEPTION_THROWN(buffered(band, 6000.0), InputError);
    }
    void regionsCombineByShape()
    {
        const Region box("box", LatLonBox{20.0, 30.0, 40.0, 50.0});
        const Region round("round", Ellipse{{25.0, 45.0}, 100.0, 100.0, 0.0});
        const Region ring = differenceOf("ring", box, round);
        QVERIFY(near(ring.areaKm2(), box.areaKm2() - round.areaKm2(), 1e-9));
        QCOMPARE(ring.polygon().parts[0].holes.size(), std::size_t{1});
        QVERIFY(near(unionOf("both", std::array{ring, round}).areaKm2(), box.areaKm2(), 1e-9));
        QVERIFY_EXCEPTION_THROWN(differenceOf("none", round, box), InputError);
        QVERIFY_EXCEPTION_THROWN(buffered("none", round, -200.0), InputError);
    }
    void refusesWhatTellsNoInside()
    {
        QVERIFY(refusalOf(simple({{0, 0}, {1, 1}, {0, 1}, {1, 0}})).contains("crosses itself") ||
                refusalOf(simple({{0, 0}, {1, 1}, {0, 1}, {1, 0}})).contains("cross itself"));
        QVERIFY(refusalOf(simple({{0, 0}, {1, 1}})).contains("fewer than three"));
        QVERIFY(refusalOf(simple({{0, 0}, {1, 1}, {0, 0}, {1, 1}})).contains("fewer than three"));
        QVERIFY(refusalOf(simple({{0, 0}, {1, 1}, {2, 2}})).contains("no extent"));
        QVERIFY(refusalOf(simple({{0, 0}, {1, 0}, {91, 1}})).contains("off the globe"));
        QVERIFY(refusalOf(simple({{0, 0}, {1, std::nan("")}, {9, 1}})).contains("off the globe"));
        QVERIFY(refusalOf(simple({{0, -200}, {0, 200}, {10, 200}})).contains("wider than 360"));
        QVERIFY(refusalOf({}).contains("no part"));
        const PolygonPart outside{{{0, 0}, {0, 1}, {1, 1}}, {{{5, 5}, {5, 6}, {6, 6}}}};
        QVERIFY(refusalOf({{outside}}).contains("Part 1"));
    }
    void mendsASmallLoop()
    {
        const Polygon looped =
            simple({{0, 0}, {0, 10}, {10, 10}, {10, 5.001}, {10.001, 5}, {10, 5}, {10.001, 5.001}, {10, 0}});
        QVERIFY(refusalOf(looped).isEmpty());
        QVERIFY(near(areaKm2(soundPolygon(looped)), areaKm2(polygonOf(LatLonBox{0, 10, 0, 10})), 1e-3));
    }
};

QTEST_GUILESS_MAIN(PolygonAlgebraTest)
#include "polygon_algebra_test.moc"
