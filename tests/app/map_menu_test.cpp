// A map's own menu, in the window.
#include "panels/map_board.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QContextMenuEvent>
#include <QFile>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

class MapMenuTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void aStatisticOfTheSeasonIsChosen();
    void aFigureIsNotExportedBeforeItsStatisticIsThere();
    void lagOneStatisticsAreOffered();
    void aStatisticIsLaidOverAMapWhenItIsThere();
    void aComparisonWithWhatIsNotThereSaysSo();
    void mapsAreAddedAndClosed();
    void theFocusedMapIsClosedWithTimeUnlinked();
    void aSwipeHoldsTheDayOfItsMap();
    void whatIsShownIsTicked();
    void regionsAreDrawnAndUndone();
    void aPolygonThatCrossesItselfIsRefused();

private:
    QMenu* menuOf(int map);
    /// Triggers the entry of that path of texts.
    void choose(int map, const QStringList& path);

    std::unique_ptr<MainWindow> m_window;
};

void MapMenuTest::init()
{
    m_window = windowOn("merra2-native-grid/M2T1NXSLV_temporal.nc4");
}

QMenu* MapMenuTest::menuOf(int map)
{
    MapView& view = m_window->maps().view(map);
    QContextMenuEvent click(QContextMenuEvent::Mouse, view.rect().center(),
                            view.mapToGlobal(view.rect().center()));
    QCoreApplication::sendEvent(&view, &click);
    return m_window->findChild<QMenu*>("mapMenu");
}

void MapMenuTest::choose(int map, const QStringList& path)
{
    QMenu* menu = menuOf(map);
    QVERIFY(menu != nullptr);
    QMenu* level = menu;
    for (const QString& text : path) {
        QAction* found = nullptr;
        for (QAction* action : level->actions())
            found = action->text() == text ? action : found;
        QVERIFY2(found != nullptr, qPrintable(text));
        if (found->menu() == nullptr)
            found->trigger();
        else
            level = found->menu();
    }
    menu->close();
    QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
}

void MapMenuTest::aStatisticOfTheSeasonIsChosen()
{
    MapView& view = m_window->maps().view(0);
    const QString before = view.field().title;
    const QString source = QString::fromStdString(m_window->session().coarse()->series.metadata().source);
    choose(0, {"Coarse: " + source, "Maximum over the Season"});
    // The menu is gone before the statistic is there.
    QVERIFY(!view.hasField());
    QCOMPARE(view.accessibleDescription(), source + " · maximum\ncomputing…");
    QTRY_COMPARE(view.field().title, source + " · maximum");
    choose(0, {"Coarse: " + source, "Field of the Day"});
    QCOMPARE(view.field().title, before);
}

void MapMenuTest::aFigureIsNotExportedBeforeItsStatisticIsThere()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("maps.png");
    const QString source = QString::fromStdString(m_window->session().coarse()->series.metadata().source);
    choose(0, {"Coarse: " + source, "Mean over the Season"});
    m_window->exportFigureTo(path, FigureContent::Maps, 100, 100);
    QVERIFY(takeFault(*m_window).contains("still being computed"));
    QVERIFY(!QFile::exists(path));
    QTRY_VERIFY(m_window->maps().view(0).hasField());
    m_window->exportFigureTo(path, FigureContent::Maps, 100, 100);
    QCOMPARE(takeFault(*m_window), QString());
    QVERIFY(QFile::exists(path));
}

void MapMenuTest::lagOneStatisticsAreOffered()
{
    const MapView& view = m_window->maps().view(0);
    const QString source = QString::fromStdString(m_window->session().coarse()->series.metadata().source);
    for (const char* name : {"Lag-1 Autocorrelation", "Lag-1 RMSE", "Lag-1 R²"}) {
        choose(0, {"Coarse: " + source, QString::fromUtf8(name) + " over the Season"});
        // The file has not days enough, and the map says so.
        QTRY_VERIFY(view.accessibleDescription().contains("days that follow each other"));
    }
}

void MapMenuTest::aStatisticIsLaidOverAMapWhenItIsThere()
{
    const MapView& view = m_window->maps().view(0);
    MapChoice choice = m_window->session().maps()[0];
    choice.swipe = choice.field;
    choice.swipe->over = FieldChoice::Over::Maximum;
    m_window->session().setMap(0, choice);
    QVERIFY(view.hasField() && view.swipe()->field.grid.empty());
    QTRY_VERIFY(!view.swipe()->field.grid.empty());
    QVERIFY(view.swipe()->field.title.endsWith("maximum"));
}

void MapMenuTest::aComparisonWithWhatIsNotThereSaysSo()
{
    const QString source = QString::fromStdString(m_window->session().coarse()->series.metadata().source);
    m_window->session().setRole(0, shamal::SourceRole::Coarse);
    choose(1, {"Ratio to", "Coarse: " + source});
    // No fine data set: the map says what is missing, and not a wrong field.
    QVERIFY(!m_window->maps().view(1).hasField());
    choose(0, {"Difference from", "Fine"});
    QVERIFY(!m_window->maps().view(0).hasField());
    choose(0, {"Coarse: " + source, "Field of the Day"});
    QVERIFY(m_window->maps().view(0).hasField());
}

