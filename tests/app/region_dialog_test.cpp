#include "dialogs/region_dialog.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace shamal;

class RegionDialogTest : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { m_dialog.reset(); }
    void coordinatesOfARectangleAreTyped();
    void whatIsWrongWithARectangleIsSaid();
    void anEllipseIsTyped();
    void cornersAreAddedEditedAndRemoved();
    void holesHaveATableOfTheirOwn();
    void aPolygonThatCrossesItselfIsRefused();
    void aRegionNeedsAName();
    void aShapeTurnsIntoAnother();
    void whatIsNotEditedStaysToTheLastDigit();

private:
    void open(const Region& region, RegionDialog::Purpose purpose = RegionDialog::Purpose::Change)
    {
        m_dialog = std::make_unique<RegionDialog>(region, purpose);
        m_dialog->show();
    }
    template <typename Widget>
    Widget& child(const char* name)
    {
        return *m_dialog->findChild<Widget*>(name);
    }
    void type(const char* name, const QString& text)
    {
        auto& box = child<QDoubleSpinBox>(name);
        box.selectAll();
        QTest::keyClicks(&box, text);
        QTest::keyClick(&box, Qt::Key_Tab);
    }
    bool setCorner(int row, int column, const QString& text)
    {
        QAbstractItemModel* corners = child<QTableView>("regionCorners").model();
        return corners->setData(corners->index(row, column), text);
    }
    QString message() { return child<QLabel>("regionMessage").text(); }
    QPushButton& accept()
    {
        for (QPushButton* button : m_dialog->findChildren<QPushButton*>()) {
            if (button->isDefault())
                return *button;
        }
        qFatal("no default button");
    }

    std::unique_ptr<RegionDialog> m_dialog;
    const Region m_box{"Box", LatLonBox{10.0, 20.0, 30.0, 50.0}};
    const Polygon m_triangle{{{{{0.0, 0.0}, {0.0, 10.0}, {10.0, 0.0}}, {}}}};
};

void RegionDialogTest::coordinatesOfARectangleAreTyped()
{
    open(m_box);
    QCOMPARE(accept().text(), "Change");
    type("regionNorth", "25.5");
    type("regionWest", "175");
    type("regionEast", "-170");  // across 180 degrees
    QVERIFY(accept().isEnabled());
    QVERIFY2(message().startsWith("Area: "), qPrintable(message()));
    QTest::mouseClick(&accept(), Qt::LeftButton);
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Accepted));
    QCOMPARE(std::get<LatLonBox>(m_dialog->region().shape), (LatLonBox{10.0, 25.5, 175.0, 190.0}));
}

void RegionDialogTest::whatIsWrongWithARectangleIsSaid()
{
    open(m_box, RegionDialog::Purpose::Add);
    QCOMPARE(accept().text(), "Add");
    type("regionSouth", "20");
    QVERIFY(!accept().isEnabled());
    QCOMPARE(message(), "The south must lie below the north.");
    type("regionSouth", "-90");
    QVERIFY(accept().isEnabled());
    type("regionEast", "30");
    QCOMPARE(message(), "West and east are the same.");
    type("regionEast", "400");
    QVERIFY(message().contains("360"));
    QVERIFY(!accept().isEnabled());
}

void RegionDialogTest::anEllipseIsTyped()
{
    const Ellipse ellipse{{30.0, 60.0}, 500.0, 200.0, 45.0};
    open({"E", ellipse});
    QVERIFY(std::get<Ellipse>(m_dialog->region().shape) == ellipse);
    type("regionSemiMinor", "0");
    QVERIFY(!accept().isEnabled());
    QVERIFY(message().contains("semi-axes"));
    type("regionSemiMinor", "350.5");
    type("regionAzimuth", "120");
    QVERIFY(accept().isEnabled());
    QVERIFY((std::get<Ellipse>(m_dialog->region().shape) == Ellipse{{30.0, 60.0}, 500.0, 350.5, 120.0}));
}

