// What the main window shows of the session.
#include "fields/regrid.h"
#include "panels/analysis_panel.h"
#include "panels/data_panel.h"
#include "panels/map_board.h"
#include "panels/time_bar.h"
#include "session/map_fields.h"
#include "window/main_window.h"
#include "window/source_facts.h"

#include <QLabel>

#include <cmath>

namespace {

void showPane(MapView& view, const PaneContent& content)
{
    if (content.field)
        view.setField(*content.field);
    else
        view.clearField(content.explanation);
}

std::vector<shamal::Date> datesOf(const shamal::FieldSeries& series)
{
    std::vector<shamal::Date> dates;
    if (series.timeless())
        return dates;
    for (const shamal::TimeStep& step : series.steps())
        dates.push_back(step.date);
    return dates;
}

/// Tells the panels beside the maps which day is shown, and which ones there are to downscale.
void markDay(TimeBar& timeBar, DownscalePanel& downscalePanel, const Session& session)
{
    timeBar.setCurrent(session.day());
    downscalePanel.setDays(session.coarse() ? datesOf(session.coarse()->series) : std::vector<shamal::Date>{},
                           session.season(), session.day());
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
    fitColours();
    showAll();
    showDays();
    showDay();
    refreshAnalyses();
}

void MainWindow::showDays()
{
    std::vector<TimeBar::Row> rows;
    shamal::Calendar calendar = shamal::Calendar::Standard;
    const auto add = [&](const LoadedSource* source, DataKind kind) {
        if (source == nullptr || source->series.timeless())
            return;
        calendar = source->series.calendar();
        rows.push_back(
            {kind, QString::fromStdString(source->series.metadata().source), datesOf(source->series)});
    };
    add(m_session.fine(), DataKind::Fine);
    add(m_session.coarse(), DataKind::Coarse);
    if (m_session.result()) {
        TimeBar::Row row{DataKind::Downscaled, tr("Downscaled"), {}};
        for (const shamal::DownscaledDay& day : m_session.result()->days())
            row.dates.push_back(day.date);
        rows.push_back(std::move(row));
    }
    m_timeBar->setRows(std::move(rows), calendar);
    markDay(*m_timeBar, *m_downscalePanel, m_session);
}

void MainWindow::showDay()
{
    showPane(m_maps->view(MapBoard::Coarse), coarsePane(m_session));
    showPane(m_maps->view(MapBoard::Fine), finePane(m_session));
    showPane(m_maps->view(MapBoard::Downscaled), downscaledPane(m_session));
    const PaneContent difference = differencePane(m_session);
    showPane(m_maps->view(MapBoard::Difference), difference);
    if (difference.field && !m_differenceFitted) {
        m_maps->view(MapBoard::Difference).setColourScale(ColourScale::symmetric(difference.field->values));
        m_differenceFitted = true;  // and kept: a range changes only when asked
    }
    markDay(*m_timeBar, *m_downscalePanel, m_session);
}

void MainWindow::fitColours()
{
    const ColourScale common = commonScale(m_session);
    for (const auto pane : {MapBoard::Coarse, MapBoard::Fine, MapBoard::Downscaled})
        m_maps->view(pane).setColourScale(common);
    if (!sharesUnits(m_session)) {
        const ColourScale coarse = scaleOf(m_session.coarse()->series);
        m_maps->view(MapBoard::Coarse).setColourScale(coarse);
        m_maps->view(MapBoard::Downscaled).setColourScale(coarse);
    }
    m_differenceFitted = false;
    if (const PaneContent difference = differencePane(m_session); difference.field) {
        m_maps->view(MapBoard::Difference).setColourScale(ColourScale::symmetric(difference.field->values));
        m_differenceFitted = true;
    }
}

void MainWindow::showAll()
{
    const auto area = dataArea();
    if (!area)
        return;
    // Centre and standard parallels are those of the data; a PROJ string says its own.
    if (m_projection != shamal::ProjectionKind::Custom)
        m_maps->setProjection(shamal::Projection::presetFor(m_projection, *area));
    m_maps->setView(*area);
}

void MainWindow::showRegion()
{
    const auto& region = m_session.region();
    m_maps->setSelection(region ? std::optional(region->box) : std::nullopt);
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
    for (int pane = 0; pane < MapBoard::kPanes; ++pane) {
        const MapView& view = m_maps->view(static_cast<MapBoard::Pane>(pane));
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
