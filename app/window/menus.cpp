#include "window/menus.h"

#include "fields/calendar.h"
#include "fields/region.h"
#include "geo/projection.h"
#include "panels/icons.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include <utility>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

QAction* add(QMenu* menu, const QString& text, const char* icon, const QKeySequence& shortcut = {})
{
    QAction* action = menu->addAction(text);
    action->setShortcut(shortcut);
    action->setProperty("iconName", QString::fromLatin1(icon));
    QString tip = text;
    tip.remove('&').remove(QStringLiteral("…"));
    if (!shortcut.isEmpty())
        tip += QStringLiteral(" (%1)").arg(shortcut.toString(QKeySequence::NativeText));
    action->setToolTip(tip);
    return action;
}

QAction* addChecked(QMenu* menu, const QString& text, const char* icon, bool checked,
                    QActionGroup* group = nullptr, const QKeySequence& shortcut = {})
{
    QAction* action = add(menu, text, icon, shortcut);
    action->setCheckable(true);
    action->setChecked(checked);
    if (group != nullptr)
        group->addAction(action);
    return action;
}

}  // namespace

Menus::Menus(QMainWindow& window)
    : tools(new QActionGroup(&window)),
      seasons(new QActionGroup(&window)),
      looks(new QActionGroup(&window)),
      presets(new QActionGroup(&window)),
      projections(new QActionGroup(&window))
{
    QMenu* file = window.menuBar()->addMenu(Words::tr("&File"));
    open = add(file, Words::tr("&Open…"), "open", QKeySequence::Open);
    openFolder =
        add(file, Words::tr("Open &Folder…"), "open-folder", QKeySequence(Words::tr("Ctrl+Shift+O")));
    openArea = add(file, Words::tr("Open &Area…"), "");
    openAddress = add(file, Words::tr("Open Add&ress…"), "");
    openDemo = add(file, Words::tr("Open &Demo"), "demo", QKeySequence(Words::tr("Ctrl+D")));
    file->addSeparator();
    exportFigure =
        add(file, Words::tr("&Export Figure…"), "export-figure", QKeySequence(Words::tr("Ctrl+E")));
    exportNetcdf =
        add(file, Words::tr("Export &NetCDF…"), "export-netcdf", QKeySequence(Words::tr("Ctrl+Shift+E")));
    exportTable = add(file, Words::tr("Export &Table…"), "export-table", QKeySequence(Words::tr("Ctrl+T")));
    file->addSeparator();
    quit = add(file, Words::tr("&Quit"), "", QKeySequence(Words::tr("Ctrl+Q")));

    QMenu* edit = window.menuBar()->addMenu(Words::tr("&Edit"));
    undo = add(edit, Words::tr("&Undo"), "", QKeySequence::Undo);
    redo = add(edit, Words::tr("&Redo"), "", QKeySequence::Redo);

    viewMenu = window.menuBar()->addMenu(Words::tr("&View"));
    home = add(viewMenu, Words::tr("Show &All Data"), "home", QKeySequence(Words::tr("Ctrl+0")));
    addNavigation(viewMenu);
    fitRange = add(viewMenu, Words::tr("&Fit Colour Range"), "");
    colours = add(viewMenu, Words::tr("&Colours…"), "", QKeySequence(Words::tr("Ctrl+K")));
    addMap = add(viewMenu, Words::tr("Add &Map"), "");
    linkViews = addChecked(viewMenu, Words::tr("&Link Map Views"), "link-view", true);
    linkTime = addChecked(viewMenu, Words::tr("Link &Time"), "link-time", true);
    linkCursors = addChecked(viewMenu, Words::tr("Link C&ursors"), "link-cursor", true);
    linkColours = addChecked(viewMenu, Words::tr("Link C&olours"), "link-colour", true);
    addMapDetails(viewMenu);
    addProjections(viewMenu->addMenu(Words::tr("Pro&jection")));
    QMenu* appearance = viewMenu->addMenu(Words::tr("A&ppearance"));
    systemLook = addChecked(appearance, Words::tr("As the &System"), "", true, looks);
    lightLook = addChecked(appearance, Words::tr("&Light"), "", false, looks);
    darkLook = addChecked(appearance, Words::tr("&Dark"), "", false, looks);
    resetLayout = add(viewMenu, Words::tr("&Reset Layout"), "");
    viewMenu->addSeparator();

    QMenu* region = window.menuBar()->addMenu(Words::tr("&Region"));
    pan = addChecked(region, Words::tr("&Pan"), "pan", false, tools, QKeySequence(Words::tr("P")));
    zoom = addChecked(region, Words::tr("&Zoom to Rectangle"), "zoom", false, tools,
                      QKeySequence(Words::tr("Z")));
    select = addChecked(region, Words::tr("&Select Rectangle"), "select-rectangle", true, tools,
                        QKeySequence(Words::tr("R")));
    polygon = addChecked(region, Words::tr("Draw Poly&gon"), "draw-polygon", false, tools,
                         QKeySequence(Words::tr("G")));
    ellipse = addChecked(region, Words::tr("Draw E&llipse"), "draw-ellipse", false, tools,
                         QKeySequence(Words::tr("E")));
    pin =
        addChecked(region, Words::tr("Pin Pr&obe"), "pin-probe", false, tools, QKeySequence(Words::tr("B")));
    region->addSeparator();
    newRegion = add(region, Words::tr("&New Region…"), "");
    editRegion = add(region, Words::tr("E&dit Region…"), "");
    region->addSeparator();
    wholeArea = add(region, Words::tr("&Whole Area"), "");
    for (const shamal::Region& preset : shamal::presetRegions()) {
        QString name = QString::fromStdString(preset.name);
        name.insert(name.size() - 1, '&');
        QAction* action = presets->addAction(add(region, Words::tr("Area %1").arg(name), ""));
        action->setData(static_cast<int>(presets->actions().size()) - 1);
    }
    countries = add(region, Words::tr("&Countries…"), "");
    buffer = add(region, Words::tr("&Buffer…"), "");
    region->addSeparator();
    importRegions = add(region, Words::tr("&Import Regions…"), "");
    exportRegions = add(region, Words::tr("&Export Regions…"), "");

    timeMenu = window.menuBar()->addMenu(Words::tr("&Time"));
    const std::pair<shamal::Season, QString> named[] = {{shamal::Season::All, Words::tr("All")},
                                                        {shamal::Season::DJF, Words::tr("DJF")},
                                                        {shamal::Season::MAM, Words::tr("MAM")},
                                                        {shamal::Season::JJA, Words::tr("JJA")},
                                                        {shamal::Season::SON, Words::tr("SON")}};
    for (const auto& [season, name] : named) {
        QAction* action =
            addChecked(timeMenu, name, "", season == shamal::Season::All, seasons,
                       QKeySequence(QStringLiteral("Ctrl+%1").arg(static_cast<int>(season) + 1)));
        action->setData(static_cast<int>(season));
        action->setObjectName("season" + QString::fromLatin1(nameOf(season).data()));
    }

    QMenu* downscale = window.menuBar()->addMenu(Words::tr("&Downscale"));
    run = add(downscale, Words::tr("&Run"), "run");
    cancel = add(downscale, Words::tr("&Cancel"), "cancel", QKeySequence(Words::tr("Ctrl+.")));

    QMenu* help = window.menuBar()->addMenu(Words::tr("&Help"));
    guide = add(help, Words::tr("&User Guide"), "info", QKeySequence::HelpContents);
    about = add(help, Words::tr("&About Shamal"), "");

    m_bar = window.addToolBar(Words::tr("Tools"));
    m_bar->setObjectName("tools");
    m_bar->setMovable(false);
    m_bar->setIconSize(QSize(24, 24));
    m_bar->addActions({open, openFolder, openDemo});
    m_bar->addSeparator();
    m_bar->addActions({pan, zoom, select, polygon, ellipse, pin, home});
    m_bar->addSeparator();
    m_bar->addActions(seasons->actions());
    m_bar->addSeparator();
    m_bar->addActions({linkViews, linkTime, linkCursors, linkColours});
    m_bar->addSeparator();
    m_bar->addActions({run, cancel});
    m_bar->addSeparator();
    m_bar->addActions({exportFigure, exportNetcdf, exportTable});
    recolourIcons(window.palette());
}

