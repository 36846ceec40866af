#pragma once
#include <QAction>
#include <QActionGroup>

class QMainWindow;
class QMenu;

/// The application's actions, in their menus and tool bar. What they do is connected by the main window.
struct Menus {
    QAction *open, *openFolder, *openArea, *openAddress, *openDemo, *exportFigure, *exportNetcdf,
        *exportTable, *quit;
    QAction *pan, *select, *wholeArea, *importRegion, *exportRegion, *home, *fitRange, *linkViews,
        *linkCursors, *resetLayout;
    QAction *centreProjection, *projString;
    QAction *systemLook, *lightLook, *darkLook;
    QAction *stepBack, *stepForward, *play;
    QAction *run, *cancel;
    QAction *guide, *about;
    QActionGroup *tools, *seasons, *looks;  ///< seasons hold int(shamal::Season) as data
    QActionGroup* projections;  ///< hold int(shamal::ProjectionKind) as data; projString is one of them
    QMenu* viewMenu;            ///< docks are added to it

    explicit Menus(QMainWindow& window);
    /// Icons in the colours of the palette now in force.
    void recolourIcons(const QPalette& palette) const;

private:
    void addProjections(QMenu* menu);
};
