// What a new window takes over of how the last one looked.
#include "map/colour_range.h"
#include "map/palette.h"
#include "panels/map_board.h"
#include "session/kept_colours.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QMenu>
#include <QSettings>
#include <QTest>

class KeptViewTest : public QObject {
    Q_OBJECT
private slots:
    /// Its settings are cleared while other tests may run.
    void initTestCase() { QCoreApplication::setApplicationName("shamal-kept-view-test"); }
    void init();
    void cleanup() { m_window.reset(); }
    void coloursAreThoseOfTheLastWindow();
    void aRangeIsKeptWhereItIsLocked();
    void colourKeptForDifferencesAreNotThoseOfFields();
    void aLockedRangeStaysWithWhatItIsOf();
    void mapsThatAreNotLinkedKeepTheirOwn();
    void damagedColoursAreNotTaken_data();
    void damagedColoursAreNotTaken();
    void aColourBarBeingDraggedWritesNothing();
    void theProjectionIsThatOfTheLastWindow();
    void aProjStringIsKept();
    void aDamagedProjectionIsPlateCarree();

private:
    void openWindow();
    void openAgain();
    void edit(int map, const ColourScale& scale) { m_window->maps().link().editColours(&view(map), scale); }
    MapView& view(int map) { return m_window->maps().view(map); }
    void chooseProjection(shamal::ProjectionKind kind);

    std::unique_ptr<MainWindow> m_window;
};

void KeptViewTest::init()
{
    QSettings().clear();
    openWindow();
}

void KeptViewTest::openWindow()
{
    m_window = windowOn("merra2-native-grid/M2T1NXSLV_temporal.nc4");
    // A second map of the same.
    m_window->session().setMap(1, m_window->session().maps()[0]);
}

void KeptViewTest::openAgain()
{
    m_window->close();
    m_window.reset();
    openWindow();
}

void KeptViewTest::chooseProjection(shamal::ProjectionKind kind)
{
    for (QAction* action : m_window->menus().projections->actions()) {
        if (action->data().toInt() == static_cast<int>(kind))
            action->trigger();
    }
}

void KeptViewTest::coloursAreThoseOfTheLastWindow()
{
    const ColourScale fitted = view(0).colourScale();
    ColourScale chosen = fitted;
    chosen.palette = &divergingPalette();
    chosen.reversed = true;
    chosen.steps = 7;
    chosen.kind =
        fitted.kind == ColourScale::Kind::Linear ? ColourScale::Kind::Log10 : ColourScale::Kind::Linear;
    edit(0, chosen);
    openAgain();
    for (const int map : {0, 1}) {
        const ColourScale& now = view(map).colourScale();
        QCOMPARE(now.colours().name, divergingPalette().name);
        QVERIFY(now.reversed);
        QCOMPARE(now.steps, 7);
        QVERIFY(now.kind == chosen.kind);
    }
}

void KeptViewTest::aRangeIsKeptWhereItIsLocked()
{
    const ColourScale fitted = view(0).colourScale();
    ColourScale chosen = fitted;
    chosen.minimum = 3.0;
    chosen.maximum = 5.5;
    edit(0, chosen);
    openAgain();
    QVERIFY(view(0).colourScale() == fitted);
    chosen.locked = true;
    edit(0, chosen);
    openAgain();
    QVERIFY(view(0).colourScale() == chosen);
}

void KeptViewTest::colourKeptForDifferencesAreNotThoseOfFields()
{
    const ColourScale fitted = view(0).colourScale();
    MapChoice difference = m_window->session().maps()[0];
    difference.kind = MapChoice::Kind::Comparison;
    difference.against = difference.field;
    m_window->session().setMap(2, difference);
    ColourScale chosen = view(2).colourScale();
    chosen.steps = 9;
    edit(2, chosen);
    openAgain();
    QVERIFY(view(0).colourScale() == fitted);
    m_window->session().setMap(2, difference);
    QCOMPARE(view(2).colourScale().steps, 9);
}

