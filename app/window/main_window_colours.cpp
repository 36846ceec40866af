// Colour scales of the maps.
#include "dialogs/colours_dialog.h"
#include "map/colour_range.h"
#include "session/kept_colours.h"
#include "session/map_scales.h"
#include "window/main_window.h"

#include <QSettings>
#include <QUrl>

namespace {

/// What was chosen before stays; only what data decide is taken over.
ColourScale refitted(const ColourScale& before, ColourScale fitted)
{
    if (before.locked)
        return before;
    // The palette of differences comes by itself with what needs it, and goes with it.
    const bool both = before.colours().diverging == fitted.colours().diverging;
    if (before.palette != nullptr && both)
        fitted.palette = before.palette;
    fitted.reversed = before.reversed;
    fitted.steps = before.steps;
    return fitted;
}

constexpr const char* kLinked = "maps/coloursLinked";

/// Each map keeps its colours for each kind of thing it has shown: a range of aerosol is none for
/// differences.
QString settingsGroup(std::size_t map, const QString& colourGroup)
{
    // Units may hold a slash, which would part a key.
    return QStringLiteral("maps/%1/%2")
        .arg(map)
        .arg(QString::fromLatin1(QUrl::toPercentEncoding(colourGroup)));
}

}  // namespace

void MainWindow::connectColours()
{
    connect(m_menus.linkColours, &QAction::toggled, &m_maps->link(), &ViewLink::setColoursLinked);
    m_menus.linkColours->setChecked(QSettings().value(kLinked, true).toString() != QLatin1String("false"));
    connect(m_menus.linkColours, &QAction::toggled, this,
            [](bool linked) { QSettings().setValue(kLinked, linked); });
    connect(&m_maps->link(), &ViewLink::coloursEdited, this, &MainWindow::keepColoursOfMaps);
    connect(m_menus.fitRange, &QAction::triggered, this, &MainWindow::fitRanges);
    connect(m_menus.colours, &QAction::triggered, this, [this] { showColours(std::nullopt); });
}

void MainWindow::showColours(std::optional<int> map)
{
    if (m_colours == nullptr)
        m_colours = new ColoursDialog(*m_maps, *m_menus.linkColours, this);
    m_colours->setRegion(m_session.region() ? std::optional(m_session.region()->bounds()) : std::nullopt);
    if (map)
        m_colours->chooseMap(*map);
    else
        m_colours->refresh();
    m_colours->show();
    m_colours->raise();
    m_colours->activateWindow();
}

/// Ranges are fitted to the first field a map shows after this, and kept: a range changes only when asked.
void MainWindow::fitColours()
{
    m_fitted.assign(m_session.maps().size(), std::nullopt);
}

void MainWindow::fitMap(std::size_t map, const MapField& field)
{
    const MapChoice& choice = m_session.maps()[map];
    MapView& view = m_maps->view(static_cast<int>(map));
    const QString group = colourGroupOf(m_session, choice);
    m_maps->link().setColourGroup(&view, group);
    if (m_fitted[map])
        return;
    // Maps of a group begin alike.
    std::optional<std::size_t> alike;
    for (std::size_t other = 0; other < m_session.maps().size() && !alike; ++other) {
        if (other != map && m_fitted[other] && colourGroupOf(m_session, m_session.maps()[other]) == group)
            alike = other;
    }
    m_fitted[map] = alike ? m_fitted[*alike] : fittedScale(m_session, choice, field);
    if (view.colourScale().locked)
        return;
    ColourScale scale = alike ? m_maps->view(static_cast<int>(*alike)).colourScale()
                              : refitted(view.colourScale(), *m_fitted[map]);
    if (!alike || !m_menus.linkColours->isChecked()) {
        QSettings kept;
        kept.beginGroup(settingsGroup(map, group));
        scale = withKeptColours(kept, scale);
    }
    view.setColourScale(scale);
}

/// An edit of one may have been one of all that are linked.
void MainWindow::keepColoursOfMaps()
{
    QSettings settings;
    for (std::size_t map = 0; map < m_fitted.size(); ++map) {
        if (!m_fitted[map])
            continue;
        settings.beginGroup(settingsGroup(map, colourGroupOf(m_session, m_session.maps()[map])));
        keepColours(settings, *m_fitted[map], m_maps->view(static_cast<int>(map)).colourScale());
        settings.endGroup();
    }
}

void MainWindow::fitRanges()
{
    for (int map = 0; map < m_maps->count(); ++map) {
        MapView& view = m_maps->view(map);
        const ColourScale& now = view.colourScale();
        if (!view.hasField() || now.locked)
            continue;
        const ColourScale fitted =
            fittedScale(m_session, m_session.maps()[static_cast<std::size_t>(map)], view.field());
        view.setColourScale(withRange(now, fitted.minimum, fitted.maximum).value_or(now));
    }
    fitSwipes();
    if (m_colours != nullptr)
        m_colours->refresh();
}
