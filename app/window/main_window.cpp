#include "window/main_window.h"

#include "actions/open_area.h"
#include "dialogs/fault_box.h"
#include "dialogs/fetch_dialog.h"
#include "dialogs/guide_window.h"
#include "fields/resources.h"
#include "look.h"
#include "panels/analysis_forms.h"
#include "panels/analysis_panel.h"
#include "panels/data_panel.h"
#include "panels/map_board.h"
#include "panels/probe_line.h"
#include "panels/probe_panel.h"
#include "panels/regions_panel.h"
#include "panels/time_bar.h"
#include "window/probes.h"
#include "window/time_menu.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace {

enum Dock {
    Data,
    Regions,
    Downscale,
    SemivariogramDock,
    AutocorrelationDock,
    LagSkillDock,
    ProbeDock,
    SkillDock,
    SimilarityDock
};
constexpr int kLayoutVersion = 3;

QStringList netcdfFilters()
{
    return {MainWindow::tr("NetCDF (*.nc *.nc4 *.cdf *.netcdf)"), MainWindow::tr("All files (*)")};
}

std::vector<std::filesystem::path> asPaths(const QStringList& names)
{
    std::vector<std::filesystem::path> paths;
    for (const QString& name : names)
        paths.emplace_back(name.toStdString());
    return paths;
}

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_menus(*this),
      m_maps(new MapBoard),
      m_timeBar(new TimeBar),
      m_dataPanel(new DataPanel),
      m_regionsPanel(new RegionsPanel),
      m_downscalePanel(new DownscalePanel),
      m_semivariogram(new AnalysisPanel(analyseSemivariogram, 1, addSemivariogramRows)),
      m_autocorrelation(new AnalysisPanel(analyseAutocorrelation, 2, addAutocorrelationRows)),
      m_lagSkill(new AnalysisPanel(analyseLagSkill, 2, addLagSkillRows)),
      m_skill(new AnalysisPanel(analyseSkill, 2, addSkillRows)),
      m_similarity(new AnalysisPanel(analyseSimilarity, 2, addSimilarityRows)),
      m_probePanel(new ProbePanel),
      m_probeLine(new ProbeLine),
      m_jobText(new QLabel),
      m_jobBar(new QProgressBar),
      m_jobCancel(new QToolButton)
{
    setWindowTitle(tr("Shamal"));
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_maps, 1);
    layout->addWidget(m_timeBar);
    setCentralWidget(centre);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    buildDocks();
    buildStatusBar();
    connectMenus();
    connectExports();
    connectRegions();
    connectRegionChanges();
    connectRegionsPanel();
    connectColours();
    connectMaps();
    connectNavigation();
    connectProjections();
    connectSession();
    connectProbes();
    connectPanels();
    connectAnalyses();
    connectWork();
    resize(QSize(1400, 900).boundedTo(screen()->availableSize()));
    resetLayout();
    QSettings settings;
    restoreGeometry(settings.value("window/geometry").toByteArray());
    // Dock widths hold only once the window has its size.
    if (!restoreState(settings.value("window/state").toByteArray(), kLayoutVersion))
        QTimer::singleShot(0, this, &MainWindow::resetLayout);
    m_maps->setTool(MapView::Tool::Select);

    // Their checksums take longer than the rest of the window.
    QTimer::singleShot(0, this, [this] {
        std::vector<std::string> faults;
        m_downscalePanel->setModels(shamal::findModels(faults));
        if (!faults.empty())
            m_downscalePanel->setMessage(QString::fromStdString(faults.front()), true);
    });
    showSources();
    showRegions();
    showRegion();
}

MainWindow::~MainWindow()
{
    // Widgets that go hand the keyboard on.
    disconnect(qApp, nullptr, this, nullptr);
    // The undo stack empties itself when it goes, which is after the menus it is shown in.
    disconnect(&m_session.regionChanges(), nullptr, this, nullptr);
}

