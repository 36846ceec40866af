#include "tour/tour.h"

#include "fields/error.h"
#include "look.h"
#include "panels/map_board.h"
#include "panels/time_bar.h"
#include "window/main_window.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPixmap>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <stdexcept>

namespace {

/// A step of the tour did not come to its end.
class TourFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Tour {
public:
    Tour(MainWindow& window, QString folder) : m_window(window), m_folder(std::move(folder)) {}

    void run()
    {
        m_window.showNormal();
        m_window.resize(1400, 900);
        openDemo();
        chooseSeasonAndDay();
        drawRegion();
        downscale();
        waitForAnalyses();
        exportAll();
        takeScreenshots();
    }

private:
    void say(const char* step)
    {
        std::printf("%7.1f s  %s\n", static_cast<double>(m_clock.elapsed()) / 1000.0, step);
        std::fflush(stdout);
    }

    QString file(const char* name) const { return QDir(m_folder).filePath(name); }

    void wait(const char* what, int seconds, const std::function<bool()>& done)
    {
        QElapsedTimer waited;
        waited.start();
        while (!done()) {
            QEventLoop loop;
            QTimer::singleShot(20, &loop, &QEventLoop::quit);
            loop.exec();
            if (const auto* box = m_window.findChild<QMessageBox*>("faultBox"))
                throw TourFault(box->informativeText().toStdString());
            if (waited.elapsed() > seconds * 1000)
                throw TourFault(std::string("waited in vain for ") + what);
        }
    }

    template <typename Widget>
    Widget& child(const char* name)
    {
        auto* found = m_window.findChild<Widget*>(name);
        if (found == nullptr)
            throw TourFault(std::string("the window has no ") + name);
        return *found;
    }

    void openDemo()
    {
        m_clock.start();
        say("the window is open; opening the demo world (made on first use)");
        m_window.menus().openDemo->trigger();
        wait("the demo world", 300,
             [this] { return !m_window.work().reading() && m_window.session().fine() != nullptr; });
        say("coarse and fine fields are on the maps");
    }

    void chooseSeasonAndDay()
    {
        for (QAction* season : m_window.menus().seasons->actions()) {
            if (season->data().toInt() == static_cast<int>(shamal::Season::JJA))
                season->trigger();
        }
        m_window.session().setDay({2006, 7, 14});
        say("season JJA, day 2006-07-14");
    }

    void drawRegion()
    {
        MapView& map = m_window.maps().view(MapBoard::Fine);
        const QPointF from = map.toWidget({41.5, 61.5});
        const QPointF to = map.toWidget({31.0, 76.0});
        const auto send = [&](QEvent::Type type, QPointF position, Qt::MouseButton button,
                              Qt::MouseButtons buttons) {
            QMouseEvent event(type, position, map.mapToGlobal(position), button, buttons, Qt::NoModifier);
            QApplication::sendEvent(&map, &event);
        };
        send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseMove, 0.5 * (from + to), Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
        say("a region is drawn on the map");
    }

    void downscale()
    {
        child<QComboBox>("downscaleDays").setCurrentIndex(2);
        child<QDateEdit>("downscaleFirstDay").setDate(QDate(2006, 7, 10));
        child<QDateEdit>("downscaleLastDay").setDate(QDate(2006, 7, 24));
        child<QComboBox>("downscaleArea").setCurrentIndex(1);
        child<QSpinBox>("downscaleMembers").setValue(2);
        child<QPushButton>("downscaleRun").click();
        wait("the downscaling", 600, [this] { return !m_window.work().downscaling(); });
        const auto& result = m_window.session().result();
        if (!result || result->days().size() != 15)
            throw TourFault("the downscaling gave no result: " +
                            child<QLabel>("downscaleMessage").text().toStdString());
        say("15 days are downscaled, 2 members each");
        m_window.session().setDay({2006, 7, 14});
    }

    void waitForAnalyses()
    {
        wait("the analyses", 300, [this] { return !m_window.analysesBusy(); });
        say("semivariogram, ACF/PACF and lag curves are drawn");
    }

    void exportAll()
    {
        m_window.exportFigureTo(file("figure.pdf"), FigureContent::MapsAndCharts, 240, 200);
        m_window.exportFigureTo(file("figure.png"), FigureContent::MapsAndCharts, 240, 200);
        m_window.exportTableTo(file("analysis.csv"));
        wait("the table", 300, [this] { return !m_window.work().writing(); });
        m_window.exportNetcdfTo(file("downscaled.nc"), {});
        wait("the NetCDF file", 120, [this] { return !m_window.work().writing(); });
        for (const char* name : {"figure.pdf", "figure.png", "analysis.csv", "downscaled.nc"}) {
            if (QFileInfo(file(name)).size() == 0)
                throw TourFault(std::string("nothing was written to ") + name);
        }
        say("figure, table and NetCDF file are exported");
    }

    void takeScreenshots()
    {
        for (const auto& [appearance, name] : {std::pair(Appearance::Light, "window-light.png"),
                                               std::pair(Appearance::Dark, "window-dark.png")}) {
            applyAppearance(appearance);
            QElapsedTimer settle;
            settle.start();
            wait("the repainting", 60, [&] { return settle.elapsed() > 600 && !m_window.analysesBusy(); });
            if (!m_window.grab().save(file(name)))
                throw TourFault(std::string("the screenshot could not be written to ") + name);
        }
        say("screenshots are taken");
    }

    MainWindow& m_window;
    QString m_folder;
    QElapsedTimer m_clock;
};

}  // namespace

int runTour(MainWindow& window, const QString& folder)
{
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "shamal: %s: the folder cannot be made\n", qPrintable(folder));
        return 1;
    }
    try {
        Tour(window, folder).run();
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "shamal: the tour ended early: %s\n", fault.what());
        return 1;
    }
}
