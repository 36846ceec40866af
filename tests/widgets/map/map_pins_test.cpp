#include "map_test_main.h"

#include <QPainter>
#include <QSignalSpy>

#include <cmath>

namespace {

const shamal::Grid kSea = shamal::Grid::regular(-50.0, 1.0, 8, -130.0, 1.25, 10);
const shamal::LatLon kPlace{-46.3, -123.8};

void show(MapView& view)
{
    MapField field{kSea, std::vector<float>(kSea.cells(), 0.3f), "MERRA-2", "2006-07-14", "Dust (1)", {}};
    view.resize(640, 420);
    view.setField(std::move(field));
    view.show();
}

QRect changed(const QImage& before, const QImage& after)
{
    QRect area;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            if (before.pixel(x, y) != after.pixel(x, y))
                area |= QRect(x, y, 1, 1);
        }
    }
    return area;
}

QImage figureOf(const MapView& view)
{
    QImage image(900, 600, QImage::Format_RGB32);
    QPainter painter(&image);
    view.paintFigure(painter, image.rect());
    return image;
}

}  // namespace

class MapPinsTest : public QObject {
    Q_OBJECT
private slots:
    void aPinStandsOnItsPlace_data();
    void aPinStandsOnItsPlace();
    void theChosenPinStandsOut();
    void figuresHaveThePins();
    void aClickPinsAndADragMoves();
    void controlPinsWithThePanTool();
    void enterPinsTheMiddle();
};

void MapPinsTest::aPinStandsOnItsPlace_data()
{
    QTest::addColumn<int>("kind");
    for (const shamal::ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("kind %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void MapPinsTest::aPinStandsOnItsPlace()
{
    QFETCH(int, kind);
    MapView view;
    show(view);
    view.setProjection(
        shamal::Projection::presetFor(static_cast<shamal::ProjectionKind>(kind), kSea.bounds()));
    view.setView(kSea.bounds());
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage before = view.grabFramebuffer();
    view.setPins({{{7, kPlace}}, {}});
    const QRect pin = changed(before, view.grabFramebuffer());
    const QPointF place = view.toWidget(kPlace);
    QVERIFY2(std::abs(pin.center().x() - place.x()) <= 2.0, qPrintable(QString::number(pin.center().x())));
    QVERIFY(std::abs(pin.bottom() - place.y()) <= 3.0);
    QVERIFY(pin.width() < 24 && pin.height() < 34);
}

void MapPinsTest::theChosenPinStandsOut()
{
    MapView view;
    show(view);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto inkOf = [&](const MapPins& pins) {
        view.setPins(pins);
        const QPointF place = view.toWidget(kPlace);
        // In the disc, beside the number.
        return view.grabFramebuffer().pixelColor(static_cast<int>(place.x()) - 6,
                                                 static_cast<int>(place.y()) - 16);
    };
    const QColor accent = view.palette().color(QPalette::Highlight);
    QCOMPARE(inkOf({{{1, kPlace}}, 1}), accent);
    QVERIFY(inkOf({{{1, kPlace}}, {}}) != accent);
}

void MapPinsTest::figuresHaveThePins()
{
    MapView view;
    show(view);
    const QImage before = figureOf(view);
    view.setPins({{{1, kPlace}, {2, {10.0, 10.0}}}, 1});
    const QRect pin = changed(before, figureOf(view));
    QVERIFY(!pin.isEmpty());
    // One of them: the other lies off the map.
    QVERIFY(pin.width() < 40 && pin.height() < 60);
}

void MapPinsTest::aClickPinsAndADragMoves()
{
    MapView view;
    show(view);
    view.setTool(MapView::Tool::Pin);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy pinned(&view, &MapView::placePinned);
    const QPoint at = view.toWidget(kPlace).toPoint();
    QTest::mouseClick(&view, Qt::LeftButton, {}, at);
    QCOMPARE(pinned.size(), 1);
    const auto place = pinned[0][0].value<shamal::LatLon>();
    QVERIFY(std::abs(place.latitude - kPlace.latitude) < 0.02);
    QVERIFY(std::abs(place.longitude - kPlace.longitude) < 0.03);

    const shamal::LatLonBox before = view.view();
    QTest::mousePress(&view, Qt::LeftButton, {}, at);
    QTest::mouseMove(&view, at + QPoint(40, 20));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, at + QPoint(40, 20));
    QCOMPARE(pinned.size(), 1);
    QVERIFY(!(view.view() == before));
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(60, 8));  // the title is no place
    QCOMPARE(pinned.size(), 1);
}

void MapPinsTest::controlPinsWithThePanTool()
{
    MapView view;
    show(view);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy pinned(&view, &MapView::placePinned);
    const QPoint at = view.toWidget(kPlace).toPoint();
    view.setTool(MapView::Tool::Pan);
    QTest::mouseClick(&view, Qt::LeftButton, {}, at);
    QCOMPARE(pinned.size(), 0);
    QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, at);
    QCOMPARE(pinned.size(), 1);
    view.setTool(MapView::Tool::Select);
    QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, at);
    QCOMPARE(pinned.size(), 1);
}

void MapPinsTest::enterPinsTheMiddle()
{
    MapView view;
    show(view);
    view.setTool(MapView::Tool::Pin);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy pinned(&view, &MapView::placePinned);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(pinned.size(), 1);
    QVERIFY(pinned[0][0].value<shamal::LatLon>() == *view.centre());
}

SHAMAL_MAP_TEST_MAIN(MapPinsTest)
#include "map_pins_test.moc"
