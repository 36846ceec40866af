#include "map/opengl_support.h"
#include "map_test_main.h"

#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// Every cell another value; the one at row 3, column 4 missing.
MapField checkeredField(shamal::Grid grid)
{
    MapField field{
        std::move(grid), {}, "MERRA-2 · DUEXTTAU", "2006-07-14", "Dust extinction optical depth (1)", {}};
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(static_cast<float>((i * 37) % 101) / 100.0f);
    field.values[3 * field.grid.columns() + 4] = kNone;
    return field;
}

shamal::Grid openSea()
{
    // South Pacific: no coastline runs through the pixels that are compared.
    return shamal::Grid::regular(-50.0, 1.0, 8, -130.0, 1.25, 10);
}

bool alike(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 2 && std::abs(a.green() - b.green()) <= 2 &&
           std::abs(a.blue() - b.blue()) <= 2;
}

QColor pixelAt(const QImage& image, QPointF place)
{
    const double ratio = image.devicePixelRatio();
    return image.pixelColor(static_cast<int>(place.x() * ratio), static_cast<int>(place.y() * ratio));
}

void showForDrawing(MapView& view)
{
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    view.setTool(MapView::Tool::Polygon);
    view.show();
}

void drag(QWidget& widget, QPoint from, QPoint to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QTest::mouseMove(&widget, (from + to) / 2);
    QTest::mouseMove(&widget, to);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

}  // namespace

class MapViewTest : public QObject {
    Q_OBJECT
private slots:
    void everyCellHasItsColourAtItsCentre();
    void unevenRowsKeepTheirEdges();
    void aFieldIsSeenModulo360();
    void missingCellsAreHatched();
    void valuesAreThoseOfTheCell();
    void theWheelKeepsThePointUnderTheCursor();
    void draggingPansByAsMuch();
    void aDrawnRectangleIsToThePixel();
    void aSelectedPolygonIsDrawnAlongItsOwnSides();
    void aPolygonIsDrawnCornerByCorner();
    void cornersAreTakenBackAndDropped();
    void shakyClicksAndEscapeSelectNothing();
    void setViewIsSilentAndShowsTheBoxWhole();
    void keysMoveAndComeHome();
    void theEmptyStateExplains();
    void theCursorIsReportedAndLost();
    void grabShowsWhatQtPaints();
    void thePictureIsOpaque();
    void thisDisplayIsNotRefused() { QCOMPARE(openGlFault(), QString()); }
};

void MapViewTest::everyCellHasItsColourAtItsCentre()
{
    MapView view;
    view.resize(640, 420);
    const auto field = checkeredField(openSea());
    view.setField(field);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    for (std::size_t row = 0; row < field.grid.rows(); ++row) {
        for (std::size_t column = 0; column < field.grid.columns(); ++column) {
            const float value = field.values[row * field.grid.columns() + column];
            if (std::isnan(value))
                continue;
            // A graticule line may run through centres, not through points a fifth of a cell away from them.
            auto point = field.grid.centre(row, column);
            point.latitude += 0.21;
            point.longitude += 0.27;
            QVERIFY2(alike(pixelAt(image, view.toWidget(point)), view.colourScale().colour(value)),
                     qPrintable(QString("row %1 column %2").arg(row).arg(column)));
        }
    }
}

void MapViewTest::unevenRowsKeepTheirEdges()
{
    MapView view;
    view.resize(600, 500);
    const auto field = checkeredField(shamal::Grid({-60.0, -57.0, -54.5, -52.5, -51.0, -50.0},
                                                   {-140.0, -138.0, -136.0, -134.0, -132.0, -130.0}));
    view.setField(field);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    const auto edges = field.grid.latitudeEdges();
    for (std::size_t row = 0; row < field.grid.rows(); ++row) {
        const auto expected = view.colourScale().colour(field.values[row * field.grid.columns() + 1]);
        const double inset = 3.0 * (edges[row + 1] - edges[row]) / 100.0 + 0.06;
        QVERIFY(alike(pixelAt(image, view.toWidget({edges[row] + inset, -137.6})), expected));
        QVERIFY(alike(pixelAt(image, view.toWidget({edges[row + 1] - inset, -137.6})), expected));
    }
}

