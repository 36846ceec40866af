// Regions on a map, drawn and reshaped by mouse and keys.
#include "map_test_main.h"

#include <QSignalSpy>

#include <cmath>

using namespace shamal;

namespace {

MapField field(Grid grid)
{
    MapField made{std::move(grid), {}, "MERRA-2", "2006-07-14", "Optical depth (1)", {}};
    made.values.assign(made.grid.cells(), 0.5f);
    return made;
}

/// A map whose regions follow the hand, as a document makes them.
class Board : public QObject {
public:
    Board(const Grid& grid, const RegionList& regions) : list(regions)
    {
        view.resize(800, 600);
        view.setField(field(grid));
        view.setTool(MapView::Tool::Select);
        view.setRegions(list);
        connect(&view, &MapView::regionDrawn, this,
                [this](const RegionShape& shape) { drawn.push_back(shape); });
        connect(&view, &MapView::regionReshaped, this,
                [this](std::size_t region, const RegionShape& shape, int drag) {
                    drags.push_back(drag);
                    list.regions[region].shape = shape;
                    view.setRegions(list);
                });
        connect(&view, &MapView::regionActivated, this, [this](std::size_t region) {
            list.active = region;
            view.setRegions(list);
        });
    }
    void drag(LatLon from, LatLon to, bool letGo = true)
    {
        const QPoint a = view.toWidget(from).toPoint(), b = view.toWidget(to).toPoint();
        QTest::mousePress(&view, Qt::LeftButton, {}, a);
        QTest::mouseMove(&view, (a + b) / 2);
        QTest::mouseMove(&view, b);
        if (letGo)
            QTest::mouseRelease(&view, Qt::LeftButton, {}, b);
    }
    /// Two pixels, in degrees.
    double tolerance() { return 2.0 * (view.view().north - view.view().south) / view.height(); }
    const RegionShape& shape() const { return list.regions[*list.active].shape; }

    MapView view;
    RegionList list;
    std::vector<RegionShape> drawn;
    std::vector<int> drags;
};

Grid world()
{
    return Grid::regular(-40.0, 2.0, 41, 0.0, 2.0, 60);  // 41 S to 41 N, 1 W to 119 E
}

RegionList one(RegionShape shape)
{
    return {{{"One", std::move(shape)}}, 0};
}

bool near(double a, double b, double tolerance)
{
    return std::abs(std::remainder(a - b, 360.0)) <= tolerance;
}

}  // namespace

class MapRegionsTest : public QObject {
    Q_OBJECT
private slots:
    void aCornerOfARectangleIsDragged_data();
    void aCornerOfARectangleIsDragged();
    void anOutlineMovesARectangleAndItsInsideDrawsAnother();
    void aRegionAcrossTheDateLineIsReshaped();
    void aPolygonsCornersAreMovedAddedAndTakenAway();
    void anEllipseIsDrawnFromItsCentre();
    void anEllipseIsTurnedByTheEndOfAnAxis();
    void everyDragHasANumberOfItsOwn();
    void escapeTakesADragBack();
    void theNameOfAnotherRegionMakesItActive();
    void otherToolsLeaveRegionsAlone();
    void regionsHaveTheirColours();
};

