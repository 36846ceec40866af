// What the main window shows of the session.
#include "dialogs/colours_dialog.h"
#include "panels/data_panel.h"
#include "panels/map_board.h"
#include "panels/regions_panel.h"
#include "panels/time_bar.h"
#include "window/main_window.h"
#include "window/probes.h"
#include "window/source_facts.h"
#include "window/time_rows.h"

namespace {

std::vector<shamal::Date> datesOf(const shamal::FieldSeries& series)
{
    std::vector<shamal::Date> dates;
    if (series.timeless())
        return dates;
    for (const shamal::TimeStep& step : series.steps())
        dates.push_back(step.date);
    return dates;
}

}  // namespace

void MainWindow::showSources()
{
    std::vector<DataPanelEntry> entries;
    const LoadedSource* const coarse = m_session.coarse();
    const LoadedSource* const fine = m_session.fine();
    for (const LoadedSource& source : m_session.sources())
        entries.push_back(factsOf(source, &source == coarse ? fine : &source == fine ? coarse : nullptr));
    m_dataPanel->setEntries(entries);
    m_contents.forget();
    fitColours();
    showAllData();
    showDays();
    showDay();
    gatherData();
}

/// Tells the panels beside the maps which day is shown, and which ones there are to downscale.
void MainWindow::markDay()
{
    const LoadedSource* const coarse = m_session.coarse();
    m_timeBar->setCurrent(m_session.day());
    m_downscalePanel->setDays(coarse != nullptr ? datesOf(coarse->series) : std::vector<shamal::Date>{},
                              m_session.season(), m_session.day());
}

void MainWindow::showDays()
{
    m_timeBar->setRows(timeRows(m_session, m_downscalePanel->model()));
    markDay();
}

std::optional<shamal::LatLonBox> MainWindow::aimAtAllData()
{
    const auto area = dataArea();
    // Centre and standard parallels are those of the data; a PROJ string says its own.
    if (area && m_projection != shamal::ProjectionKind::Custom)
        m_maps->setProjection(shamal::Projection::presetFor(m_projection, *area));
    return area;
}

void MainWindow::showAll()
{
    if (const auto area = aimAtAllData()) {
        m_maps->visit(*area);
        showHistory();
    }
}

/// As data come and go. Where the user has been is remembered; views that came by themselves are not.
void MainWindow::showAllData()
{
    if (m_maps->current().history().canGoBack())
        return showAll();
    if (const auto area = aimAtAllData())
        m_maps->setView(*area);
}

void MainWindow::showRegions()
{
    const shamal::RegionList& list = m_session.regions();
    std::vector<RegionRow> rows;
    for (const shamal::Region& region : list.regions)
        rows.push_back({QString::fromStdString(region.name), QColor(QString::fromStdString(region.colour)),
                        region.areaKm2()});
    const auto& whole = m_session.wholeArea();
    m_regionsPanel->setRows(rows, list.active, whole ? std::optional(whole->areaKm2()) : std::nullopt);
    m_maps->setRegions(list);
    m_menus.editRegion->setEnabled(list.active.has_value());
}

void MainWindow::showRegion()
{
    const auto& region = m_session.region();
    const auto bounds = region ? std::optional(region->bounds()) : std::nullopt;
    if (m_colours != nullptr)
        m_colours->setRegion(bounds);
    m_downscalePanel->setRegion(region ? QString::fromStdString(region->name) : QString());
    refreshAnalyses();
}

/// What analyses and pins read. The days of a run are copied for it, which a region being dragged must not
/// wait for.
