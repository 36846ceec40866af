// The main window's probe: its panel, and the export of a pin's series.
#include "actions/probe_table.h"
#include "dialogs/export_dialog.h"
#include "dialogs/fault_box.h"
#include "fields/error.h"
#include "panels/probe_panel.h"
#include "window/main_window.h"
#include "window/probes.h"

#include <QDockWidget>
#include <QStatusBar>

void MainWindow::connectProbes()
{
    m_probes = new Probes(m_session, m_contents, *m_maps, *m_probeLine, *m_probePanel);
    m_probes->setParent(this);
    connect(m_probes, &Probes::pinned, this, [this] {
        auto* dock = qobject_cast<QDockWidget*>(m_probePanel->parentWidget());
        dock->show();
        dock->raise();
    });
    connect(m_probes, &Probes::exportRequested, this, &MainWindow::exportProbe);
    connect(m_probePanel, &ProbePanel::dayChosen, this, [this] { m_followRun = false; });
}

void MainWindow::exportProbe()
{
    ExportDialog::Form form;
    form.title = tr("Export Probe");
    form.suggestedName = QStringLiteral("shamal-pin-%1").arg(m_session.pins().chosen.value_or(1));
    form.suffixes = {"csv"};
    form.summary = tr("The values of every data set at the chosen pin, a day a row, with cell and unit.");
    ExportDialog dialog(form, this);
    if (dialog.exec() == QDialog::Accepted)
        exportProbeTo(dialog.path());
}

void MainWindow::exportProbeTo(const QString& path)
{
    try {
        if (!m_probes->series().pin())
            throw shamal::InputError(tr("There is no pin to export. Pin a place on a map.").toStdString());
        writeProbeTable(path.toStdString(), *m_probes->series().pin(), m_probes->series().series());
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The series was not exported"), QString::fromUtf8(error.what()));
    }
}
