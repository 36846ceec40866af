// The main window's regions: drawn, typed, presets, countries, made of others, and files of them in and out.
#include "dialogs/country_dialog.h"
#include "dialogs/fault_box.h"
#include "dialogs/region_dialog.h"
#include "fields/error.h"
#include "fields/region_algebra.h"
#include "geo/countries.h"
#include "geo/polygon_algebra.h"
#include "io/region_file.h"
#include "panels/map_board.h"
#include "panels/regions_panel.h"
#include "window/main_window.h"

#include <QColorDialog>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLocale>
#include <QScopeGuard>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>
#include <array>
#include <utility>

namespace {

/// A polygon made sound; throws InputError where it cannot be.
shamal::RegionShape soundShape(shamal::RegionShape shape)
{
    if (const auto* polygon = std::get_if<shamal::Polygon>(&shape))
        return shamal::soundPolygon(*polygon);
    return shape;
}

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
    connect(m_maps, &MapBoard::regionDrawn, this, &MainWindow::drawRegion);
    connect(m_maps, &MapBoard::regionReshaped, this, &MainWindow::reshapeRegion);
    connect(m_maps, &MapBoard::regionActivated, &m_session, &Session::activateRegion);
    connect(m_menus.wholeArea, &QAction::triggered, this, [this] { m_session.activateRegion({}); });
    connect(m_menus.presets, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_session.addRegions({shamal::presetRegions()[static_cast<std::size_t>(action->data().toInt())]});
    });
    connect(m_menus.newRegion, &QAction::triggered, this, &MainWindow::newRegion);
    connect(m_menus.editRegion, &QAction::triggered, this,
            [this] { editRegion(*m_session.regions().active); });
    connect(m_menus.countries, &QAction::triggered, this, &MainWindow::selectCountries);
    connect(m_menus.buffer, &QAction::triggered, this, &MainWindow::bufferRegion);
    connect(m_menus.importRegions, &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import Regions"), {},
                                                          tr("Regions (*.geojson *.json *.csv)"));
        if (!path.isEmpty())
            importRegionsFrom(path);
    });
    connect(m_menus.exportRegions, &QAction::triggered, this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Export Regions"), QStringLiteral("regions.geojson"),
                                         tr("GeoJSON (*.geojson *.json);;Table (*.csv)"));
        if (!path.isEmpty())
            exportRegionsTo(path);
    });
}

void MainWindow::connectRegionChanges()
{
    QUndoStack& changes = m_session.regionChanges();
    connect(m_menus.undo, &QAction::triggered, &changes, &QUndoStack::undo);
    connect(m_menus.redo, &QAction::triggered, &changes, &QUndoStack::redo);
    const auto enable = [this, &changes] {
        const auto show = [](QAction* action, bool possible, const QString& plain, const QString& named,
                             const QString& name) {
            action->setEnabled(possible);
            action->setText(name.isEmpty() ? plain : named.arg(name));
        };
        show(m_menus.undo, changes.canUndo(), tr("&Undo"), tr("&Undo: %1"), changes.undoText());
        show(m_menus.redo, changes.canRedo(), tr("&Redo"), tr("&Redo: %1"), changes.redoText());
    };
    connect(&changes, &QUndoStack::indexChanged, this, enable);
    enable();
}

void MainWindow::connectRegionsPanel()
{
    using Combination = shamal::Region (*)(std::string, const shamal::Region&, const shamal::Region&);
    connect(m_regionsPanel, &RegionsPanel::activated, &m_session, &Session::activateRegion);
    connect(m_regionsPanel, &RegionsPanel::renamed, this, [this](std::size_t index, const QString& name) {
        shamal::Region region = m_session.regions().regions.at(index);
        region.name = name.toStdString();
        m_session.changeRegion(index, region);
    });
    connect(m_regionsPanel, &RegionsPanel::newRequested, this, &MainWindow::newRegion);
    connect(m_regionsPanel, &RegionsPanel::editRequested, this, &MainWindow::editRegion);
    connect(m_regionsPanel, &RegionsPanel::colourRequested, this, &MainWindow::recolourRegion);
    connect(m_regionsPanel, &RegionsPanel::removeRequested, &m_session, &Session::removeRegions);
    connect(m_regionsPanel, &RegionsPanel::unionRequested, this,
            [this](const std::vector<std::size_t>& chosen) {
                combineRegions([&] {
                    std::vector<shamal::Region> regions;
                    QStringList names;
                    for (const std::size_t index : chosen) {
                        regions.push_back(m_session.regions().regions.at(index));
                        names << QString::fromStdString(regions.back().name);
                    }
                    return shamal::unionOf(names.join(" + ").toStdString(), regions);
                });
            });
    const auto two = [this](std::size_t a, std::size_t b, const QString& name, Combination combine) {
        combineRegions([&] {
            const shamal::Region& one = m_session.regions().regions.at(a);
            const shamal::Region& other = m_session.regions().regions.at(b);
            const QString made =
                name.arg(QString::fromStdString(one.name), QString::fromStdString(other.name));
            return combine(made.toStdString(), one, other);
        });
    };
    connect(m_regionsPanel, &RegionsPanel::intersectionRequested, this,
            [two](std::size_t a, std::size_t b) { two(a, b, tr("%1 and %2"), shamal::intersectionOf); });
    connect(m_regionsPanel, &RegionsPanel::differenceRequested, this,
            [two](std::size_t a, std::size_t b) { two(a, b, tr("%1 without %2"), shamal::differenceOf); });
}

