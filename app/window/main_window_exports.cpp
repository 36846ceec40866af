// The main window's exports: File > Export Figure, Export NetCDF, Export Table.
#include "actions/figure.h"
#include "actions/netcdf_export.h"
#include "dialogs/export_dialog.h"
#include "dialogs/fault_box.h"
#include "dialogs/netcdf_options.h"
#include "fields/error.h"
#include "fields/resources.h"
#include "io/cf_writer.h"
#include "panels/analysis_panel.h"
#include "panels/analysis_table.h"
#include "panels/map_board.h"
#include "panels/probe_panel.h"
#include "window/main_window.h"
#include "window/probes.h"

#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace {

QString suggestedName(const Session& session)
{
    QString name = "shamal";
    if (session.day())
        name += "-" + QString::fromStdString(toString(*session.day()));
    return name;
}

/// Those in view.
std::vector<const LineChart*> chartsOf(const std::vector<AnalysisPanel*>& panels)
{
    std::vector<const LineChart*> charts;
    for (const AnalysisPanel* panel : panels) {
        if (!panel->seen())
            continue;
        for (const LineChart* chart : panel->charts())
            charts.push_back(chart);
    }
    return charts;
}

/// What one panel gives, under the name of its dock.
struct NamedAnalysis {
    QString name;
    std::function<AnalysisResult(const std::stop_token&)> result;
};

/// Why there is no number; nothing where there are some.
QString whyEmpty(const AnalysisResult& result)
{
    if (!result.rows.empty())
        return {};
    const QStringList notes = notesOf(result);
    return notes.isEmpty() ? MainWindow::tr("it gives no numbers") : notes.front();
}

/// Computes what is not there yet. Returns the analyses that have no number to write, and why, in words.
QString writeTableOf(const std::filesystem::path& path, const std::vector<NamedAnalysis>& analyses,
                     const std::stop_token& stop)
{
    std::vector<AnalysisResult> results;
    QStringList leftOut;
    for (const NamedAnalysis& analysis : analyses) {
        QString reason;
        try {
            AnalysisResult result = analysis.result(stop);
            reason = whyEmpty(result);
            if (reason.isEmpty())
                results.push_back(std::move(result));
        } catch (const shamal::InputError& error) {
            reason = QString::fromUtf8(error.what());
        }
        if (!reason.isEmpty())
            leftOut << QStringLiteral("%1 (%2)").arg(analysis.name, reason);
    }
    QString remark = leftOut.isEmpty()
                         ? QString()
                         : MainWindow::tr("Left out: %1").arg(leftOut.join(QStringLiteral("; ")));
    if (results.empty() && !leftOut.isEmpty())
        throw shamal::InputError(MainWindow::tr("No analysis gives numbers. %1").arg(remark).toStdString());
    writeTable(path, results);
    return remark;
}

}  // namespace

void MainWindow::connectExports()
{
    connect(m_menus.exportFigure, &QAction::triggered, this, [this] { exportFigure({}); });
    connect(m_menus.exportNetcdf, &QAction::triggered, this, &MainWindow::exportNetcdf);
    connect(m_menus.exportTable, &QAction::triggered, this, [this] { exportTable(analyses()); });
}

