// From starting a program to its first map on the screen, as an onlooker sees it: until the screen holds as
// many strongly coloured pixels as a small map has. Each command is started again and again, in turn:
//   packaging/with-display build/release/bin/startup_benchmark RUNS COMMAND [-- COMMAND]...
// such as  5 build/release/bin/shamal FILE -- ncview FILE
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPixmap>
#include <QProcess>
#include <QScreen>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

constexpr int kColoured = 60;         // difference of the largest and the smallest of red, green and blue
constexpr int kPixelsOfAMap = 20000;  // more than any colour bar or icon has
constexpr int kPatienceMs = 30000;

int colouredPixels()
{
    const QImage screen =
        QGuiApplication::primaryScreen()->grabWindow(0).toImage().convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < screen.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(screen.constScanLine(y));
        for (int x = 0; x < screen.width(); ++x) {
            const auto [least, most] = std::minmax({qRed(line[x]), qGreen(line[x]), qBlue(line[x])});
            count += most - least > kColoured ? 1 : 0;
        }
    }
    return count;
}

/// Negative when no map came.
double millisecondsToMap(const QStringList& command)
{
    while (colouredPixels() >= kPixelsOfAMap)
        QThread::msleep(50);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    QElapsedTimer clock;
    clock.start();
    process.start(command.front(), command.mid(1));
    double milliseconds = -1.0;
    while (milliseconds < 0.0 && clock.elapsed() < kPatienceMs) {
        if (colouredPixels() >= kPixelsOfAMap)
            milliseconds = static_cast<double>(clock.elapsed());
        QThread::msleep(5);
    }
    process.kill();
    process.waitForFinished();
    return milliseconds;
}

}  // namespace

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    const QStringList words = QGuiApplication::arguments();
    const int runs = words.value(1).toInt();
    std::vector<QStringList> commands(1);
    for (const QString& word : words.mid(2)) {
        if (word == "--")
            commands.emplace_back();
        else
            commands.back() << word;
    }
    if (runs < 1 ||
        std::any_of(commands.begin(), commands.end(), [](const auto& c) { return c.isEmpty(); })) {
        std::fprintf(stderr, "usage: startup_benchmark RUNS COMMAND [-- COMMAND]...\n");
        return 2;
    }
    std::vector<std::vector<double>> times(commands.size());
    for (int run = 0; run < runs; ++run) {
        for (std::size_t i = 0; i < commands.size(); ++i)
            times[i].push_back(millisecondsToMap(commands[i]));
    }
    for (std::size_t i = 0; i < commands.size(); ++i) {
        std::sort(times[i].begin(), times[i].end());
        const double median = times[i][times[i].size() / 2];
        std::printf("%s: first map after %.0f ms (median of %d; %.0f to %.0f)",
                    qPrintable(commands[i].front()), median, runs, times[i].front(), times[i].back());
        if (i > 0)
            std::printf(", %.2f of the first", median / times[0][times[0].size() / 2]);
        std::printf("\n");
    }
    return 0;
}
