#include "map/scale_bar.h"

#include "geo/graticule.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <limits>

using shamal::Projection;
using shamal::ProjectionKind;

namespace {

const QRectF kFrame(50.0, 20.0, 640.0, 420.0);
constexpr double kLongest = 160.0;

MapGeometry over(ProjectionKind kind, const shamal::LatLonBox& box)
{
    return MapGeometry::fitted(MapExtent::of(Projection::presetFor(kind, box), box), kFrame);
}

/// Along the row, in steps of a tenth of a pixel.
double groundKm(const MapGeometry& geometry, const QLineF& line)
{
    const int steps = static_cast<int>(std::ceil(10.0 * line.length()));
    double km = 0.0;
    for (int i = 0; i < steps; ++i)
        km += shamal::geodesicKm(*geometry.toGeographic(line.pointAt(static_cast<double>(i) / steps)),
                                 *geometry.toGeographic(line.pointAt((i + 1.0) / steps)));
    return km;
}

bool isRound(double km)
{
    const double digit = km / std::pow(10.0, std::floor(std::log10(km) + 1e-9));
    return std::ranges::any_of(std::array{1.0, 2.0, 5.0},
                               [&](double round) { return std::abs(digit - round) < 1e-9; });
}

/// The longest way to the right a plane unit is on the ground in the frame, in shortest ones.
double rangeOfScales(const MapGeometry& geometry)
{
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    for (double y = kFrame.top(); y <= kFrame.bottom(); y += 10.0) {
        for (double x = kFrame.left(); x <= kFrame.right(); x += 10.0) {
            const auto a = geometry.toGeographic({x - 0.5, y});
            const auto b = geometry.toGeographic({x + 0.5, y});
            if (!a || !b || std::abs(a->latitude) > 90.0)
                continue;
            const double km = shamal::greatCircleKm(*a, *b);
            least = std::min(least, km);
            most = std::max(most, km);
        }
    }
    return most / least;
}

}  // namespace

class ScaleBarTest : public QObject {
    Q_OBJECT
private slots:
    void aBarIsAsLongAsItSays_data();
    void aBarIsAsLongAsItSays();
    void theBarIsTheLongestThatFits();
    void aBarIsTrueWhereItStands();
    void noBarWhereScalesDiffer_data();
    void noBarWhereScalesDiffer();
    void noBarOffTheEarth();
};

void ScaleBarTest::aBarIsAsLongAsItSays_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("latitude");
    for (const ProjectionKind kind : shamal::kPresetProjections) {
        for (const double latitude : {36.0, -3.0, 62.0})
            QTest::addRow("projection %d at %g", static_cast<int>(kind), latitude)
                << static_cast<int>(kind) << latitude;
    }
}

void ScaleBarTest::aBarIsAsLongAsItSays()
{
    QFETCH(int, kind);
    QFETCH(double, latitude);
    for (const double half : {8.0, 0.3, 0.004}) {
        // Across the date line.
        const auto geometry = over(static_cast<ProjectionKind>(kind),
                                   {latitude - half, latitude + half, 179.0 - half, 179.0 + half});
        const auto bar = ScaleBar::at(geometry, {80.0, 410.5}, kLongest);
        QVERIFY(bar);
        QVERIFY2(isRound(bar->km), qPrintable(QString::number(bar->km)));
        QCOMPARE(bar->line.y1(), bar->line.y2());
        QVERIFY(std::abs(groundKm(geometry, bar->line) / bar->km - 1.0) < 1e-3);
    }
}

void ScaleBarTest::theBarIsTheLongestThatFits()
{
    const auto geometry = over(ProjectionKind::Albers, shamal::kAreaA0);
    for (double longest = 60.0; longest < 200.0; longest += 7.0) {
        const auto bar = ScaleBar::at(geometry, {80.0, 410.5}, longest);
        QVERIFY(bar && bar->line.length() <= longest);
        const double digit = bar->km / std::pow(10.0, std::floor(std::log10(bar->km) + 1e-9));
        const double next = bar->km * (std::abs(digit - 2.0) < 1e-9 ? 2.5 : 2.0);
        const double room = groundKm(geometry, {80.0, 410.5, 80.0 + longest, 410.5});
        QVERIFY(next > room * 0.99);
    }
}

void ScaleBarTest::aBarIsTrueWhereItStands()
{
    // Mercator's kilometres are half as long at 60 N as on the equator.
    const auto geometry = over(ProjectionKind::Mercator, {0.0, 55.0, 20.0, 60.0});
    const auto low = ScaleBar::at(geometry, {80.0, 430.0}, kLongest);
    const auto high = ScaleBar::at(geometry, {80.0, 40.0}, kLongest);
    QVERIFY(low && high);
    QVERIFY(low->line.length() / low->km < 0.7 * high->line.length() / high->km);
}

void ScaleBarTest::noBarWhereScalesDiffer_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("north");
    for (const ProjectionKind kind : {ProjectionKind::PlateCarree, ProjectionKind::Mercator,
                                      ProjectionKind::Orthographic, ProjectionKind::Robinson}) {
        for (const double north : {20.0, 40.0, 55.0, 65.0, 80.0})
            QTest::addRow("projection %d, up to %g N", static_cast<int>(kind), north)
                << static_cast<int>(kind) << north;
    }
    for (const ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("projection %d, the Earth", static_cast<int>(kind)) << static_cast<int>(kind) << 90.0;
}

void ScaleBarTest::noBarWhereScalesDiffer()
{
    QFETCH(int, kind);
    QFETCH(double, north);
    const bool whole = north == 90.0;
    const auto geometry = over(static_cast<ProjectionKind>(kind),
                               whole ? shamal::LatLonBox{} : shamal::LatLonBox{0.0, north, 20.0, 80.0});
    const double range = rangeOfScales(geometry);
    if (range > 1.8 && range < 2.2)
        return;  // too near to call for samples elsewhere
    const auto bar = ScaleBar::at(geometry, {kFrame.center().x(), kFrame.center().y()}, kLongest);
    QCOMPARE(bar.has_value(), range < 2.0);
}

void ScaleBarTest::noBarOffTheEarth()
{
    const shamal::LatLonBox pole{70.0, 90.0, -180.0, 180.0};
    auto flat =
        MapGeometry::fitted(MapExtent::of(Projection::plateCarree(1.0), {86.0, 90.0, 0.0, 6.0}), kFrame);
    flat.centre.y = 90.0;
    QVERIFY(!ScaleBar::at(flat, {80.0, 40.0}, kLongest));  // beyond the pole
    const auto globe = MapGeometry::fitted(
        MapExtent::of(Projection::preset(ProjectionKind::Orthographic, {90.0, 0.0}, pole), pole), kFrame);
    QVERIFY(ScaleBar::at(globe, kFrame.center(), kLongest));
    const auto limb = globe.zoomed(0.2, kFrame.center()).panned({500.0, 0.0});
    QVERIFY(!ScaleBar::at(limb, {80.0, 410.5}, kLongest));
}

QTEST_GUILESS_MAIN(ScaleBarTest)
#include "scale_bar_test.moc"