void MapMenuTest::mapsAreAddedAndClosed()
{
    choose(0, {"Add a Map Like This"});
    QCOMPARE(m_window->maps().count(), 5);
    QCOMPARE(m_window->maps().view(4).field().title, m_window->maps().view(0).field().title);
    QVERIFY(m_window->maps().view(4).colourScale() == m_window->maps().view(0).colourScale());
    choose(0, {"Close Map"});
    choose(0, {"Close Map"});
    choose(0, {"Close Map"});
    choose(0, {"Close Map"});
    QCOMPARE(m_window->maps().count(), 1);
    QCOMPARE(m_window->session().maps().size(), std::size_t{1});
    QVERIFY(m_window->maps().view(0).hasField());
    QMenu* menu = menuOf(0);
    for (const QAction* action : menu->actions()) {
        if (action->text() == "Close Map")
            QVERIFY(!action->isEnabled());
    }
    menu->close();
}

void MapMenuTest::theFocusedMapIsClosedWithTimeUnlinked()
{
    // The keyboard goes on to another map while one is closed.
    QApplication::setActiveWindow(m_window.get());
    m_window->menus().linkTime->setChecked(false);
    m_window->maps().view(1).setFocus();
    QTRY_VERIFY(m_window->maps().view(1).hasFocus());
    choose(1, {"Close Map"});
    choose(1, {"Close Map"});
    QCOMPARE(m_window->maps().count(), 2);
    const std::vector<MapChoice>& maps = m_window->session().maps();
    QCOMPARE(maps.size(), std::size_t(2));
    QCOMPARE(std::count_if(maps.begin(), maps.end(), [](const MapChoice& map) { return !map.day; }), 1);
}

void MapMenuTest::aSwipeHoldsTheDayOfItsMap()
{
    Session& session = m_window->session();
    m_window->openFiles(
        {std::filesystem::path(SHAMAL_TEST_DATA) / "ncep-daily/air.2m.gauss.2022.nc_subset.nc"});
    QTRY_VERIFY_WITH_TIMEOUT(session.sources().size() == 2 && !m_window->work().reading(), 20000);
    const auto& steps = session.coarse()->series.steps();
    QVERIFY(steps.size() > 1);
    MapChoice choice = session.maps()[1];
    choice.field = FieldChoice();
    choice.swipe = FieldChoice();
    session.setMap(1, choice);
    session.setDay(steps.front().date);
    m_window->menus().linkTime->setChecked(false);
    session.setDay(steps.back().date);
    const MapView& view = m_window->maps().view(1);
    QVERIFY(view.swipe());
    QCOMPARE(view.field().date, QString::fromStdString(toString(steps.front().date)));
    QCOMPARE(view.swipe()->field.date, view.field().date);
}

void MapMenuTest::whatIsShownIsTicked()
{
    const QString source = QString::fromStdString(m_window->session().coarse()->series.metadata().source);
    choose(0, {"Coarse: " + source, "Mean over the Season"});
    QMenu* menu = menuOf(0);
    QStringList ticked;
    for (const QAction* action : menu->actions().front()->menu()->actions()) {
        if (action->isChecked())
            ticked << action->text();
    }
    QCOMPARE(ticked, QStringList{"Mean over the Season"});
    menu->close();
}

void MapMenuTest::regionsAreDrawnAndUndone()
{
    MapView& view = m_window->maps().view(0);
    const auto region = [this] { return *m_window->session().region(); };
    const shamal::Region whole = region();
    QVERIFY(!m_window->menus().undo->isEnabled());
    m_window->menus().polygon->trigger();
    const QPoint middle = view.rect().center();
    for (const QPoint corner : {QPoint(-40, 30), QPoint(40, 30), QPoint(0, -40)})
        QTest::mouseClick(&view, Qt::LeftButton, {}, middle + corner);
    QTest::keyClick(&view, Qt::Key_Return);
    const shamal::Region triangle = region();
    QVERIFY(triangle.box() == nullptr);
    QVERIFY(triangle.areaKm2() > 0.0 && triangle.areaKm2() < whole.areaKm2());
    m_window->menus().select->trigger();
    QTest::mousePress(&view, Qt::LeftButton, {}, middle - QPoint(30, 30));
    QTest::mouseMove(&view, middle);
    QTest::mouseMove(&view, middle + QPoint(30, 30));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, middle + QPoint(30, 30));
    const shamal::Region rectangle = region();
    QVERIFY(rectangle.box() != nullptr && rectangle != whole);
    QCOMPARE(m_window->session().regions().regions.size(), std::size_t{2});

    m_window->menus().undo->trigger();
    QVERIFY(region() == triangle);
    m_window->menus().undo->trigger();
    QVERIFY(region() == whole);
    QVERIFY(!m_window->menus().undo->isEnabled());
    m_window->menus().redo->trigger();
    m_window->menus().redo->trigger();
    QVERIFY(region() == rectangle);
    QVERIFY(!m_window->menus().redo->isEnabled());
}

void MapMenuTest::aPolygonThatCrossesItselfIsRefused()
{
    MapView& view = m_window->maps().view(0);
    const shamal::Region before = *m_window->session().region();
    m_window->menus().polygon->trigger();
    const QPoint middle = view.rect().center();
    for (const QPoint corner : {QPoint(-40, -30), QPoint(40, 30), QPoint(40, -30), QPoint(-40, 30)})
        QTest::mouseClick(&view, Qt::LeftButton, {}, middle + corner);
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(waitForFault(*m_window).contains("cross"));
    QVERIFY(*m_window->session().region() == before);
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new MapMenuTest; });
}

#include "map_menu_test.moc"
