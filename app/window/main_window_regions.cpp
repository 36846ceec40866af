// The main window's regions: files of them in and out.
#include "dialogs/fault_box.h"
#include "fields/error.h"
#include "io/region_file.h"
#include "window/main_window.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QStatusBar>

void MainWindow::connectRegions()
{
    connect(m_menus.importRegion, &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import Region"), {},
                                                          tr("Regions (*.geojson *.json *.csv)"));
        if (!path.isEmpty())
            importRegionFrom(path);
    });
    connect(m_menus.exportRegion, &QAction::triggered, this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Export Region"), QStringLiteral("region.geojson"),
                                         tr("GeoJSON (*.geojson *.json);;Table (*.csv)"));
        if (!path.isEmpty())
            exportRegionTo(path);
    });
}

void MainWindow::importRegionFrom(const QString& path)
{
    try {
        const std::vector<shamal::Region> regions = shamal::readRegions(path.toStdString());
        std::size_t chosen = 0;
        if (regions.size() > 1) {
            QStringList names;
            for (std::size_t i = 0; i < regions.size(); ++i)
                names << QStringLiteral("%1. %2").arg(i + 1).arg(QString::fromStdString(regions[i].name));
            bool accepted = false;
            const QString name =
                QInputDialog::getItem(this, tr("Import Region"), tr("Region"), names, 0, false, &accepted);
            if (!accepted)
                return;
            chosen = static_cast<std::size_t>(names.indexOf(name));
        }
        m_session.setRegion(regions[chosen]);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The region was not imported"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportRegionTo(const QString& path)
{
    try {
        if (!m_session.region())
            throw shamal::InputError(tr("No region is selected. Draw one on a map first.").toStdString());
        shamal::writeRegions(path.toStdString(), {*m_session.region()});
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The region was not exported"), QString::fromUtf8(error.what()));
    }
}