void MapViewTest::aFieldIsSeenModulo360()
{
    MapView view;
    view.resize(640, 420);
    // 230 E is 130 W.
    const auto field = checkeredField(shamal::Grid::regular(-50.0, 1.0, 8, 230.0, 1.25, 10));
    view.setField(field);
    view.setView({-51.0, -42.0, -131.0, -118.0});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    QVERIFY(
        alike(pixelAt(image, view.toWidget({-49.8, -129.7})), view.colourScale().colour(field.values[0])));
    QCOMPARE(*view.valueAt({-50.0, -130.0}), field.values[0]);
}

void MapViewTest::missingCellsAreHatched()
{
    MapView view;
    view.resize(640, 420);
    const auto field = checkeredField(openSea());
    view.setField(field);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    const QColor ground = sequentialPalette().missing;
    const QPointF centre = view.toWidget(field.grid.centre(3, 4));
    int plain = 0;
    int lines = 0;
    for (int dy = -14; dy < -2; ++dy) {
        for (int dx = 2; dx < 14; ++dx) {
            const QColor pixel = pixelAt(image, centre + QPointF(dx, dy));
            plain += alike(pixel, ground) ? 1 : 0;
            lines += alike(pixel, ground.darker(130)) ? 1 : 0;
        }
    }
    QVERIFY2(plain > 100 && lines > 10, qPrintable(QString("%1 plain, %2 lines").arg(plain).arg(lines)));
}

void MapViewTest::valuesAreThoseOfTheCell()
{
    MapView view;
    const auto field = checkeredField(openSea());
    view.setField(field);
    QCOMPARE(*view.valueAt({-50.4, -130.6}), field.values[0]);
    QCOMPARE(*view.valueAt({-42.6, 360.0 - 118.2}), field.values.back());
    QVERIFY(std::isnan(*view.valueAt(field.grid.centre(3, 4))));
    QVERIFY(!view.valueAt({-50.6, -130.0}));
    QVERIFY(!view.valueAt({-45.0, -130.7}));
    QVERIFY(!view.valueAt({-45.0, -117.9}));
}

void MapViewTest::theWheelKeepsThePointUnderTheCursor()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    const QPointF cursor(233.0, 151.0);
    const auto point = *view.toGeographic(cursor);
    const auto before = view.view();
    QSignalSpy moved(&view, &MapView::viewChanged);
    QWheelEvent wheel(cursor, cursor, {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &wheel);
    QCOMPARE(moved.count(), 1);
    const QPointF away = view.toWidget(point) - cursor;
    QVERIFY(std::hypot(away.x(), away.y()) < 1e-6);
    const auto after = view.view();
    QVERIFY(std::abs((before.north - before.south) / (after.north - after.south) - 1.25 * 1.25) < 1e-9);
}

void MapViewTest::draggingPansByAsMuch()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    const auto point = *view.toGeographic({200.0, 150.0});
    drag(view, {200, 150}, {260, 190});
    const QPointF away = view.toWidget(point) - QPointF(260.0, 190.0);
    QVERIFY(std::hypot(away.x(), away.y()) < 1e-6);
}

void MapViewTest::aDrawnRectangleIsToThePixel()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    view.setTool(MapView::Tool::Select);
    std::optional<shamal::LatLonBox> drawn;
    connect(&view, &MapView::regionDrawn, this,
            [&](const shamal::RegionShape& shape) { drawn = std::get<shamal::LatLonBox>(shape); });
    drag(view, {300, 250}, {180, 90});  // towards the upper left: corners are sorted
    QVERIFY(drawn.has_value());
    const auto northWest = *view.toGeographic({180.0, 90.0});
    const auto southEast = *view.toGeographic({300.0, 250.0});
    const shamal::LatLonBox expected{southEast.latitude, northWest.latitude, northWest.longitude,
                                     southEast.longitude};
    const double pixel = (view.view().north - view.view().south) / 300.0;
    QVERIFY(std::abs(drawn->south - expected.south) < pixel &&
            std::abs(drawn->north - expected.north) < pixel);
    QVERIFY(std::abs(drawn->west - expected.west) < pixel && std::abs(drawn->east - expected.east) < pixel);
}

