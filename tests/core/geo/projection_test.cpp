#include "geo/projection.h"

#include "fields/error.h"
#include "geo/projected_lines.h"

#include <QtTest>

#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <thread>
#include <vector>

using shamal::LatLon;
using shamal::LatLonBox;
using shamal::Projection;
using shamal::ProjectionKind;

namespace {

constexpr double kRadius = 1000.0 * shamal::kEarthRadiusKm;

std::vector<Projection> everyPreset(LatLon centre, const LatLonBox& area)
{
    std::vector<Projection> all;
    for (const ProjectionKind kind : shamal::kPresetProjections)
        all.push_back(Projection::preset(kind, centre, area));
    return all;
}

std::string refusalOf(const std::string& text)
{
    try {
        Projection::fromProj(text);
    } catch (const shamal::InputError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

class ProjectionTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithSnydersWorkedExamples_data();
    void agreesWithSnydersWorkedExamples();
    void placesOfRobinsonAreThoseOfItsTable();
    void presetsAgreeWithTheFormulaeOfTheSphere();
    void pointsComeBackFromThePlane();
    void noPlaceOffTheEarthHasAPoint();
    void whatIsBeyondTheHorizonOrTooFarIsNotShown();
    void planesThatRepeatThemselvesGoOnForEver();
    void standardParallelsAreASixthFromTheBorders();
    void badStringsAreExplained();
    void systemsByNameAreUnderstood();
    void aKilometreIsAsLongAsTheScaleTells();
    void copiesServeThreadsAtOnce();
    void linesAreBrokenAtTheCutAndTheHorizon();
    void linesFollowTheirCurve();
};

// Snyder 1987, Map Projections: a Working Manual (USGS Professional Paper 1395), appendix A, spheres of
// radius 1.
void ProjectionTest::agreesWithSnydersWorkedExamples_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QPointF>("lonLat");
    QTest::addColumn<QPointF>("place");
    QTest::newRow("Mercator") << "+proj=merc +lon_0=-180 +R=1" << QPointF(-75.0, 35.0)
                              << QPointF(1.8325957, 0.6528366);
    QTest::newRow("Albers") << "+proj=aea +lat_1=29.5 +lat_2=45.5 +lat_0=23 +lon_0=-96 +R=1"
                            << QPointF(-75.0, 35.0) << QPointF(0.2952720, 0.2416774);
    QTest::newRow("Lambert") << "+proj=lcc +lat_1=33 +lat_2=45 +lat_0=23 +lon_0=-96 +R=1"
                             << QPointF(-75.0, 35.0) << QPointF(0.2966785, 0.2462112);
    QTest::newRow("orthographic") << "+proj=ortho +lat_0=40 +lon_0=-100 +R=1" << QPointF(-110.0, 30.0)
                                  << QPointF(-0.1503837, -0.1651911);
    QTest::newRow("stereographic") << "+proj=stere +lat_0=40 +lon_0=-100 +R=1" << QPointF(-75.0, 30.0)
                                   << QPointF(0.3807224, -0.1263802);
}

void ProjectionTest::agreesWithSnydersWorkedExamples()
{
    QFETCH(QString, definition);
    QFETCH(QPointF, lonLat);
    QFETCH(QPointF, place);
    const auto projection = Projection::fromProj(definition.toStdString());
    const auto found = projection.forward(LatLon{lonLat.y(), lonLat.x()});
    QVERIFY(found);
    QVERIFY2(std::abs(found->x - place.x()) < 1e-7 && std::abs(found->y - place.y()) < 1e-7,
             qPrintable(QString("%1 %2").arg(found->x, 0, 'f', 9).arg(found->y, 0, 'f', 9)));
}

void ProjectionTest::placesOfRobinsonAreThoseOfItsTable()
{
    // Robinson 1974: lengths of parallels 1, 0.9986, ... 0.5322 and their distances 0, 0.0620, ... 1.
    const auto robinson = Projection::preset(ProjectionKind::Robinson, {0.0, 20.0}, {});
    const auto check = [&](double latitude, double length, double distance) {
        const auto place = robinson.forward(LatLon{latitude, 110.0});
        QVERIFY(place);
        QVERIFY(std::abs(place->x - 0.8487 * length * std::numbers::pi / 2.0 * kRadius) < 1e-4 * kRadius);
        QVERIFY(std::abs(place->y - 1.3523 * distance * kRadius) < 1e-4 * kRadius);
    };
    check(0.0, 1.0, 0.0);
    check(30.0, 0.9600, 0.3720);
    check(60.0, 0.7986, 0.7346);
    check(90.0, 0.5322, 1.0);
}

void ProjectionTest::presetsAgreeWithTheFormulaeOfTheSphere()
{
    const double degree = std::numbers::pi / 180.0;
    const LatLon point{41.0, 75.0}, centre{36.0, 68.0};
    const double phi = point.latitude * degree, phi0 = centre.latitude * degree;
    const double lambda = (point.longitude - centre.longitude) * degree;
    const auto near = [](std::optional<shamal::PlanePoint> place, double x, double y) {
        return place && std::abs(place->x - x * kRadius) < 0.01 && std::abs(place->y - y * kRadius) < 0.01;
    };
    const double cosine = std::sin(phi0) * std::sin(phi) + std::cos(phi0) * std::cos(phi) * std::cos(lambda);
    const double x = std::cos(phi) * std::sin(lambda);
    const double y = std::cos(phi0) * std::sin(phi) - std::sin(phi0) * std::cos(phi) * std::cos(lambda);
    const auto of = [&](ProjectionKind kind) {
        return Projection::preset(kind, centre, shamal::kAreaA0).forward(point);
    };
    QVERIFY(near(of(ProjectionKind::Orthographic), x, y));
    QVERIFY(near(of(ProjectionKind::Stereographic), 2.0 * x / (1.0 + cosine), 2.0 * y / (1.0 + cosine)));
    QVERIFY(near(of(ProjectionKind::Mercator), lambda, std::log(std::tan(std::numbers::pi / 4 + phi / 2))));
    const double stretch = std::cos(phi0);
    const auto plate = of(ProjectionKind::PlateCarree);
    QVERIFY(plate && std::abs(plate->x - 75.0 * stretch) < 1e-12 && plate->y == 41.0);
}

void ProjectionTest::pointsComeBackFromThePlane()
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> latitude(-90.0, 90.0), longitude(-180.0, 180.0);
    for (const LatLon centre :
         {LatLon{36.0, 68.0}, LatLon{-40.0, 179.0}, LatLon{90.0, 0.0}, LatLon{0.0, 0.0}}) {
        for (const Projection& projection : everyPreset(centre, {-50.0, 50.0, -60.0, 60.0})) {
            int shown = 0;
            for (int i = 0; i < 500; ++i) {
                const LatLon point{latitude(random), longitude(random)};
                const auto place = projection.forward(point);
                QCOMPARE(place.has_value(), projection.visible(point));
                if (!place)
                    continue;
                ++shown;
                const auto back = projection.inverse(*place);
                QVERIFY2(back, qPrintable(QString::fromStdString(projection.definition())));
                QVERIFY(shamal::greatCircleKm(point, *back) < 1e-3);
            }
            QVERIFY(shown > 150);
        }
    }
}