void MapRegionsTest::aCornerOfARectangleIsDragged_data()
{
    QTest::addColumn<int>("kind");
    for (const ProjectionKind kind : kPresetProjections)
        QTest::addRow("projection %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void MapRegionsTest::aCornerOfARectangleIsDragged()
{
    QFETCH(int, kind);
    Board board(world(), one(LatLonBox{0.0, 20.0, 40.0, 70.0}));
    board.view.setProjection(Projection::presetFor(static_cast<ProjectionKind>(kind), world().bounds()));
    board.view.setView(world().bounds());
    board.drag({20.0, 70.0}, {30.0, 80.0});
    const auto box = std::get<LatLonBox>(board.shape());
    QVERIFY(box.south == 0.0 && box.west == 40.0);
    QVERIFY2(near(box.north, 30.0, board.tolerance()), qPrintable(QString::number(box.north)));
    QVERIFY2(near(box.east, 80.0, board.tolerance()), qPrintable(QString::number(box.east)));
    QVERIFY(board.drawn.empty());
}

void MapRegionsTest::anOutlineMovesARectangleAndItsInsideDrawsAnother()
{
    Board board(world(), one(LatLonBox{0.0, 20.0, 40.0, 70.0}));
    board.drag({0.0, 47.0}, {5.0, 57.0});  // on its southern side, beside the handles
    const auto box = std::get<LatLonBox>(board.shape());
    QVERIFY(near(box.south, 5.0, board.tolerance()) && near(box.west, 50.0, board.tolerance()));
    QVERIFY(std::abs(box.north - box.south - 20.0) < 1e-9 && std::abs(box.east - box.west - 30.0) < 1e-9);
    board.drag({12.0, 60.0}, {18.0, 65.0});
    QCOMPARE(board.drawn.size(), std::size_t{1});
    QVERIFY(std::get<LatLonBox>(board.shape()) == box);
}

void MapRegionsTest::aRegionAcrossTheDateLineIsReshaped()
{
    const Grid pacific = Grid::regular(-30.0, 2.0, 31, 150.0, 2.0, 31);
    for (const ProjectionKind kind : {ProjectionKind::PlateCarree, ProjectionKind::Mercator,
                                      ProjectionKind::LambertConformal, ProjectionKind::Orthographic}) {
        Board board(pacific, one(LatLonBox{-20.0, -10.0, 170.0, 185.0}));
        board.view.setProjection(Projection::presetFor(kind, pacific.bounds()));
        board.view.setView(pacific.bounds());
        board.drag({-20.0, 170.0}, {-22.0, 188.0});  // over the other side, on the far side of the line
        const auto box = std::get<LatLonBox>(board.shape());
        QVERIFY(near(box.west, 185.0, board.tolerance()) && near(box.east, 188.0, board.tolerance()));
        QVERIFY(box.east - box.west < 10.0);
    }
}

void MapRegionsTest::aPolygonsCornersAreMovedAddedAndTakenAway()
{
    const Ring triangle{{0.0, 30.0}, {0.0, 80.0}, {30.0, 30.0}};
    Board board(world(), one(Polygon{{{triangle, {}}}}));
    const auto ring = [&] { return std::get<Polygon>(board.shape()).parts[0].outer; };
    board.drag({30.0, 30.0}, {25.0, 45.0});
    QCOMPARE(ring().size(), std::size_t{3});
    QVERIFY(near(ring()[2].latitude, 25.0, board.tolerance()) &&
            near(ring()[2].longitude, 45.0, board.tolerance()));
    QCOMPARE(ring()[0], triangle[0]);
    // A click amid an edge puts a corner there, which can then be dragged.
    QTest::mouseClick(&board.view, Qt::LeftButton, {}, board.view.toWidget({0.0, 55.0}).toPoint());
    QCOMPARE(ring().size(), std::size_t{4});
    QCOMPARE(ring()[1], (LatLon{0.0, 55.0}));
    board.drag({0.0, 55.0}, {-15.0, 55.0});
    QCOMPARE(ring().size(), std::size_t{4});
    QVERIFY(near(ring()[1].latitude, -15.0, board.tolerance()));
    QTest::keyClick(&board.view, Qt::Key_Delete);
    QCOMPARE(ring().size(), std::size_t{3});
    QCOMPARE(ring()[1], triangle[1]);
    QTest::keyClick(&board.view, Qt::Key_Delete);  // none is touched any more
    QTest::mouseClick(&board.view, Qt::LeftButton, {}, board.view.toWidget({0.0, 80.0}).toPoint());
    QTest::keyClick(&board.view, Qt::Key_Backspace);  // and three are the fewest
    QCOMPARE(ring().size(), std::size_t{3});
    QVERIFY(board.drawn.empty());
}

void MapRegionsTest::anEllipseIsDrawnFromItsCentre()
{
    Board board(world(), {});
    board.view.setTool(MapView::Tool::Ellipse);
    board.drag({10.0, 50.0}, {20.0, 65.0});
    QCOMPARE(board.drawn.size(), std::size_t{1});
    const auto ellipse = std::get<Ellipse>(board.drawn.front());
    QVERIFY(near(ellipse.centre.latitude, 10.0, board.tolerance()));
    QVERIFY(near(ellipse.centre.longitude, 50.0, board.tolerance()));
    // North and east of the centre: degrees of 111.2 km, of longitude shorter at 20 N.
    QVERIFY(ellipse.semiMajorKm > 1000.0 && ellipse.semiMajorKm < 1350.0);
    QVERIFY(ellipse.semiMinorKm > 1500.0 && ellipse.semiMinorKm < 1650.0);
    QCOMPARE(ellipse.azimuthDegrees, 0.0);
}

void MapRegionsTest::anEllipseIsTurnedByTheEndOfAnAxis()
{
    Board board(world(), one(Ellipse{{0.0, 50.0}, 2000.0, 1000.0, 0.0}));
    const double degreesOf1000Km = 1000.0 / (kEarthRadiusKm * M_PI / 180.0);
    board.drag({2.0 * degreesOf1000Km, 50.0}, {0.0, 50.0 + 1.5 * degreesOf1000Km});
    const auto turned = std::get<Ellipse>(board.shape());
    QVERIFY(std::abs(turned.azimuthDegrees - 90.0) < 1.5);
    QVERIFY(std::abs(turned.semiMajorKm - 1500.0) < 40.0);
    QCOMPARE(turned.semiMinorKm, 1000.0);
    board.drag({0.0, 50.0}, {-10.0, 40.0});
    const auto moved = std::get<Ellipse>(board.shape());
    QVERIFY(near(moved.centre.latitude, -10.0, board.tolerance()) &&
            near(moved.centre.longitude, 40.0, board.tolerance()));
    QCOMPARE(moved.semiMajorKm, turned.semiMajorKm);
}

void MapRegionsTest::everyDragHasANumberOfItsOwn()
{
    Board board(world(), one(LatLonBox{0.0, 20.0, 40.0, 70.0}));
    board.drag({20.0, 70.0}, {25.0, 75.0});
    const std::size_t first = board.drags.size();
    QVERIFY(first >= 2);
    board.drag({25.0, 75.0}, {20.0, 70.0});
    for (std::size_t i = 0; i < board.drags.size(); ++i)
        QCOMPARE(board.drags[i] == board.drags.front(), i < first);
}

void MapRegionsTest::escapeTakesADragBack()
{
    const LatLonBox box{0.0, 20.0, 40.0, 70.0};
    Board board(world(), one(box));
    board.drag({20.0, 70.0}, {30.0, 80.0}, false);
    QVERIFY(board.shape() != RegionShape(box));
    QTest::keyClick(&board.view, Qt::Key_Escape);
    QVERIFY(board.shape() == RegionShape(box));
    QTest::mouseRelease(&board.view, Qt::LeftButton, {}, board.view.toWidget({30.0, 80.0}).toPoint());
    QVERIFY(board.shape() == RegionShape(box));
    QVERIFY(board.drawn.empty());
}

void MapRegionsTest::theNameOfAnotherRegionMakesItActive()
{
    Board board(
        world(),
        {{{"One", LatLonBox{0.0, 20.0, 10.0, 30.0}}, {"Other", LatLonBox{0.0, 20.0, 50.0, 70.0}}}, 0});
    const QPoint name = board.view.toWidget({20.0, 50.0}).toPoint() + QPoint(8, -14);
    QTest::mouseClick(&board.view, Qt::LeftButton, {}, name);
    QCOMPARE(board.list.active, std::optional<std::size_t>(1));
    QVERIFY(board.drags.empty());
    QTest::mousePress(&board.view, Qt::LeftButton, {}, name);
    QTest::mouseMove(&board.view, name + QPoint(20, 30));
    QTest::mouseRelease(&board.view, Qt::LeftButton, {}, name + QPoint(20, 30));
    QVERIFY(std::get<LatLonBox>(board.shape()).west > 51.0);
}

void MapRegionsTest::otherToolsLeaveRegionsAlone()
{
    Board board(world(), one(LatLonBox{0.0, 20.0, 40.0, 70.0}));
    board.view.setTool(MapView::Tool::Pan);
    const auto before = board.view.view();
    board.drag({20.0, 70.0}, {25.0, 75.0});
    QVERIFY(board.drags.empty());
    QVERIFY(board.view.view().west != before.west);
}

void MapRegionsTest::regionsHaveTheirColours()
{
    Board board(world(), {{{"One", LatLonBox{0.0, 20.0, 10.0, 30.0}, "#d55e00"},
                           {"Other", LatLonBox{0.0, 20.0, 50.0, 70.0}, "#009e73"}},
                          1});
    board.view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    const QImage image = board.view.grabFramebuffer();
    const auto widthAt = [&](LatLon place, const QColor& colour) {
        const QPoint at = board.view.toWidget(place).toPoint();
        int found = 0;
        for (int y = -4; y <= 4; ++y)
            found += image.pixelColor(at + QPoint(0, y)) == colour ? 1 : 0;
        return found;
    };
    QCOMPARE(widthAt({0.0, 15.0}, QColor("#d55e00")), 1);
    QCOMPARE(widthAt({0.0, 55.0}, QColor("#009e73")), 2);  // the active one is stronger
}

SHAMAL_MAP_TEST_MAIN(MapRegionsTest)
#include "map_regions_test.moc"
