// Going somewhere on a map and back: history, zooming into a rectangle, gestures.
#include "map_test_main.h"

#include "map/view_link.h"

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using shamal::Projection;
using shamal::ProjectionKind;

namespace {

const shamal::LatLonBox kSea{-50.0, -42.0, -130.0, -118.0};

void fill(MapView& view)
{
    MapField field{shamal::Grid::regular(-50.0, 1.0, 8, -130.0, 1.25, 10), {}, "MERRA-2", {}, "AOD (1)", {}};
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(static_cast<float>(i) / 80.0f);
    view.resize(640, 420);
    view.setField(std::move(field));
}

bool same(const shamal::LatLonBox& a, const shamal::LatLonBox& b)
{
    return std::abs(a.south - b.south) < 1e-6 && std::abs(a.north - b.north) < 1e-6 &&
           std::abs(a.west - b.west) < 1e-6 && std::abs(a.east - b.east) < 1e-6;
}

void drag(QWidget& widget, QPoint from, QPoint to, Qt::KeyboardModifiers keys = {})
{
    QTest::mousePress(&widget, Qt::LeftButton, keys, from);
    QTest::mouseMove(&widget, (from + to) / 2);
    QTest::mouseMove(&widget, to);
    QTest::mouseRelease(&widget, Qt::LeftButton, keys, to);
}

void wheel(MapView& view, QPoint pixels, QPoint angle, Qt::ScrollPhase phase, Qt::KeyboardModifiers keys = {},
           const QPointingDevice* device = QPointingDevice::primaryPointingDevice())
{
    const QPointF at(300.0, 200.0);
    QWheelEvent event(at, view.mapToGlobal(at), pixels, angle, Qt::NoButton, keys, phase, false,
                      Qt::MouseEventNotSynthesized, device);
    QApplication::sendEvent(&view, &event);
}

double scaleOf(const MapView& view)
{
    return view.view().north - view.view().south;
}

}  // namespace

class MapNavigationTest : public QObject {
    Q_OBJECT
private slots:
    void aDragIsOneChangeAndGoesBack();
    void aDraggedMapIsTheSameAsOneDrawnThere_data();
    void aDraggedMapIsTheSameAsOneDrawnThere();
    void anotherDayLooksAsIfDrawnAnew();
    void wheelStepsCloseTogetherGoBackAsOne();
    void theMousesOwnButtonsGoBackAndForth();
    void linkedMapsGoBackTogether();
    void mapsOfTheirOwnHaveHistoriesOfTheirOwn();
    void theWayBackKeepsTheProjection();
    void aVisitIsRemembered();
    void aRectangleIsZoomedInto_data();
    void aRectangleIsZoomedInto();
    void shiftZoomsWithEveryTool();
    void escapeAndShakyClicksZoomNothing();
    void twoFingersPanByAsMuch();
    void aTouchpadThatTellsAnglesPansInProportion();
    void controlAndMiceZoom();
    void smoothWheelsZoomInProportion();
    void pinchingATouchpadZoomsAboutTheFingers();
    void pinchingAScreenZoomsAboutTheFingers();
};

void MapNavigationTest::aDragIsOneChangeAndGoesBack()
{
    MapView view;
    fill(view);
    const auto before = view.view();
    QTest::mouseClick(&view, Qt::LeftButton, {}, {200, 150});
    QVERIFY(!view.history().canGoBack());  // nothing moved
    drag(view, {200, 150}, {260, 190});
    const auto after = view.view();
    QVERIFY(!same(before, after));
    QSignalSpy moved(&view, &MapView::viewChanged);
    view.goBack();
    QVERIFY(same(view.view(), before));
    QCOMPARE(moved.count(), 1);
    QVERIFY(!view.history().canGoBack());
    view.goForward();
    QVERIFY(same(view.view(), after));
    view.goForward();
    QVERIFY(same(view.view(), after));
}

void MapNavigationTest::aDraggedMapIsTheSameAsOneDrawnThere_data()
{
    QTest::addColumn<ProjectionKind>("kind");
    QTest::addColumn<bool>("relief");
    QTest::newRow("plate carree") << ProjectionKind::PlateCarree << false;
    QTest::newRow("plate carree with relief") << ProjectionKind::PlateCarree << true;
    QTest::newRow("Lambert") << ProjectionKind::LambertConformal << false;
    QTest::newRow("orthographic") << ProjectionKind::Orthographic << true;
}

