#include "geo/ellipse.h"

#include <QTest>

#include <cmath>

using namespace shamal;

namespace {

const Ellipse kTilted{{50.0, 179.0}, 400.0, 150.0, 30.0};

}  // namespace

class EllipseTest : public QObject {
    Q_OBJECT
private slots:
    void axesEndOnTheOutline();
    void anAxisEndCanBeTakenAnywhere();
    void semiAxesStayWithinBounds();
    void anEllipseFillsItsRectangle();
};

void EllipseTest::axesEndOnTheOutline()
{
    const auto ends = axisEnds(kTilted);
    const Ring outline = polygonOf(kTilted).parts.front().outer;
    for (std::size_t end = 0; end < ends.size(); ++end) {
        QVERIFY(std::abs(greatCircleKm(kTilted.centre, ends[end]) - (end % 2 == 0 ? 400.0 : 150.0)) < 1e-6);
        double nearest = 1e9;
        for (const LatLon& corner : outline)
            nearest = std::min(nearest, greatCircleKm(corner, ends[end]));
        QVERIFY(nearest < 1e-6);
    }
    QVERIFY(ends[0].latitude > 50.0 && ends[0].longitude > 179.0);  // 30 degrees east of north
    QVERIFY(ends[1].latitude < 50.0 && ends[1].longitude > 179.0);  // to the right of it
}

void EllipseTest::anAxisEndCanBeTakenAnywhere()
{
    const LatLon to{47.0, -176.0};
    for (std::size_t end = 0; end < 4; ++end) {
        const Ellipse changed = withAxisEnd(kTilted, end, to);
        QVERIFY(greatCircleKm(axisEnds(changed)[end], to) < 1e-6);
        QVERIFY(changed.azimuthDegrees >= 0.0 && changed.azimuthDegrees < 360.0);
        QCOMPARE(end % 2 == 0 ? changed.semiMinorKm : changed.semiMajorKm, end % 2 == 0 ? 150.0 : 400.0);
    }
}

void EllipseTest::semiAxesStayWithinBounds()
{
    QVERIFY(!polygonOf(withAxisEnd(kTilted, 0, kTilted.centre)).empty());
    QVERIFY(!polygonOf(withAxisEnd(kTilted, 1, {-50.0, -1.0})).empty());
    QVERIFY(!polygonOf(ellipseWithin({0.0, 0.0}, {0.0, 0.0})).empty());
}

void EllipseTest::anEllipseFillsItsRectangle()
{
    const Ellipse small = ellipseWithin({0.0, 180.0}, {0.9, -178.2});
    const double degreeKm = greatCircleKm({0.0, 0.0}, {1.0, 0.0});
    QVERIFY(std::abs(small.semiMajorKm / (0.9 * degreeKm) - 1.0) < 1e-3);
    QVERIFY(std::abs(small.semiMinorKm / (1.8 * degreeKm) - 1.0) < 1e-3);
    QCOMPARE(small.azimuthDegrees, 0.0);
    QCOMPARE(ellipseWithin({0.0, 180.0}, {-0.9, 178.2}).semiMajorKm, small.semiMajorKm);
}

QTEST_APPLESS_MAIN(EllipseTest)
#include "ellipse_test.moc"
