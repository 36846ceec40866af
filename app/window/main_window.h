#pragma once
#include "actions/figure.h"
#include "actions/netcdf_export.h"
#include "geo/projection.h"
#include "panels/analyses.h"
#include "panels/map_board.h"
#include "session/map_contents.h"
#include "session/session.h"
#include "session/work.h"
#include "window/menus.h"

#include <QMainWindow>

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

class AnalysisPanel;
class ColoursDialog;
class DataPanel;
class ProbeLine;
class ProbePanel;
class LineChart;
class Probes;
class QDockWidget;
class QLabel;
class QProgressBar;
class QToolButton;
class RegionsPanel;
class TimeBar;

/// The application's window: lays out the panels, shows what the session holds, and turns what the user does
/// into changes of the session or into work.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return m_session; }
    Work& work() { return m_work; }
    const Menus& menus() const { return m_menus; }
    MapBoard& maps() { return *m_maps; }
    TimeBar& timeBar() { return *m_timeBar; }
    DownscalePanel& downscalePanel() { return *m_downscalePanel; }
    ProbePanel& probePanel() { return *m_probePanel; }
    std::vector<AnalysisPanel*> analyses() const
    {
        return {m_semivariogram, m_autocorrelation, m_lagSkill, m_skill, m_similarity};
    }
    bool analysesBusy() const;

    void openFiles(const std::vector<std::filesystem::path>& files);
    void exportFigureTo(const QString& path, FigureContent content, int widthMm, int dotsPerInch);
    void exportNetcdfTo(const QString& path, const NetcdfSelection& selection);
    void exportTableTo(const QString& path);
    void exportProbeTo(const QString& path);
    void importRegionsFrom(const QString& path);
    void exportRegionsTo(const QString& path);  ///< all of them, or the whole area where there is none

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildDocks();
    void buildStatusBar();
    void resetLayout();
    void connectMenus();
    void connectExports();
    void connectRegions();
    void connectRegionChanges();
    void connectRegionsPanel();
    void connectColours();
    void connectMaps();
    void combineRegions(const std::function<shamal::Region()>& combine);
    void drawRegion(shamal::RegionShape shape);
    void reshapeRegion(std::size_t index, shamal::RegionShape shape, int drag);
    void newRegion();
    void editRegion(std::size_t index);
    void recolourRegion(std::size_t index);
    void selectCountries();
    void bufferRegion();
    void connectNavigation();
    void connectProjections();
    void connectProbes();
    void connectSession();
    void connectPanels();
    void connectAnalyses();
    void markAnalysedDay();
    void lightPairs(const std::optional<double>& lag);
    void connectWork();

    void showSources();
    void showDay();
    void showDays();
    void showRegions();
    void showRegion();
    void gatherData();
    void refreshAnalyses();
    void markDay();
    void showMaps();
    void chooseForMap(std::size_t map, const MapChoice& choice);
    void closeMap(int map);
    void popUpMapMenu(int map, const QPoint& globalPosition);
    void fitColours();
    void fitMap(std::size_t map, const MapField& field);
    void keepColoursOfMaps();
    void showSwipe(std::size_t map);
    void fitSwipes();
    ColourScale swipeScale(std::size_t map, const MapField& field);
    void fitRanges();
    void showColours(std::optional<int> map);
    std::optional<shamal::LatLonBox> aimAtAllData();
    void showAll();
    void showAllData();
    void zoomToRegion();
    void showHistory();
    void showDetails();
    std::optional<shamal::LatLonBox> dataArea() const;
    void chooseProjection(shamal::ProjectionKind kind);
    void restoreProjection();
    void tickProjection();
    void askForProjection();
    void exportFigure(const std::vector<AnalysisPanel*>& panels);
    void exportNetcdf();
    void exportTable(const std::vector<AnalysisPanel*>& panels);
    void writeFigureTo(const QString& path, FigureContent content, int widthMm, int dotsPerInch,
                       const std::vector<const LineChart*>& charts);
    void tellExported(const QString& path, const QString& remark);
    void writeTableTo(const QString& path, const std::vector<AnalysisPanel*>& panels);
    void exportProbe();

    Session m_session;
    MapContents m_contents{m_session};
    Work m_work{m_session};
    Menus m_menus;
    MapBoard* m_maps;
    TimeBar* m_timeBar;
    DataPanel* m_dataPanel;
    RegionsPanel* m_regionsPanel;
    DownscalePanel* m_downscalePanel;
    AnalysisPanel *m_semivariogram, *m_autocorrelation, *m_lagSkill, *m_skill, *m_similarity;
    ProbePanel* m_probePanel;
    ColoursDialog* m_colours = nullptr;  // made when first asked for
    static constexpr std::size_t kDocks = 9;
    std::array<QDockWidget*, kDocks> m_docks{};
    ProbeLine* m_probeLine;
    Probes* m_probes = nullptr;
    QLabel* m_jobText;
    QProgressBar* m_jobBar;
    QToolButton* m_jobCancel;
    std::vector<AnalysisDataSet> m_dataSets;  ///< for analyses and pins
    bool m_followRun = true;                  ///< show each finished day until the user goes elsewhere
    std::vector<std::optional<ColourScale>> m_fitted;  ///< by map: what suits what it shows, once known
    bool m_openingDemo = false;
    shamal::ProjectionKind m_projection = shamal::ProjectionKind::PlateCarree;  ///< of all maps
};
