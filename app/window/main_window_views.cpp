// What the main window shows of the session.
#include "dialogs/colours_dialog.h"
#include "fields/regrid.h"
#include "panels/analysis_panel.h"
#include "panels/data_panel.h"
#include "panels/map_board.h"
#include "panels/time_bar.h"
#include "window/main_window.h"
#include "window/source_facts.h"
#include "window/time_rows.h"

#include <QLabel>

#include <cmath>

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
    showAll();
    showDays();
    showDay();
    refreshAnalyses();
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

void MainWindow::showAll()
{
    const auto area = dataArea();
    if (!area)
        return;
    // Centre and standard parallels are those of the data; a PROJ string says its own.
    if (m_projection != shamal::ProjectionKind::Custom)
        m_maps->setProjection(shamal::Projection::presetFor(m_projection, *area));
    m_maps->visit(*area);
    showHistory();
}

void MainWindow::showRegion()
{
    const auto& region = m_session.region();
    const auto bounds = region ? std::optional(region->bounds()) : std::nullopt;
    m_maps->setSelection(region ? std::optional(region->shape) : std::nullopt);
    if (m_colours != nullptr)
        m_colours->setRegion(bounds);
    m_downscalePanel->setRegion(region ? QString::fromStdString(region->name) : QString());
    refreshAnalyses();
}

void MainWindow::refreshAnalyses()
{
    AnalysisInputs inputs;
    const auto add = [&](const LoadedSource* source, DataKind kind) {
        if (source != nullptr)
            inputs.dataSets.push_back(
                {kind, QString::fromStdString(source->series.metadata().source), source->series});
    };
    add(m_session.coarse(), DataKind::Coarse);
    add(m_session.fine(), DataKind::Fine);
    if (m_session.result() && !m_session.result()->empty())
        inputs.dataSets.push_back({DataKind::Downscaled, tr("Downscaled"), m_session.result()->mean()});
    if (inputs.dataSets.empty() || !m_session.region()) {
        for (AnalysisPanel* panel : analyses())
            panel->setMessage(tr("Open a data set to analyse it."));
        return;
    }
    inputs.region = *m_session.region();
    inputs.season = m_session.season();
    for (AnalysisPanel* panel : analyses())
        panel->setInputs(inputs);
}

void MainWindow::showProbe(const std::optional<shamal::LatLon>& point)
{
    if (!point) {
        m_probe->clear();
        return;
    }
    const double longitude = std::remainder(point->longitude, 360.0);
    QString text = QStringLiteral("%1° %2  %3° %4")
                       .arg(std::abs(point->latitude), 0, 'f', 2)
                       .arg(point->latitude < 0.0 ? tr("S") : tr("N"))
                       .arg(std::abs(longitude), 0, 'f', 2)
                       .arg(longitude < 0.0 ? tr("W") : tr("E"));
    for (int map = 0; map < m_maps->count(); ++map) {
        const MapView& view = m_maps->view(map);
        if (!view.hasField())
            continue;
        if (const std::optional<float> value = view.valueAt(*point))
            text += QStringLiteral("    %1  %2")
                        .arg(view.field().title.section(QStringLiteral(" · "), 0, 0),
                             std::isnan(*value) ? tr("missing") : displayNumber(*value));
    }
    const shamal::DownscaledDay* day = m_session.day() ? m_session.downscaled(*m_session.day()) : nullptr;
    if (day != nullptr && !day->spread.empty()) {
        const shamal::Grid here({point->latitude}, {point->longitude});
        const float value = shamal::regrid(day->spread, m_session.result()->info().grid, here,
                                           shamal::RegridMethod::Nearest)[0];
        if (!std::isnan(value))
            text += tr("    ± %1 log10").arg(displayNumber(value));
    }
    m_probe->setText(text);
}
