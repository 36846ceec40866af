// The main window's exports: File > Export Figure, Export NetCDF, Export Table.
#include "actions/figure.h"
#include "actions/table.h"
#include "dialogs/export_dialog.h"
#include "dialogs/fault_box.h"
#include "fields/resources.h"
#include "io/cf_writer.h"
#include "panels/analysis_panel.h"
#include "panels/map_board.h"
#include "window/main_window.h"

#include <QLocale>
#include <QStatusBar>

namespace {

QString suggestedName(const Session& session)
{
    QString name = "shamal";
    if (session.day())
        name += "-" + QString::fromStdString(toString(*session.day()));
    return name;
}

/// The days of the season, inside the region, as they were read.
shamal::OutputFile fileOf(const LoadedSource& source, const shamal::Region& region, shamal::Season season)
{
    const std::vector<std::size_t> steps = source.series.stepsIn(season);
    const shamal::FieldSeries series = source.series.window(region.box).select(steps);
    shamal::OutputFile file;
    file.variables = {{.series = series, .cellMethods = series.timeless() ? "" : "time: mean"}};
    file.title = series.metadata().source + " " + series.metadata().name;
    file.source = "Read from " + source.dataset.files().front().filename().string();
    file.historyLine = "exported " + region.name + ", season " + std::string(nameOf(season));
    if (series.metadata().synthetic)
        file.attributes["synthetic"] = "true";
    return file;
}

QString sizeText(std::size_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes));
}

}  // namespace

void MainWindow::connectExports()
{
    connect(m_menus.exportFigure, &QAction::triggered, this, &MainWindow::exportFigure);
    connect(m_menus.exportNetcdf, &QAction::triggered, this, &MainWindow::exportNetcdf);
    connect(m_menus.exportTable, &QAction::triggered, this, &MainWindow::exportTable);
}

void MainWindow::exportFigure()
{
    ExportDialog::Form form;
    form.title = tr("Export Figure");
    form.suggestedName = suggestedName(m_session);
    form.suffixes = {"png", "pdf", "svg"};
    form.contents = {tr("Maps and charts"), tr("Maps"), tr("Charts")};
    form.asksForSize = true;
    ExportDialog dialog(form, this);
    if (dialog.exec() == QDialog::Accepted)
        exportFigureTo(dialog.path(), static_cast<FigureContent>(dialog.content()), dialog.widthMm(),
                       dialog.dotsPerInch());
}

void MainWindow::exportFigureTo(const QString& path, FigureContent content, int widthMm, int dotsPerInch)
{
    std::vector<const LineChart*> charts;
    for (const AnalysisPanel* panel : analyses()) {
        for (const LineChart* chart : panel->charts())
            charts.push_back(chart);
    }
    FigureRequest request{content, static_cast<double>(widthMm), dotsPerInch, {}};
    if (m_session.region())
        request.caption = tr("Region: %1, season %2. Shamal %3")
                              .arg(QString::fromStdString(m_session.region()->name),
                                   QString::fromUtf8(nameOf(m_session.season()).data()),
                                   QString::fromLatin1(shamal::softwareVersion()));
    try {
        writeFigure(path.toStdString(), request, *m_maps, charts);
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The figure was not exported"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportNetcdf()
{
    const auto& result = m_session.result();
    ExportDialog::Form form;
    form.title = tr("Export NetCDF");
    form.suggestedName = suggestedName(m_session);
    form.suffixes = {"nc", "nc4"};
    form.contents = {tr("Downscaled days"), tr("Coarse data of region and season"),
                     tr("Fine data of region and season")};
    if (result && !result->empty()) {
        const shamal::DownscaledDay& day = result->days().front();
        const std::size_t fields = 1 + day.members.size() + (day.spread.empty() ? 0 : 1);
        form.summary =
            tr("Downscaled: %n day(s), at most %1.", nullptr, static_cast<int>(result->days().size()))
                .arg(sizeText(result->days().size() * fields * day.mean.size() * sizeof(float)));
    }
    ExportDialog dialog(form, this);
    if (dialog.exec() == QDialog::Accepted)
        exportNetcdfTo(dialog.path(), dialog.content());
}

void MainWindow::exportNetcdfTo(const QString& path, int content)
{
    try {
        shamal::OutputFile file;
        if (content == 0) {
            if (!m_session.result() || m_session.result()->empty())
                throw shamal::InputError(
                    tr("Nothing is downscaled yet. Run a downscaling first.").toStdString());
            file = m_session.result()->toFile();
        } else {
            const LoadedSource* source = content == 1 ? m_session.coarse() : m_session.fine();
            if (source == nullptr || !m_session.region())
                throw shamal::InputError(tr("That data set is not open. Open it first.").toStdString());
            file = fileOf(*source, *m_session.region(), m_session.season());
        }
        m_work.write(path, [file = std::move(file), target = std::filesystem::path(path.toStdString())] {
            shamal::writeCf(target, file);
        });
    } catch (const shamal::Error& error) {
        showFault(this, tr("The file was not exported"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportTable()
{
    ExportDialog::Form form;
    form.title = tr("Export Table");
    form.suggestedName = suggestedName(m_session) + "-analysis";
    form.suffixes = {"csv"};
    form.summary = tr("All analyses shown, one number a row, with lag, data set, region and season.");
    ExportDialog dialog(form, this);
    if (dialog.exec() == QDialog::Accepted)
        exportTableTo(dialog.path());
}

void MainWindow::exportTableTo(const QString& path)
{
    std::vector<const AnalysisResult*> results;
    for (const AnalysisPanel* panel : analyses()) {
        if (panel->result())
            results.push_back(&*panel->result());
    }
    try {
        writeTable(path.toStdString(), results, m_session.region().value_or(shamal::Region{}),
                   m_session.season());
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The table was not exported"), QString::fromUtf8(error.what()));
    }
}
