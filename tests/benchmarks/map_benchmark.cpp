// How long a global field of 2881 x 5760 cells takes to open and to pan, in every projection: medians on
// the display the program is started on. A window of 1280 x 800 is shown and its frames are waited for.
#include "map/map_view.h"
#include "timing.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <vector>

namespace {

constexpr std::size_t kRows = 2881, kColumns = 5760;
constexpr int kOpenings = 5;
constexpr int kFrames = 90;

MapField globalField()
{
    MapField field{
        shamal::Grid::regular(-90.0, 180.0 / (kRows - 1.0), kRows, -180.0, 360.0 / kColumns, kColumns),
        {},
        "Benchmark",
        {},
        "AOD (1)",
        {}};
    std::mt19937 random(3);
    field.values.reserve(field.grid.cells());
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(static_cast<float>(random() % 1000) / 1000.0f);
    return field;
}

double median(std::vector<double> values)
{
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

/// Until the next frame is drawn.
void draw(MapView& view)
{
    bool drawn = false;
    const auto connection =
        QObject::connect(&view, &QOpenGLWidget::frameSwapped, &view, [&drawn] { drawn = true; });
    view.update();
    while (!drawn)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QObject::disconnect(connection);
}

struct Panning {
    std::vector<double> frames;  ///< milliseconds
    double processors = 0.0;     ///< milliseconds of all cores, a frame
};

/// Dragged round a circle of a diameter of 340 pixels, 12 pixels a frame.
Panning panned(MapView& view)
{
    const auto send = [&](QEvent::Type type, QPointF at) {
        QMouseEvent event(type, at, view.mapToGlobal(at), Qt::MiddleButton, Qt::MiddleButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &event);
    };
    QPointF hand(640.0, 230.0);
    send(QEvent::MouseButtonPress, hand);
    Panning panning;
    const std::clock_t before = std::clock();
    for (int i = 0; i < kFrames; ++i) {
        const double angle = 2.0 * M_PI * i / kFrames;
        hand += QPointF(12.0 * std::cos(angle), 12.0 * std::sin(angle));
        panning.frames.push_back(1e3 * secondsOf([&] {
                                     send(QEvent::MouseMove, hand);
                                     draw(view);
                                 }));
    }
    panning.processors = 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / kFrames;
    QMouseEvent release(QEvent::MouseButtonRelease, hand, view.mapToGlobal(hand), Qt::MiddleButton,
                        Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&view, &release);
    return panning;
}

}  // namespace

int main(int argc, char** argv)
{
    MapView::prepareApplication();
    QApplication application(argc, argv);
    const MapField field = globalField();
    const char* const names[] = {"plate carree", "Mercator",      "Lambert conformal", "Albers",
                                 "orthographic", "stereographic", "Robinson"};
    std::printf("%-18s %10s %10s %10s %10s %10s %10s %10s\n", "projection", "open, ms", "pan, ms",
                "worst, ms", "CPU, ms", "zoomed, ms", "worst, ms", "CPU, ms");
    for (const auto kind : shamal::kPresetProjections) {
        std::vector<double> openings;
        Panning whole, near;
        for (int i = 0; i < kOpenings; ++i) {
            MapView view;
            view.resize(1280, 800);
            view.setProjection(shamal::Projection::preset(kind, {36.0, 68.0}, field.grid.bounds()));
            view.show();
            draw(view);
            MapField copy = field;
            openings.push_back(1e3 * secondsOf([&] {
                                   view.setField(std::move(copy));
                                   draw(view);
                               }));
            if (i + 1 < kOpenings)
                continue;
            whole = panned(view);
            view.setView(shamal::kAreaA0);
            draw(view);
            near = panned(view);
        }
        std::printf("%-18s %10.0f %10.1f %10.1f %10.1f %10.1f %10.1f %10.1f\n", names[static_cast<int>(kind)],
                    median(openings), median(whole.frames), *std::ranges::max_element(whole.frames),
                    whole.processors, median(near.frames), *std::ranges::max_element(near.frames),
                    near.processors);
        std::fflush(stdout);
    }
    return 0;
}
