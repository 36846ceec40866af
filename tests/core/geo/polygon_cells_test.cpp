#include "geo/polygon_cells.h"

#include "fields/region.h"
#include "geo/countries.h"
#include "geo/polygon_algebra.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace shamal;

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

/// How often the rings of a polygon run round a place, by the angles at which it sees their edges.
int windings(const Polygon& polygon, LatLon place)
{
    double angle = 0.0;
    const auto add = [&](const Ring& ring, double sign) {
        double own = 0.0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const LatLon a = ring[i];
            const LatLon b = ring[(i + 1) % ring.size()];
            const double ax = a.longitude - place.longitude, ay = a.latitude - place.latitude;
            const double bx = b.longitude - place.longitude, by = b.latitude - place.latitude;
            own += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
        }
        angle += sign * std::abs(own);
    };
    for (const PolygonPart& part : polygon.parts) {
        add(part.outer, 1.0);
        for (const Ring& hole : part.holes)
            add(hole, -1.0);
    }
    return static_cast<int>(std::round(angle / (2.0 * std::numbers::pi)));
}

bool holds(const Polygon& polygon, LatLon place)
{
    for (const double turn : {-720.0, -360.0, 0.0, 360.0, 720.0}) {
        if (windings(polygon, {place.latitude, place.longitude + turn}) > 0)
            return true;
    }
    return false;
}

/// A star with a hole, of `corners` corners at random distances.
Polygon star(LatLon centre, double degrees, int corners, unsigned seed)
{
    std::mt19937 engine(seed);
    std::uniform_real_distribution<double> reach(0.4, 1.0);
    PolygonPart part;
    Ring hole;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners;
        const double radius = degrees * reach(engine);
        part.outer.push_back(
            {centre.latitude + radius * std::sin(angle), centre.longitude + radius * std::cos(angle)});
        hole.push_back({centre.latitude + 0.3 * degrees * std::sin(angle),
                        centre.longitude + 0.3 * degrees * std::cos(angle)});
    }
    part.holes.push_back(hole);
    return {{part}};
}

/// Share of a cell inside, by `n` x `n` places that stand for equal areas on the sphere.
double sampledShare(const Polygon& polygon, double south, double north, double west, double east, int n)
{
    const double low = std::sin(south * kRadians), high = std::sin(north * kRadians);
    int inside = 0;
    for (int i = 0; i < n; ++i) {
        const double latitude = std::asin(low + (high - low) * (i + 0.5) / n) / kRadians;
        for (int j = 0; j < n; ++j)
            inside += holds(polygon, {latitude, west + (east - west) * (j + 0.5) / n}) ? 1 : 0;
    }
    return static_cast<double>(inside) / (n * n);
}

double sum(const std::vector<double>& values)
{
    double total = 0.0;
    for (const double value : values)
        total += value;
    return total;
}

bool near(double found, double expected, double relative)
{
    if (std::abs(found - expected) <= relative * std::abs(expected))
        return true;
    qWarning("%.15g is not %.15g", found, expected);
    return false;
}

constexpr double kSphereKm2 = 4.0 * std::numbers::pi * kEarthRadiusKm * kEarthRadiusKm;

}  // namespace

class PolygonCellsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheCentresThatWindingNumbersFind_data()
    {
        QTest::addColumn<double>("longitude");
        QTest::addColumn<double>("gridWest");
        QTest::newRow("amid the grid") << 70.0 << 60.0;
        QTest::newRow("across the date line") << 181.0 << 170.0;
        QTest::newRow("a turn away") << -290.0 << 60.0;
        QTest::newRow("half out of the grid") << 60.0 << 60.0;
    }
    void findsTheCentresThatWindingNumbersFind()
    {
        QFETCH(const double, longitude);
        QFETCH(const double, gridWest);
        const Polygon polygon = star({35.0, longitude}, 8.0, 41, 3);
        const Grid grid = Grid::regular(25.03, 0.37, 50, gridWest + 0.01, 0.41, 50);
        const std::vector<unsigned char> found = cellsInside(polygon, grid);
        int inside = 0;
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            const bool expected = holds(polygon, grid.centre(cell / grid.columns(), cell % grid.columns()));
            QCOMPARE(found[cell] != 0, expected);
            inside += expected ? 1 : 0;
        }
        QVERIFY(inside > 50);
    }
    void sharesOfCellsAreThoseOfFineSampling()
    {
        const Polygon polygon = star({52.0, 179.0}, 6.0, 17, 5);
        // Steps of different widths, as Gaussian grids and joined windows have them.
        const Grid grid({44.0, 47.0, 49.0, 52.0, 53.5, 57.0}, {171.0, 174.0, 176.0, 180.0, 181.0, 186.0});
        const std::vector<double> shares = Region("star", polygon).weights(grid);
        const std::vector<double> parallels = grid.latitudeEdges(), meridians = grid.longitudeEdges();
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            for (std::size_t column = 0; column < grid.columns(); ++column) {
                const double expected = sampledShare(polygon, parallels[row], parallels[row + 1],
                                                     meridians[column], meridians[column + 1], 60);
                QVERIFY(std::abs(shares[row * grid.columns() + column] - expected) < 0.01);
            }
        }
    }
    void sharesOfATriangleAreThoseOfTheIntegral()
    {
        // Below the line latitude = longitude in the cell 0..1, 0..1: the integral of sin(l) over l.
        const Grid grid({0.5}, {0.5});
        const Polygon triangle{{{{{0.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}, {}}}};
        const double expected = (1.0 - std::cos(kRadians)) / (std::sin(kRadians) * kRadians);
        QVERIFY(near(Region("", triangle).weights(grid)[0], expected, 1e-11));
        const Polygon high{{{{{89.0, 0.0}, {89.0, 1.0}, {90.0, 1.0}}, {}}}};
        const double lift = std::cos(89.0 * kRadians) / kRadians - std::sin(89.0 * kRadians);
        const double polar = lift / (1.0 - std::sin(89.0 * kRadians));
        QVERIFY(near(Region("", high).weights(Grid({89.5}, {0.5}))[0], polar, 1e-9));
    }
    void areasInsideAddUpToThePolygons()
    {
        const Grid globe = Grid::regular(-89.5, 1.0, 180, 0.5, 1.0, 360);
        for (const double longitude : {0.0, 100.0, 179.0, 359.0, -200.0}) {
            const Polygon polygon = star({40.0, longitude}, 20.0, 77, 9);
            QVERIFY(near(sum(areasInsideKm2(polygon, globe)), areaKm2(polygon), 1e-11));
        }
    }
    void rectanglesAndTheirPolygonsAgree()
    {
        const Grid grid = Grid::regular(-88.0, 4.0, 45, -178.0, 5.0, 72);
        for (const LatLonBox& box : {kAreaA0, LatLonBox{-90.0, -71.3, 170.2, 201.7},
                                     LatLonBox{-90.0, 90.0, -180.0, 180.0}, LatLonBox{3.3, 3.4, 0.1, 0.2}}) {
            const std::vector<double> direct = areasInsideKm2(box, grid);
            const std::vector<double> swept = areasInsideKm2(polygonOf(box), grid);
            for (std::size_t cell = 0; cell < grid.cells(); ++cell)
                QVERIFY(std::abs(direct[cell] - swept[cell]) <= 1e-9 * kSphereKm2 / 1e4);
            QVERIFY(near(sum(swept), Region("", box).areaKm2(), 1e-11));
        }
    }
    void theWholeSphereIsInside()
    {
        const Region all("all", polygonOf(LatLonBox{-90.0, 90.0, -180.0, 180.0}));
        QVERIFY(near(all.areaKm2(), kSphereKm2, 1e-13));
        const Grid grid = Grid::regular(-90.0, 1.5, 121, 0.0, 2.0, 180);
        for (const double share : all.weights(grid))
            QCOMPARE(share, 1.0);
        QCOMPARE(all.cellCount(grid), grid.cells());
    }
    void aRingRoundThePoleHoldsIt()
    {
        const Region cap("cap", Ellipse{{90.0, 0.0}, 500.0, 500.0, 0.0});
        const Grid grid = Grid::regular(-90.0, 1.0, 181, -180.0, 1.0, 360);
        const std::vector<double> shares = cap.weights(grid);
        QCOMPARE(shares.back(), 1.0);
        QCOMPARE(shares.front(), 0.0);
        QCOMPARE(cap.mask(grid).back(), static_cast<unsigned char>(1));
        const double expected = 2.0 * std::numbers::pi * kEarthRadiusKm * kEarthRadiusKm *
                                (1.0 - std::cos(500.0 / kEarthRadiusKm));
        QVERIFY(near(sum(cap.cellAreasKm2(grid)), expected, 1e-3));
    }
    void aRegionBetweenCentresIsNotLost()
    {
        const Grid grid = Grid::regular(0.0, 10.0, 3, 0.0, 10.0, 3);
        const Region small("small", Ellipse{{6.0, 14.0}, 30.0, 20.0, 45.0});
        QCOMPARE(small.cellCount(grid), std::size_t{1});
        QCOMPARE(small.mask(grid)[1 * 3 + 1], static_cast<unsigned char>(1));
        QVERIFY(near(sum(small.cellAreasKm2(grid)), small.areaKm2(), 1e-9));
        QCOMPARE(Region("away", LatLonBox{50.0, 51.0, 1.0, 2.0}).cellCount(grid), std::size_t{0});
    }
    void largePolygonsOnLargeGridsAreFast()
    {
        const Polygon five = star({36.0, 70.0}, 6.0, 250, 1);
        const Grid a0 = Grid::regular(29.2, 0.0625, 228, 60.3, 0.0625, 322);
        const Region region("star", five);
        QElapsedTimer clock;
        clock.start();
        region.mask(a0);
        const qint64 mask = clock.nsecsElapsed();
        region.weights(a0);
        qInfo("500 corners on 228x322: mask %.2f ms, weights %.2f ms", static_cast<double>(mask) / 1e6,
              static_cast<double>(clock.nsecsElapsed() - mask) / 1e6);
        QVERIFY(clock.elapsed() < 500);

        const Region canada("Canada", countriesPolygon(std::vector<std::string>{"Canada"}));
        std::size_t corners = 0;
        for (const PolygonPart& part : canada.polygon().parts)
            corners += part.outer.size();
        const Grid globe = Grid::regular(-90.0, 0.0625, 2881, -180.0, 0.0625, 5760);
        clock.restart();
        canada.mask(globe);
        const qint64 wide = clock.nsecsElapsed();
        canada.weights(globe);
        qInfo("%zu corners on 2881x5760: mask %.0f ms, weights %.0f ms", corners,
              static_cast<double>(wide) / 1e6, static_cast<double>(clock.nsecsElapsed() - wide) / 1e6);
        QVERIFY(clock.elapsed() < 10000);
    }
};

QTEST_GUILESS_MAIN(PolygonCellsTest)
#include "polygon_cells_test.moc"
