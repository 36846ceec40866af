// What the window writes of its analyses: never that of another season, and all of them.
#include "panels/analysis_panel.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QDockWidget>
#include <QFile>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

class AnalysisExportTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void aFigureIsNotExportedBeforeItsChartsAreThere();
    void mapsAreExportedWhileChartsAreComputed();
    void aFigureIsNotExportedBeforeTheSeriesOfAPinIsThere();
    void aTableHoldsWhatIsBehindAnotherDock();
    void aTableOfTheSeasonJustChosenIsOfThatSeason();
    void aTableSaysWhichAnalysesAreLeftOutAndWhy();
    void anAnalysisWithoutNumbersIsNotExported();

private:
    void bringForward(const char* dock);
    bool settled() const { return !m_window->analysesBusy() && !m_window->work().writing(); }
    QString file(const char* name) const { return m_folder.filePath(name); }
    /// Writes it, and waits for it.
    QString table();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void AnalysisExportTest::init()
{
    for (const char* name : {"figure.png", "table.csv"})
        QFile::remove(file(name));
    m_window = windowOn("ncep-daily/air.2m.gauss.2022.nc_subset.nc");
    m_window->session().setRole(0, shamal::SourceRole::Coarse);
    bringForward("lagSkillDock");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->analyses().front()->result() && settled(), 60000);
}

void AnalysisExportTest::bringForward(const char* dock)
{
    m_window->findChild<QDockWidget*>(dock)->raise();
    QTest::qWait(100);
}

QString AnalysisExportTest::table()
{
    m_window->exportTableTo(file("table.csv"));
    if (!QTest::qWaitFor([&] { return !m_window->work().writing(); }, 60000))
        QTest::qFail("the table is not written", __FILE__, __LINE__);
    QFile table(file("table.csv"));
    return table.open(QIODevice::ReadOnly) ? QString::fromUtf8(table.readAll()) : QString();
}

void AnalysisExportTest::aFigureIsNotExportedBeforeItsChartsAreThere()
{
    m_window->session().setSeason(shamal::Season::JJA);
    m_window->exportFigureTo(file("figure.png"), FigureContent::MapsAndCharts, 100, 100);
    QVERIFY(takeFault(*m_window).contains("still being computed"));
    QVERIFY(!QFile::exists(file("figure.png")));
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60000);
    m_window->exportFigureTo(file("figure.png"), FigureContent::MapsAndCharts, 100, 100);
    QCOMPARE(takeFault(*m_window), QString());
    QVERIFY(QFile::exists(file("figure.png")));
}

void AnalysisExportTest::mapsAreExportedWhileChartsAreComputed()
{
    m_window->session().setSeason(shamal::Season::JJA);
    m_window->exportFigureTo(file("figure.png"), FigureContent::Maps, 100, 100);
    QCOMPARE(takeFault(*m_window), QString());
    QVERIFY(QFile::exists(file("figure.png")));
}

void AnalysisExportTest::aFigureIsNotExportedBeforeTheSeriesOfAPinIsThere()
{
    const shamal::LatLonBox box = m_window->session().region()->bounds();
    m_window->session().addPin({(box.south + box.north) / 2.0, (box.west + box.east) / 2.0});
    m_window->exportFigureTo(file("figure.png"), FigureContent::Charts, 100, 100);
    QVERIFY(takeFault(*m_window).contains("still being computed"));
    QVERIFY(!QFile::exists(file("figure.png")));
}

void AnalysisExportTest::aTableHoldsWhatIsBehindAnotherDock()
{
    bringForward("skillDock");
    m_window->session().setSeason(shamal::Season::JJA);
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60000);
    const AnalysisPanel* lagSkill = m_window->analyses().at(2);
    QVERIFY(!lagSkill->seen() && !lagSkill->result());
    const QString rows = table();
    for (const char* analysis : {"\nsemivariogram,", "\nautocorrelation,", "\nlag_skill,"})
        QVERIFY2(rows.contains(analysis), analysis);
}

void AnalysisExportTest::aTableOfTheSeasonJustChosenIsOfThatSeason()
{
    m_window->session().setSeason(shamal::Season::JJA);
    const QString rows = table();
    QVERIFY(rows.contains("\nsemivariogram,") && rows.contains(",JJA,"));
    QVERIFY(!rows.contains(",all,"));
}

void AnalysisExportTest::aTableSaysWhichAnalysesAreLeftOutAndWhy()
{
    QVERIFY(!table().isEmpty());
    const QString said = m_window->statusBar()->currentMessage();
    QVERIFY2(said.contains("Left out: Skill (Open a fine data set"), qPrintable(said));
}

void AnalysisExportTest::anAnalysisWithoutNumbersIsNotExported()
{
    bringForward("skillDock");
    pastePathInNextDialog(file("table.csv"));
    emit m_window->analyses().at(3)->tableRequested();
    const QString fault = waitForFault(*m_window);
    QVERIFY2(fault.contains("Left out: Skill (") && fault.contains("fine"), qPrintable(fault));
    QVERIFY(!QFile::exists(file("table.csv")));
    QVERIFY(m_window->statusBar()->currentMessage().isEmpty());
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new AnalysisExportTest; });
}
#include "analysis_export_test.moc"
