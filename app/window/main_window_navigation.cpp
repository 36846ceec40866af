// Where the maps look, and what they show beside their fields, as the View menu chooses it.
#include "panels/map_board.h"
#include "window/main_window.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>

namespace {

constexpr double kMargin = 0.1;  // of the region's size, on every side

shamal::LatLonBox withMargin(const shamal::LatLonBox& box)
{
    const double above = kMargin * (box.north - box.south);
    const double aside = kMargin * (box.east - box.west);
    return {std::max(-90.0, box.south - above), std::min(90.0, box.north + above), box.west - aside,
            box.east + aside};
}

}  // namespace

void MainWindow::connectNavigation()
{
    connect(m_menus.home, &QAction::triggered, this, &MainWindow::showAll);
    connect(m_menus.zoomToRegion, &QAction::triggered, this, &MainWindow::zoomToRegion);
    const auto enable = [this] { m_menus.zoomToRegion->setEnabled(m_session.region().has_value()); };
    connect(&m_session, &Session::regionChanged, this, enable);
    enable();
    connect(m_menus.back, &QAction::triggered, this, [this] { m_maps->current().goBack(); });
    connect(m_menus.forward, &QAction::triggered, this, [this] { m_maps->current().goForward(); });
    connect(m_maps, &MapBoard::viewChanged, this, &MainWindow::showHistory);
    // Maps that are not linked have histories of their own.
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::showHistory);
    showHistory();

    const QSettings settings;
    for (auto [action, key] : {std::pair{m_menus.scaleBar, "maps/scaleBar"},
                               {m_menus.countryNames, "maps/countryNames"},
                               {m_menus.relief, "maps/relief"}}) {
        action->setChecked(settings.value(key, action->isChecked()).toBool());
        connect(action, &QAction::toggled, this, [this, name = key](bool shown) {
            QSettings().setValue(name, shown);
            showDetails();
        });
    }
    showDetails();
}

void MainWindow::zoomToRegion()
{
    if (!m_session.region())
        return;
    m_maps->visit(withMargin(m_session.region()->bounds()));
    showHistory();
}

void MainWindow::showHistory()
{
    const ViewHistory& history = m_maps->current().history();
    m_menus.back->setEnabled(history.canGoBack());
    m_menus.forward->setEnabled(history.canGoForward());
}

void MainWindow::showDetails()
{
    m_maps->setDetails({.scaleBar = m_menus.scaleBar->isChecked(),
                        .countryNames = m_menus.countryNames->isChecked(),
                        .relief = m_menus.relief->isChecked()});
}
