#include "map/known_outlines.h"

#include "map/map_geometry.h"

#include <QtTest>

#include <cmath>

using shamal::OutlineScale;
using shamal::Projection;
using shamal::ProjectionKind;

class KnownOutlinesTest : public QObject {
    Q_OBJECT
private slots:
    void coarseOutlinesServePixelsOver20Km_data();
    void coarseOutlinesServePixelsOver20Km();
    void theEarthIsDrawnCoarselyAndTheAreasFinely();
    void eachScaleHasItsOwnLines();
    void placesAreInKnownCountries();
};

void KnownOutlinesTest::coarseOutlinesServePixelsOver20Km_data()
{
    QTest::addColumn<int>("kind");
    for (const ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("projection %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void KnownOutlinesTest::coarseOutlinesServePixelsOver20Km()
{
    QFETCH(int, kind);
    const shamal::LatLonBox box{5.0, 55.0, 20.0, 100.0};
    const QRectF frame(0.0, 0.0, 300.0, 200.0);
    auto geometry = MapGeometry::fitted(
        MapExtent::of(Projection::presetFor(static_cast<ProjectionKind>(kind), box), box), frame);
    const QPointF middle = frame.center();
    for (int step = 0; step < 40; ++step) {
        const auto a = geometry.toGeographic(middle - QPointF(0.5, 0.0));
        const auto b = geometry.toGeographic(middle + QPointF(0.5, 0.0));
        const double km = shamal::greatCircleKm(*a, *b);
        if (std::abs(km - 20.0) > 0.1)
            QCOMPARE(outlineScaleOf(geometry), km > 20.0 ? OutlineScale::Small : OutlineScale::Medium);
        geometry = geometry.zoomed(1.07, middle);
    }
    QCOMPARE(outlineScaleOf(geometry), OutlineScale::Medium);
}

void KnownOutlinesTest::theEarthIsDrawnCoarselyAndTheAreasFinely()
{
    const QRectF frame(0.0, 0.0, 640.0, 400.0);
    const auto of = [&](const shamal::LatLonBox& box) {
        return outlineScaleOf(MapGeometry::fitted(
            MapExtent::of(Projection::presetFor(ProjectionKind::Robinson, box), box), frame));
    };
    QCOMPARE(of({}), OutlineScale::Small);
    QCOMPARE(of(shamal::kAreaA0), OutlineScale::Medium);
    QCOMPARE(of(shamal::kAreaA1), OutlineScale::Medium);
}

void KnownOutlinesTest::eachScaleHasItsOwnLines()
{
    const auto points = [](OutlineScale scale) {
        std::size_t count = 0;
        for (const auto& outline : knownOutlines(scale))
            count += outline.points.size();
        return count;
    };
    QVERIFY(points(OutlineScale::Small) > 1000);
    QVERIFY(points(OutlineScale::Medium) > 5 * points(OutlineScale::Small));
}

void KnownOutlinesTest::placesAreInKnownCountries()
{
    const auto kabul = knownCountry({34.53, 69.17});
    QVERIFY(kabul);
    QCOMPARE(knownCountries()[*kabul].name, std::string("Afghanistan"));
    QVERIFY(!knownCountry({0.0, 65.0}));
}

QTEST_GUILESS_MAIN(KnownOutlinesTest)
#include "known_outlines_test.moc"