void MainWindow::combineRegions(const std::function<shamal::Region()>& combine)
{
    try {
        m_session.addRegions({combine()});
    } catch (const shamal::Error& error) {
        showFault(this, tr("The regions were not combined"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::drawRegion(shamal::RegionShape shape)
{
    // In the order of RegionShape.
    const std::array<QString, 3> names{tr("Rectangle"), tr("Polygon"), tr("Ellipse")};
    try {
        m_session.addRegions({{names[shape.index()].toStdString(), soundShape(std::move(shape))}});
    } catch (const shamal::Error& error) {
        showFault(this, tr("The region was not drawn"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::reshapeRegion(std::size_t index, shamal::RegionShape shape, int drag)
{
    try {
        shamal::Region region = m_session.regions().regions.at(index);
        region.shape = soundShape(std::move(shape));
        m_session.changeRegion(index, region, drag);
        statusBar()->clearMessage();
    } catch (const shamal::InputError&) {
        // Told in passing: the hand is still at it, and may end where all is well.
        statusBar()->showMessage(tr("An outline must not cross itself. The region stays as it was before."),
                                 5000);
    }
}

void MainWindow::newRegion()
{
    const auto& like = m_session.region();
    shamal::Region region = like ? shamal::Region("", like->bounds()) : shamal::presetRegions().front();
    region.name = m_session.regions().uniqueName(tr("Region").toStdString());
    RegionDialog dialog(region, RegionDialog::Purpose::Add, this);
    if (dialog.exec() == QDialog::Accepted)
        m_session.addRegions({dialog.region()});
}

void MainWindow::editRegion(std::size_t index)
{
    RegionDialog dialog(m_session.regions().regions.at(index), RegionDialog::Purpose::Change, this);
    if (dialog.exec() == QDialog::Accepted)
        m_session.changeRegion(index, dialog.region());
}

void MainWindow::recolourRegion(std::size_t index)
{
    shamal::Region region = m_session.regions().regions.at(index);
    for (std::size_t i = 0; i < shamal::regionColours().size(); ++i)
        QColorDialog::setCustomColor(static_cast<int>(i), QColor(shamal::regionColours()[i]));
    const QColor chosen = QColorDialog::getColor(QColor(QString::fromStdString(region.colour)), this,
                                                 tr("Colour of %1").arg(QString::fromStdString(region.name)));
    if (!chosen.isValid())
        return;
    region.colour = chosen.name().toStdString();
    m_session.changeRegion(index, region);
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
        m_session.addRegions({{nameOf(chosen).toStdString(), shamal::countriesPolygon(chosen)}});
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
        const shamal::Region region = *m_session.region();
        const QString name = tr("%1, buffered by %2 km")
                                 .arg(QString::fromStdString(region.name), QLocale().toString(km, 'g', 5));
        // Two seconds for Canada's islands, none for most.
        QGuiApplication::setOverrideCursor(Qt::WaitCursor);
        const auto restore = qScopeGuard([] { QGuiApplication::restoreOverrideCursor(); });
        m_session.addRegions({shamal::buffered(name.toStdString(), region, km)});
        QSettings().setValue("region/bufferKm", km);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The region was not buffered"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::importRegionsFrom(const QString& path)
{
    try {
        m_session.addRegions(shamal::readRegions(path.toStdString()));
    } catch (const shamal::Error& error) {
        showFault(this, tr("The regions were not imported"), QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportRegionsTo(const QString& path)
{
    try {
        std::vector<shamal::Region> regions = m_session.regions().regions;
        if (regions.empty() && m_session.region())
            regions.push_back(*m_session.region());
        if (regions.empty())
            throw shamal::InputError(tr("There is no region. Draw one on a map first.").toStdString());
        shamal::writeRegions(path.toStdString(), regions);
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
    } catch (const shamal::Error& error) {
        showFault(this, tr("The regions were not exported"), QString::fromUtf8(error.what()));
    }
}