void MainWindow::buildDocks()
{
    const auto add = [this](Dock which, const QString& title, const char* name, QWidget* content,
                            Qt::DockWidgetArea area) {
        auto* dock = new QDockWidget(title, this);
        dock->setObjectName(name);
        dock->setWidget(content);
        addDockWidget(area, dock);
        if (which == SkillDock || which == SimilarityDock)
            tabifyDockWidget(m_docks[LagSkillDock], dock);
        m_menus.viewMenu->addAction(dock->toggleViewAction());
        m_docks.at(which) = dock;
    };
    add(Data, tr("Data"), "dataDock", m_dataPanel, Qt::LeftDockWidgetArea);
    add(Regions, tr("Regions"), "regionsDock", m_regionsPanel, Qt::LeftDockWidgetArea);
    add(Downscale, tr("Downscale"), "downscaleDock", m_downscalePanel, Qt::RightDockWidgetArea);
    add(SemivariogramDock, tr("Semivariogram"), "semivariogramDock", m_semivariogram,
        Qt::BottomDockWidgetArea);
    add(AutocorrelationDock, tr("ACF and PACF"), "autocorrelationDock", m_autocorrelation,
        Qt::BottomDockWidgetArea);
    add(LagSkillDock, tr("Lag RMSE and R²"), "lagSkillDock", m_lagSkill, Qt::BottomDockWidgetArea);
    add(ProbeDock, tr("Probe"), "probeDock", m_probePanel, Qt::RightDockWidgetArea);
    add(SkillDock, tr("Skill"), "skillDock", m_skill, Qt::BottomDockWidgetArea);
    add(SimilarityDock, tr("Distributions"), "similarityDock", m_similarity, Qt::BottomDockWidgetArea);
}

void MainWindow::resetLayout()
{
    const std::pair<Dock, Qt::DockWidgetArea> sideBySide[] = {{Data, Qt::LeftDockWidgetArea},
                                                              {Regions, Qt::LeftDockWidgetArea},
                                                              {Downscale, Qt::RightDockWidgetArea},
                                                              {SemivariogramDock, Qt::BottomDockWidgetArea},
                                                              {AutocorrelationDock, Qt::BottomDockWidgetArea},
                                                              {LagSkillDock, Qt::BottomDockWidgetArea}};
    // Straight behind another: side by side for a moment, they would widen the window.
    const std::pair<Dock, Dock> behind[] = {
        {Downscale, ProbeDock}, {LagSkillDock, SkillDock}, {SkillDock, SimilarityDock}};
    for (QDockWidget* dock : m_docks)
        dock->setFloating(false);
    for (const auto& [dock, area] : sideBySide)
        addDockWidget(area, m_docks.at(dock));
    for (const auto& [front, back] : behind)
        tabifyDockWidget(m_docks.at(front), m_docks.at(back));
    for (QDockWidget* dock : m_docks)
        dock->show();
    m_docks[Downscale]->raise();
    m_docks[LagSkillDock]->raise();
    resizeDocks({m_docks[SemivariogramDock]}, {200}, Qt::Vertical);
    // Once the layout above has been worked out; asked for together with it, widths are ignored.
    QTimer::singleShot(0, this, [this] {
        resizeDocks({m_docks[Data], m_docks[Downscale]}, {285, 250}, Qt::Horizontal);
        resizeDocks({m_docks[Data], m_docks[Regions]}, {440, 200}, Qt::Vertical);
        resizeDocks({m_docks[SemivariogramDock], m_docks[AutocorrelationDock], m_docks[LagSkillDock]},
                    {250, 310, 300}, Qt::Horizontal);
    });
}

void MainWindow::buildStatusBar()
{
    m_jobBar->setRange(0, 1000);
    m_jobBar->setMaximumWidth(180);
    m_jobCancel->setText(tr("Cancel"));
    m_jobCancel->setAutoRaise(true);
    statusBar()->addWidget(m_probeLine, 1);
    statusBar()->addPermanentWidget(m_jobText);
    statusBar()->addPermanentWidget(m_jobBar);
    statusBar()->addPermanentWidget(m_jobCancel);
    for (QWidget* widget : {static_cast<QWidget*>(m_jobBar), static_cast<QWidget*>(m_jobCancel)})
        widget->hide();
}

