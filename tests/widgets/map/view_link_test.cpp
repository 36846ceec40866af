#include "map/view_link.h"

#include "map_test_main.h"

#include <QGridLayout>
#include <QSignalSpy>

#include <array>
#include <cmath>
#include <memory>

namespace {

MapField rampField()
{
    MapField field{
        shamal::Grid::regular(-50.0, 1.0, 8, -130.0, 1.25, 10), {}, "G5NR", "2006-07-14", "AOD (1)", {}};
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(static_cast<float>(i) / 80.0f);
    return field;
}

bool same(const shamal::LatLonBox& a, const shamal::LatLonBox& b)
{
    return std::abs(a.south - b.south) < 1e-6 && std::abs(a.north - b.north) < 1e-6 &&
           std::abs(a.west - b.west) < 1e-6 && std::abs(a.east - b.east) < 1e-6;
}

/// Four maps in one window, linked.
struct Board {
    QWidget window;
    ViewLink link;
    std::array<MapView*, 4> views{};

    Board()
    {
        auto* grid = new QGridLayout(&window);
        for (int i = 0; i < 4; ++i) {
            auto* view = new MapView;
            view->setField(rampField());
            grid->addWidget(view, i / 2, i % 2);
            link.add(view);
            views[static_cast<std::size_t>(i)] = view;
        }
        window.resize(1000, 700);
        window.show();
    }
};

}  // namespace

class ViewLinkTest : public QObject {
    Q_OBJECT
private slots:
    void whatOneDoesAllDoWithoutEcho();
    void unlinkedViewsStayAndRelinkedOnesFollow();
    void theCursorMarksTheOthers();
    void regionsAreRelayedFromAnyMap();
    void fourMapsDrawAtOnce();
};

void ViewLinkTest::whatOneDoesAllDoWithoutEcho()
{
    Board board;
    QVERIFY(QTest::qWaitForWindowExposed(&board.window));
    std::array<std::unique_ptr<QSignalSpy>, 4> spies;
    for (std::size_t i = 0; i < 4; ++i)
        spies[i] = std::make_unique<QSignalSpy>(board.views[i], &MapView::viewChanged);
    QTest::keyClick(board.views[1], Qt::Key_Plus);
    QTest::keyClick(board.views[1], Qt::Key_Up);
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(spies[i]->count(), i == 1 ? 2 : 0);
        QVERIFY(same(board.views[i]->view(), board.views[1]->view()));
    }
}

void ViewLinkTest::unlinkedViewsStayAndRelinkedOnesFollow()
{
    Board board;
    QVERIFY(QTest::qWaitForWindowExposed(&board.window));
    const auto before = board.views[0]->view();
    board.link.setViewLinked(false);
    QTest::keyClick(board.views[2], Qt::Key_Plus);
    QVERIFY(same(board.views[0]->view(), before));
    QVERIFY(!same(board.views[2]->view(), before));
    board.link.setViewLinked(true);
    QVERIFY(same(board.views[0]->view(), board.views[2]->view()));
}

void ViewLinkTest::theCursorMarksTheOthers()
{
    Board board;
    QVERIFY(QTest::qWaitForWindowExposed(&board.window));
    std::optional<shamal::LatLon> relayed;
    connect(&board.link, &ViewLink::cursorMoved, this,
            [&](const std::optional<shamal::LatLon>& point) { relayed = point; });
    const QImage plain = board.views[3]->grabFramebuffer();
    const shamal::LatLon point{-46.3, -124.4};
    emit board.views[0]->cursorMoved(point);
    QVERIFY(relayed && relayed->latitude == point.latitude);
    QVERIFY(board.views[3]->grabFramebuffer() != plain);
    board.link.setCursorLinked(false);
    QCOMPARE(board.views[3]->grabFramebuffer(), plain);
}

void ViewLinkTest::regionsAreRelayedFromAnyMap()
{
    Board board;
    std::vector<shamal::RegionShape> drawn, reshaped;
    connect(&board.link, &ViewLink::regionDrawn, this,
            [&](const shamal::RegionShape& shape) { drawn.push_back(shape); });
    connect(&board.link, &ViewLink::regionReshaped, this,
            [&](std::size_t region, const shamal::RegionShape& shape, int drag) {
                QCOMPARE(region, std::size_t{2});
                QCOMPARE(drag, 7);
                reshaped.push_back(shape);
            });
    for (MapView* view : board.views) {
        emit view->regionDrawn(shamal::kAreaA0);
        emit view->regionReshaped(2, shamal::kAreaA1, 7);
    }
    QCOMPARE(drawn.size(), std::size_t{4});
    QVERIFY(drawn.back() == shamal::RegionShape(shamal::kAreaA0));
    QCOMPARE(reshaped.size(), std::size_t{4});
}

void ViewLinkTest::fourMapsDrawAtOnce()
{
    Board board;
    QVERIFY(QTest::qWaitForWindowExposed(&board.window));
    QTest::qWait(100);
    const QImage image = board.window.grab().toImage();
    const auto field = rampField();
    for (MapView* view : board.views) {
        const QPointF corner = view->mapTo(&board.window, QPoint(0, 0));
        for (const std::size_t cell : {std::size_t{0}, std::size_t{9}, std::size_t{70}, std::size_t{79}}) {
            auto point = field.grid.centre(cell / 10, cell % 10);
            point.latitude += 0.2;
            point.longitude += 0.25;
            const QPointF at = corner + view->toWidget(point);
            const QColor seen = image.pixelColor(static_cast<int>(at.x()), static_cast<int>(at.y()));
            const QColor meant = view->colourScale().colour(field.values[cell]);
            QVERIFY(std::abs(seen.red() - meant.red()) <= 2 && std::abs(seen.green() - meant.green()) <= 2);
        }
    }
}

SHAMAL_MAP_TEST_MAIN(ViewLinkTest)
#include "view_link_test.moc"
