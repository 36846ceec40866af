#include "batch/verb.h"

#include "fields/resources.h"

#include <fmt/format.h>
#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <unistd.h>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

namespace {

const std::array<const Verb*, 7> kVerbs{&kInfoVerb,      &kDemoDataVerb, &kTrainVerb,     &kImportModelVerb,
                                        &kDownscaleVerb, &kEvaluateVerb, &kStatisticsVerb};

// The only thing the signal handler touches. Another thread reads it, which std::sig_atomic_t is not for.
std::atomic<bool> g_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void onSignal(int)
{
    g_interrupted = true;
}

void printUsage(std::FILE* to)
{
    fmt::print(to, "usage: shamal-batch VERB [options]\n\n");
    for (const Verb* verb : kVerbs)
        fmt::print(to, "  {:<12} {}\n", verb->name, verb->summary);
    fmt::print(to,
               "\nshamal-batch VERB --help tells a verb's options; shamal-batch --version the version.\n");
}

/// A bar that redraws itself on a terminal; a line whenever a tenth is done (or the work changes) elsewhere.
class ProgressPrinter {
public:
    void operator()(double fraction, const std::string& doing)
    {
        const int percent = static_cast<int>(fraction * 100.0);
        if (m_terminal) {
            const int filled = percent * 30 / 100;
            fmt::print(stderr, "\r\x1b[K[{}{}] {:3d} % {}",
                       std::string(static_cast<std::size_t>(filled), '#'),
                       std::string(static_cast<std::size_t>(30 - filled), '.'), percent, doing);
            m_open = true;
        } else if (percent / 10 != m_lastTenth) {
            m_lastTenth = percent / 10;
            fmt::print(stderr, "{:3d} % {}\n", percent, doing);
        }
        std::fflush(stderr);
    }
    void finish()
    {
        if (m_open)
            fmt::print(stderr, "\n");
        m_open = false;
    }

private:
    bool m_terminal = isatty(STDERR_FILENO) != 0;
    bool m_open = false;
    int m_lastTenth = -1;
};

int runVerb(const Verb& verb, const QStringList& commandLine)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(verb.summary);
    const QCommandLineOption help = parser.addHelpOption();
    verb.declare(parser);

    QStringList arguments{commandLine.value(0) + " " + verb.name};
    arguments += commandLine.mid(2);
    ProgressPrinter printer;
    std::stop_source stopSource;
    // Turns the signal into a stop request: a handler itself may not.
    std::jthread watcher([&stopSource](const std::stop_token& finished) {
        while (!finished.stop_requested()) {
            if (g_interrupted)
                stopSource.request_stop();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });

    try {
        if (!parser.parse(arguments))
            throw UsageError(parser.errorText().toStdString());
        if (parser.isSet(help)) {
            fmt::print("{}", parser.helpText().toStdString());
            return Done;
        }
        BatchContext context{shamal::Progress(std::ref(printer)), stopSource.get_token(), commandLine};
        verb.run(parser, context);
        printer.finish();
        return Done;
    } catch (const UsageError& error) {
        printer.finish();
        fmt::print(stderr, "shamal-batch {}: {}\n\n{}", verb.name, error.what(),
                   parser.helpText().toStdString());
        return WrongUsage;
    } catch (const shamal::Stopped&) {
        printer.finish();
        fmt::print(stderr, "shamal-batch {}: stopped; what was finished is kept\n", verb.name);
        return StoppedEarly;
    } catch (const shamal::Error& error) {
        printer.finish();
        fmt::print(stderr, "shamal-batch {}: {}\n", verb.name, error.what());
        return BadInput;
    } catch (const std::exception& error) {
        printer.finish();
        fmt::print(stderr, "shamal-batch {}: defect of this software: {}\n", verb.name, error.what());
        return Defect;
    }
}

}  // namespace

int runBatch(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    // What is printed is for scripts too: English numbers and words wherever it runs.
    QLocale::setDefault(QLocale::c());
    QTranslator plurals;  // of "%n day(s)"
    if (plurals.load(":/translations/shamal_en.qm"))
        QCoreApplication::installTranslator(&plurals);
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);

    const QStringList commandLine = QCoreApplication::arguments();
    const QString name = commandLine.value(1);
    if (name == "--version") {
        fmt::print("shamal-batch {}\n", shamal::softwareVersion());
        return Done;
    }
    if (name.isEmpty() || name == "--help" || name == "-h") {
        printUsage(name.isEmpty() ? stderr : stdout);
        return name.isEmpty() ? WrongUsage : Done;
    }
    for (const Verb* verb : kVerbs) {
        if (name == verb->name)
            return runVerb(*verb, commandLine);
    }
    fmt::print(stderr, "shamal-batch: there is no verb '{}'\n\n", name.toStdString());
    printUsage(stderr);
    return WrongUsage;
}