void ProjectionTest::noPlaceOffTheEarthHasAPoint()
{
    const auto robinson = Projection::preset(ProjectionKind::Robinson, {0.0, 0.0}, {});
    QVERIFY(!robinson.inverse(shamal::PlanePoint{0.84 * std::numbers::pi * kRadius, 1.3 * kRadius}));
    QVERIFY(!robinson.inverse(shamal::PlanePoint{0.86 * std::numbers::pi * kRadius, 0.0}));
    QVERIFY(!robinson.inverse(shamal::PlanePoint{0.0, 1.4 * kRadius}));
    const auto globe = Projection::preset(ProjectionKind::Orthographic, {36.0, 68.0}, {});
    QVERIFY(globe.inverse(shamal::PlanePoint{0.7 * kRadius, 0.7 * kRadius}));
    QVERIFY(!globe.inverse(shamal::PlanePoint{0.72 * kRadius, 0.72 * kRadius}));
    // The wedge that a cone leaves open behind the pole.
    const auto cone = Projection::preset(ProjectionKind::LambertConformal, {36.0, 68.0}, shamal::kAreaA0);
    const auto pole = cone.forward(LatLon{90.0, 0.0});
    QVERIFY(pole && !cone.inverse(shamal::PlanePoint{pole->x, pole->y + 1e5}));
}

void ProjectionTest::whatIsBeyondTheHorizonOrTooFarIsNotShown()
{
    const auto globe = Projection::preset(ProjectionKind::Orthographic, {0.0, 170.0}, {});
    QVERIFY(globe.visible({0.0, -101.0}) && !globe.visible({0.0, -99.0}));
    const auto mercator = Projection::preset(ProjectionKind::Mercator, {0.0, 0.0}, {});
    QVERIFY(mercator.visible({84.9, 0.0}) && !mercator.visible({85.1, 0.0}));
    QVERIFY(mercator.visible({-84.9, 0.0}) && !mercator.visible({-85.1, 0.0}));
    const auto cone = Projection::preset(ProjectionKind::LambertConformal, {36.0, 68.0}, shamal::kAreaA0);
    QVERIFY(cone.visible({-38.0, 0.0}) && !cone.visible({-40.0, 0.0}));
    QVERIFY(!Projection().visible({91.0, 0.0}));
}

void ProjectionTest::planesThatRepeatThemselvesGoOnForEver()
{
    const auto mercator = Projection::preset(ProjectionKind::Mercator, {0.0, 100.0}, {});
    const double turn = *mercator.period();
    const auto place = mercator.forward(LatLon{30.0, 250.0});
    QVERIFY(place);
    const auto next = mercator.inverse(shamal::PlanePoint{place->x + 2.0 * turn, place->y});
    QVERIFY(next && std::abs(next->longitude - (250.0 + 720.0)) < 1e-9);
    const auto plate = Projection::plateCarree(0.5);
    QCOMPARE(plate.inverse(shamal::PlanePoint{300.0, 10.0})->longitude, 600.0);
    const auto across = mercator.boundsOf({-10.0, 10.0, 270.0, 290.0});
    QVERIFY(std::abs(across.width() - turn / 18.0) < 1.0);
}

