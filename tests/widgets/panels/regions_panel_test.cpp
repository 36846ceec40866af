#include "panels/regions_panel.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <memory>

class RegionsPanelTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_panel.reset(); }
    void rowsTellNameColourAndArea();
    void aClickActivates();
    void aNameIsEditedInPlace();
    void anEmptyNameIsNotTaken();
    void severalAreDeletedByKey();
    void twoAreCombined();
    void theSelectionFollowsTheActiveRegion();

private:
    QTreeWidget& list() { return *m_panel->findChild<QTreeWidget*>("regionList"); }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        const QRect place = list().visualItemRect(list().topLevelItem(row));
        QTest::mouseClick(list().viewport(), Qt::LeftButton, modifiers, {60, place.center().y()});
    }
    void choose(const QString& text);

    std::unique_ptr<RegionsPanel> m_panel;
    const std::vector<RegionRow> m_rows{{"A0", QColor("#2f7dc4"), 2843211.4},
                                        {"Kabul", QColor("#d55e00"), 12.345},
                                        {"Gulf & coast", QColor("#009e73"), 50000.0}};
};

void RegionsPanelTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English));
    m_panel = std::make_unique<RegionsPanel>();
    m_panel->resize(300, 200);
    m_panel->setRows(m_rows, 0, 5e6);
    m_panel->show();
    m_panel->activateWindow();
    list().setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));  // shortcuts go to the active window
}

void RegionsPanelTest::rowsTellNameColourAndArea()
{
    QCOMPARE(list().topLevelItemCount(), 4);
    QCOMPARE(list().topLevelItem(0)->text(0), "Whole area");
    QCOMPARE(list().topLevelItem(0)->text(1), "5,000,000 km²");
    QCOMPARE(list().topLevelItem(1)->text(1), "2,843,211 km²");
    QCOMPARE(list().topLevelItem(2)->text(1), "12.3 km²");
    const QImage swatch = list().topLevelItem(2)->icon(0).pixmap(16, 16).toImage();
    QCOMPARE(swatch.pixelColor(swatch.rect().center()), QColor("#d55e00"));
    m_panel->setRows({}, {}, {});
    QCOMPARE(list().topLevelItemCount(), 1);
    QVERIFY(list().topLevelItem(0)->text(1).isEmpty());
}

void RegionsPanelTest::aClickActivates()
{
    QSignalSpy activated(m_panel.get(), &RegionsPanel::activated);
    click(2);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.last().front().value<std::optional<std::size_t>>(), std::optional<std::size_t>(1));
    click(0);
    QCOMPARE(activated.last().front().value<std::optional<std::size_t>>(), std::nullopt);
    QTest::keyClick(&list(), Qt::Key_Down);
    QCOMPARE(activated.last().front().value<std::optional<std::size_t>>(), std::optional<std::size_t>(0));
}

void RegionsPanelTest::aNameIsEditedInPlace()
{
    QSignalSpy renamed(m_panel.get(), &RegionsPanel::renamed);
    click(2);
    QTest::keyClick(&list(), Qt::Key_F2);
    auto* editor = list().findChild<QLineEdit*>();
    QVERIFY(editor != nullptr);
    QTest::keyClicks(editor, "Herat");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(renamed.size(), 1);
    QCOMPARE(renamed.front().at(0).value<std::size_t>(), std::size_t{1});
    QCOMPARE(renamed.front().at(1).toString(), "Herat");
    QCOMPARE(list().topLevelItem(2)->text(0), "Kabul");  // until the document says otherwise
}

void RegionsPanelTest::anEmptyNameIsNotTaken()
{
    QSignalSpy renamed(m_panel.get(), &RegionsPanel::renamed);
    list().topLevelItem(1)->setText(0, "  ");
    QCOMPARE(renamed.size(), 0);
    QCOMPARE(list().topLevelItem(1)->text(0), "A0");
}

void RegionsPanelTest::severalAreDeletedByKey()
{
    QSignalSpy removed(m_panel.get(), &RegionsPanel::removeRequested);
    click(0);
    QTest::keyClick(&list(), Qt::Key_Delete);
    QCOMPARE(removed.size(), 0);  // the whole area stays
    click(1);
    click(3, Qt::ControlModifier);
    QTest::keyClick(&list(), Qt::Key_Delete);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.front().front().value<std::vector<std::size_t>>(), (std::vector<std::size_t>{0, 2}));
}

void RegionsPanelTest::choose(const QString& text)
{
    auto* button = m_panel->findChild<QToolButton*>("regionCombine");
    emit button->menu()->aboutToShow();
    for (QAction* action : button->menu()->actions()) {
        if (action->text() == text)
            return action->trigger();
    }
    QFAIL(qPrintable("no " + text));
}

void RegionsPanelTest::twoAreCombined()
{
    QSignalSpy united(m_panel.get(), &RegionsPanel::unionRequested);
    QSignalSpy parted(m_panel.get(), &RegionsPanel::differenceRequested);
    QSignalSpy common(m_panel.get(), &RegionsPanel::intersectionRequested);
    auto* button = m_panel->findChild<QToolButton*>("regionCombine");
    click(1);
    QVERIFY(!button->isEnabled());
    click(3, Qt::ControlModifier);
    QVERIFY(button->isEnabled());
    choose("Union");
    QCOMPARE(united.front().front().value<std::vector<std::size_t>>(), (std::vector<std::size_t>{0, 2}));
    choose("Intersection");
    QCOMPARE(common.size(), 1);
    choose("Gulf && coast Without A0");
    QCOMPARE(parted.front().at(0).value<std::size_t>(), std::size_t{2});
    QCOMPARE(parted.front().at(1).value<std::size_t>(), std::size_t{0});
}

void RegionsPanelTest::theSelectionFollowsTheActiveRegion()
{
    QSignalSpy activated(m_panel.get(), &RegionsPanel::activated);
    m_panel->setRows(m_rows, 2, 5e6);
    QVERIFY(list().topLevelItem(3)->isSelected() && list().selectedItems().size() == 1);
    m_panel->setRows(m_rows, {}, 5e6);
    QVERIFY(list().topLevelItem(0)->isSelected());
    // A selection of several stays as long as the active one is among them.
    m_panel->setRows(m_rows, 0, 5e6);
    click(2, Qt::ControlModifier);
    m_panel->setRows(m_rows, 0, 5e6);
    QCOMPARE(list().selectedItems().size(), 2);
    QCOMPARE(activated.size(), 0);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    RegionsPanelTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "regions_panel_test.moc"
