#include "geo/hillshade.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace shamal;

namespace {

constexpr double kRadians = M_PI / 180.0;
constexpr double kMetresPerDegree = 1000.0 * kEarthRadiusKm * kRadians;

Grid smallGrid()
{
    return Grid::regular(30.0, 0.1, 7, 60.0, 0.1, 9);
}

/// Altitudes that rise by so many metres a metre in the row of that latitude.
std::vector<float> plane(const Grid& grid, double riseEast, double riseNorth, double latitude)
{
    std::vector<float> metres;
    for (const double north : grid.latitudes()) {
        for (const double east : grid.longitudes())
            metres.push_back(static_cast<float>(
                kMetresPerDegree *
                (riseEast * std::cos(latitude * kRadians) * (east - 60.0) + riseNorth * (north - 30.0))));
    }
    return metres;
}

/// By angles, as textbooks have it: cosine of the angle between the light and the normal of a plane that
/// dips by `slope` towards `aspect`.
double byAngles(double slope, double aspect, double azimuth, double altitude)
{
    return std::sin(altitude) * std::cos(slope) +
           std::cos(altitude) * std::sin(slope) * std::cos(azimuth - aspect);
}

}  // namespace

class HillshadeTest : public QObject {
    Q_OBJECT
private slots:
    void aPlaneIsLitByItsAngles();
    void flatGroundHasTheSineOfTheLightsAltitude();
    void slopesTurnedAwayAreDark();
    void slopesAreExaggerated();
    void anUnknownNeighbourLeavesTheShadeUnknown();
};

void HillshadeTest::aPlaneIsLitByItsAngles()
{
    const Grid grid = smallGrid();
    for (const auto& [east, north] : {std::pair{0.3, 0.0}, {0.0, 0.2}, {-0.4, 0.25}, {0.1, -0.5}}) {
        const double slope = std::atan(std::hypot(east, north));
        const double aspect = std::atan2(-east, -north);  // downhill, clockwise from north
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            const auto shade = hillshade(grid, plane(grid, east, north, grid.latitudes()[row]), {});
            const double expected = std::max(0.0, byAngles(slope, aspect, 315.0 * kRadians, 45.0 * kRadians));
            for (std::size_t column = 0; column < grid.columns(); ++column)
                QVERIFY(std::abs(shade[row * grid.columns() + column] - expected) < 1e-3);
        }
    }
}

void HillshadeTest::flatGroundHasTheSineOfTheLightsAltitude()
{
    const Grid grid = smallGrid();
    const auto shade = hillshade(grid, std::vector<float>(grid.cells(), 1234.0F), {.altitudeDegrees = 30.0});
    for (const float light : shade)
        QVERIFY(std::abs(light - 0.5) < 1e-6);
}

void HillshadeTest::slopesTurnedAwayAreDark()
{
    const Grid grid = smallGrid();
    // Down to the south-east, steeper than the light comes in.
    const auto shade = hillshade(grid, plane(grid, -1.5, 1.5, 30.3), {});
    for (const float light : shade)
        QCOMPARE(light, 0.0F);
}

void HillshadeTest::slopesAreExaggerated()
{
    const Grid grid = smallGrid();
    const auto gentle = hillshade(grid, plane(grid, 0.02, -0.01, 30.3), {.exaggeration = 10.0});
    const auto steep = hillshade(grid, plane(grid, 0.2, -0.1, 30.3), {});
    for (std::size_t i = 0; i < gentle.size(); ++i)
        QVERIFY(std::abs(gentle[i] - steep[i]) < 1e-3);
}

void HillshadeTest::anUnknownNeighbourLeavesTheShadeUnknown()
{
    const Grid grid = smallGrid();
    std::vector<float> metres(grid.cells(), 100.0F);
    metres[3 * grid.columns() + 4] = std::numeric_limits<float>::quiet_NaN();
    const auto shade = hillshade(grid, metres, {});
    QVERIFY(std::isnan(shade[2 * grid.columns() + 3]));
    QVERIFY(!std::isnan(shade[grid.columns() + 1]));
}

QTEST_APPLESS_MAIN(HillshadeTest)
#include "hillshade_test.moc"
