// How many days a second the main window plays: 763 fine days of 228 x 322 cells, a coarse record of 20 years
// and a downscaled field of every fine day, four maps, 1400 x 900 pixels. Needs a display.
#include "map/map_view.h"
#include "panels/map_board.h"
#include "panels/time_bar.h"
#include "panels/timeline.h"
#include "timing.h"
#include "window/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

#include <cmath>
#include <cstdio>
#include <ctime>
#include <numbers>

namespace {

constexpr shamal::Date kFirstCoarse{1990, 1, 1};
constexpr shamal::Date kFirstFine{2005, 5, 15};
constexpr int kCoarseDays = 7305;
constexpr int kFineDays = 763;
constexpr int kFrames = 200;

std::vector<double> axis(double from, double step, int count)
{
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(from + step * i);
    return values;
}

shamal::FieldSeries waves(const std::string& source, const shamal::Grid& grid, shamal::Date first, int days)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    values.reserve(grid.cells() * static_cast<std::size_t>(days));
    const auto start = dayNumber(first, shamal::Calendar::Standard);
    for (int day = 0; day < days; ++day) {
        steps.push_back({shamal::dateOfDay(start + day, shamal::Calendar::Standard), 0, 8, true});
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            const auto along =
                static_cast<float>(std::sin(0.1 * grid.latitudes()[row] * std::numbers::pi + 0.3 * day));
            for (std::size_t column = 0; column < grid.columns(); ++column)
                values.push_back(
                    0.5F + 0.4F * along *
                               static_cast<float>((column + 3 * static_cast<std::size_t>(day)) % 97) / 97.0F);
        }
    }
    const shamal::FieldMetadata metadata{.name = "DUEXTTAU",
                                         .longName = "Dust extinction optical depth, 550 nm",
                                         .standardName = {},
                                         .units = "1",
                                         .source = source};
    return {metadata, grid, shamal::Calendar::Standard, std::move(steps), std::move(values)};
}

LoadedSource sourceOf(shamal::FieldSeries series, shamal::SourceRole role, const char* file)
{
    LoadedSource source{.dataset = shamal::Dataset::open(std::filesystem::path(SHAMAL_TEST_DATA) / file),
                        .variable = "DUEXTTAU",
                        .window = {},
                        .series = std::move(series)};
    source.role = role;
    return source;
}

void fill(Session& session)
{
    const shamal::Grid fineGrid(axis(24.0, 0.0625, 228), axis(44.0, 0.0625, 322));
    const shamal::Grid coarseGrid(axis(23.0, 0.5, 32), axis(43.125, 0.625, 36));
    const shamal::FieldSeries fine = waves("G5NR", fineGrid, kFirstFine, kFineDays);
    session.addSource(sourceOf(waves("MERRA-2", coarseGrid, kFirstCoarse, kCoarseDays),
                               shamal::SourceRole::Coarse, "ncep-daily/air.2m.gauss.2022.nc_subset.nc"));
    session.addSource(sourceOf(fine, shamal::SourceRole::Fine, "merra2-native-grid/M2T1NXSLV_temporal.nc4"));
    shamal::DownscaleRunInfo info;
    info.grid = fineGrid;
    info.model.units = fine.metadata().units;
    session.beginResult(info);
    const QSignalBlocker quiet(session);
    for (std::size_t day = 0; day < fine.size(); ++day) {
        const auto values = fine.field(day);
        shamal::DownscaledDay done;
        done.date = fine.steps()[day].date;
        done.mean.assign(values.begin(), values.end());
        for (float& value : done.mean)
            value *= 1.1F;
        session.addDay(done);
    }
}

double quantile(std::vector<double> values, double share)
{
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

/// Steps day by day, each seen before the next; milliseconds of telling the panels, and of the whole frame.
void stepThrough(MainWindow& window, const char* what)
{
    bool seen = false;
    const auto* line = window.timeBar().findChild<Timeline*>();
    const auto connection = QObject::connect(line, &Timeline::painted, [&seen] { seen = true; });
    std::vector<double> told, whole;
    const std::clock_t processor = std::clock();
    const auto first = dayNumber(kFirstFine, shamal::Calendar::Standard);
    for (int frame = 0; frame < kFrames; ++frame) {
        seen = false;
        const shamal::Date day = shamal::dateOfDay(first + 100 + frame, shamal::Calendar::Standard);
        double telling = 0.0;
        whole.push_back(1e3 * secondsOf([&] {
                            telling = 1e3 * secondsOf([&] { window.session().setDay(day); });
                            while (!seen)
                                QCoreApplication::processEvents(QEventLoop::AllEvents);
                        }));
        told.push_back(telling);
    }
    QObject::disconnect(connection);
    const double busy = 1e3 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC / kFrames;
    const double frame = quantile(whole, 0.5);
    const double undisturbed = quantile(whole, 0.1);
    std::printf(
        "%s, median of %d: panels told %.2f ms, whole frame %.1f ms (%.1f days a second), %.1f ms of "
        "processors; fastest tenth %.1f ms (%.1f days a second)\n",
        what, kFrames, quantile(told, 0.5), frame, 1e3 / frame, busy, undisturbed, 1e3 / undisturbed);
}

void play(MainWindow& window, double daysPerSecond)
{
    window.timeBar().actionsOfTime().setRate(daysPerSecond);
    window.timeBar().setPlaying(true);
    QTest::qWait(4000);
    std::printf("playing at %.0f days a second (0: as fast as possible): %.1f drawn\n", daysPerSecond,
                window.timeBar().drawnPerSecond());
    window.timeBar().setPlaying(false);
}

}  // namespace

int main(int argc, char** argv)
{
    MapView::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("shamal");
    QApplication::setApplicationName("shamal-benchmark");
    MainWindow window;
    fill(window.session());
    window.resize(1400, 900);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    window.session().setDay(kFirstFine);
    QTest::qWait(500);
    // The first analyses take both cores.
    if (!QTest::qWaitFor([&window] { return !window.analysesBusy(); }, 300'000))
        return 1;
    stepThrough(window, "a step");
    for (const double rate : {0.0, 30.0, 10.0})
        play(window, rate);
    window.maps().hide();
    stepThrough(window, "without the maps");
    return 0;
}
