// Probe, pins and swipe in the window.
#include "panels/map_board.h"
#include "panels/probe_line.h"
#include "panels/probe_panel.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <qcustomplot.h>
#include <QContextMenuEvent>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <cmath>

class ProbesTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void thePointerIsReadOnEveryMap();
    void aPinIsSetReadAndRemoved();
    void aDayIsChosenInTheSeriesOfAPin();
    void theSeriesIsExported();
    void aFieldIsLaidOverAnother();
    void aPinReadsTheFieldThatIsSeenWhenTheEdgeMoves();
    void whatOpensByItselfIsNothingToGoBackFrom();

private:
    MapView& map(int i) { return m_window->maps().view(i); }
    const shamal::FieldSeries& series() { return m_window->session().coarse()->series; }
    void pinTheMiddle();
    void chooseSwipe(int map, const QString& name);
    std::unique_ptr<MainWindow> m_window;
};

void ProbesTest::init()
{
    m_window = windowOn("ncep-daily/air.2m.gauss.2022.nc_subset.nc");
    m_window->session().setRole(0, shamal::SourceRole::Coarse);
    QVERIFY(series().size() > 1);
}

void ProbesTest::pinTheMiddle()
{
    m_window->menus().pin->trigger();
    QTest::mouseClick(&map(0), Qt::LeftButton, {}, map(0).toWidget(*map(0).centre()).toPoint());
    QCOMPARE(m_window->session().pins().pins.size(), std::size_t{1});
}

void ProbesTest::thePointerIsReadOnEveryMap()
{
    const auto* line = m_window->findChild<ProbeLine*>();
    QTest::mouseMove(&map(0), map(0).rect().center());
    QTRY_VERIFY(line->text().contains("° "));
    const QString name = map(0).field().title.section(" · ", 0, 0);
    QVERIFY2(line->text().contains(name.left(5)), qPrintable(line->text()));
    const auto* tree = m_window->findChild<QTreeWidget*>("probeReadings");
    QCOMPARE(tree->topLevelItemCount(), 1);
    QVERIFY(tree->topLevelItem(0)->child(0)->text(0).contains('['));
}

void ProbesTest::aPinIsSetReadAndRemoved()
{
    pinTheMiddle();
    ProbePanel& panel = m_window->probePanel();
    QTRY_VERIFY(panel.isVisible());
    QTRY_COMPARE(panel.chart().content().curves.size(), std::size_t{1});
    const auto& curve = panel.chart().content().curves[0];
    std::size_t days = 0;
    for (const double y : curve.y)
        days += std::isnan(y) ? 0 : 1;
    QCOMPARE(days, series().size());
    auto* list = panel.findChild<QListWidget*>("pins");
    QCOMPARE(list->count(), 1);
    QTest::mouseClick(panel.findChild<QPushButton*>("removePin"), Qt::LeftButton);
    QVERIFY(m_window->session().pins().pins.empty());
    QVERIFY(panel.chart().content().curves.empty());
    QVERIFY(!panel.chart().message().isEmpty());
}

void ProbesTest::aDayIsChosenInTheSeriesOfAPin()
{
    pinTheMiddle();
    ProbePanel& panel = m_window->probePanel();
    QTRY_COMPARE(panel.chart().content().curves.size(), std::size_t{1});
    auto* plot = panel.findChild<QCustomPlot*>();
    QTRY_VERIFY(plot->isVisible());
    QTest::qWait(100);  // the dock is laid out
    plot->replot();
    const shamal::Date wanted = series().steps()[series().size() / 2].date;
    QVERIFY(m_window->session().day() != wanted);
    const double x = plot->xAxis->coordToPixel(onDateAxis(wanted));
    QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(static_cast<int>(x), plot->axisRect()->center().y()));
    // A year in 200 pixels: two days a pixel.
    QVERIFY(std::abs(onDateAxis(*m_window->session().day()) - onDateAxis(wanted)) <= 2.0 * 86400.0);
}

void ProbesTest::theSeriesIsExported()
{
    pinTheMiddle();
    QTRY_COMPARE(m_window->probePanel().chart().content().curves.size(), std::size_t{1});
    const QTemporaryDir folder;
    const QString path = folder.filePath("pin.csv");
    m_window->exportProbeTo(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split('\n');
    QCOMPARE(lines.size(), static_cast<qsizetype>(series().size()) + 1);
    const QStringList cells = lines[1].split(',');
    const auto row = cells[6].toULongLong();
    const auto column = cells[7].toULongLong();
    QCOMPARE(cells[8], QString::fromStdString(toString(series().steps()[0].date)));
    QCOMPARE(cells[9].toFloat(), series().at(0, row, column));
    const auto latitudes = series().grid().latitudeEdges();
    QVERIFY(latitudes[row] <= cells[1].toDouble() && cells[1].toDouble() <= latitudes[row + 1]);
}

void ProbesTest::chooseSwipe(int number, const QString& name)
{
    QContextMenuEvent click(QContextMenuEvent::Mouse, map(number).rect().center(),
                            map(number).mapToGlobal(map(number).rect().center()));
    QCoreApplication::sendEvent(&map(number), &click);
    auto* menu = m_window->findChild<QMenu*>("mapMenu");
    for (const QAction* action : menu->actions()) {
        if (action->text() != "Swipe With")
            continue;
        for (QAction* entry : action->menu()->actions()) {
            if (entry->text() == name)
                entry->trigger();
        }
    }
    menu->close();
    QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
}

void ProbesTest::aFieldIsLaidOverAnother()
{
    const QString coarse =
        "Coarse: " + QString::fromStdString(m_window->session().coarse()->series.metadata().source);
    chooseSwipe(0, "Fine");
    QVERIFY(map(0).swipe() && map(0).swipe()->field.grid.empty());
    QVERIFY(!map(0).swipe()->explanation.isEmpty());
    chooseSwipe(0, coarse);
    QVERIFY(!map(0).swipe()->field.grid.empty());
    QVERIFY(!map(0).swipe()->scale);  // of the same units: one scale for both
    const shamal::Date last = series().steps().back().date;
    m_window->session().setDay(last);
    QCOMPARE(map(0).swipe()->field.date, QString::fromStdString(toString(last)));
    chooseSwipe(0, "Nothing");
    QVERIFY(!map(0).swipe());
}

void ProbesTest::aPinReadsTheFieldThatIsSeenWhenTheEdgeMoves()
{
    pinTheMiddle();
    const auto* tree = m_window->findChild<QTreeWidget*>("probeReadings");
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&map(0), &leave);
    QTRY_COMPARE(tree->topLevelItemCount(), 1);
    chooseSwipe(0, "Fine");  // which is not open: nothing to read right of the edge
    map(0).setSwipeShare(0.0);
    QCOMPARE(tree->topLevelItemCount(), 0);
    map(0).setSwipeShare(1.0);
    QCOMPARE(tree->topLevelItemCount(), 1);
}

void ProbesTest::whatOpensByItselfIsNothingToGoBackFrom()
{
    m_window->openFiles({std::filesystem::path(SHAMAL_TEST_DATA) /
                         "merra2-daily-files/MERRA2_400.tavg1_2d_flx_Nx.20210528.SUB.nc"});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().sources().size() == 2 && !m_window->work().reading(), 20000);
    QVERIFY(!map(0).history().canGoBack() && !m_window->menus().back->isEnabled());
    QTest::mouseMove(&map(0), map(0).rect().center());
    QTest::keyClick(&map(0), Qt::Key_Plus);
    QTRY_VERIFY(m_window->menus().back->isEnabled());
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new ProbesTest; });
}
#include "probes_test.moc"
