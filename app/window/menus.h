#pragma once
#include <QAction>
#include <QActionGroup>

class QMainWindow;
class QMenu;
class QToolBar;

/// The application's actions, in their menus and tool bar. What they do is connected by the main window.
struct Menus {
    QAction *open, *openFolder, *openArea, *openAddress, *openDemo, *exportFigure, *exportNetcdf,
        *exportTable, *quit;
    QAction *undo, *redo;
    QAction *pan, *zoom, *select, *polygon, *ellipse, *pin, *newRegion, *editRegion, *wholeArea, *countries,
        *buffer, *importRegions, *exportRegions, *home, *fitRange, *colours, *linkViews, *linkTime,
        *linkCursors, *linkColours, *addMap, *resetLayout;
    QAction *back, *forward, *zoomToRegion, *scaleBar, *countryNames, *relief;
    QAction *centreProjection, *projString;
    QAction *systemLook, *lightLook, *darkLook;
    QAction *run, *cancel;
    QAction *guide, *about;
    QActionGroup *tools, *seasons, *looks;  ///< seasons hold int(shamal::Season) as data
    QActionGroup* presets;                  ///< hold the index among shamal::presetRegions()
    QActionGroup* projections;  ///< hold int(shamal::ProjectionKind) as data; projString is one of them
    QMenu* viewMenu;            ///< docks are added to it
    QMenu* timeMenu;            ///< seasons; the time bar adds its own below them

    explicit Menus(QMainWindow& window);
    /// Icons in the colours of the palette now in force.
    void recolourIcons(const QPalette& palette) const;

private:
    void addNavigation(QMenu* menu);
    void addMapDetails(QMenu* menu);
    void addProjections(QMenu* menu);

    QToolBar* m_bar;
};