void MapViewTest::aSelectedPolygonIsDrawnAlongItsOwnSides()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    const shamal::Ring triangle{{-49.0, -128.0}, {-49.0, -120.0}, {-44.0, -128.0}};
    view.setRegions({{{"", shamal::Polygon{{{triangle, {}}}}}}, 0});
    view.setTool(MapView::Tool::Pan);  // handles would cover corners
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    const QColor accent = view.palette().color(QPalette::Highlight);
    const auto accentNear = [&](shamal::LatLon place) {
        const QPoint at = view.toWidget(place).toPoint();
        for (int y = -1; y <= 1; ++y) {
            for (int x = -1; x <= 1; ++x) {
                if (alike(image.pixelColor(at + QPoint(x, y)), accent))
                    return true;
            }
        }
        return false;
    };
    for (std::size_t i = 0; i < triangle.size(); ++i) {
        const auto& a = triangle[i];
        const auto& b = triangle[(i + 1) % triangle.size()];
        for (const double share : {0.3, 0.5, 0.8})
            QVERIFY(accentNear(
                {std::lerp(a.latitude, b.latitude, share), std::lerp(a.longitude, b.longitude, share)}));
    }
    // Its box's other sides are none of its.
    QVERIFY(!accentNear({-44.0, -122.0}));
    QVERIFY(!accentNear({-46.0, -120.0}));
    view.setRegions({});
    const QImage cleared = view.grabFramebuffer();
    QVERIFY(!alike(cleared.pixelColor(view.toWidget({-49.0, -124.0}).toPoint()), accent));
}

void MapViewTest::aPolygonIsDrawnCornerByCorner()
{
    MapView view;
    showForDrawing(view);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy drawn(&view, &MapView::regionDrawn);
    const auto before = view.view();
    const std::vector<QPoint> clicks{{150, 300}, {400, 310}, {300, 120}};
    for (const QPoint& click : clicks)
        QTest::mouseClick(&view, Qt::LeftButton, {}, click);
    QCOMPARE(drawn.size(), 0);
    QTest::mouseDClick(&view, Qt::LeftButton, {}, clicks.back());
    QCOMPARE(drawn.size(), 1);
    QCOMPARE(view.view().west, before.west);  // the double click did not go home
    const auto polygon = std::get<shamal::Polygon>(drawn.front().front().value<shamal::RegionShape>());
    QCOMPARE(polygon.parts.front().outer.size(), clicks.size());
    for (std::size_t i = 0; i < clicks.size(); ++i) {
        const auto place = *view.toGeographic(clicks[i]);
        QVERIFY(std::abs(polygon.parts.front().outer[i].latitude - place.latitude) < 1e-9);
        QVERIFY(std::abs(polygon.parts.front().outer[i].longitude - place.longitude) < 1e-9);
    }
}

void MapViewTest::cornersAreTakenBackAndDropped()
{
    MapView view;
    showForDrawing(view);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy drawn(&view, &MapView::regionDrawn);
    for (const QPoint click : {QPoint(150, 300), QPoint(400, 310), QPoint(300, 120), QPoint(200, 100)})
        QTest::mouseClick(&view, Qt::LeftButton, {}, click);
    QTest::keyClick(&view, Qt::Key_Backspace);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(drawn.size(), 1);
    const auto polygon = std::get<shamal::Polygon>(drawn.front().front().value<shamal::RegionShape>());
    QCOMPARE(polygon.parts.front().outer.size(), std::size_t{3});
    QTest::mouseClick(&view, Qt::LeftButton, {}, {150, 300});
    QTest::mouseClick(&view, Qt::LeftButton, {}, {400, 310});
    QTest::keyClick(&view, Qt::Key_Return);  // two corners are no polygon
    QTest::mouseClick(&view, Qt::LeftButton, {}, {150, 300});
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(drawn.size(), 1);
}

