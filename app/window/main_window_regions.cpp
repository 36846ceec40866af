// The main window's regions: presets, countries, buffers, and files of them in and out.
#include "dialogs/country_dialog.h"
#include "dialogs/fault_box.h"
#include "fields/error.h"
#include "fields/region_algebra.h"
#include "geo/countries.h"
#include "geo/polygon_algebra.h"
#include "io/region_file.h"
#include "panels/map_board.h"
#include "window/main_window.h"

#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLocale>
#include <QScopeGuard>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>

namespace {

/// "Iraq, Kuwait and 3 more".
QString nameOf(const std::vector<std::string>& countries)
{
    constexpr std::size_t kNamed = 3;
    QStringList names;
    for (std::size_t i = 0; i < std::min(kNamed, countries.size()); ++i)
        names << QString::fromStdString(countries[i]);
    const auto more = static_cast<int>(countries.size()) - static_cast<int>(names.size());
    return more == 0 ? names.join(", ") : MainWindow::tr("%1 and %n more", "", more).arg(names.join(", "));
}

}  // namespace

void MainWindow::connectRegions()
{
    connect(m_maps, &MapBoard::polygonDrawn, this, [this](const shamal::Polygon& drawn) {
        try {
            m_session.setRegion({tr("Drawn polygon").toStdString(), shamal::soundPolygon(drawn)});
        } catch (const shamal::Error& error) {
            showFault(this, tr("The polygon was not selected"), QString::fromUtf8(error.what()));
        }
    });
    connect(m_menus.undo, &QAction::triggered, &m_session.regionChanges(), &QUndoStack::undo);
    connect(m_menus.redo, &QAction::triggered, &m_session.regionChanges(), &QUndoStack::redo);
    const auto enable = [this] {
        const QUndoStack& changes = m_session.regionChanges();
        const auto show = [](QAction* action, bool possible, const QString& plain, const QString& named,
                             const QString& name) {
            action->setEnabled(possible);
            action->setText(name.isEmpty() ? plain : named.arg(name));
        };
        show(m_menus.undo, changes.canUndo(), tr("&Undo"), tr("&Undo: %1"), changes.undoText());
        show(m_menus.redo, changes.canRedo(), tr("&Redo"), tr("&Redo: %1"), changes.redoText());
    };
    connect(&m_session.regionChanges(), &QUndoStack::indexChanged, this, enable);
    enable();
    connect(m_menus.presets, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_session.setRegion(shamal::presetRegions()[static_cast<std::size_t>(action->data().toInt())]);
    });
    connect(m_menus.countries, &QAction::triggered, this, &MainWindow::selectCountries);
    connect(m_menus.buffer, &QAction::triggered, this, &MainWindow::bufferRegion);
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

void MainWindow::selectCountries()
{
    try {
        QStringList names;
        for (const shamal::Country& country : shamal::naturalEarthCountries())
            names << QString::fromStdString(country.name);
        CountryDialog dialog(names, this);
        if (dialog.exec() != QDialog::Accepted)
            return;
        const std::vector<std::string> chosen = dialog.chosen();
        m_session.setRegion({nameOf(chosen).toStdString(), shamal::countriesPolygon(chosen)});
    } catch (const shamal::Error& error) {
        showFault(this, tr("The countries were not selected"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::bufferRegion()
{
    try {
        if (!m_session.region())
            throw shamal::InputError(tr("No region is selected. Draw one on a map first.").toStdString());
        QInputDialog dialog(this);
        dialog.setWindowTitle(tr("Buffer Region"));
        dialog.setInputMode(QInputDialog::DoubleInput);
        dialog.setDoubleRange(-2000.0, 2000.0);
        dialog.setDoubleDecimals(1);
        dialog.setDoubleStep(10.0);
        dialog.setDoubleValue(QSettings().value("region/bufferKm", 100.0).toDouble());
        dialog.setLabelText(tr("Distance from the outline in km; below 0 it shrinks the region."));
        dialog.setOkButtonText(tr("Buffer"));
        if (dialog.exec() != QDialog::Accepted)
            return;
        const double km = dialog.doubleValue();
        const shamal::Region& region = *m_session.region();
        const QString name = tr("%1, buffered by %2 km")
                                 .arg(QString::fromStdString(region.name), QLocale().toString(km, 'g', 5));
        // Two seconds for Canada's islands, none for most.
        QGuiApplication::setOverrideCursor(Qt::WaitCursor);
        const auto restore = qScopeGuard([] { QGuiApplication::restoreOverrideCursor(); });
        m_session.setRegion(shamal::buffered(name.toStdString(), region, km));
        QSettings().setValue("region/bufferKm", km);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The region was not buffered"), QString::fromUtf8(error.what()));
    }
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
