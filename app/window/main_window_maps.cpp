// The maps of the main window: what each shows, how many there are, their menus.
#include "actions/map_menu.h"
#include "dialogs/colours_dialog.h"
#include "panels/map_board.h"
#include "session/map_scales.h"
#include "window/main_window.h"

#include <QMenu>

#include <utility>

namespace {

void showContent(MapView& view, MapContent content)
{
    if (content.field)
        view.setField(std::move(*content.field));
    else
        view.clearField(content.explanation);
}

}  // namespace

void MainWindow::connectMaps()
{
    connect(m_maps, &MapBoard::menuRequested, this, &MainWindow::popUpMapMenu);
    connect(&m_session, &Session::mapsChanged, this, &MainWindow::showMaps);
    connect(&m_contents.statistics(), &SeasonStatistics::arrived, this, &MainWindow::showDay);
    connect(m_menus.linkTime, &QAction::toggled, this,
            [this](bool linked) { m_session.setTimeLinked(linked); });
    connect(m_maps, &MapBoard::mapFocused, this,
            [this](int map) { m_session.setActiveMap(static_cast<std::size_t>(map)); });
    const auto watch = [this] {
        // Numbers close up when a map is closed: who asks is told by the view, not by a number kept.
        for (int map = 0; map < m_maps->count(); ++map) {
            MapView* view = &m_maps->view(map);
            disconnect(view, &MapView::colourEditorRequested, this, nullptr);
            connect(view, &MapView::colourEditorRequested, this, [this, map] { showColours(map); });
        }
        m_menus.addMap->setEnabled(m_maps->count() < MapBoard::kMostMaps);
    };
    connect(m_maps, &MapBoard::arrangementChanged, this, watch);
    watch();
    connect(m_menus.addMap, &QAction::triggered, this, [this] { m_session.addMap(m_session.maps().back()); });
    fitColours();
}

void MainWindow::showMaps()
{
    m_fitted.resize(m_session.maps().size());
    while (m_maps->count() < static_cast<int>(m_session.maps().size()))
        m_maps->addMap();
    showDay();
}

void MainWindow::chooseForMap(std::size_t map, const MapChoice& choice)
{
    if (colourGroupOf(m_session, choice) != colourGroupOf(m_session, m_session.maps()[map])) {
        m_fitted[map].reset();
        // A range that was locked is that of what was shown.
        MapView& view = m_maps->view(static_cast<int>(map));
        ColourScale scale = view.colourScale();
        scale.locked = false;
        view.setColourScale(scale);
    }
    m_session.setMap(map, choice);
}

void MainWindow::closeMap(int map)
{
    m_maps->closeMap(map);
    m_fitted.erase(m_fitted.begin() + map);
    m_session.closeMap(static_cast<std::size_t>(map));
}

void MainWindow::popUpMapMenu(int map, const QPoint& globalPosition)
{
    const auto index = static_cast<std::size_t>(map);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("mapMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addMapChoices(*menu, m_session, m_session.maps()[index],
                  [this, index](const MapChoice& choice) { chooseForMap(index, choice); });
    menu->addSeparator();
    menu->addAction(tr("Colours…"), this, [this, map] { showColours(map); });
    menu->addAction(m_maps->maximised() ? tr("Show All Maps") : tr("Show This Map Alone"), this, [this, map] {
        m_maps->setMaximised(m_maps->maximised() ? std::nullopt : std::optional(map));
    });
    menu->addSeparator();
    QAction* add = menu->addAction(tr("Add a Map Like This"), this,
                                   [this, index] { m_session.addMap(m_session.maps()[index]); });
    add->setEnabled(m_maps->count() < MapBoard::kMostMaps);
    QAction* close = menu->addAction(tr("Close Map"), this, [this, map] { closeMap(map); });
    close->setEnabled(m_maps->count() > 1);
    menu->popup(globalPosition);
}

void MainWindow::showDay()
{
    for (std::size_t map = 0; map < m_session.maps().size(); ++map) {
        MapContent content = m_contents.of(m_session.maps()[map]);
        if (content.field)
            fitMap(map, *content.field);
        showContent(m_maps->view(static_cast<int>(map)), std::move(content));
        showSwipe(map);
    }
    if (m_colours != nullptr && m_colours->isVisible())
        m_colours->refresh();
    markDay();
}
