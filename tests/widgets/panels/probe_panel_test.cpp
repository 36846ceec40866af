#include "panels/probe_panel.h"
#include "panels/cell_series.h"
#include "panels/probe_line.h"

#include <qcustomplot.h>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using shamal::Date;

class ProbePanelTest : public QObject {
    Q_OBJECT
private slots:
    void readingsAreShownWithCellAndDate();
    void pinsAreChosenAndRemoved();
    void aClickInTheChartChoosesTheDay();
    void theLineNeverOverflows_data();
    void theLineNeverOverflows();
    void theLineTellsMapsOfOneDataSetApart();
    void valuesAreWrittenWithTheirUnit();
};

namespace {

std::vector<ProbeReading> sixReadings()
{
    std::vector<ProbeReading> readings;
    for (const char* name :
         {"MERRA-2", "G5NR", "Downscaled", "Downscaled − G5NR", "MERRA-2 ∕ G5NR", "A long name"})
        readings.push_back(
            {QString(name) + " · DUEXTTAU", "0.412 kg m-2", "35.5° N 67.5° E [12, 34]", "2006-07-14"});
    return readings;
}

}  // namespace

void ProbePanelTest::readingsAreShownWithCellAndDate()
{
    ProbePanel panel;
    panel.setReadings("36.25° N 67.81° E", sixReadings());
    const auto* tree = panel.findChild<QTreeWidget*>("probeReadings");
    QCOMPARE(tree->topLevelItemCount(), 6);
    const QTreeWidgetItem* second = tree->topLevelItem(1);
    QCOMPARE(second->text(0), "G5NR · DUEXTTAU");
    QCOMPARE(second->text(1), "0.412 kg m-2");
    QCOMPARE(second->child(0)->text(0), "35.5° N 67.5° E [12, 34]");
    QCOMPARE(second->child(1)->text(0), "2006-07-14");
    panel.setReadings({}, {});
    QCOMPARE(tree->topLevelItemCount(), 0);
}

void ProbePanelTest::pinsAreChosenAndRemoved()
{
    ProbePanel panel;
    panel.resize(260, 600);
    panel.show();
    auto* list = panel.findChild<QListWidget*>("pins");
    auto* remove = panel.findChild<QPushButton*>("removePin");
    QVERIFY(!list->isVisible() && !remove->isVisible());
    panel.setPins({{{1, {36.0, 67.0}}, {3, {-4.5, -70.25}}}, 3});
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->currentRow(), 1);
    QSignalSpy chosen(&panel, &ProbePanel::pinChosen);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
    QSignalSpy removed(&panel, &ProbePanel::removeRequested);
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].toInt(), 1);
}

void ProbePanelTest::aClickInTheChartChoosesTheDay()
{
    CellSeries series;
    series.name = "G5NR";
    for (int day = 1; day <= 30; ++day) {
        series.dates.push_back({2006, 6, day});
        series.values.push_back(0.1 * day);
    }
    ProbePanel panel;
    panel.resize(400, 700);
    panel.chart().setContent(chartOf({series}, "Pin 1"));
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* plot = panel.findChild<QCustomPlot*>();
    plot->replot();
    QSignalSpy chosen(&panel, &ProbePanel::dayChosen);
    const double x = plot->xAxis->coordToPixel(onDateAxis({2006, 6, 17}));
    QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(static_cast<int>(x), plot->axisRect()->center().y()));
    QCOMPARE(chosen.size(), 1);
    QVERIFY((chosen[0][0].value<Date>() == Date{2006, 6, 17}));
    // The day of the maps is a line upright.
    panel.chart().setMark(onDateAxis({2006, 6, 17}));
    QCOMPARE(plot->itemCount(), 1);
    panel.chart().setMark(std::nullopt);
    QCOMPARE(plot->itemCount(), 0);
}

void ProbePanelTest::theLineNeverOverflows_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {60, 200, 400, 700, 1100, 2400})
        QTest::addRow("%d pixels", width) << width;
}

void ProbePanelTest::theLineNeverOverflows()
{
    QFETCH(int, width);
    ProbeLine line;
    line.resize(width, 24);
    line.setReadings("36.25° N 67.81° E", sixReadings());
    QVERIFY(line.fontMetrics().horizontalAdvance(line.text()) <= width);
    QVERIFY(line.minimumSizeHint().width() == 0);
    if (width == 2400)
        QVERIFY(line.text().contains("Downscaled − G5NR 0.412 kg m-2") && !line.text().contains("…"));
    if (width == 400)
        QVERIFY(line.text().contains("36.25° N 67.81° E") && line.text().contains("0.412 kg m-2"));
}

void ProbePanelTest::theLineTellsMapsOfOneDataSetApart()
{
    ProbeLine line;
    line.resize(2400, 24);
    line.setReadings("36.25° N 67.81° E", {{"G5NR · lag-1 RMSE", "0.2 log10", {}, {}},
                                           {"G5NR · mean", "0.4", {}, {}},
                                           {"MERRA-2 · mean", "0.3", {}, {}}});
    QCOMPARE(line.text(),
             "36.25° N 67.81° E    G5NR · lag-1 RMSE 0.2 log10    G5NR · mean 0.4    MERRA-2 0.3");
}

void ProbePanelTest::valuesAreWrittenWithTheirUnit()
{
    QCOMPARE(valueText(-0.041234, "1"), "−0.0412");
    QCOMPARE(valueText(1234567.0, "kg m-2"), "1.23×10⁶ kg m-2");
    QCOMPARE(valueText(std::nan(""), "1"), "missing");
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(valueText(0.0412, {}), "0,0412");
    QLocale::setDefault(before);
}

QTEST_MAIN(ProbePanelTest)
#include "probe_panel_test.moc"
