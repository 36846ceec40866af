#pragma once
#include "fields/grid.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

class MainWindow;
class QDialog;
class QWidget;

// A user's hands on the main window: menus by mouse and key, dialogs by keyboard, maps by mouse.

/// A shown window, 1400 x 900, with a file of the tests' data open; fails the test when it cannot be.
std::unique_ptr<MainWindow> windowOn(const char* file);

/// Clicks a menu open, then types the item's mnemonic.
void chooseInMenu(MainWindow& window, const QString& menu, Qt::Key mnemonic);

/// Does `act` with the next modal dialog to appear; fails the test when none does in five seconds.
void inNextDialog(const std::function<void(QWidget*)>& act);

/// Pastes a path into the open-file or export dialog that comes next and clicks its default button.
void pastePathInNextDialog(const QString& path);

/// Drags a rectangle on the fine or coarse map.
void drawRectangle(MainWindow& window, int pane, shamal::LatLon from, shamal::LatLon to);

/// What a command prints; fails the test when it cannot be run or its exit code is not zero.
QString outputOf(const QString& program, const QStringList& arguments);

/// The text of the fault box now shown, which is then closed; empty when there is none.
QString takeFault(MainWindow& window);
/// The same, waiting for it; fails the test when none comes.
QString waitForFault(MainWindow& window);

/// main() of a GUI test: OpenGL prepared, Qt's own dialogs, an English locale.
int runGuiTest(int argc, char** argv, const std::function<QObject*()>& makeTest);