void RegionDialogTest::cornersAreAddedEditedAndRemoved()
{
    open({"T", m_triangle});
    auto& table = child<QTableView>("regionCorners");
    QCOMPARE(table.model()->rowCount(), 3);
    table.setCurrentIndex(table.model()->index(1, 0));
    QTest::mouseClick(&child<QPushButton>("regionAddCorner"), Qt::LeftButton);
    QCOMPARE(table.model()->rowCount(), 4);
    QVERIFY(setCorner(2, 0, "8"));
    QVERIFY(setCorner(2, 1, "12.5"));
    QVERIFY(!setCorner(2, 1, "east"));
    const auto& ring = std::get<Polygon>(m_dialog->region().shape).parts[0].outer;
    QVERIFY(std::ranges::find(ring, LatLon{8.0, 12.5}) != ring.end());
    table.setCurrentIndex(table.model()->index(2, 0));
    for (int i = 0; i < 2; ++i)
        QTest::mouseClick(&child<QPushButton>("regionRemoveCorner"), Qt::LeftButton);
    QCOMPARE(table.model()->rowCount(), 2);
    QVERIFY(!accept().isEnabled());
    QVERIFY2(message().contains("three"), qPrintable(message()));
}

void RegionDialogTest::holesHaveATableOfTheirOwn()
{
    Polygon holed = m_triangle;
    holed.parts[0].holes.push_back({{1.0, 1.0}, {3.0, 1.0}, {1.0, 3.0}});
    open({"H", holed});
    auto& ring = child<QComboBox>("regionRing");
    QCOMPARE(ring.count(), 2);
    ring.setCurrentIndex(1);
    QVERIFY(setCorner(0, 0, "0.5"));
    const double before = Region("H", holed).areaKm2();
    QVERIFY(m_dialog->region().areaKm2() < before);
    ring.setCurrentIndex(0);
    QCOMPARE(child<QTableView>("regionCorners").model()->index(1, 1).data().toString().toDouble(), 10.0);
}

void RegionDialogTest::aPolygonThatCrossesItselfIsRefused()
{
    open({"X", Polygon{{{{{0.0, 0.0}, {0.0, 10.0}, {10.0, 10.0}, {10.0, 0.0}}, {}}}}});
    QVERIFY(accept().isEnabled());
    setCorner(2, 1, "-10");
    setCorner(3, 1, "10");
    QVERIFY(!accept().isEnabled());
    QVERIFY2(message().contains("cross"), qPrintable(message()));
}

void RegionDialogTest::aRegionNeedsAName()
{
    open(m_box);
    child<QLineEdit>("regionName").setText("  ");
    QVERIFY(!accept().isEnabled());
    QCOMPARE(message(), "The region has no name.");
    child<QLineEdit>("regionName").setText(" Sea ");
    QCOMPARE(m_dialog->region().name, "Sea");
}

void RegionDialogTest::aShapeTurnsIntoAnother()
{
    open(m_box);
    auto& kind = child<QComboBox>("regionKind");
    kind.setCurrentText("Polygon");
    QVERIFY(std::holds_alternative<Polygon>(m_dialog->region().shape));
    QVERIFY(std::abs(m_dialog->region().areaKm2() / m_box.areaKm2() - 1.0) < 1e-9);
    kind.setCurrentText("Ellipse");
    const auto ellipse = std::get<Ellipse>(m_dialog->region().shape);
    QCOMPARE(ellipse.centre, (LatLon{15.0, 40.0}));
    QVERIFY(m_dialog->region().areaKm2() < m_box.areaKm2());
}

void RegionDialogTest::whatIsNotEditedStaysToTheLastDigit()
{
    const Ellipse ellipse{{30.123456789, 60.987654321}, 500.123456, 200.987654, 45.678901};
    open({"E", ellipse});
    child<QLineEdit>("regionName").setText("F");
    QVERIFY(std::get<Ellipse>(m_dialog->region().shape) == ellipse);
}

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    RegionDialogTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "region_dialog_test.moc"
