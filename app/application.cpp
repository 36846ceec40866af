#include "application.h"

#include "fields/error.h"
#include "fields/resources.h"
#include "look.h"
#include "map/map_view.h"
#include "map/opengl_support.h"
#include "tour/tour.h"
#include "window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QMessageBox>
#include <QTranslator>

#include <cstdio>

namespace {

/// Translations into the user's language; English plurals where there is none.
void installTranslations(QApplication& application)
{
    const auto install = [&application](const QLocale& locale, const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        if (translator->load(locale, name, "_", folder))
            QApplication::installTranslator(translator);
    };
    install(QLocale(QLocale::English), "shamal", ":/translations");
    install(QLocale(), "shamal", ":/translations");
    install(QLocale(), "qtbase", QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

}  // namespace

int runApplication(int argc, char** argv)
{
    MapView::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("shamal");
    QApplication::setApplicationName("shamal");
    QApplication::setApplicationDisplayName("Shamal");
    QApplication::setApplicationVersion(QString::fromLatin1(shamal::softwareVersion()));
    QApplication::setDesktopFileName("org.shamal.Shamal");

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Compare and downscale aerosol fields."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo("demo", QApplication::translate("main", "Open the demo world."));
    const QCommandLineOption tour(
        "tour",
        QApplication::translate("main",
                                "Do the main job on the demo world without a user, leave its "
                                "results in FOLDER and quit."),
        "FOLDER");
    const QCommandLineOption appearance(
        "appearance", QApplication::translate("main", "light, dark or system."), "WHICH", "system");
    parser.addOptions({demo, tour, appearance});
    parser.addPositionalArgument(
        "FILE", QApplication::translate("main", "NetCDF files, folders or globs, as one data set."),
        "[FILE...]");
    parser.process(application);

    try {
        installTranslations(application);
        QApplication::setWindowIcon(
            QIcon(QString::fromStdString((shamal::resourcesFolder() / "icons" / "shamal.svg").string())));
        applyAppearance(appearanceFromName(parser.value(appearance)));
        if (const QString fault = openGlFault(); !fault.isEmpty()) {
            std::fprintf(stderr, "shamal: %s\n", qUtf8Printable(fault));
            QMessageBox::critical(nullptr, QApplication::translate("main", "Maps cannot be drawn"), fault);
            return 3;
        }
        MainWindow window;
        // Read while the window comes up.
        std::vector<std::filesystem::path> files;
        for (const QString& name : parser.positionalArguments())
            files.emplace_back(name.toStdString());
        if (!files.empty())
            window.openFiles(files);
        window.show();
        if (parser.isSet(tour))
            return runTour(window, parser.value(tour));
        if (parser.isSet(demo))
            window.menus().openDemo->trigger();
        return QApplication::exec();
    } catch (const shamal::Error& error) {
        std::fprintf(stderr, "shamal: %s\n", error.what());
        return 3;
    }
}