void MapViewTest::shakyClicksAndEscapeSelectNothing()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    view.setTool(MapView::Tool::Select);
    QSignalSpy drawn(&view, &MapView::regionDrawn);
    drag(view, {300, 250}, {303, 248});
    QTest::mousePress(&view, Qt::LeftButton, {}, {100, 100});
    QTest::mouseMove(&view, {200, 200});
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {200, 200});
    QCOMPARE(drawn.count(), 0);
}

void MapViewTest::setViewIsSilentAndShowsTheBoxWhole()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    QSignalSpy moved(&view, &MapView::viewChanged);
    view.setView(shamal::kAreaA0);
    QCOMPARE(moved.count(), 0);
    const auto seen = view.view();
    QVERIFY(seen.south <= 29.2 + 1e-9 && seen.north >= 43.4 - 1e-9);
    QVERIFY(seen.west <= 60.3 + 1e-9 && seen.east >= 80.4 - 1e-9);
    // A kilometre east is as long as one north in the middle: cos(36.3 degrees).
    const double wide = view.toWidget({36.3, 71.0}).x() - view.toWidget({36.3, 70.0}).x();
    const double high = view.toWidget({36.0, 70.0}).y() - view.toWidget({37.0, 70.0}).y();
    QVERIFY(std::abs(wide / high - std::cos(36.3 * M_PI / 180.0)) < 1e-9);
}

void MapViewTest::keysMoveAndComeHome()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    const auto home = view.view();
    QTest::keyClick(&view, Qt::Key_Plus);
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY(view.view().east - view.view().west < home.east - home.west);
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(std::abs(view.view().west - home.west) < 1e-9 && std::abs(view.view().north - home.north) < 1e-9);
}

void MapViewTest::theEmptyStateExplains()
{
    MapView view;
    view.resize(400, 300);
    view.setField(checkeredField(openSea()));
    QVERIFY(view.accessibleName().contains("MERRA-2"));
    view.clearField("Open a fine data set to compare.");
    QVERIFY(!view.hasField());
    QVERIFY(!view.valueAt({-50.0, -130.0}));
    QCOMPARE(view.accessibleDescription(), QString("Open a fine data set to compare."));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    int inked = 0;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = image.height() / 2 - 20; y < image.height() / 2 + 20; ++y)
            inked += alike(image.pixelColor(x, y), view.palette().color(QPalette::Window)) ? 0 : 1;
    }
    QVERIFY(inked > 100);
}

void MapViewTest::theCursorIsReportedAndLost()
{
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(openSea()));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    std::optional<shamal::LatLon> last;
    connect(&view, &MapView::cursorMoved, this,
            [&](const std::optional<shamal::LatLon>& point) { last = point; });
    QTest::mouseMove(&view, {222, 111});
    QTRY_VERIFY(last.has_value());
    QVERIFY(std::abs(last->latitude - view.toGeographic({222.0, 111.0})->latitude) < 1e-9);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&view, &leave);
    QVERIFY(!last);
}

void MapViewTest::grabShowsWhatQtPaints()
{
    QWidget window;
    auto* view = new MapView(&window);
    view->resize(640, 420);
    window.resize(640, 420);
    const auto field = checkeredField(openSea());
    view->setField(field);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QImage image = window.grab().toImage();
    int inked = 0;
    for (int x = 0; x < 200; ++x) {
        for (int y = 0; y < 16; ++y)
            inked += alike(image.pixelColor(x, y), view->palette().color(QPalette::Window)) ? 0 : 1;
    }
    QVERIFY(inked > 100);
    auto point = field.grid.centre(2, 2);
    point.latitude += 0.2;
    point.longitude += 0.2;
    QVERIFY(alike(pixelAt(image, view->toWidget(point)), view->colourScale().colour(field.values[22])));
}

void MapViewTest::thePictureIsOpaque()
{
    // Coasts and borders are translucent, one cell is missing, and it has to show nothing of the window
    // behind.
    MapView view;
    view.resize(640, 420);
    view.setField(checkeredField(shamal::Grid::regular(24.0, 1.0, 12, 44.0, 1.0, 20)));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    QVERIFY(!image.isNull());
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            QVERIFY2(qAlpha(image.pixel(x, y)) == 255, qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
    }
}

SHAMAL_MAP_TEST_MAIN(MapViewTest)
#include "map_view_test.moc"