void ProjectionTest::standardParallelsAreASixthFromTheBorders()
{
    const auto cone = Projection::preset(ProjectionKind::Albers, {36.3, 70.35}, {24.0, 48.0, 60.0, 80.0});
    QVERIFY(cone.definition().find("+lat_1=28 +lat_2=44") != std::string::npos);
    // Where both are across the equator from one another there is no cone.
    const auto tropics =
        Projection::preset(ProjectionKind::LambertConformal, {0.0, 0.0}, {-20.0, 20.0, 0.0, 9.0});
    QVERIFY(tropics.forward(LatLon{5.0, 5.0}));
}

void ProjectionTest::badStringsAreExplained()
{
    for (const std::string text :
         {"nonsense", "+proj=nosuch", "+proj=utm +zone=99", "+proj=longlat", "+proj=geocent +ellps=WGS84",
          "EPSG:4326", "", "+proj=lcc +lat_1=10 +lat_2=-10"}) {
        const std::string fault = refusalOf(text);
        QVERIFY2(fault.find("\"" + text + "\"") == 0, text.c_str());
        QVERIFY2(fault.find("+proj=laea") != std::string::npos, fault.c_str());
    }
}

void ProjectionTest::systemsByNameAreUnderstood()
{
    // Values of the EPSG guidance note 7-2 for this system's method: 50 N 5 E.
    const auto europe = Projection::fromProj("EPSG:3035");
    const auto place = europe.forward(LatLon{50.0, 5.0});
    QVERIFY(place);
    QVERIFY(std::abs(place->x - 3962799.45) < 0.01 && std::abs(place->y - 2999718.85) < 0.01);
}

void ProjectionTest::aKilometreIsAsLongAsTheScaleTells()
{
    const auto mercator = Projection::preset(ProjectionKind::Mercator, {0.0, 0.0}, {});
    QVERIFY(std::abs(*mercator.metresPerUnit(*mercator.forward(LatLon{60.0, 30.0})) - 0.5) < 1e-6);
    const auto plate = Projection::plateCarree(0.5);
    const double degree = kRadius * std::numbers::pi / 180.0;
    QVERIFY(std::abs(*plate.metresPerUnit({10.0, 60.0}) / degree - 1.0) < 1e-6);
}

void ProjectionTest::copiesServeThreadsAtOnce()
{
    const auto globe = Projection::preset(ProjectionKind::Stereographic, {36.0, 68.0}, {});
    const auto expected = *globe.forward(LatLon{40.0, 60.0});
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        threads.emplace_back([&wrong, i, globe, expected] {
            for (int k = 0; k < 2000; ++k) {
                const auto place = globe.forward(LatLon{40.0, 60.0});
                wrong[i] += place && place->x == expected.x && place->y == expected.y ? 0 : 1;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong, std::vector<int>(4, 0));
}

void ProjectionTest::linesAreBrokenAtTheCutAndTheHorizon()
{
    const auto robinson = Projection::preset(ProjectionKind::Robinson, {0.0, 0.0}, {});
    const std::vector<LatLon> across{{40.0, 170.0}, {40.0, 200.0}};
    const auto pieces = shamal::projectedLine(robinson, across, 1000.0);
    QCOMPARE(pieces.size(), std::size_t{2});
    const double edge = robinson.forward(LatLon{40.0, 180.0 - 1e-6})->x;
    QVERIFY(std::abs(pieces[0].back().x - edge) < 1000.0 && std::abs(pieces[1].front().x + edge) < 1000.0);
    const auto globe = Projection::preset(ProjectionKind::Orthographic, {0.0, 0.0}, {});
    const std::vector<LatLon> round{{0.0, -180.0}, {0.0, 0.0}, {0.0, 180.0}};
    const auto front = shamal::projectedLine(globe, round, 1000.0);
    QCOMPARE(front.size(), std::size_t{1});
    QVERIFY(std::abs(front[0].front().x + kRadius) < 1000.0 &&
            std::abs(front[0].back().x - kRadius) < 1000.0);
}

void ProjectionTest::linesFollowTheirCurve()
{
    const auto polar = Projection::preset(ProjectionKind::Stereographic, {90.0, 0.0}, {});
    const std::vector<LatLon> parallel{{60.0, 0.0}, {60.0, 180.0}};
    const double radius = 2.0 * kRadius * std::tan(15.0 * std::numbers::pi / 180.0);
    const auto pieces = shamal::projectedLine(polar, parallel, 2000.0);
    QCOMPARE(pieces.size(), std::size_t{1});
    for (std::size_t i = 1; i < pieces[0].size(); ++i) {
        const auto& a = pieces[0][i - 1];
        const auto& b = pieces[0][i];
        QVERIFY(std::abs(std::hypot((a.x + b.x) / 2.0, (a.y + b.y) / 2.0) - radius) < 2000.0);
    }
}

QTEST_GUILESS_MAIN(ProjectionTest)
#include "projection_test.moc"
