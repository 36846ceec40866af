#include <QTest>

#include "geo/graticule.h"

#include <cmath>

using namespace shamal;

class GraticuleTest : public QObject {
    Q_OBJECT
private slots:
    void stepsSuitTheView_data();
    void stepsSuitTheView();
    void linesLieInsideTheViewBordersIncluded();
    void meridiansRunOnAcrossTheSeam();
    void tenthsAreExactDecimals();
    void geodesicsAreThoseOfTheEllipsoid();
};

void GraticuleTest::stepsSuitTheView_data()
{
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("step");
    QTest::newRow("the globe") << 180.0 << 360.0 << 30.0;
    QTest::newRow("A0") << 14.2 << 20.1 << 2.0;
    QTest::newRow("A1") << 26.9 << 22.3 << 5.0;
    QTest::newRow("a tall view") << 40.0 << 1.0 << 0.2;
    QTest::newRow("some cells") << 0.5 << 0.6 << 0.1;
}

void GraticuleTest::stepsSuitTheView()
{
    QFETCH(double, height);
    QFETCH(double, width);
    QFETCH(double, step);
    const LatLonBox view{-0.5 * height, 0.5 * height, -0.5 * width, 0.5 * width};
    QCOMPARE(graticule(view).stepDegrees, step);
}

void GraticuleTest::linesLieInsideTheViewBordersIncluded()
{
    const Graticule lines = graticule({-10.0, 12.0, 61.0, 80.0});
    QCOMPARE(lines.stepDegrees, 5.0);
    QCOMPARE(lines.parallels, (std::vector<double>{-10, -5, 0, 5, 10}));
    QVERIFY(!std::signbit(lines.parallels[2]));
    QCOMPARE(lines.meridians, (std::vector<double>{65, 70, 75, 80}));
    // A view may reach beyond the poles; parallels do not.
    QCOMPARE(graticule({-100.0, 100.0, -180.0, 180.0}, 4).parallels.front(), -90.0);
}

void GraticuleTest::meridiansRunOnAcrossTheSeam()
{
    QCOMPARE(graticule({-10.0, 10.0, 170.0, 195.0}, 4).meridians,
             (std::vector<double>{170, 175, 180, 185, 190, 195}));
}

void GraticuleTest::tenthsAreExactDecimals()
{
    const Graticule lines = graticule({29.95, 30.55, 60.0, 61.0}, 6);
    QCOMPARE(lines.stepDegrees, 0.1);
    QCOMPARE(lines.parallels, (std::vector<double>{30.0, 30.1, 30.2, 30.3, 30.4, 30.5}));
}

void GraticuleTest::geodesicsAreThoseOfTheEllipsoid()
{
    // Karney 2013 (GeographicLib's manual page): JFK to LHR, 5551.759400 km.
    QVERIFY(std::abs(geodesicKm({40.6, -73.8}, {51.6, -0.5}) - 5551.759400) < 1e-6);
    // A quarter of the meridian of WGS84, 10001.965729 km.
    QVERIFY(std::abs(geodesicKm({0.0, 60.0}, {90.0, 0.0}) - 10001.965729) < 1e-6);
    // The great circle is near it.
    QVERIFY(std::abs(geodesicKm({30.0, 60.0}, {35.0, 65.0}) / greatCircleKm({30.0, 60.0}, {35.0, 65.0}) -
                     1.0) < 0.005);
}

QTEST_GUILESS_MAIN(GraticuleTest)
#include "graticule_test.moc"
