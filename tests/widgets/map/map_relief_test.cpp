// The terrain's shading on maps and in figures.
#include "map_test_main.h"

#include "demo/nature_run.h"
#include "map/map_figure.h"
#include "map/relief_image.h"

#include <QPainter>

#include <cmath>
#include <functional>

using shamal::LatLon;
using shamal::Projection;
using shamal::ProjectionKind;

namespace {

const shamal::LatLonBox kMountains{32.0, 40.0, 66.0, 78.0};

/// One value everywhere.
MapField plainField()
{
    MapField field{shamal::Grid::regular(20.25, 0.5, 50, 50.25, 0.5, 80), {}, "Plain", {}, "AOD (1)", {}};
    field.values.assign(field.grid.cells(), 0.5F);
    return field;
}

double luminance(const QColor& colour)
{
    return colour.redF() + colour.greenF() + colour.blueF();
}

/// Largest difference, over a lattice of pixels in the mountains, between how much a picture with relief is
/// darker than the one without and what the shading says at the middle of the pixel. Pixels that are not of
/// the colour `ground` without relief hold lines, which lie over it; 1 when those are the most.
double worstMisfit(const QImage& plain, const QImage& shaded, const QColor& ground,
                   const std::function<QPointF(LatLon)>& toPixels,
                   const std::function<LatLon(QPointF)>& toPlace)
{
    const ReliefImage& relief = ReliefImage::shipped();
    double worst = 0.0;
    int compared = 0;
    int lines = 0;
    for (double latitude = 33.0; latitude < 39.0; latitude += 0.37) {
        for (double longitude = 67.0; longitude < 77.0; longitude += 0.41) {
            const QPointF at = toPixels({latitude, longitude});
            const QPoint pixel(static_cast<int>(at.x()), static_cast<int>(at.y()));
            const double before = luminance(plain.pixelColor(pixel));
            const double after = luminance(shaded.pixelColor(pixel));
            if (plain.pixelColor(pixel).rgb() != ground.rgb()) {
                ++lines;
                continue;
            }
            ++compared;
            const double expected = relief.opacityAt(toPlace(QPointF(pixel) + QPointF(0.5, 0.5)));
            worst = std::max(worst, std::abs(1.0 - after / before - expected));
        }
    }
    return compared > lines ? worst : 1.0;
}

}  // namespace

class MapReliefTest : public QObject {
    Q_OBJECT
private slots:
    void shadingCoversTheTerrainAndNothingElse();
    void theSeaAndPlainsAreNotDarkened();
    void slopesAreDarkenedWhereTheyAre_data();
    void slopesAreDarkenedWhereTheyAre();
    void figuresShowTheSameShading();
    void aFigureIsShadedWhenAsked();
};

void MapReliefTest::shadingCoversTheTerrainAndNothingElse()
{
    const ReliefImage& relief = ReliefImage::shipped();
    const auto nodes = shamal::terrainNodes();
    const auto bounds = relief.grid.bounds();
    QVERIFY(bounds.south > nodes.latitudes().front() && bounds.north < nodes.latitudes().back());
    QVERIFY(bounds.west > nodes.longitudes().front() && bounds.east < nodes.longitudes().back());
    QCOMPARE(relief.opacityAt({36.0, 71.0 + 360.0}), relief.opacityAt({36.0, 71.0}));
    QCOMPARE(relief.opacityAt({46.5, 8.0}), 0.0);  // the Alps
}

void MapReliefTest::theSeaAndPlainsAreNotDarkened()
{
    const ReliefImage& relief = ReliefImage::shipped();
    QVERIFY(relief.opacityAt({10.0, 65.0}) < 0.01);  // Arabian Sea
    QVERIFY(relief.opacityAt({31.5, 46.5}) < 0.05);  // Mesopotamia
    double darkest = 0.0;
    for (double latitude = 33.0; latitude < 39.0; latitude += 0.1) {
        for (double longitude = 67.0; longitude < 77.0; longitude += 0.1)
            darkest = std::max(darkest, relief.opacityAt({latitude, longitude}));
    }
    QVERIFY2(darkest > 0.3 && darkest <= 0.6 + 1e-9, qPrintable(QString::number(darkest)));
}

void MapReliefTest::slopesAreDarkenedWhereTheyAre_data()
{
    QTest::addColumn<int>("kind");
    for (const ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("projection %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void MapReliefTest::slopesAreDarkenedWhereTheyAre()
{
    QFETCH(int, kind);
    MapView view;
    view.resize(900, 640);
    view.setField(plainField());
    view.setProjection(Projection::presetFor(static_cast<ProjectionKind>(kind), kMountains));
    view.setView(kMountains);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage plain = view.grabFramebuffer();
    view.setDetails({.relief = true});
    const QImage shaded = view.grabFramebuffer();
    const double misfit = worstMisfit(
        plain, shaded, ColourScale().colour(0.5), [&](LatLon place) { return view.toWidget(place); },
        [&](QPointF at) { return *view.toGeographic(at); });
    QVERIFY2(misfit < 0.05, qPrintable(QString::number(misfit)));
    view.setDetails({});
    QCOMPARE(view.grabFramebuffer(), plain);
}

void MapReliefTest::figuresShowTheSameShading()
{
    for (const ProjectionKind kind : {ProjectionKind::PlateCarree, ProjectionKind::Albers}) {
        const auto extent = MapExtent::of(Projection::presetFor(kind, kMountains), kMountains);
        const QRectF frame(30.0, 20.0, 800.0, 560.0);
        const auto geometry = MapGeometry::fitted(extent, frame);
        QImage plain(900, 640, QImage::Format_RGB32);
        plain.fill(Qt::white);
        QImage shaded = plain;
        {
            QPainter painter(&shaded);
            paintRelief(painter, geometry);
        }
        QCOMPARE(shaded.pixelColor(15, 300), QColor(Qt::white));  // outside the frame
        const double misfit = worstMisfit(
            plain, shaded, Qt::white, [&](LatLon place) { return *geometry.toPixels(place); },
            [&](QPointF at) { return *geometry.toGeographic(at); });
        QVERIFY2(misfit < 0.02, qPrintable(QString::number(misfit)));
    }
}

void MapReliefTest::aFigureIsShadedWhenAsked()
{
    const auto extent = MapExtent::of(Projection::presetFor(ProjectionKind::Albers, kMountains), kMountains);
    const auto picture = [&](const MapDetails& details) {
        QImage image(900, 640, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintMapFigure(painter, image.rect(), plainField(), {}, extent, {}, {.details = details});
        return image;
    };
    QVERIFY(picture({.relief = true}) != picture({}));
}

SHAMAL_MAP_TEST_MAIN(MapReliefTest)
#include "map_relief_test.moc"