void MainWindow::connectMenus()
{
    connect(m_menus.open, &QAction::triggered, this, [this] {
        const QStringList names = QFileDialog::getOpenFileNames(
            this, tr("Open"), QSettings().value("open/folder").toString(), netcdfFilters().join(";;"));
        if (!names.isEmpty()) {
            QSettings().setValue("open/folder", QFileInfo(names.front()).absolutePath());
            openFiles(asPaths(names));
        }
    });
    connect(m_menus.openFolder, &QAction::triggered, this, [this] {
        const QString name = QFileDialog::getExistingDirectory(this, tr("Open Folder"),
                                                               QSettings().value("open/folder").toString());
        if (!name.isEmpty())
            openFiles({name.toStdString()});
    });
    connect(m_menus.openArea, &QAction::triggered, this, [this] {
        if (const std::optional<ReadOrder> order = askForArea(this))
            m_work.read({*order});
    });
    connect(m_menus.openAddress, &QAction::triggered, this, [this] {
        if (const std::optional<ReadOrder> order = askForAddress(this))
            m_work.read({*order});
    });
    connect(m_menus.openDemo, &QAction::triggered, this, [this] {
        m_openingDemo = true;
        m_work.readDemo();
    });
    connect(m_menus.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_menus.linkViews, &QAction::toggled, &m_maps->link(), &ViewLink::setViewLinked);
    connect(m_menus.linkCursors, &QAction::toggled, &m_maps->link(), &ViewLink::setCursorLinked);
    connect(m_menus.resetLayout, &QAction::triggered, this, &MainWindow::resetLayout);
    connect(m_menus.pan, &QAction::triggered, this, [this] { m_maps->setTool(MapView::Tool::Pan); });
    connect(m_menus.zoom, &QAction::triggered, this, [this] { m_maps->setTool(MapView::Tool::Zoom); });
    connect(m_menus.select, &QAction::triggered, this, [this] { m_maps->setTool(MapView::Tool::Select); });
    connect(m_menus.polygon, &QAction::triggered, this, [this] { m_maps->setTool(MapView::Tool::Polygon); });
    connect(m_menus.ellipse, &QAction::triggered, this, [this] { m_maps->setTool(MapView::Tool::Ellipse); });
    connect(m_menus.pin, &QAction::triggered, this, [this] { m_maps->setTool(MapView::Tool::Pin); });
    connect(m_menus.seasons, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_session.setSeason(static_cast<shamal::Season>(action->data().toInt()));
    });
    connect(m_menus.looks, &QActionGroup::triggered, this, [this](const QAction* action) {
        applyAppearance(action == m_menus.lightLook  ? Appearance::Light
                        : action == m_menus.darkLook ? Appearance::Dark
                                                     : Appearance::System);
    });
    fillTimeMenu(*m_menus.timeMenu, *m_timeBar);
    connect(m_menus.run, &QAction::triggered, this,
            [this] { emit m_downscalePanel->runRequested(m_downscalePanel->choice()); });
    connect(m_menus.cancel, &QAction::triggered, &m_work, &Work::cancelDownscaling);
    connect(m_menus.guide, &QAction::triggered, this, [this] { showGuide(this); });
    connect(m_menus.about, &QAction::triggered, this, [this] {
        QMessageBox::about(
            this, tr("About Shamal"),
            tr("<b>Shamal %1</b><p>Compare coarse and fine aerosol fields, downscale them and judge the "
               "result.</p><p>GPL-3.0-or-later. Coastlines and borders: Natural Earth. Terrain: ETOPO, "
               "NOAA.</p>")
                .arg(QString::fromLatin1(shamal::softwareVersion())));
    });
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::sourcesChanged, this, &MainWindow::showSources);
    connect(&m_session, &Session::dayChanged, this, &MainWindow::showDay);
    connect(&m_session, &Session::regionsChanged, this, &MainWindow::showRegions);
    connect(&m_session, &Session::regionChanged, this, &MainWindow::showRegion);
    connect(&m_session, &Session::seasonChanged, this, [this] {
        m_menus.seasons->actions()[static_cast<int>(m_session.season())]->setChecked(true);
        m_timeBar->setSeason(m_session.season());
        m_contents.forget();
        showDays();
        showDay();
        m_probes->setData(m_dataSets);  // the data are those of any season
        refreshAnalyses();
    });
    connect(&m_session, &Session::resultChanged, this, [this] {
        m_contents.forgetDownscaled();
        showDays();
        showDay();
        if (!m_work.downscaling())
            gatherData();
    });
}