void MapNavigationTest::aDraggedMapIsTheSameAsOneDrawnThere()
{
    QFETCH(ProjectionKind, kind);
    QFETCH(bool, relief);
    MapField field{shamal::Grid::regular(26.0, 0.5, 40, 60.0, 0.625, 40), {}, "MERRA-2", {}, "AOD (1)", {}};
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(i % 13 == 0 ? std::nanf("") : static_cast<float>(i * 37 % 1600) / 1600.0f);
    MapView view;
    view.resize(640, 420);
    view.setProjection(Projection::preset(kind, {36.0, 72.0}, field.grid.bounds()));
    view.setField(field);
    MapDetails details;
    details.relief = relief;
    view.setDetails(details);
    view.setView({28.0, 44.0, 62.0, 82.0});
    const QImage before = view.grabFramebuffer();
    QPoint hand(300, 200);
    QTest::mousePress(&view, Qt::LeftButton, {}, hand);
    for (const QPoint step :
         {QPoint(7, 0), QPoint(-20, 13), QPoint(0, -31), QPoint(45, 22), QPoint(-3, -1)}) {
        hand += step;
        QTest::mouseMove(&view, hand);
        view.grabFramebuffer();
    }
    QTest::mouseRelease(&view, Qt::LeftButton, {}, hand);
    const QImage dragged = view.grabFramebuffer();
    view.setColourScale(view.colourScale());  // all of it is drawn anew
    const QImage drawn = view.grabFramebuffer();
    const auto share = [](const QImage& a, const QImage& b) {
        int different = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                different += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
        return static_cast<double>(different) / (a.width() * a.height());
    };
    QVERIFY(share(before, drawn) > 0.3);
    // A cell's border may fall on the other side of a pixel's middle by rounding.
    QVERIFY2(share(dragged, drawn) < 0.002, qPrintable(QString::number(share(dragged, drawn))));
}

void MapNavigationTest::anotherDayLooksAsIfDrawnAnew()
{
    MapField day{
        shamal::Grid::regular(26.0, 0.5, 40, 60.0, 0.625, 40), {}, "MERRA-2", "2006-07-14", "AOD (1)", {}};
    for (std::size_t i = 0; i < day.grid.cells(); ++i)
        day.values.push_back(static_cast<float>(i) / 1600.0f);
    MapField next = day;
    next.date = "2006-07-15";
    std::ranges::reverse(next.values);
    MapView view, other;
    for (MapView* map : {&view, &other})
        map->resize(640, 420);
    view.setField(day);
    const QImage before = view.grabFramebuffer();
    view.setField(next);
    const QImage after = view.grabFramebuffer();
    other.setField(next);
    QVERIFY(after != before);
    QVERIFY(after == other.grabFramebuffer());
}

void MapNavigationTest::wheelStepsCloseTogetherGoBackAsOne()
{
    MapView view;
    fill(view);
    const auto before = view.view();
    for (int i = 0; i < 3; ++i)
        wheel(view, {}, {0, 120}, Qt::NoScrollPhase);
    QTest::keyClick(&view, Qt::Key_Plus);
    const auto near = view.view();
    QTest::qWait(650);
    QTest::keyClick(&view, Qt::Key_Left);
    view.goBack();
    QVERIFY(same(view.view(), near));
    view.goBack();
    QVERIFY(same(view.view(), before));
}

void MapNavigationTest::theMousesOwnButtonsGoBackAndForth()
{
    MapView view;
    fill(view);
    const auto before = view.view();
    drag(view, {200, 150}, {260, 190});
    const auto after = view.view();
    QTest::mouseClick(&view, Qt::BackButton, {}, {200, 150});
    QVERIFY(same(view.view(), before));
    QTest::mouseClick(&view, Qt::ForwardButton, {}, {200, 150});
    QVERIFY(same(view.view(), after));
}

void MapNavigationTest::linkedMapsGoBackTogether()
{
    MapView one;
    MapView other;
    fill(one);
    fill(other);
    ViewLink link;
    link.add(&one);
    link.add(&other);
    const auto before = one.view();
    drag(one, {200, 150}, {260, 190});
    drag(other, {200, 150}, {180, 120});
    other.goBack();
    QVERIFY(same(one.view(), other.view()));
    one.goBack();
    QVERIFY(same(one.view(), before) && same(other.view(), before));
    QVERIFY(!other.history().canGoBack() && other.history().canGoForward());
}

void MapNavigationTest::mapsOfTheirOwnHaveHistoriesOfTheirOwn()
{
    MapView one;
    MapView other;
    fill(one);
    fill(other);
    ViewLink link;
    link.add(&one);
    link.add(&other);
    link.setViewLinked(false);
    drag(one, {200, 150}, {260, 190});
    QVERIFY(one.history().canGoBack() && !other.history().canGoBack());
}