/// Of the maps and all analyses, or of the charts of some.
void MainWindow::exportFigure(const std::vector<AnalysisPanel*>& panels)
{
    ExportDialog::Form form;
    form.title = tr("Export Figure");
    form.suggestedName = suggestedName(m_session);
    form.suffixes = {"png", "pdf", "svg"};
    if (panels.empty())
        form.contents = {tr("Maps and charts"), tr("Maps"), tr("Charts")};
    form.asksForSize = true;
    ExportDialog dialog(form, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (panels.empty())
        exportFigureTo(dialog.path(), static_cast<FigureContent>(dialog.content()), dialog.widthMm(),
                       dialog.dotsPerInch());
    else
        writeFigureTo(dialog.path(), FigureContent::Charts, dialog.widthMm(), dialog.dotsPerInch(),
                      chartsOf(panels));
}

void MainWindow::exportFigureTo(const QString& path, FigureContent content, int widthMm, int dotsPerInch)
{
    std::vector<const LineChart*> charts = chartsOf(analyses());
    if (!m_probePanel->chart().content().curves.empty() || m_probes->series().busy())
        charts.push_back(&m_probePanel->chart());
    writeFigureTo(path, content, widthMm, dotsPerInch, charts);
}

void MainWindow::writeFigureTo(const QString& path, FigureContent content, int widthMm, int dotsPerInch,
                               const std::vector<const LineChart*>& charts)
{
    FigureRequest request{content, static_cast<double>(widthMm), dotsPerInch, {}};
    if (m_session.region())
        request.caption = tr("Region: %1, season %2. Shamal %3")
                              .arg(QString::fromStdString(m_session.region()->name),
                                   QString::fromUtf8(nameOf(m_session.season()).data()),
                                   QString::fromLatin1(shamal::softwareVersion()));
    try {
        const auto awaits = [this](const MapChoice& choice) { return m_contents.awaits(choice); };
        if (content != FigureContent::Charts && std::ranges::any_of(m_session.maps(), awaits))
            throw shamal::InputError(
                tr("A statistic of the season is still being computed. Export again when its map is drawn.")
                    .toStdString());
        const auto comes = [this](const LineChart* chart) {
            return chart->outOfDate() || (chart == &m_probePanel->chart() && m_probes->series().busy());
        };
        if (content != FigureContent::Maps && std::ranges::any_of(charts, comes))
            throw shamal::InputError(
                tr("A chart is still being computed. Export again when it is drawn.").toStdString());
        writeFigure(path.toStdString(), request, *m_maps, charts);
        tellExported(path, {});
    } catch (const shamal::Error& error) {
        showFault(this, tr("The figure was not exported"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportNetcdf()
{
    ExportDialog::Form form;
    form.title = tr("Export NetCDF");
    form.suggestedName = suggestedName(m_session);
    form.suffixes = {"nc", "nc4"};
    form.contents = {tr("Downscaled days"), tr("Coarse data"), tr("Fine data")};
    ExportDialog dialog(form, this);
    NetcdfOptions options(m_session, dialog.fields());
    const auto summarise = [&] { dialog.setSummary(options.summary()); };
    connect(&options, &NetcdfOptions::changed, &dialog, summarise);
    const auto choose = [&](int content) { options.setContent(static_cast<NetcdfContent>(content)); };
    connect(&dialog, &ExportDialog::contentChosen, &options, choose);
    choose(dialog.content());
    if (dialog.exec() == QDialog::Accepted)
        exportNetcdfTo(dialog.path(), options.selection());
}

void MainWindow::exportNetcdfTo(const QString& path, const NetcdfSelection& selection)
{
    try {
        m_work.write(path,
                     [file = netcdfFile(m_session, selection), shape = shapeOf(m_session, selection),
                      target = std::filesystem::path(path.toStdString())](const std::stop_token&) mutable {
                         if (shape)
                             keepInside(file, *shape);
                         shamal::writeCf(target, file);
                         return QString();
                     });
    } catch (const shamal::Error& error) {
        showFault(this, tr("The file was not exported"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportTable(const std::vector<AnalysisPanel*>& panels)
{
    ExportDialog::Form form;
    form.title = tr("Export Table");
    form.suggestedName = suggestedName(m_session) + "-analysis";
    form.suffixes = {"csv", "json"};
    form.summary =
        tr("One number a row, with data set, lag, number of pairs or days, region, season, transform and "
           "options.");
    ExportDialog dialog(form, this);
    if (dialog.exec() == QDialog::Accepted)
        writeTableTo(dialog.path(), panels);
}

void MainWindow::exportTableTo(const QString& path)
{
    writeTableTo(path, analyses());
}

/// Analyses that nobody looks at have waited: they are computed first, with what the panels show, off this
/// thread.
void MainWindow::writeTableTo(const QString& path, const std::vector<AnalysisPanel*>& panels)
{
    std::vector<NamedAnalysis> analyses;
    bool allThere = true;
    for (const AnalysisPanel* panel : panels) {
        auto result = panel->newestResult();
        if (!result)
            continue;
        analyses.push_back({panel->parentWidget()->windowTitle(), std::move(result)});
        allThere = allThere && panel->result();
    }
    if (!m_work.writing() && !allThere)
        statusBar()->showMessage(tr("Computing the analyses for %1…").arg(path));
    m_work.write(path, [analyses = std::move(analyses), target = std::filesystem::path(path.toStdString())](
                           const std::stop_token& stop) { return writeTableOf(target, analyses, stop); });
}

void MainWindow::tellExported(const QString& path, const QString& remark)
{
    constexpr int kShortMs = 8000, kLongMs = 20000;
    if (remark.isEmpty())
        statusBar()->showMessage(tr("Exported to %1").arg(path), kShortMs);
    else
        statusBar()->showMessage(tr("Exported to %1. %2").arg(path, remark), kLongMs);
}