void MainWindow::connectPanels()
{
    connect(m_timeBar, &TimeBar::currentChanged, this, [this](shamal::Date date) {
        m_followRun = false;
        m_session.setDay(date);
    });
    connect(m_dataPanel, &DataPanel::roleChosen, this, [this](int entry, shamal::SourceRole role) {
        m_session.setRole(static_cast<std::size_t>(entry), role);
    });
    connect(m_dataPanel, &DataPanel::closeRequested, this,
            [this](int entry) { m_session.closeSource(static_cast<std::size_t>(entry)); });
    connect(m_dataPanel, &DataPanel::variableChosen, this,
            [this](int entry, const QString& variable, int level) {
                const LoadedSource& source = m_session.sources().at(static_cast<std::size_t>(entry));
                m_work.read({{.files = source.dataset.files(),
                              .variable = variable.toStdString(),
                              .level = static_cast<std::size_t>(level),
                              .window = source.window,
                              .role = source.role}});
            });
    connect(m_downscalePanel, &DownscalePanel::modelChanged, this, &MainWindow::showDays);
    connect(m_downscalePanel, &DownscalePanel::runRequested, &m_work, &Work::downscale);
    connect(m_downscalePanel, &DownscalePanel::cancelRequested, &m_work, &Work::cancelDownscaling);
}

void MainWindow::connectWork()
{
    connect(&m_work, &Work::readingChanged, this, [this] {
        const bool reading = m_work.reading();
        for (QAction* action :
             {m_menus.open, m_menus.openFolder, m_menus.openArea, m_menus.openAddress, m_menus.openDemo})
            action->setEnabled(!reading);
        m_jobBar->setVisible(reading);
        m_jobCancel->setVisible(reading);
        m_jobText->clear();
        // A summer day with dust on the map says more than the first day of the record.
        if (!reading && std::exchange(m_openingDemo, false) && m_session.fine() != nullptr)
            m_session.setDay({2006, 7, 14});
    });
    connect(&m_work, &Work::sizeToConfirm, this, [this](const ReadOrder& found) {
        if (const std::optional<ReadOrder> order = askToFetch(this, found))
            m_work.read({*order});
    });
    connect(&m_work, &Work::readProgressed, this, [this](double fraction, const QString& doing) {
        m_jobBar->setValue(static_cast<int>(fraction * 1000.0));
        m_jobText->setText(doing);
    });
    connect(m_jobCancel, &QToolButton::clicked, &m_work, &Work::cancelReading);
    connect(&m_work, &Work::downscalingChanged, this, [this] {
        m_followRun = true;
        m_downscalePanel->setRunning(m_work.downscaling());
        m_menus.run->setEnabled(!m_work.downscaling());
        m_menus.cancel->setEnabled(m_work.downscaling());
    });
    connect(&m_work, &Work::downscaleProgressed, m_downscalePanel, &DownscalePanel::setProgress);
    connect(&m_work, &Work::dayFinished, this, [this](shamal::Date day, double seconds) {
        m_downscalePanel->setSecondsPerDay(seconds);
        if (m_followRun)
            m_session.setDay(day);
    });
    connect(&m_work, &Work::downscaleEnded, this, [this](const QString& message, bool fault) {
        m_downscalePanel->setMessage(message, fault);
        gatherData();
    });
    connect(&m_work, &Work::written, this, &MainWindow::tellExported);
    connect(&m_work, &Work::failed, this, [this](const QString& title, const QString& message) {
        statusBar()->clearMessage();
        showFault(this, title, message);
    });
}

void MainWindow::openFiles(const std::vector<std::filesystem::path>& files)
{
    m_work.read({{.files = files, .variable = {}, .window = {}, .role = {}}});
}

bool MainWindow::analysesBusy() const
{
    for (const AnalysisPanel* panel : analyses()) {
        if (panel->busy())
            return true;
    }
    return false;
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        m_menus.recolourIcons(palette());
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings settings;
    settings.setValue("window/geometry", saveGeometry());
    settings.setValue("window/state", saveState(kLayoutVersion));
    m_work.cancelReading();
    m_work.cancelDownscaling();
    event->accept();
}