void MapNavigationTest::theWayBackKeepsTheProjection()
{
    MapView view;
    fill(view);
    const auto middle = *view.centre();
    drag(view, {200, 150}, {300, 190});
    view.setProjection(Projection::presetFor(ProjectionKind::LambertConformal, kSea));
    view.goBack();
    QVERIFY(view.projection().kind() == ProjectionKind::LambertConformal);
    QVERIFY(std::abs(view.centre()->latitude - middle.latitude) < 1e-6);
    QVERIFY(std::abs(view.centre()->longitude - middle.longitude) < 1e-6);
}

void MapNavigationTest::aVisitIsRemembered()
{
    MapView view;
    view.resize(640, 420);
    view.visit(kSea);
    QVERIFY(!view.history().canGoBack());  // nothing was to be seen
    fill(view);
    view.setView(kSea);
    const auto before = view.view();
    view.visit(kSea);
    QVERIFY(!view.history().canGoBack());  // nothing moved
    view.visit(shamal::kAreaA0);
    QVERIFY(!same(view.view(), before));
    view.goBack();
    QVERIFY(same(view.view(), before));
}

void MapNavigationTest::aRectangleIsZoomedInto_data()
{
    QTest::addColumn<int>("kind");
    for (const ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("projection %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void MapNavigationTest::aRectangleIsZoomedInto()
{
    QFETCH(int, kind);
    MapView view;
    fill(view);
    view.setProjection(Projection::presetFor(static_cast<ProjectionKind>(kind), kSea));
    view.setTool(MapView::Tool::Zoom);
    const QPoint from(340, 250);
    const QPoint to(200, 130);  // towards the upper left
    const auto middle = *view.toGeographic(QPointF(from + to) / 2.0);
    const auto corner = *view.toGeographic(to);
    QSignalSpy moved(&view, &MapView::viewChanged);
    QSignalSpy selected(&view, &MapView::regionDrawn);
    drag(view, from, to);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(selected.count(), 0);
    // Its middle is in the middle and its corner on the frame's border, or within it on one side.
    const QPointF now = view.toWidget(corner);
    const QPointF centre = view.toWidget(*view.centre());
    const QPointF away = view.toWidget(middle) - centre;
    QVERIFY(std::hypot(away.x(), away.y()) < 0.01);
    const double enlarged = (now - centre).x() / (to - from).x() * 2.0;
    QVERIFY(std::abs((now - centre).y() / (to - from).y() * 2.0 / enlarged - 1.0) < 1e-6);
    QVERIFY(enlarged > 2.0);
    QVERIFY(now.x() > 0.0 && now.y() > 0.0);
    view.goBack();
    const QPointF back = view.toWidget(corner) - QPointF(to);
    QVERIFY(std::hypot(back.x(), back.y()) < 0.01);
}

void MapNavigationTest::shiftZoomsWithEveryTool()
{
    for (const auto tool : {MapView::Tool::Pan, MapView::Tool::Select, MapView::Tool::Polygon,
                            MapView::Tool::Ellipse, MapView::Tool::Pin}) {
        MapView view;
        fill(view);
        view.setTool(tool);
        const double before = scaleOf(view);
        QSignalSpy selected(&view, &MapView::regionDrawn);
        QSignalSpy pinned(&view, &MapView::placePinned);
        drag(view, {200, 130}, {340, 250}, Qt::ShiftModifier);
        QVERIFY(scaleOf(view) < 0.6 * before);
        QVERIFY(selected.isEmpty() && pinned.isEmpty());
    }
}

void MapNavigationTest::escapeAndShakyClicksZoomNothing()
{
    MapView view;
    fill(view);
    view.setTool(MapView::Tool::Zoom);
    const auto before = view.view();
    drag(view, {300, 250}, {303, 248});
    QTest::mousePress(&view, Qt::LeftButton, {}, {100, 100});
    QTest::mouseMove(&view, {200, 200});
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {200, 200});
    QVERIFY(same(view.view(), before));
    QVERIFY(!view.history().canGoBack());
}

void MapNavigationTest::twoFingersPanByAsMuch()
{
    MapView view;
    fill(view);
    const auto point = *view.toGeographic({200.0, 150.0});
    wheel(view, {}, {}, Qt::ScrollBegin);
    wheel(view, {17, -9}, {34, -18}, Qt::ScrollUpdate);
    wheel(view, {3, -1}, {6, -2}, Qt::ScrollMomentum);
    wheel(view, {}, {}, Qt::ScrollEnd);
    const QPointF away = view.toWidget(point) - QPointF(220.0, 140.0);
    QVERIFY(std::hypot(away.x(), away.y()) < 1e-6);
}

void MapNavigationTest::aTouchpadThatTellsAnglesPansInProportion()
{
    const QPointingDevice touchpad("touchpad", 7, QInputDevice::DeviceType::TouchPad,
                                   QPointingDevice::PointerType::Finger, QInputDevice::Capability::Scroll, 2,
                                   0);
    MapView view;
    fill(view);
    const auto point = *view.toGeographic({200.0, 150.0});
    const double scale = scaleOf(view);
    wheel(view, {}, {0, 15}, Qt::NoScrollPhase, {}, &touchpad);
    const double once = view.toWidget(point).y() - 150.0;
    wheel(view, {}, {0, 30}, Qt::NoScrollPhase, {}, &touchpad);
    QVERIFY(once > 0.0);
    QVERIFY(std::abs(view.toWidget(point).y() - 150.0 - 3.0 * once) < 1e-6);
    QVERIFY(std::abs(scaleOf(view) - scale) < 1e-9);
}

void MapNavigationTest::controlAndMiceZoom()
{
    MapView view;
    fill(view);
    const auto point = *view.toGeographic({300.0, 200.0});
    const double before = scaleOf(view);
    wheel(view, {}, {0, 120}, Qt::NoScrollPhase);
    const double byMouse = scaleOf(view);
    wheel(view, {0, 40}, {0, 120}, Qt::ScrollUpdate, Qt::ControlModifier);
    QVERIFY(std::abs(before / byMouse - 1.25) < 1e-9);
    QVERIFY(std::abs(byMouse / scaleOf(view) - 1.25) < 1e-9);
    const QPointF away = view.toWidget(point) - QPointF(300.0, 200.0);
    QVERIFY(std::hypot(away.x(), away.y()) < 1e-6);
}

void MapNavigationTest::smoothWheelsZoomInProportion()
{
    MapView coarse;
    MapView smooth;
    fill(coarse);
    fill(smooth);
    wheel(coarse, {}, {0, -120}, Qt::NoScrollPhase);
    for (int i = 0; i < 8; ++i)
        wheel(smooth, {}, {0, -15}, Qt::NoScrollPhase);
    QVERIFY(same(coarse.view(), smooth.view()));
}

void MapNavigationTest::pinchingATouchpadZoomsAboutTheFingers()
{
    MapView view;
    fill(view);
    const QPointF at(233.0, 151.0);
    const auto point = *view.toGeographic(at);
    const double before = scaleOf(view);
    for (const double value : {0.1, 0.1, -0.05}) {
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  view.mapToGlobal(at), value, {});
        QVERIFY(QApplication::sendEvent(&view, &pinch));
    }
    QVERIFY(std::abs(before / scaleOf(view) - 1.1 * 1.1 * 0.95) < 1e-9);
    const QPointF away = view.toWidget(point) - at;
    QVERIFY(std::hypot(away.x(), away.y()) < 1e-6);
}

void MapNavigationTest::pinchingAScreenZoomsAboutTheFingers()
{
    QWidget window;  // Qt 6.4 tells a window of its own every pinch twice
    window.resize(640, 420);
    auto& view = *new MapView(&window);
    fill(view);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QPointingDevice* screen = QTest::createTouchDevice();
    const double before = scaleOf(view);
    const auto point = *view.toGeographic({300.0, 200.0});
    QTest::touchEvent(&view, screen).press(0, QPoint(280, 200)).press(1, QPoint(320, 200));
    for (int apart = 22; apart <= 80; apart += 2)
        QTest::touchEvent(&view, screen).move(0, QPoint(300 - apart, 200)).move(1, QPoint(300 + apart, 200));
    QTest::touchEvent(&view, screen).release(0, QPoint(220, 200)).release(1, QPoint(380, 200));
    // The recogniser may take the first move to be sure of a pinch.
    const double enlarged = before / scaleOf(view);
    QVERIFY2(std::abs(enlarged - 80.0 / 22.0) < 0.5, qPrintable(QString::number(enlarged)));
    const QPointF away = view.toWidget(point) - QPointF(300.0, 200.0);
    QVERIFY2(std::hypot(away.x(), away.y()) < 2.0, qPrintable(QString("%1 %2").arg(away.x()).arg(away.y())));
    QTest::qWait(10);
    view.goBack();
    QVERIFY(std::abs(scaleOf(view) - before) < 1e-6);
}

SHAMAL_MAP_TEST_MAIN(MapNavigationTest)
#include "map_navigation_test.moc"
