// What the analyses beside the maps look at, and what they say back to the maps.
#include "charts/line_chart.h"
#include "panels/analysis_inputs.h"
#include "panels/analysis_panel.h"
#include "panels/map_board.h"
#include "window/main_window.h"
#include "window/probes.h"

#include <algorithm>
#include <cmath>

void MainWindow::connectAnalyses()
{
    m_semivariogram->keepSettings(QStringLiteral("semivariogram"));
    m_autocorrelation->keepSettings(QStringLiteral("autocorrelation"));
    m_lagSkill->keepSettings(QStringLiteral("lagSkill"));
    m_skill->keepSettings(QStringLiteral("skill"));
    m_similarity->keepSettings(QStringLiteral("similarity"));
    connect(&m_session, &Session::dayChanged, this, &MainWindow::markAnalysedDay);
    connect(&m_session, &Session::pinsChanged, this, [this] {
        for (AnalysisPanel* panel : analyses())
            panel->setPinned(m_session.pinnedInRegion());
    });
    for (AnalysisPanel* panel : analyses()) {
        connect(panel, &AnalysisPanel::dayChosen, this, [this](shamal::Date day) {
            m_followRun = false;
            m_session.setDay(day);
        });
        connect(panel, &AnalysisPanel::figureRequested, this, [this, panel] { exportFigure({panel}); });
        connect(panel, &AnalysisPanel::tableRequested, this, [this, panel] { exportTable({panel}); });
    }
    connect(m_semivariogram, &AnalysisPanel::pointed, this, &MainWindow::lightPairs);
}

void MainWindow::markAnalysedDay()
{
    for (AnalysisPanel* panel : analyses())
        panel->markDay(m_session.day());
}

/// Where on the maps the other cell of a pair lies whose one is in the middle of the region.
void MainWindow::lightPairs(const std::optional<double>& lag)
{
    const auto& result = m_semivariogram->result();
    if (!lag || !result || !m_session.region() || result->charts.front().curves.empty())
        return m_maps->setDistanceRing(std::nullopt);
    const std::vector<double>& lags = result->charts.front().curves.front().x;
    const auto away = [&](double x) { return std::abs(x - *lag); };
    const auto bin = static_cast<std::size_t>(std::ranges::min_element(lags, {}, away) - lags.begin());
    if (bin + 1 >= result->lagBordersKm.size())
        return m_maps->setDistanceRing(std::nullopt);
    const shamal::LatLonBox box = m_session.region()->bounds();
    m_maps->setDistanceRing(DistanceRing{{(box.south + box.north) / 2.0, (box.west + box.east) / 2.0},
                                         result->lagBordersKm[bin],
                                         result->lagBordersKm[bin + 1]});
}

void MainWindow::gatherData()
{
    m_dataSets.clear();
    const auto add = [&](const LoadedSource* source, DataKind kind) {
        if (source != nullptr)
            m_dataSets.push_back({.kind = kind,
                                  .name = QString::fromStdString(source->series.metadata().source),
                                  .series = source->series,
                                  .files = filesOf(source->dataset)});
    };
    add(m_session.coarse(), DataKind::Coarse);
    add(m_session.fine(), DataKind::Fine);
    if (m_session.result() && !m_session.result()->empty()) {
        m_dataSets.push_back({DataKind::Downscaled, tr("Downscaled"), m_session.result()->mean(),
                              m_session.result()->spread().value_or(shamal::FieldSeries()),
                              m_session.result()->members()});
    }
    nameApart(m_dataSets);
    m_probes->setData(m_dataSets);
    refreshAnalyses();
}

void MainWindow::refreshAnalyses()
{
    m_maps->setDistanceRing(std::nullopt);
    if (m_dataSets.empty() || !m_session.region()) {
        for (AnalysisPanel* panel : analyses())
            panel->setMessage(tr("Open a data set to analyse it."));
        return;
    }
    AnalysisInputs inputs{.dataSets = m_dataSets,
                          .region = *m_session.region(),
                          .season = m_session.season(),
                          .pinned = m_session.pinnedInRegion()};
    for (AnalysisPanel* panel : analyses())
        panel->setInputs(inputs);
}
