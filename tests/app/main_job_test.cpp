// The main job, by mouse, keyboard and menu: on the demo world and on a real aerosol file.
#include "charts/line_chart.h"
#include "panels/analysis_panel.h"
#include "panels/map_board.h"
#include "panels/time_bar.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDockWidget>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

#include <cmath>

namespace {
constexpr int kDemoWorldMs = 240000;
constexpr int kRunMs = 300000;
}  // namespace

class MainJobTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void demoWorldFromOpeningToExport();
    void realAerosolFileFromOpeningToExport();
    void cancelKeepsFinishedDays();
    void seasonAndRegionAreFollowedByTheAnalyses();

private:
    QToolBar& tools() { return *m_window->findChild<QToolBar*>("tools"); }
    template <typename Widget>
    Widget& child(const char* name)
    {
        return *m_window->findChild<Widget*>(name);
    }
    void openDemo();
    void chooseSeason(shamal::Season season);
    void exportBy(Qt::Key mnemonic, const QString& path);
    void checkNetcdf(const QString& path, int days);
    QString file(const char* name) const { return m_folder->filePath(name); }

    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void MainJobTest::initTestCase()
{
    QSettings().clear();
}

void MainJobTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1400, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void MainJobTest::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

void MainJobTest::openDemo()
{
    chooseInMenu(*m_window, "File", Qt::Key_D);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().fine() != nullptr && !m_window->work().reading(),
                             kDemoWorldMs);
    QVERIFY(m_window->session().coarse()->dataset.synthetic());
    QVERIFY(m_window->session().fine()->dataset.synthetic());
}

void MainJobTest::chooseSeason(shamal::Season season)
{
    QAction* action = m_window->menus().seasons->actions().at(static_cast<int>(season));
    QTest::mouseClick(tools().widgetForAction(action), Qt::LeftButton);
    QCOMPARE(m_window->session().season(), season);
}

void MainJobTest::exportBy(Qt::Key mnemonic, const QString& path)
{
    pastePathInNextDialog(path);
    chooseInMenu(*m_window, "File", mnemonic);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path) && !m_window->work().writing(), 20000);
    QCOMPARE(takeFault(*m_window), QString());
}

void MainJobTest::checkNetcdf(const QString& path, int days)
{
    const QString header = outputOf("ncdump", {"-h", path});
    for (const char* expected :
         {"Conventions = \"CF-1.8\"", "history = ", "lat_bnds", "time_bnds",
          "shamal_model = ", "shamal_sampler = ", "shamal_seed = ", "shamal_source_files = ", "grid_mapping"})
        QVERIFY2(header.contains(expected), expected);

    QProcess cdo;  // reads it without a word of complaint
    cdo.start("cdo", {"-s", "sinfon", path});
    QVERIFY(cdo.waitForFinished(60000) && cdo.exitCode() == 0);
    QCOMPARE(QString::fromUtf8(cdo.readAllStandardError()), QString());

    // The area mean by CDO is the one of the fields on the map.
    const auto& result = *m_window->session().result();
    const QString name = QString::fromStdString(result.mean().metadata().name);
    const QStringList means = outputOf("cdo", {"-s", "outputf,%.8g", "-fldmean", "-selname," + name, path})
                                  .split('\n', Qt::SkipEmptyParts);
    QCOMPARE(means.size(), days);
    const shamal::LatLonBox everywhere{-90, 90, -360, 360};
    const std::vector<double> ours = regionMeans(result.mean(), {"", everywhere});
    for (int day = 0; day < days; ++day)
        QVERIFY(std::abs(means[day].toDouble() / ours[static_cast<std::size_t>(day)] - 1.0) < 1e-4);
}