void KeptViewTest::aLockedRangeStaysWithWhatItIsOf()
{
    ColourScale chosen = *withRange(view(0).colourScale(), 240.0, 250.0);
    chosen.locked = true;
    edit(0, chosen);
    emit m_window->maps().menuRequested(0, {});
    const auto* menu = m_window->findChild<QMenu*>("mapMenu");
    QVERIFY(menu != nullptr);
    for (QAction* action : menu->findChildren<QAction*>()) {
        if (action->text() == "Standard Deviation over the Season") {
            action->trigger();
            break;
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(view(0).hasField() && view(0).field().title.contains("standard deviation"),
                             10000);
    QVERIFY(!view(0).colourScale().locked);
    QVERIFY(view(0).colourScale().maximum < 240.0);
    QVERIFY(view(1).colourScale().locked);
    m_window->close();
    openAgain();
    QCOMPARE(view(0).colourScale().maximum, 250.0);
}

void KeptViewTest::mapsThatAreNotLinkedKeepTheirOwn()
{
    m_window->menus().linkColours->setChecked(false);
    ColourScale chosen = view(1).colourScale();
    chosen.steps = 5;
    edit(1, chosen);
    openAgain();
    QVERIFY(!m_window->menus().linkColours->isChecked());
    QCOMPARE(view(0).colourScale().steps, 0);
    QCOMPARE(view(1).colourScale().steps, 5);
}

void KeptViewTest::damagedColoursAreNotTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("palette") << "palette"
                             << "no such palette";
    QTest::newRow("kind") << "kind"
                          << "cubic";
    QTest::newRow("reversed") << "reversed"
                              << "7";
    QTest::newRow("steps") << "steps"
                           << "-3";
    QTest::newRow("many steps") << "steps"
                                << "1000000";
    QTest::newRow("words for steps") << "steps"
                                     << "seven";
    QTest::newRow("half a range") << "minimum"
                                  << "0.5";
    QTest::newRow("threshold") << "threshold"
                               << "nan";
}

void KeptViewTest::damagedColoursAreNotTaken()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const ColourScale fitted = view(0).colourScale();
    QSettings settings;
    settings.beginGroup("damaged");
    settings.setValue(name, value);
    QVERIFY(withKeptColours(settings, fitted) == fitted);
    for (const char* maximum : {"0.25", "nan", "inf", "much"}) {
        settings.setValue("minimum", "0.5");
        settings.setValue("maximum", maximum);
        QVERIFY(withKeptColours(settings, fitted) == fitted);
    }
}

void KeptViewTest::aColourBarBeingDraggedWritesNothing()
{
    QSettings settings;
    settings.sync();
    const QStringList before = settings.allKeys();
    ColourScale dragged = view(0).colourScale();
    dragged.maximum *= 1.5;
    edit(0, dragged);
    settings.sync();
    QCOMPARE(settings.allKeys(), before);
}

void KeptViewTest::theProjectionIsThatOfTheLastWindow()
{
    chooseProjection(shamal::ProjectionKind::LambertConformal);
    const shamal::Projection chosen = view(0).projection();
    openAgain();
    QVERIFY(view(0).projection() == chosen);
    QCOMPARE(m_window->menus().projections->checkedAction()->data().toInt(),
             static_cast<int>(shamal::ProjectionKind::LambertConformal));
    QVERIFY(m_window->menus().centreProjection->isEnabled());
}

void KeptViewTest::aProjStringIsKept()
{
    inNextDialog([](QWidget* dialog) { QTest::keyClick(dialog, Qt::Key_Return); });
    chooseProjection(shamal::ProjectionKind::Custom);
    const shamal::Projection chosen = view(0).projection();
    QVERIFY(chosen.kind() == shamal::ProjectionKind::Custom);
    openAgain();
    QVERIFY(view(0).projection() == chosen);
    QVERIFY(m_window->menus().projString->isChecked());
}

void KeptViewTest::aDamagedProjectionIsPlateCarree()
{
    for (const char* kind : {"banana", "", "3", "custom"}) {
        m_window.reset();
        QSettings().setValue("projection/kind", kind);
        QSettings().setValue("projection/accepted", "+proj=banana");
        openWindow();
        QVERIFY(view(0).projection().isPlateCarree());
        QCOMPARE(m_window->menus().projections->checkedAction()->data().toInt(),
                 static_cast<int>(shamal::ProjectionKind::PlateCarree));
        QCOMPARE(takeFault(*m_window), QString());
    }
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new KeptViewTest; });
}

#include "kept_view_test.moc"
