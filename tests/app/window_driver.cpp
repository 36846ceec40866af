#include "window_driver.h"

#include "map/map_view.h"
#include "panels/map_board.h"
#include "window/main_window.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <memory>

void chooseInMenu(MainWindow& window, const QString& menu, Qt::Key mnemonic)
{
    QMenuBar* bar = window.menuBar();
    for (QAction* action : bar->actions()) {
        if (action->text().remove('&') != menu)
            continue;
        QTest::mouseClick(bar, Qt::LeftButton, Qt::NoModifier, bar->actionGeometry(action).center());
        QTRY_VERIFY(action->menu()->isVisible());
        QTest::keyClick(action->menu(), mnemonic);
        return;
    }
    QFAIL(qPrintable("no menu " + menu));
}

void inNextDialog(const std::function<void(QWidget*)>& act)
{
    auto* timer = new QTimer(QApplication::instance());
    auto tries = std::make_shared<int>(0);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, act, tries] {
        if (QWidget* dialog = QApplication::activeModalWidget()) {
            timer->deleteLater();
            timer->stop();
            act(dialog);
        } else if (++*tries > 250) {
            timer->deleteLater();
            timer->stop();
            QTest::qFail("no dialog appeared", __FILE__, __LINE__);
        }
    });
    timer->start(20);
}

void pastePathInNextDialog(const QString& path)
{
    inNextDialog([path](QWidget* dialog) {
        auto* edit =
            dialog->findChild<QLineEdit*>(qobject_cast<QFileDialog*>(dialog) ? "fileNameEdit" : "exportPath");
        QVERIFY(edit != nullptr);
        edit->selectAll();
        QGuiApplication::clipboard()->setText(path);
        QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
        // The file dialog's completer lists what begins alike; its list would take the Enter meant for the
        // dialog.
        if (QCompleter* completer = edit->completer())
            completer->popup()->hide();
        for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
            if (button->isDefault())
                QTest::mouseClick(button, Qt::LeftButton);
        }
    });
}

void drawRectangle(MainWindow& window, int pane, shamal::LatLon from, shamal::LatLon to)
{
    MapView& map = window.maps().view(pane);
    const QPoint start = map.toWidget(from).toPoint();
    const QPoint end = map.toWidget(to).toPoint();
    QTest::mousePress(&map, Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(&map, (start + end) / 2);
    QTest::mouseMove(&map, end);
    QTest::mouseRelease(&map, Qt::LeftButton, Qt::NoModifier, end);
}

QString outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool ran = process.waitForStarted(10000) && process.waitForFinished(60000);
    const QString errors = QString::fromUtf8(process.readAllStandardError());
    if (!ran || process.exitCode() != 0)
        QTest::qFail(qPrintable(program + " " + arguments.join(' ') + ": " + errors), __FILE__, __LINE__);
    return QString::fromUtf8(process.readAllStandardOutput());
}

std::unique_ptr<MainWindow> windowOn(const char* file)
{
    auto window = std::make_unique<MainWindow>();
    window->resize(1400, 900);
    window->show();
    const bool shown = QTest::qWaitForWindowExposed(window.get());
    window->openFiles({std::filesystem::path(SHAMAL_TEST_DATA) / file});
    const auto isOpen = [&] { return !window->session().sources().empty() && !window->work().reading(); };
    if (!shown || !QTest::qWaitFor(isOpen, 20000))
        QTest::qFail("the window or its file did not open", __FILE__, __LINE__);
    return window;
}

QString takeFault(MainWindow& window)
{
    auto* box = window.findChild<QMessageBox*>("faultBox");
    if (box == nullptr)
        return {};
    QString text = box->informativeText();
    QTest::keyClick(box, Qt::Key_Escape);
    box->setObjectName({});
    return text;
}

QString waitForFault(MainWindow& window)
{
    QString fault;
    if (!QTest::qWaitFor([&] { return !(fault = takeFault(window)).isEmpty(); }, 20000))
        QTest::qFail("no fault was shown", __FILE__, __LINE__);
    return fault;
}

int runGuiTest(int argc, char** argv, const std::function<QObject*()>& makeTest)
{
    MapView::prepareApplication();
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    QApplication::setOrganizationName("shamal");
    QApplication::setApplicationName("shamal-test");
    const std::unique_ptr<QObject> test(makeTest());
    return QTest::qExec(test.get(), argc, argv);
}