void MainJobTest::demoWorldFromOpeningToExport()
{
    openDemo();
    chooseSeason(shamal::Season::JJA);
    QTest::mouseClick(tools().widgetForAction(m_window->menus().select), Qt::LeftButton);
    drawRectangle(*m_window, MapBoard::Fine, {40.0, 63.0}, {34.0, 71.0});
    const shamal::LatLonBox region = m_window->session().region()->bounds();
    QVERIFY(std::abs(region.north - 40.0) < 0.2 && std::abs(region.south - 34.0) < 0.2);
    QVERIFY(std::abs(region.west - 63.0) < 0.2 && std::abs(region.east - 71.0) < 0.2);

    QTest::keyClick(&child<QComboBox>("downscaleDays"), Qt::Key_End);
    child<QDateEdit>("downscaleFirstDay").setDate(QDate(2006, 7, 10));
    child<QDateEdit>("downscaleLastDay").setDate(QDate(2006, 7, 17));
    auto& members = child<QSpinBox>("downscaleMembers");
    members.selectAll();
    QTest::keyClicks(&members, "2");
    QTest::mouseClick(&child<QPushButton>("downscaleRun"), Qt::LeftButton);
    QVERIFY(m_window->work().downscaling());

    // A finished day is on the map while others are still to come.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().result() && !m_window->session().result()->empty(), kRunMs);
    QVERIFY(m_window->work().downscaling());
    QTRY_VERIFY(m_window->maps().view(MapBoard::Downscaled).hasField());

    QTRY_VERIFY_WITH_TIMEOUT(!m_window->work().downscaling(), kRunMs);
    QCOMPARE(m_window->session().result()->days().size(), std::size_t{8});
    QCOMPARE(m_window->maps().view(MapBoard::Difference).field().title, QStringLiteral("Downscaled − G5NR"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->analysesBusy(), kRunMs);
    for (const AnalysisPanel* panel : m_window->analyses()) {
        // Those behind others compute when they come forward.
        qobject_cast<QDockWidget*>(panel->parentWidget())->raise();
        QTRY_VERIFY_WITH_TIMEOUT(panel->seen() && !m_window->analysesBusy(), kRunMs);
        QVERIFY(panel->result().has_value());
        QVERIFY2(panel->result()->notes.isEmpty(), qPrintable(panel->result()->notes.join('\n')));
        QVERIFY(panel->charts().front()->content().curves.size() >= 3);
    }

    exportBy(Qt::Key_E, file("figure.png"));
    QVERIFY(QImage(file("figure.png")).width() > 1500);
    exportBy(Qt::Key_E, file("figure.pdf"));
    QVERIFY(outputOf("pdfinfo", {file("figure.pdf")}).contains("Pages:           1"));
    QVERIFY(outputOf("pdftotext", {file("figure.pdf"), "-"}).contains("Downscaled"));
    exportBy(Qt::Key_E, file("figure.svg"));
    exportBy(Qt::Key_T, file("table.csv"));
    QFile table(file("table.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QString rows = QString::fromUtf8(table.readAll());
    for (const char* expected :
         {"semivariogram,G5NR,gamma", "autocorrelation,MERRA-2,pacf", "lag_skill,Downscaled,rmse_mean"})
        QVERIFY2(rows.contains(expected), expected);
    exportBy(Qt::Key_N, file("downscaled.nc"));
    checkNetcdf(file("downscaled.nc"), 8);
}

void MainJobTest::realAerosolFileFromOpeningToExport()
{
    const QString real =
        QStringLiteral(SHAMAL_TEST_DATA) +
        "/merra2-aerosol/M2T1NXAER.5.12.4_MERRA2_400.tavg1_2d_aer_Nx.20230101_TOTEXTTAU_subsetted.nc4";
    pastePathInNextDialog(real);
    chooseInMenu(*m_window, "File", Qt::Key_O);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().coarse() != nullptr, 20000);
    const shamal::FieldSeries& series = m_window->session().coarse()->series;
    QCOMPARE(series.size(), std::size_t{1});
    QCOMPARE(series.steps()[0].samples, 24);
    QVERIFY(!m_window->session().coarse()->dataset.synthetic());

    // cdo -s outputf,%.7g -fldmean -timmean FILE is the same mean over the same 24 hours.
    const double cdoMean =
        outputOf("cdo", {"-s", "outputf,%.8g", "-fldmean", "-timmean", real}).trimmed().toDouble();
    QVERIFY(std::abs(regionMeans(series, {"", {-90, 90, -360, 360}})[0] / cdoMean - 1.0) < 1e-4);

    drawRectangle(*m_window, MapBoard::Coarse, {37.0, 68.0}, {31.0, 78.0});
    QTest::mouseClick(&child<QPushButton>("downscaleRun"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->work().downscaling(), kRunMs);
    QVERIFY2(m_window->session().result().has_value(), qPrintable(child<QLabel>("downscaleMessage").text()));
    QCOMPARE(m_window->session().result()->days().size(), std::size_t{1});
    // The user is told that the model was made for another variable.
    QVERIFY(child<QLabel>("downscaleMessage").text().contains("DUEXTTAU"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->analysesBusy(), kRunMs);
    QVERIFY(m_window->analyses().front()->result().has_value());
    exportBy(Qt::Key_E, file("figure.pdf"));
    exportBy(Qt::Key_N, file("downscaled.nc"));
    checkNetcdf(file("downscaled.nc"), 1);
}

void MainJobTest::cancelKeepsFinishedDays()
{
    openDemo();
    chooseSeason(shamal::Season::JJA);
    child<QComboBox>("downscaleDays").setCurrentIndex(1);
    QTest::mouseClick(&child<QPushButton>("downscaleRun"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().result() && m_window->session().result()->days().size() >= 2,
                             kRunMs);
    QTest::mouseClick(&child<QPushButton>("downscaleCancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->work().downscaling(), 20000);
    const std::size_t kept = m_window->session().result()->days().size();
    QVERIFY(kept >= 2 && kept < 92);
    QVERIFY(child<QPushButton>("downscaleRun").isEnabled());
}

void MainJobTest::seasonAndRegionAreFollowedByTheAnalyses()
{
    openDemo();
    AnalysisPanel* semivariogram = m_window->analyses().front();
    chooseSeason(shamal::Season::DJF);
    drawRectangle(*m_window, MapBoard::Coarse, {40.0, 63.0}, {36.0, 68.0});
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->analysesBusy(), kRunMs);
    const AnalysisResult winter = *semivariogram->result();
    chooseSeason(shamal::Season::JJA);
    QVERIFY(!semivariogram->result().has_value());  // the old one is no longer current
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->analysesBusy(), kRunMs);
    QVERIFY(semivariogram->result()->rows.front().value != winter.rows.front().value);
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new MainJobTest; });
}
#include "main_job_test.moc"