void Menus::addNavigation(QMenu* menu)
{
    zoomToRegion = add(menu, Words::tr("&Zoom to Region"), "", QKeySequence(Words::tr("Ctrl+9")));
    back = add(menu, Words::tr("&Back"), "", QKeySequence(Words::tr("Alt+Left")));
    forward = add(menu, Words::tr("For&ward"), "", QKeySequence(Words::tr("Alt+Right")));
    menu->addSeparator();
}

void Menus::addMapDetails(QMenu* menu)
{
    menu->addSeparator();
    menu->setToolTipsVisible(true);
    scaleBar = addChecked(menu, Words::tr("&Scale Bar"), "", true);
    scaleBar->setToolTip(
        Words::tr("A length in km, true where it stands; hidden where the scale differs more "
                  "than twofold across the map"));
    countryNames = addChecked(menu, Words::tr("Country &Names"), "", false);
    countryNames->setToolTip(Words::tr("In English, where they have room"));
    relief = addChecked(menu, Words::tr("R&elief Shading"), "", false);
    relief->setToolTip(
        Words::tr("Darkens slopes that face away from the north-west, from 0° to 55° N and 20° to "
                  "100° E, where terrain (ETOPO, 20′) comes with the software"));
    menu->addSeparator();
}

void Menus::addProjections(QMenu* menu)
{
    const std::pair<shamal::ProjectionKind, QString> named[] = {
        {shamal::ProjectionKind::PlateCarree, Words::tr("&Plate Carrée")},
        {shamal::ProjectionKind::Mercator, Words::tr("&Mercator")},
        {shamal::ProjectionKind::LambertConformal, Words::tr("&Lambert Conformal")},
        {shamal::ProjectionKind::Albers, Words::tr("&Albers Equal Area")},
        {shamal::ProjectionKind::Orthographic, Words::tr("&Orthographic")},
        {shamal::ProjectionKind::Stereographic, Words::tr("&Stereographic")},
        {shamal::ProjectionKind::Robinson, Words::tr("&Robinson")}};
    for (const auto& [kind, name] : named)
        addChecked(menu, name, "", kind == shamal::ProjectionKind::PlateCarree, projections)
            ->setData(static_cast<int>(kind));
    projString = addChecked(menu, Words::tr("PROJ S&tring…"), "", false, projections);
    projString->setData(static_cast<int>(shamal::ProjectionKind::Custom));
    menu->addSeparator();
    centreProjection = add(menu, Words::tr("&Centre on the Middle of the View"), "");
}

void Menus::recolourIcons(const QPalette& palette) const
{
    for (QAction* action : m_bar->actions() + QList<QAction*>{guide}) {
        const QString icon = action->property("iconName").toString();
        if (!icon.isEmpty())  // seasons are words
            action->setIcon(lineIcon(icon, palette));
    }
}
