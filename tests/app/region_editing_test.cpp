// Regions in the window: drawn, reshaped and undone by mouse and key, and what the panels make of them.
#include "geo/polygon_algebra.h"
#include "panels/map_board.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QMenu>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace shamal;

class RegionEditingTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void aRectangleIsDrawnReshapedAndUndone();
    void anEllipseIsDrawnReshapedAndUndone();
    void aPolygonIsDrawnReshapedAndUndone();
    void anOutlineIsMovedAndUndone();
    void aPolygonDraggedAcrossItselfStaysSound();
    void escapeLeavesNothingToUndo();
    void theListActivatesDeletesAndCombines();
    void wholeAreaAndPresetsDoNotPileUp();
    void allRegionsGoOutAndComeIn();
    void mnemonicsOfTheRegionMenuAreUnique();

private:
    MapView& map() { return m_window->maps().view(0); }
    const RegionList& list() { return m_window->session().regions(); }
    const RegionShape& active() { return list().activeRegion()->shape; }
    LatLonBox box() { return std::get<LatLonBox>(active()); }
    QPoint at(QPoint fromMiddle) { return map().rect().center() + fromMiddle; }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(&map(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(&map(), at((from + to) / 2));
        QTest::mouseMove(&map(), at(to));
        QTest::mouseRelease(&map(), Qt::LeftButton, {}, at(to));
    }
    void dragFrom(LatLon place, QPoint by)
    {
        const QPoint from = map().toWidget(place).toPoint() - map().rect().center();
        drag(from, from + by);
    }
    void drawRectangle() { drag({-60, -40}, {20, 30}); }
    void drawTriangle();
    /// Undoes down to nothing, seeing `states` on the way, and redoes all.
    void undoThrough(const std::vector<RegionList>& states);
    QTreeWidget& rows() { return *m_window->findChild<QTreeWidget*>("regionList"); }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<MainWindow> m_window;
};

void RegionEditingTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1400, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));  // shortcuts go to the active window
    m_window->openFiles(
        {std::filesystem::path(SHAMAL_TEST_DATA) / "merra2-native-grid/M2T1NXSLV_temporal.nc4"});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().coarse() != nullptr && !m_window->work().reading(), 20000);
}

void RegionEditingTest::drawTriangle()
{
    m_window->menus().polygon->trigger();
    for (const QPoint corner : {QPoint(-50, 40), QPoint(50, 40), QPoint(0, -50)})
        QTest::mouseClick(&map(), Qt::LeftButton, {}, at(corner));
    QTest::keyClick(&map(), Qt::Key_Return);
    m_window->menus().select->trigger();
}

void RegionEditingTest::undoThrough(const std::vector<RegionList>& states)
{
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        m_window->menus().undo->trigger();
        QVERIFY(list() == states[i]);
    }
    QVERIFY(!m_window->menus().undo->isEnabled());
    for (std::size_t i = 1; i < states.size(); ++i) {
        m_window->menus().redo->trigger();
        QVERIFY(list() == states[i]);
    }
}

void RegionEditingTest::aRectangleIsDrawnReshapedAndUndone()
{
    std::vector<RegionList> states{list()};
    drawRectangle();
    states.push_back(list());
    QCOMPARE(list().regions.size(), std::size_t{1});
    const LatLonBox before = box();
    dragFrom({before.north, before.east}, {30, -20});
    states.push_back(list());
    QVERIFY(box().north > before.north && box().east > before.east);
    QVERIFY(box().south == before.south && box().west == before.west);
    QCOMPARE(m_window->session().region()->name, "Rectangle");
    undoThrough(states);
}

void RegionEditingTest::anEllipseIsDrawnReshapedAndUndone()
{
    std::vector<RegionList> states{list()};
    QTest::keyClick(m_window.get(), Qt::Key_E);
    QVERIFY(m_window->menus().ellipse->isChecked());
    drag({0, 0}, {50, 35});
    states.push_back(list());
    const auto drawn = std::get<Ellipse>(active());
    m_window->menus().select->trigger();
    dragFrom(axisEnds(drawn)[1], {20, 0});
    states.push_back(list());
    const auto wider = std::get<Ellipse>(active());
    QVERIFY(wider.semiMinorKm > drawn.semiMinorKm && wider.centre == drawn.centre);
    dragFrom(drawn.centre, {-20, 10});
    states.push_back(list());
    QVERIFY(std::get<Ellipse>(active()).centre.longitude < drawn.centre.longitude);
    undoThrough(states);
}

void RegionEditingTest::aPolygonIsDrawnReshapedAndUndone()
{
    std::vector<RegionList> states{list()};
    drawTriangle();
    states.push_back(list());
    const auto ring = [this] { return std::get<Polygon>(active()).parts[0].outer; };
    const Ring before = ring();
    QCOMPARE(before.size(), std::size_t{3});
    const auto lowest = *std::ranges::min_element(before, {}, &LatLon::longitude);
    dragFrom(lowest, {-20, 10});
    states.push_back(list());
    QCOMPARE(ring().size(), std::size_t{3});
    QVERIFY(std::ranges::min(ring(), {}, &LatLon::longitude).longitude < lowest.longitude);
    const LatLon a = ring()[0], b = ring()[1];
    QTest::mouseClick(
        &map(), Qt::LeftButton, {},
        map()
            .toWidget({std::midpoint(a.latitude, b.latitude), std::midpoint(a.longitude, b.longitude)})
            .toPoint());
    states.push_back(list());
    QCOMPARE(ring().size(), std::size_t{4});
    QTest::keyClick(&map(), Qt::Key_Backspace);
    states.push_back(list());
    QCOMPARE(ring().size(), std::size_t{3});
    undoThrough(states);
}

void RegionEditingTest::anOutlineIsMovedAndUndone()
{
    std::vector<RegionList> states{list()};
    drawRectangle();
    states.push_back(list());
    const LatLonBox before = box();
    const double aside = before.west + 0.2 * (before.east - before.west);
    dragFrom({before.south, aside}, {25, 15});
    states.push_back(list());
    QVERIFY(box().west > before.west && box().south < before.south);
    QVERIFY(std::abs((box().east - box().west) - (before.east - before.west)) < 1e-9);
    QCOMPARE(list().regions.size(), std::size_t{1});
    undoThrough(states);
}

void RegionEditingTest::aPolygonDraggedAcrossItselfStaysSound()
{
    m_window->menus().polygon->trigger();
    for (const QPoint corner : {QPoint(-50, 40), QPoint(50, 40), QPoint(50, -40), QPoint(-50, -40)})
        QTest::mouseClick(&map(), Qt::LeftButton, {}, at(corner));
    QTest::keyClick(&map(), Qt::Key_Return);
    m_window->menus().select->trigger();
    drag({50, -40}, {-90, 0});  // over the western side
    QVERIFY(m_window->statusBar()->currentMessage().contains("cross"));
    QVERIFY(soundPolygon(std::get<Polygon>(active())).parts.size() == 1);
    QVERIFY(takeFault(*m_window).isEmpty());
}

void RegionEditingTest::escapeLeavesNothingToUndo()
{
    drawRectangle();
    const RegionList before = list();
    const LatLonBox drawn = box();
    const QPoint corner = map().toWidget({drawn.north, drawn.east}).toPoint();
    QTest::mousePress(&map(), Qt::LeftButton, {}, corner);
    QTest::mouseMove(&map(), corner + QPoint(10, 10));
    QTest::mouseMove(&map(), corner + QPoint(20, 20));
    QVERIFY(list() != before);
    QTest::keyClick(&map(), Qt::Key_Escape);
    QTest::mouseRelease(&map(), Qt::LeftButton, {}, corner + QPoint(20, 20));
    QVERIFY(list() == before);
    m_window->menus().undo->trigger();
    QVERIFY(list().regions.empty());
}

void RegionEditingTest::clickRow(int row, Qt::KeyboardModifiers modifiers)
{
    const QRect place = rows().visualItemRect(rows().topLevelItem(row));
    QTest::mouseClick(rows().viewport(), Qt::LeftButton, modifiers, {60, place.center().y()});
}

void RegionEditingTest::theListActivatesDeletesAndCombines()
{
    drawRectangle();
    drag({-120, -70}, {-30, -20});  // overlaps it
    QCOMPARE(list().regions.size(), std::size_t{2});
    QVERIFY(list().regions[0].colour != list().regions[1].colour);
    QCOMPARE(rows().topLevelItemCount(), 3);
    clickRow(1);
    QCOMPARE(list().active, std::optional<std::size_t>(0));
    clickRow(2, Qt::ControlModifier);
    QMenu* menu = m_window->findChild<QToolButton*>("regionCombine")->menu();
    const double sum = list().regions[0].areaKm2() + list().regions[1].areaKm2();
    menu->popup({10, 10});
    menu->actions().front()->trigger();
    menu->close();
    QCOMPARE(list().regions.size(), std::size_t{3});
    QVERIFY(list().activeRegion()->areaKm2() < sum);
    QVERIFY(list().activeRegion()->areaKm2() > list().regions[0].areaKm2());
    QTest::keyClick(&rows(), Qt::Key_Delete);
    QCOMPARE(list().regions.size(), std::size_t{2});
    clickRow(0);
    QVERIFY(!list().active);
    QCOMPARE(m_window->session().region()->name, "Whole area");
}

void RegionEditingTest::wholeAreaAndPresetsDoNotPileUp()
{
    const Region whole = *m_window->session().region();
    m_window->menus().presets->actions()[0]->trigger();
    m_window->menus().presets->actions()[1]->trigger();
    m_window->menus().presets->actions()[0]->trigger();
    QCOMPARE(list().regions.size(), std::size_t{2});
    QCOMPARE(list().activeRegion()->name, "A0");
    m_window->menus().wholeArea->trigger();
    QCOMPARE(list().regions.size(), std::size_t{2});
    QVERIFY(*m_window->session().region() == whole);
}

void RegionEditingTest::allRegionsGoOutAndComeIn()
{
    const QTemporaryDir folder;
    m_window->menus().presets->actions()[0]->trigger();
    drawTriangle();
    const RegionList before = list();
    for (const char* name : {"regions.geojson", "regions.csv"}) {
        m_window->exportRegionsTo(folder.filePath(name));
        m_window->session().removeRegions({0, 1});
        QVERIFY(list().regions.empty());
        m_window->importRegionsFrom(folder.filePath(name));
        QCOMPARE(list().regions.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(list().regions[i].name, before.regions[i].name);
            QCOMPARE(list().regions[i].colour, before.regions[i].colour);
            QVERIFY(std::abs(list().regions[i].areaKm2() / before.regions[i].areaKm2() - 1.0) < 1e-9);
        }
    }
}

void RegionEditingTest::mnemonicsOfTheRegionMenuAreUnique()
{
    const auto* menu = qobject_cast<QMenu*>(m_window->menus().select->associatedObjects().front());
    QVERIFY(menu != nullptr);
    QString seen;
    for (const QAction* action : menu->actions()) {
        const qsizetype mark = action->text().indexOf('&');
        if (mark < 0)
            continue;
        const QChar letter = action->text().at(mark + 1).toLower();
        QVERIFY2(!seen.contains(letter), qPrintable(action->text()));
        seen += letter;
    }
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new RegionEditingTest; });
}

#include "region_editing_test.moc"
